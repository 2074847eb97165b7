"""What titles and headings say of time: a year, a month, the months up to one."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from finkit.periods import MONTHS_A_YEAR, Period

_DASH = r"[-—–~至到]"
_Y = r"(?:19|20)\d{2}"
_MONTHS = rf"(?P<first>1月?{_DASH})?(?P<month>\d{{1,2}})月"
"""2月, and 1—2月, 1月至2月."""

_NUMERALS = {word: str(n) for n, word in enumerate("一二三四五六七八九十", 1)}
_NUMERALS |= {"十一": "11", "十二": "12"}
_WORD = "[一二三四五六七八九十]{1,2}"
_CHINESE_MONTH = re.compile(rf"{_WORD}(?=(?:{_DASH}{_WORD})?月)")
_JANUARY = re.compile(rf"元(?=(?:{_DASH}\d{{1,2}})?月)")
_FIRST_QUARTER = re.compile(r"(?<!\d)1季度")
_ZERO = "〇○零0Oo"
_CHINESE_YEAR = re.compile(rf"二[{_ZERO}][{_ZERO}一二三四五六七八九]{{2}}年")
_DIGITS = str.maketrans(f"{_ZERO}一二三四五六七八九", "000000123456789")

_OFFICE_WORK = (
    "填报|填表|制表|编制|编报|报送|上报|报出|打印|公开|发布|公布|批复|批准|通过|审议|审定|印发"
)
_OFFICE = re.compile(rf".*({_OFFICE_WORK})(时间|日期|日)[:：]")
_UP_TO = re.compile(
    rf"({_Y})年1月(?:1日)?{_DASH}\1年(\d{{1,2}})月|({_Y})年1月1日{_DASH}(\d{{1,2}})月|"
    rf"截[至止到]({_Y})年(\d{{1,2}})月"
)
_DAY = re.compile(rf"{_Y}年\d{{1,2}}月(?:\d{{1,2}}日|(?={_OFFICE_WORK}|起))")
_AS_OF = re.compile(rf"({_Y})年(\d{{1,2}})月(\d{{1,2}})日(?!.*({_OFFICE_WORK}|人大|会议|起))")
"""A day that amounts may be as of: they are if it ends a month."""

_SEVERAL_YEARS = re.compile(rf"{_Y}年?{_DASH}{_Y}年")
_MONTH = re.compile(rf"(?P<year>{_Y})年(?:度)?{_MONTHS}")
_DOTTED = re.compile(rf"(?<!\d)(?P<year>{_Y})\.1{_DASH}(?P<month>\d{{1,2}})(?!\d)")
_SLASHED = re.compile(rf"(?<!\d)(?P<year>{_Y})/(?P<month>\d{{1,2}})(?![/\d])")
_NUMERIC = re.compile(rf"(?<!\d)(?P<year>{_Y})[-./]?(?P<month>0[1-9]|1[0-2])(?![-./]?\d)")
_MONTH_BEFORE = re.compile(rf"(?<![\d年.-]){_MONTHS}(?!\d{{1,2}}日|{_OFFICE_WORK}|起)")
"""1—2月 of a year that is said elsewhere: 1—2月收支情况表（2024年）."""

_YEAR = re.compile(rf"({_Y})年")
_SPANS = (("前三季度", 9), ("一季度", 3), ("上半年", 6))
_WHOLE_YEAR = re.compile(r"决算|全年|\d年[末底]|[(（](19|20)\d{2}年度?[)）]|年度执行|预计执行")

_OTHER_YEAR = re.compile(rf"(?<=[比较与为占同]){_Y}年")
_HEADED = re.compile(
    rf"(?P<year>{_Y})年度?(?:{_MONTHS}(?:份|末|底|\d{{1,2}}日)?|(?P<end>末|底)|(?P<start>初))?|^(?P<alone>{_Y})$"
)
_MONTHS_ALONE = re.compile(rf"^(?:截[至止到])?{_MONTHS}")
_FROM_JANUARY = re.compile(rf"1月?{_DASH}(\d{{1,2}}月)")


class When(NamedTuple):
    """A year, and where it is said a month, that a heading states; `is_range` for 1—N月."""

    year: int = 0
    month: int = 0
    is_range: bool = False


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """A text in one width, without blanks.

    >>> squeeze("２０２４年 ２月")
    '2024年2月'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def period_in(text: str) -> str:
    """The month up to which amounts run, as `YYYY-MM`; a year alone only in a 决算 or 全年.

    The day on which a table was filled in, approved or published says nothing of its amounts.

    >>> period_in("临洮县2024年1—2月收支情况"), period_in("2014年重庆市收支决算总表")
    ('2024-02', '2014-12')
    >>> period_in("2024年收支预算表"), period_in("填报日期：2024年7月5日")
    ('', '')
    >>> period_in("1—2月收支情况表（2024年）"), period_in("2024年度决算表（2025年8月批复）")
    ('2024-02', '2024-12')
    """
    plain = _said(text)
    if found := _UP_TO.search(plain):
        return _period(*(part for part in found.groups() if part))
    if (found := _AS_OF.search(plain)) and _ends_month(*map(int, found.groups()[:3])):
        return _period(found[1], found[2])
    plain = _DAY.sub("", plain)
    if _SEVERAL_YEARS.search(plain):
        return ""
    year = _YEAR.search(plain)
    for rule in (_MONTH, _DOTTED) if year else (_DOTTED, _SLASHED, _NUMERIC):
        if found := rule.search(plain):
            return _period(found["year"], found["month"])
    return _of_year(year[1], plain) if year else ""


