"""What a heading says a column holds: the patterns of `headings.csv`, one row a kind of heading."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from finkit.accounts.aliases import standard
from finkit.gate.marks import unmarked
from finkit.units import UNITS
from finkit.workbooks.words.dates import When, split

_CJK = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LATIN_TAIL = re.compile(r"\s+[A-Za-z][A-Za-z ,.&'()-]*$")
_UNIT = re.compile(r"\((?:单位[:])?(" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")\)")


_IN_BRACKETS = re.compile(
    r"\((?:单位[::])?([^()]{1,8}/[^()]{1,8}|[万亿千百十]*(?:户|人次?|公里|平方(?:公里|米)|立方米|公顷|亩|吨|千克|公斤|"
    r"千瓦时|[美港欧日]元|家|名|辆|台|所|张|床|套|岁|天))\)$"
)
_RATE = re.compile(r"[%比率幅±]|增长|增减|增加|升降|变动")
_SAYS_MEASURE = re.compile(
    r"上年|去年|同期|本月|当月|单月|累计|预算|任务|计划(?!生育)|进度|排名|位次|名次|缺口|季度|半年|全年|"
    r"入库|快报|实绩"
)
_BUDGETS = re.compile(r"(一般公共|公共财政|政府性基金|国有资本经营|社会保险基金)预算")


class Meaning(NamedTuple):
    """What a heading means. `role` says what kind of cells stand below it.

    item, area, code, ordinal, note · amount, delta (with measure and basis) · completion, growth,
    of_prior (a printed rate) · either (増减, an amount or a rate) · aside (known, not
    needed: `reason`) · key, answer, unit, source (of the form's facts) · "" (not known).
    """

    role: str = ""
    measure: str = ""
    basis: str = ""
    reason: str = ""


class Heading(NamedTuple):
    """A heading without unit, year and what only decorates it."""

    text: str
    unit: str = ""
    when: When = When()


@cache
def _rules() -> list[tuple[re.Pattern[str], Meaning]]:
    text = files(__package__).joinpath("headings.csv").read_text(encoding="utf-8")
    return [
        (re.compile(row.pop("pattern"), re.IGNORECASE), Meaning(**row))
        for row in csv.DictReader(text.splitlines())
    ]


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning:
    """What a cleaned heading means; without role if no pattern knows it.

    >>> meaning("上年同期").measure, meaning("增减%").role, meaning("教育支出").role
    ('prior_actual', 'growth', '')
    """
    for pattern, found in _rules():
        if pattern.fullmatch(text):
            return found
    return Meaning()


def unknown_unit(text: str) -> str:
    """A unit in brackets behind a name that is none of the kit's, "" if there is none: what is in
    美元/人 is not in the table's own unit. （项） behind a name is a name.

    >>> unknown_unit("产值（美元/人）"), unknown_unit("存款（亿元）"), unknown_unit("人事（项）")
    ('美元/人', '', '')
    """
    found = _IN_BRACKETS.search(unicodedata.normalize("NFKC", re.sub(r"\s+", "", text)))
    return found[1] if found and found[1] not in UNITS else ""


def is_like_rate(text: str) -> bool:
    """Whether a heading sounds like a rate, or a change."""
    return bool(_RATE.search(text))


@lru_cache(maxsize=4096)
def names_item(text: str) -> bool:
    """Whether a heading may name an item: one that is known, or that says no measure and no time.

    >>> names_item("民生支出"), names_item("一般公共预算收入"), names_item("任务缺口")
    (True, True, False)
    """
    if not text or standard(text).name:
        return bool(text)
    plain = _BUDGETS.sub("", text)
    return not (is_like_rate(plain) or _SAYS_MEASURE.search(plain) or meaning(text).role)


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading:
    """A heading as printed, taken apart.

    >>> heading("增减（%）").text, heading("国内增值税\\nDomestic VAT").text
    ('增减%', '国内增值税')
    >>> heading("2023年决算数（万元）")
    Heading(text='决算数', unit='万元', when=When(year=2023, month=0, is_range=False))
    """
    plain = squeezed(text)
    unit = ""
    if found := _UNIT.search(plain):
        unit, rest = found[1], plain[: found.start()] + plain[found.end() :]
        plain = f"{rest}%" if unit == "%" and "%" not in rest else rest
    plain, when = split(plain)
    return Heading(plain.strip(":：,，"), unit, when)


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """A text of a header without line breaks, blanks, footnote marks and its English."""
    lines = [unmarked(line.strip()) for line in text.splitlines()]
    lines = unicodedata.normalize("NFKC", "\n".join(lines)).splitlines()
    if any(_CJK.search(line) for line in lines):
        lines = [_LATIN_TAIL.sub("", line) for line in lines if not _is_latin(line)]
    return re.sub(r"\s+", "", "".join(lines))


def _is_latin(line: str) -> bool:
    return bool(_WORD.search(line)) and not _CJK.search(line)
