"""Tables as treasuries and integrated budget systems (预算管理一体化) export them, put in words.

One row an account: the code of the area, of nine digits, a period such as 202406, the code of the
account without its name. The chart knows the names of accounts, the register those of areas.
"""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from finkit.accounts.chart import chart, is_of_several_budgets
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.budgets import budget_of
from finkit.workbooks.words.headings import heading, meaning, squeezed

NAMELESS = "无名科目"
"""What stands before the code of an account that the chart does not have, or not of one budget."""

_LOOK, _ENOUGH = 12, 2
_ACCOUNT = re.compile(r"\d{3}(\d{2}){0,3}")
_AREA = re.compile(r"\d{6,12}")
_MONTH = re.compile(r"((?:19|20)\d{2})[-./年]?(0?[1-9]|1[0-2])月?")
"""A month; a day need not end one."""
_AREA_NAME = re.compile(".*(区划|地区|县区|市县|单位).*")
_GENERAL = re.compile("一般公共预算|公共财政预算")
_HEADS = {"account": "科目名称", "area": "地区", "month": "月份"}
_CELLS = {"account": _ACCOUNT, "area": _AREA, "month": _MONTH}
_AMOUNTS = {"current": "本月金额", "cumulative": "累计数"}
_NAMES = {"account": "item", "area": "area", "month": "month"}


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    text = files(__package__).joinpath("exports.csv").read_text(encoding="utf-8")
    return [
        (re.compile(row["pattern"], re.IGNORECASE), row["what"])
        for row in csv.DictReader(text.splitlines())
    ]


@lru_cache(maxsize=4096)
def _what(text: str) -> str:
    plain = squeezed(text)
    return next((what for rule, what in _rules() if rule.fullmatch(plain)), "")


def in_words(sheet: Sheet) -> Sheet:
    """The sheet with names for the codes of accounts, where a table has their codes alone; its area
    and its period said as others say them."""
    for row in range(min(_LOOK, sheet.height)):
        whats = {c: what for c in range(sheet.width) if (what := _what(sheet.text(row, c)))}
        if "account" in whats.values() and _is_export(sheet, row, whats):
            return _put(sheet, row, whats)
    return sheet


def _is_export(sheet: Sheet, row: int, whats: dict[int, str]) -> bool:
    """Whether mostly codes of accounts stand below, and one more column at least is headed as such
    systems head theirs."""
    at = next(c for c, what in whats.items() if what == "account")
    below = _below(sheet, row, at)
    are_codes = [bool(_ACCOUNT.fullmatch(text)) for text in below]
    return len(below) > 0 and sum(are_codes) * 2 > len(below) and len(whats) >= _ENOUGH


def _below(sheet: Sheet, row: int, column: int) -> list[str]:
    rows = range(row + 1, min(row + 1 + _LOOK, sheet.height))
    return [text for r in rows if (text := sheet.text(r, column))]


def _put(sheet: Sheet, head: int, whats: dict[int, str]) -> Sheet:
    said = {_role(sheet.text(head, c)) for c in range(sheet.width) if c not in whats}
    title = "".join(sheet.text(r, c) for r in range(head) for c in range(sheet.width))
    is_of_one = bool(budget_of(title) or _GENERAL.search(title))
    rows = [list(row) for row in sheet.rows]
    for column, what in whats.items():
        if what in _HEADS and _NAMES[what] not in said and _are(sheet, head, column, what):
            rows[head][column] = _HEADS[what]
            for row in range(head + 1, sheet.height):
                if sheet.text(row, column):
                    rows[row][column] = _named(sheet.text(row, column), what, is_of_one)
        elif what == "cumulative" or (what in _AMOUNTS and "cumulative" in whats.values()):
            rows[head][column] = _AMOUNTS[what]
    return replace(sheet, rows=rows)


def _role(text: str) -> str:
    plain = heading(text).text
    return meaning(plain).role or ("area" if _AREA_NAME.fullmatch(plain) else "")


def _are(sheet: Sheet, head: int, column: int, what: str) -> bool:
    below = _below(sheet, head, column)
    return bool(below) and all(_CELLS[what].fullmatch(text) for text in below)


def _named(text: str, what: str, is_of_one: bool) -> str:
    if what == "account":
        name = chart().get(text, "")
        if not name or (is_of_several_budgets(text) and not is_of_one):
            return f"{NAMELESS}{text}"
        return f"{text} {name}"
    if what == "month" and (found := _MONTH.fullmatch(text)):
        return f"{found[1]}年{int(found[2])}月"
    return text
