"""A table whose rows are years, or months of one: the items and their amounts to the right."""

from __future__ import annotations

from collections.abc import Mapping

from finkit.counties import County
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.changes import decide
from finkit.workbooks.layout.column import Column
from finkit.workbooks.layout.header_rows import is_formula_row
from finkit.workbooks.reading.areas_of_columns import with_areas
from finkit.workbooks.reading.by_area import named, take_item
from finkit.workbooks.reading.by_item import HIDDEN, AroundOf, is_note, leave
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.reading.times import dated
from finkit.workbooks.words.dates import When
from finkit.workbooks.words.row_times import is_time

_NAMES = {"year": "年份", "month": "月份"}


def fill(
    table: Table,
    sheet: Sheet,
    block: Block,
    around_of: AroundOf,
    around: Context,
    answers: Mapping[str, str],
    held: Mapping[str, County],
) -> None:
    """Takes every amount of the rows of years, or months; the columns may be areas."""
    rows = [row for row in range(block.body, block.end) if _is_row(table, sheet, block, row)]
    found = with_areas(table, table.columns, around, answers, held)
    table.columns = named(decide(found, sheet, rows), table.title)
    for row, own in around_of(rows).items():
        for column in table.columns:
            _take(table, sheet, block, row, column, own)


def _take(
    table: Table, sheet: Sheet, block: Block, row: int, column: Column, around: Context
) -> None:
    if block.by == "month" and column.when.year and not column.when.month:
        # 2023年 over the rows of months: that month of 2023.
        around, column = around._replace(year=column.when.year), column._replace(when=When())
    own = dated(table, around, block.by, sheet.text(row, block.label))
    if own:
        own = own._replace(scope=column.scope or own.scope)
        take_item(table, sheet, row, column, column.area or around.area, own)


def _is_row(table: Table, sheet: Sheet, block: Block, row: int) -> bool:
    reason = ""
    if row in sheet.hidden_rows:
        reason = HIDDEN
    elif unread := sheet.why_unread(row, block.label):
        reason = unread
    elif not is_time(block.by, sheet.text(row, block.label)):
        is_said = is_note(sheet, block, row) or is_formula_row(sheet, block.label, row)
        reason = "表下的说明" if is_said else f"这一行没有{_NAMES[block.by]}"
    if reason:
        leave(table, sheet, block, row, reason)
    return not reason
