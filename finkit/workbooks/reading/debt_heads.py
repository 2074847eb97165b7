"""The columns of a table of debt, and whether a table is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from finkit.gate.numbers import number
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.heading_parts import common_rows, parts_of, unbroken
from finkit.workbooks.words.debt_words import DebtWords, debt_words, is_of_budgets, says_debt
from finkit.workbooks.words.headings import heading, is_like_rate, meaning, squeezed

NO_AMOUNTS = "不是金额栏"
_RATE = "比率和增减由金额计算"
_NOT_READ = ("note", "code", "ordinal", "area", "item", "unit", "source")
_DEBT = "债"
_OF_DEBT = re.compile(r"(地方)?政府(性)?债务(情况|收支)?(明细|统计|汇总)?表")
_EDGE = re.compile("^(年末|年底|期末|年初|期初)")
_RATES = ("growth", "completion", "of_prior", "either", "delta", "aside")


class Head(NamedTuple):
    """A column as headed: its words, the nearest first, or why it is left aside."""

    at: int
    printed: str
    words: tuple[DebtWords, ...] = ()
    unit: str = ""
    reason: str = ""
    names: tuple[str, ...] = ()


def is_of_debt(sheet: Sheet, block: Block, title: str) -> bool:
    """Whether a table is one of debt: its title says so, or all headings of its amounts."""
    if block.by not in ("area", "item", "year"):
        return False
    if says_debt(title or sheet.name):
        return True
    if block.by == "item" and not is_of_budgets(title) and _are_debts(sheet, block, title):
        return True
    rows, columns = range(block.top, block.body), block.columns
    if not any(_DEBT in sheet.text(row, column) for row in rows for column in columns):
        return False
    heads = [head for head in heads_of(sheet, block) if _has_numbers(sheet, block, head.at)]
    heads = [head for head in heads if head.reason not in (NO_AMOUNTS, _RATE)]
    return bool(heads) and all(says_debt(head.printed) and not head.reason for head in heads)


def _are_debts(sheet: Sheet, block: Block, title: str) -> bool:
    """Whether the names of rows are mostly what may be said of debt, and of nothing else."""
    names = [sheet.text(row, block.label) for row in range(block.body, block.end)]
    if sum(_DEBT in name for name in names) * 4 < len(names):
        return False
    said = [debt_words(name) for name in names if name]
    known = [one for one in said if not one.rest and (one.kind or (one.what and one.bond))]
    if len(known) * 2 <= len(said) or sum(bool(one.what) for one in known) <= 1:
        return False
    if _OF_DEBT.search(title):
        return True
    # Under 金额 alone the rows say all: they need no words of columns.
    heads = [word for head in heads_of(sheet, block) for word in head.words]
    return any(word.kind or word.scope for word in heads)


def heads_of(sheet: Sheet, block: Block) -> list[Head]:
    """The columns of a table, each with what its headings say."""
    common = common_rows(sheet, block)
    return [
        _head(c, unbroken(list(parts_of(sheet, block, c, common))), sheet) for c in block.columns
    ]


def _head(at: int, texts: Sequence[str], sheet: Sheet) -> Head:
    printed = " ".join(map(squeezed, texts))
    units = [unit for text in texts if (unit := heading(text).unit)]
    role = meaning(heading(texts[-1]).text).role if texts else ""
    words = tuple(debt_words(text) for text in reversed(texts))
    names = tuple(_EDGE.sub("", heading(text).text) for text in reversed(texts))
    rest = "".join(one.rest for one in words)
    reason = ""
    if at in sheet.hidden_columns:
        reason = "隐藏的列，未读；要读先取消隐藏"
    elif role in _NOT_READ:
        reason = NO_AMOUNTS
    elif role in _RATES or is_like_rate(printed):
        reason = _RATE
    elif rest:
        reason = f"不认识的栏目「{printed}」"
    return Head(at, printed, words, units[-1] if units else "", reason, names)


def _has_numbers(sheet: Sheet, block: Block, column: int) -> bool:
    rows = range(block.body, block.end)
    return any(number(sheet.text(row, column)).value is not None for row in rows)
