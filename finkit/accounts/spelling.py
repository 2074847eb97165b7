"""How names are printed and what of it counts: numbering, codes, footnotes, units, width."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from finkit.inert import original
from finkit.units import UNITS

_QUOTES_AND_SPACES = re.compile(r"[\s“”\"'‘’《》]+")
_NUMERALS = "[一二三四五六七八九十廿卅]+"
_CIRCLED = re.compile("[①-⑳❶-❿⓫-⓴]|(?<=[\u3400-\u9fff)）])[¹²³⁴-⁹]+(?=\\s*$)")
"""Numbers that only mark; they are gone before NFKC makes plain digits of them."""

_COUNTED = "年|月|日|万|亿|元|个(?!人|体)|家(?!庭)|户(?!籍)|名|所(?!得)|条|座|人次"
_NAMED = rf"(?=[\u3400-\u9fff])(?!{_COUNTED})"
"""What follows digits that number or code a name: not 101个项目, not 05年."""

_CODE = r"(?:1[01]|2[0-3]|3[019]|5[019])\d(?:\d\d){0,2}"
"""An account's code: 类, 款 or 项 of income, of spending by function or by economic kind."""

_SET_OFF = r"(?:\s*[-—–_.、]{1,2}\s*(?=[\u3400-\u9fff])|\s*" + _NAMED + ")"
"""What follows a code: a name that a dash sets off from it (22902—年初预留), or no count."""

_CODED = re.compile(rf"({_CODE}){_SET_OFF}")
_MARKS = re.compile(
    rf"^(?:其中:?|(?:{_NUMERALS}|[—―–-])、|{_NUMERALS}[.,]|\({_NUMERALS}\)[、.]?|[IVX]{{1,4}}[、.]|{_CODED.pattern}"
    rf"|\(?\d{{1,2}}[.、),](?!\d)|0\d{_NAMED}|[#▲△*·—-])+"
)
_PRINTED_MARKS = re.compile(
    rf"^(?:\s|其中[:：]?|(?:{_NUMERALS}|[—―–-])\s*、|{_NUMERALS}\s*[.．]|[(（]{_NUMERALS}[)）]、?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]{{1,4}}[、.．]"
    rf"|{_CODE}{_SET_OFF}|[(（]?\d{{1,2}}\s*[.、．)），,](?!\d)|0\d\s*{_NAMED}"
    r"|[①-⑳]|[#＃▲△*·—-])+"
)
# Begun where they begin, and nothing given back: of a long row each would be tried as the first.
_FOOTNOTES = re.compile(
    r"(?<![\s*＊※#＃▲△☆①-⑳])(?:[\s*＊※#＃▲△☆①-⑳]|[\[［【]\d{1,2}[\]］】]"
    r"|[\[［【(（]见?注[:：]?\d{0,2}[\]］】)）]|注\d{1,2})++$"
)
_TRANSLATION = re.compile(r"(?<=[\u3400-\u9fff)）])\s*[A-Za-z][A-Za-z,.&'’ -]{3,}$")
"""What a bilingual table adds: 税收收入 Tax Revenue."""

_SUBTOTAL = re.compile("(?<=收入|支出)小计$")
"""What a table adds to the name of a line that it sums up: 税收收入小计."""

_JOINT = re.compile(r"(?<=[\u3400-\u9fff)）])·(?=[\u3400-\u9fff])")
"""What joins a name to its kind in a table: 增值税·中央级; no sentence has it."""

_OWN_UNIT = re.compile(rf"[(（](?:单位[:：])?(?:{'|'.join(map(re.escape, UNITS))})[)）]$")
"""The unit that a name states: 存款余额（亿元）."""


@lru_cache(maxsize=65536)
def clean(name: str) -> str:
    """A name without what varies in print: width, spaces, quotation marks, leading numbering and
    codes, marks of footnotes, its unit.

    >>> clean("　其中：“三公”经费"), clean("1.增值税"), clean("国有资源（资产）有偿使用收入")
    ('三公经费', '增值税', '国有资源(资产)有偿使用收入')
    >>> clean("10101 增值税"), clean("增值税①"), clean("增值税（注）"), clean("增值税（万元）")
    ('增值税', '增值税', '增值税', '增值税')
    """
    text = _normal(_CIRCLED.sub("", name)) or _normal(name)
    named = _TRANSLATION.sub("", _MARKS.sub("", text))
    return _OWN_UNIT.sub("", _FOOTNOTES.sub("", named)) or text


def _normal(name: str) -> str:
    return _QUOTES_AND_SPACES.sub("", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=65536)
def leading_code(name: str) -> str:
    """The account's code that stands before its name in one cell, "" if none does.

    >>> leading_code("10101 增值税"), leading_code("2024年收入"), leading_code("101个项目")
    ('10101', '', '')
    """
    found = _CODED.match(_normal(name))
    return found[1] if found else ""


@lru_cache(maxsize=65536)
def plain_name(item: str) -> str:
    """An item as readers see it: as printed, on one line, without numbering, code and marks, nor
    the apostrophe that keeps a spreadsheet from running it; nor what a sentence would not say.

    >>> plain_name("（一）税收收入"), plain_name("其中：增值税"), plain_name("“三公”经费")
    ('税收收入', '增值税', '“三公”经费')
    >>> plain_name("税收收入小计"), plain_name("增值税·中央级")
    ('税收收入', '增值税中央级')
    """
    line = " ".join(original(item).split())
    bare = _OWN_UNIT.sub("", _FOOTNOTES.sub("", _PRINTED_MARKS.sub("", line))) or line
    return _JOINT.sub("", _SUBTOTAL.sub("", bare))
