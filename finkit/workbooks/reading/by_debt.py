"""A table of government debt (政府债务): limits, balances, issue and repayment, by area or by item.

The national forms and the layouts made after them are read alike: what a cell holds is said by its
row, what that stands under, its column and the title together (`debt_items`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from finkit.accounts.aliases import standard
from finkit.accounts.spelling import plain_name
from finkit.counties import County
from finkit.counties.beside import beside
from finkit.gate.numbers import number
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import half_last_digit
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.column import Column
from finkit.workbooks.reading.by_item import AroundOf
from finkit.workbooks.reading.cells import Cell, take
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.debt_heads import NO_AMOUNTS, Head, heads_of
from finkit.workbooks.reading.debt_items import DebtItem, Unclear, item_of, of_column
from finkit.workbooks.reading.debt_lines import Line, of_areas, of_items, of_years
from finkit.workbooks.reading.found import Aside, Table
from finkit.workbooks.words.debt_words import (
    Around,
    around_of_title,
)
from finkit.workbooks.words.headings import Meaning
from finkit.workbooks.words.titles import scope_in_brackets

_OWN = "本级"


def fill(
    table: Table,
    sheet: Sheet,
    block: Block,
    around_of: AroundOf,
    around: Context,
    answers: Mapping[str, str],
    held: Mapping[str, County],
) -> None:
    """Takes every amount that row, column and title explain together; leaves the others aside."""
    heads = heads_of(sheet, block)
    said = around_of_title(table.title or table.sheet)
    if block.by == "area":
        lines = of_areas(table, sheet, block, around, answers, held)
    elif block.by == "year":
        lines = of_years(sheet, block)
    else:
        lines = of_items(table, sheet, block)
    contexts = around_of([line.row for line in lines])
    table.columns = [_column(head) for head in heads]
    for line in lines:
        for head in heads if line.row in contexts else ():
            _take(table, sheet, line, head, contexts[line.row], said)


def _column(head: Head) -> Column:
    role = "aside" if head.reason else "amount"
    return Column(head.at, head.printed, Meaning(role, "" if head.reason else "actual"))


def _take(
    table: Table, sheet: Sheet, line: Line, head: Head, around: Context, said: Around
) -> None:
    text = sheet.text(line.row, head.at)
    if not text and (line.row, head.at) not in sheet.uncomputed:
        return
    place = sheet.place(line.row, head.at)
    reason = head.reason
    found = item_of(line.words, line.above, head.words, said)
    if isinstance(found, Unclear) and _is_whole(sheet, line, head.at):
        found = of_column(line.words, line.above, head.words, said)
    if isinstance(found, Unclear):
        reason = reason or found.reason
    elif found.scope == "lower":
        reason = reason or "下级合计，由本地区和本级的数得出"
    if reason or isinstance(found, Unclear):
        if reason != NO_AMOUNTS or number(text).value is not None:
            table.asides.append(Aside(place, text, reason))
        return
    area = line.area or around.area
    column = Column(
        head.at, head.printed, Meaning("amount", found.measure, found.basis), unit=head.unit
    )
    item = _as_printed(found.item, line, head)
    cell = Cell(line.row, column, area, item, found.parent)
    take(table, sheet, cell, _around(found, line, area, around, table.title))


def _as_printed(item: str, line: Line, head: Head) -> str:
    """The name that row or heading prints where it says as much as the standard one."""
    said = (*([plain_name(line.name)] if line.name else ()), *head.names)
    return next((name for name in said if standard(name).name == item), item)


def _is_whole(sheet: Sheet, line: Line, column: int) -> bool:
    """Whether a cell is the sum of the kinds of debt right below its row."""
    whole = number(sheet.text(line.row, column)).value
    parts = [number(sheet.text(row, column)).value for row in line.kinds]
    held = [part for part in parts if part is not None]
    if whole is None or len(held) != len(parts) or not held:
        return False
    allowed = sum((half_last_digit(one) for one in (whole, *held)), Decimal(0))
    return abs(sum(held, Decimal(0)) - whole) <= allowed


def _around(
    item: DebtItem, line: Line, area: County | None, around: Context, title: str
) -> Context:
    """What holds for a cell: its own year, state and level before the table's."""
    period = _period(item, around)
    is_of_table = bool(period) and period[:4] == str(around.year)
    is_set = item.item.endswith("限额")
    status = "" if is_set else item.status or (around.status if is_of_table else "")
    return around._replace(
        area=area,
        period=period,
        status=status,
        scope=_scope(item, line, area, around, title),
        title="",
    )


def _period(item: DebtItem, around: Context) -> str:
    year = item.year if item.year and not item.is_relative else around.year + item.year
    if not around.year and (item.is_relative or not item.year):
        return around.period
    if item.edge == "start":
        return str(Period(year - 1, MONTHS_A_YEAR))
    if item.edge == "now" and around.period:
        return around.period
    if around.period and not item.edge and str(year) == around.period[:4]:
        return around.period
    return str(Period(year, MONTHS_A_YEAR))


def _scope(item: DebtItem, line: Line, area: County | None, around: Context, title: str) -> str:
    """The level that an amount is of: "" for the whole area, else 市本级 and the like."""
    if line.scope or line.area:
        return line.scope or scope_in_brackets(title)
    is_own = item.scope == "own" or (not item.scope and _OWN in around.scope)
    if not is_own or area is None:
        return ""
    of = beside(f"{area.name}{_OWN}", area)
    return of.scope if of else _OWN
