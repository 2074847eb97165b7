"""The chart of accounts (政府收支分类科目), the names in use for its items, and calibers.

Three tables, no rules in code:

- `chart.csv`: codes and standard names, and the named aggregates that have no code;
- `aliases.csv`: names seen in practice, the standard name each means, the scope it states;
- `calibers.csv`: what an aggregate consists of, where that is declared.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

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

_CODED = re.compile(rf"({_CODE})[-_.、]?{_NAMED}")
_MARKS = re.compile(
    rf"^(?:其中:?|(?:{_NUMERALS}|[—―–-])、|{_NUMERALS}[.,]|\({_NUMERALS}\)[、.]?|[IVX]{{1,4}}[、.]|{_CODED.pattern}"
    rf"|\(?\d{{1,2}}[.、),](?!\d)|0\d{_NAMED}|[#▲△*·—-])+"
)
_PRINTED_MARKS = re.compile(
    rf"^(?:\s|其中[:：]?|(?:{_NUMERALS}|[—―–-])\s*、|{_NUMERALS}\s*[.．]|[(（]{_NUMERALS}[)）]、?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]{{1,4}}[、.．]"
    rf"|{_CODE}\s*[-_.、]?\s*{_NAMED}|[(（]?\d{{1,2}}\s*[.、．)），,](?!\d)|0\d\s*{_NAMED}"
    r"|[①-⑳]|[#＃▲△*·—-])+"
)
_FOOTNOTES = re.compile(
    r"(?:[\s*＊※#＃▲△☆]|[\[［【]\d{1,2}[\]］】]|[\[［【(（]见?注[:：]?\d{0,2}[\]］】)）]|注\d{1,2}"
    r"|[①-⑳])+$"
)
_TRANSLATION = re.compile(r"(?<=[\u3400-\u9fff)）])\s*[A-Za-z][A-Za-z,.&'’ -]{3,}$")
"""What a bilingual table adds: 税收收入 Tax Revenue."""

_OWN_UNIT = re.compile(rf"[(（](?:单位[:：])?(?:{'|'.join(map(re.escape, UNITS))})[)）]$")
"""The unit that a name states: 存款余额（亿元）."""


class StandardName(NamedTuple):
    """What a name means: the standard name ("" if unknown) and the scope the name itself states."""

    name: str
    scope: str = ""


def _table(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def chart() -> dict[str, str]:
    """Standard names by code and by (cleaned) name."""
    names: dict[str, str] = {}
    for row in _table("chart.csv"):
        names.setdefault(clean(row["name"]), row["name"])
        if row["code"]:
            names.setdefault(row["code"], row["name"])
    return names


@cache
def children() -> dict[str, list[str]]:
    """The standard names one level below each standard name, in chart order."""
    rows = _table("chart.csv")
    by_code = {row["code"]: row["name"] for row in rows if row["code"]}
    below: dict[str, list[str]] = {}
    for row in rows:
        if parent := by_code.get(row["parent"]):
            below.setdefault(parent, []).append(row["name"])
    return below


@cache
def _aliases() -> dict[tuple[str, str], StandardName]:
    return {
        (clean(row["alias"]), row["parent"]): StandardName(row["standard"], row["scope"])
        for row in _table("aliases.csv")
    }


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
    the apostrophe that keeps a spreadsheet from running it.

    >>> plain_name("（一）税收收入"), plain_name("其中：增值税"), plain_name("“三公”经费")
    ('税收收入', '增值税', '“三公”经费')
    """
    line = " ".join(original(item).split())
    return _OWN_UNIT.sub("", _FOOTNOTES.sub("", _PRINTED_MARKS.sub("", line))) or line


@lru_cache(maxsize=65536)
def standard(item: str, parent: str = "") -> StandardName:
    """The standard name an item goes by, where its parent may decide; ("", "") if none is known.

    >>> standard("大口径财政收入").name, standard("一般债务", "地方政府债务限额").name
    ('全口径财政收入', '一般债务限额')
    """
    wanted = clean(item)
    under = standard(parent).name if parent else ""
    aliases = _aliases()
    if under and (found := aliases.get((wanted, under))):
        return found
    if known := chart().get(wanted):
        return StandardName(known)
    return aliases.get((wanted, ""), StandardName(""))


def same_item(name: str, other: str) -> bool:
    """Whether two names, as printed or standard, mean one item.

    >>> same_item("（一）一般公共预算收入", "公共财政预算收入"), same_item("税收收入", "增值税")
    (True, False)
    """
    return name == other or _meant(name) == _meant(other)


def _meant(name: str) -> str:
    return standard(name).name or clean(name)


class Account(NamedTuple):
    """An account of the chart: its code ("" for an aggregate), its statement, its place."""

    code: str
    name: str
    statement: str
    order: int


@cache
def accounts() -> dict[str, Account]:
    """Every account by its standard name, in chart order.

    >>> accounts()["教育支出"].code, accounts()["教育支出"].statement
    ('205', 'general_expenditure')
    """
    found: dict[str, Account] = {}
    for order, row in enumerate(_table("chart.csv")):
        account = Account(row["code"], row["name"], row["statement"], order)
        found.setdefault(row["name"], account)
    return found


class Caliber(NamedTuple):
    """A declared definition: `item` is the sum of `components`, (sign, standard name) each."""

    item: str
    region: str
    components: tuple[tuple[int, str], ...]
    source: str


@cache
def calibers() -> tuple[Caliber, ...]:
    """Every declared caliber; `region` is "" (anywhere), a province name or a county code."""
    return tuple(parse_caliber(row) for row in _table("calibers.csv"))


def parse_caliber(row: dict[str, str]) -> Caliber:
    """One row of a calibers table; `components` reads `A+B-C` in standard names."""
    parts = re.findall(r"([+-]?)([^+-]+)", row["components"])
    components = tuple((-1 if sign == "-" else 1, name.strip()) for sign, name in parts)
    return Caliber(row["item"], row["region"], components, row["source"])


@cache
def spending_classes() -> tuple[str, ...]:
    """The functional classes of general spending (支出功能分类“类”), in chart order."""
    return tuple(
        row["name"]
        for row in _table("chart.csv")
        if len(row["code"]) == 3 and row["statement"] == "general_expenditure"
    )