def _ends_month(year: int, month: int, day: int) -> bool:
    return 1 <= month <= MONTHS_A_YEAR and day == monthrange(year, month)[1]


def _of_year(year: str, plain: str) -> str:
    for word, month in _SPANS:
        if word in plain:
            return _period(year, str(month))
    if found := _MONTH_BEFORE.search(plain):
        return _period(year, found["month"])
    return _period(year, str(MONTHS_A_YEAR)) if _WHOLE_YEAR.search(plain) else ""


def _period(year: str, month: str) -> str:
    return str(Period(int(year), int(month))) if 1 <= int(month) <= MONTHS_A_YEAR else ""


def month_in(text: str) -> str:
    """The month up to which amounts run, as two digits, in a text that names no year; "" if none.

    >>> month_in("2月"), month_in("1—2月"), month_in("二月份"), month_in("2024年2月")
    ('02', '02', '02', '')
    """
    plain = _said(text)
    found = None if _YEAR.search(plain) else _MONTH_BEFORE.search(plain)
    month = int(found["month"]) if found else 0
    return f"{month:02d}" if 1 <= month <= MONTHS_A_YEAR else ""


def year_in(text: str) -> str:
    """The year that a line states, "" if none, or several.

    >>> year_in("二〇二四年财政收支预算"), year_in("2022—2024年收支")
    ('2024', '')
    """
    plain = _DAY.sub("", _said(text))
    found = None if _SEVERAL_YEARS.search(plain) else _YEAR.search(plain)
    return found[1] if found else ""


def _said(text: str) -> str:
    """A text with its years and months in digits; nothing if it is about the office's own work."""
    plain = squeeze(text)
    if _OFFICE.match(plain):
        return ""
    plain = _CHINESE_YEAR.sub(lambda f: f[0].translate(_DIGITS).replace("二", "2"), plain)
    return _FIRST_QUARTER.sub("一季度", _in_digits(plain))


def _in_digits(text: str) -> str:
    """A text with its months in digits, 元月 too."""
    text = _CHINESE_MONTH.sub(lambda f: _NUMERALS.get(f[0], f[0]), text)
    return _JANUARY.sub("1", text)


def split(heading: str) -> tuple[str, When]:
    """A heading without the year (and month) it is of, and these.

    Another year that it compares with is 上年; the end of a year and its beginning keep their word.

    >>> split("2024年12月决算数")
    ('决算数', When(year=2024, month=12, is_range=False))
    >>> split("2022年末余额")[0], split("比2023年增长%")[0]
    ('年末余额', '比上年增长%')
    """
    text = _FROM_JANUARY.sub(r"1-\1", _OTHER_YEAR.sub("上年", _in_digits(heading)))
    if found := _HEADED.search(text):
        edge = found["end"] or found["start"]
        month = int(found["month"] or (MONTHS_A_YEAR if found["end"] else 0))
        if month <= MONTHS_A_YEAR:
            rest = text[: found.start()] + (f"年{edge}" if edge else "") + text[found.end() :]
            return rest, When(int(found["year"] or found["alone"]), month, bool(found["first"]))
    if found := _MONTHS_ALONE.match(text):
        return text, When(0, int(found["month"]), bool(found["first"]))
    return text, When()
