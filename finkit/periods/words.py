"""A text with its years, months and spans in one spelling, however people write them."""

from __future__ import annotations

import re
from functools import lru_cache

from finkit.gate.characters import in_one_width

DASH = r"[-—–―‒−─~至到]"
"""What stands between the first and the last of a span."""

_NUMERALS = {word: str(n) for n, word in enumerate("一二三四五六七八九十", 1)}
_NUMERALS |= {"十一": "11", "十二": "12", "两": "2"}
_WORD = "[一二三四五六七八九十两]{1,2}"
_CHINESE_MONTH = re.compile(
    rf"{_WORD}(?=(?:{DASH}{_WORD})?月)|(?<=[前头首]){_WORD}(?=个?月)|{_WORD}(?=个月)"
)
_JANUARY = re.compile(rf"元(?=(?:{DASH}\d{{1,2}})?月)")
_TYPED_DASH = re.compile(r"(?<=\d)一(?=\d{1,2}月)|(?<=\d月)一(?=\d{1,2}月)")
"""1一6月: the numeral that looks like a dash, where one is meant."""

_PADDED = re.compile(
    rf"(?<![\d.])0(?=[1-9](?:月|{DASH}\d{{1,2}}月))|(?<=月)份(?={DASH}\d)|(?<=年)年(?=[末底])"
)
"""What stands in a span and says nothing: 01—06月, 1月份至6月份, 2024年年底."""

_LATIN_QUARTER = re.compile(r"(?<=\d{4})年?[Qq]([1-4])(?!\d)")
_ZERO = "〇○零0Oo"
_CHINESE_YEAR = re.compile(rf"二[{_ZERO}][{_ZERO}一二三四五六七八九]{{2}}年")
_DIGITS = str.maketrans(f"{_ZERO}一二三四五六七八九", "000000123456789")

_BEGINS = rf"(?:(?<![提之以目此日])[前头首]|第?[一1](?:季度)?{DASH}第?)"
_QUARTER = "一二三四1234"
_QUARTERS = re.compile(
    rf"{_BEGINS}(?P<several>[二两三四234])个?季度(?:末|底)?|第?(?P<first>[一1])季度(?:末|底)?|"
    rf"第?(?P<end>[二三四234])季度(?:末|底)"
)
_HALF = re.compile(r"(?<!下)(?:上半年度?|前半年|(?<=年)半年度?)")
_MONTHS_OF = re.compile(r"(?<![提之以目此日])[前头首](\d{1,2})个?月份?")
_SHORT_YEAR = re.compile(
    r"(?<![\d近第前后过放\-])['’‘]?([0-39]\d)年"
    r"(?=度?(?:\d{1,2}(?:月|[-—–~至到]\d{1,2}月)|[二三四]季度|全年|末|底|决算|"
    r"一般公共|公共财政|财政|地方|各月|预算|收支|税收))"
)
_CENTURY = 50
_FULL_WIDTH = re.compile(r"\s+")


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """A text in one width, without blanks.

    >>> squeeze("２０２４年 ２月")
    '2024年2月'
    """
    return _FULL_WIDTH.sub("", in_one_width(text))


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """A text, squeezed, with its years in four digits and its months and spans in digits.

    A quarter by itself, but for the first, is left as it is: 二季度 may be three months or six.

    >>> folded("24年1—6月"), folded("二〇二四年前七个月"), folded("2024年三季度末")
    ('2024年1—6月', '2024年1-7月', '2024年1-9月')
    >>> folded("上半年"), folded("元至二月"), folded("二季度")
    ('1-6月', '1至2月', '二季度')
    """
    plain = _LATIN_QUARTER.sub(lambda f: f"年{_QUARTER[int(f[1]) - 1]}季度", squeeze(text))
    plain = _CHINESE_YEAR.sub(lambda f: f[0].translate(_DIGITS).replace("二", "2"), plain)
    return _SHORT_YEAR.sub(_long_year, in_digits(plain))


def in_digits(text: str) -> str:
    """A squeezed text with its months and spans in digits; its years stay."""
    text = _CHINESE_MONTH.sub(lambda f: _NUMERALS.get(f[0], f[0]), _TYPED_DASH.sub("-", text))
    text = _MONTHS_OF.sub(r"1-\1月", _PADDED.sub("", _JANUARY.sub("1", text)))
    return _HALF.sub("1-6月", _QUARTERS.sub(_months_of_quarter, text))


def _months_of_quarter(found: re.Match[str]) -> str:
    said = found["several"] or found["first"] or found["end"]
    number = 2 if said == "两" else _QUARTER.index(said) % 4 + 1
    return f"1-{3 * number}月"


def _long_year(found: re.Match[str]) -> str:
    year = int(found[1])
    return f"{year + (2000 if year < _CENTURY else 1900)}年"
