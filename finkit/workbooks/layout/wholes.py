"""合计 in a table of 一般公共预算收入: that very whole, where the rows beside it add up to it.

With transfers among them it is a 总计 of that table alone, and keeps to itself (`budgets`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from finkit.accounts.aliases import standard
from finkit.accounts.chart import accounts
from finkit.accounts.spelling import clean
from finkit.units import half_last_digit
from finkit.workbooks.words.dates import squeeze

_SUM = re.compile(r"合计|总计|小计|本年合计|(本年)?(收入|支出)合计")
_BUDGETS = ("一般公共预算", "公共财政预算", "政府性基金", "国有资本经营", "社会保险基金")
_STATEMENTS = {
    "一般公共预算收入": ("general_revenue",),
    "一般公共预算支出": ("general_expenditure",),
    "政府性基金收入": ("fund_revenue",),
    "政府性基金支出": ("fund_expenditure", "general_expenditure"),
    "国有资本经营预算收入": ("soe_revenue",),
    "国有资本经营预算支出": ("soe_expenditure", "general_expenditure"),
    "社会保险基金预算收入": ("social_revenue",),
    "社会保险基金预算支出": ("social_expenditure",),
}


class Line(NamedTuple):
    """A row of a table: its item, what it stands under, its amounts (None for a blank)."""

    item: str
    parent: str
    amounts: tuple[Decimal | None, ...]


class Sums(NamedTuple):
    """What sums are called (合计 → 一般公共预算收入合计), and what rows are part of, by place."""

    names: dict[int, str]
    parents: dict[int, str]


def whole_of(title: str, side: str) -> str:
    """The one whole that a table is of, by its title and the side of it; "" if that is not one.

    >>> whole_of("2023年一般公共预算收入决算表", ""), whole_of("2023年财政收支总表", "收入")
    ('一般公共预算收入', '')
    """
    plain = squeeze(title)
    named = {
        standard(f"{budget.removesuffix('预算')}预算{one}").name
        for budget in _BUDGETS
        for one in ("收入", "支出")
        if re.search(rf"{budget}(预算)?(本级)?({one}|收支)", plain) and side in ("", one)
        if side or not re.search(rf"{budget}(预算)?(本级)?收支", plain)
    }
    return named.pop() if len(named) == 1 else ""


def sums(title: str, side: str, lines: Sequence[Line]) -> Sums:
    """The sums among the rows that are the whole of their table, and the rows that make them up.

    Only where those rows are known parts of that whole, and at least one column adds up.
    """
    found = Sums({}, {})
    whole = whole_of(title, side)
    for place, line in enumerate(lines) if whole else ():
        if line.parent or not _SUM.fullmatch(clean(line.item)):
            continue
        parts = _parts(lines, range(place)) or _parts(lines, range(place + 1, len(lines)))
        rows = [lines[part] for part in parts]
        if _are_parts(rows, whole) and _adds_up(line, rows):
            named = standard(line.item).name == whole
            found.names[place] = line.item if named else f"{whole}合计"
            found.parents.update(dict.fromkeys(parts, found.names[place]))
    return found


def _parts(lines: Sequence[Line], among: range) -> list[int]:
    return [n for n in among if not lines[n].parent and not _SUM.fullmatch(clean(lines[n].item))]


def _are_parts(parts: Sequence[Line], whole: str) -> bool:
    """Whether the rows are items of that whole, most of them known to be."""
    statements = [
        account.statement if (account := accounts().get(standard(one.item).name)) else ""
        for one in parts
    ]
    own = [one for one in statements if one in _STATEMENTS.get(whole, ())]
    return len(own) * 2 > len(parts) and all(not one or one in own for one in statements)


def _adds_up(line: Line, parts: Sequence[Line]) -> bool:
    """Whether the columns that hold a sum add up to it, most of them, each to its last digit."""
    columns = [n for n, amount in enumerate(line.amounts) if amount]
    right = [n for n in columns if _is_sum(line.amounts[n], [one.amounts[n] for one in parts])]
    return bool(right) and len(right) * 2 >= len(columns)


def _is_sum(total: Decimal | None, amounts: Sequence[Decimal | None]) -> bool:
    held = [amount for amount in amounts if amount is not None]
    assert total is not None
    allowed = sum((half_last_digit(amount) for amount in (total, *held)), Decimal(0))
    return bool(held) and abs(sum(held, Decimal(0)) - total) <= allowed
