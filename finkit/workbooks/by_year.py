"""A table whose rows are years, or months of one: the items and their amounts to the right."""

from __future__ import annotations

from collections.abc import Mapping

from finkit.workbooks.blocks import Block
from finkit.workbooks.by_area import named, take_item
from finkit.workbooks.by_item import is_note, leave
from finkit.workbooks.changes import decide
from finkit.workbooks.context import Context
from finkit.workbooks.found import Table
from finkit.workbooks.grid import Sheet
from finkit.workbooks.header_rows import is_formula_row
from finkit.workbooks.times import dated

_NAMES = {"year": "年份", "month": "月份"}


def fill(table: Table, sheet: Sheet, block: Block, arounds: Mapping[int, Context]) -> None:
    """Takes every amount of the rows of years, or months."""
    own = {
        row: found
        for row, around in arounds.items()
        if (found := dated(table, around, block.by, sheet.text(row, block.label)))
    }
    table.columns = named(decide(table.columns, sheet, list(own)), table.title)
    for row in arounds:
        if row not in own:
            _leave(table, sheet, block, row)
            continue
        for column in table.columns:
            take_item(table, sheet, row, column, own[row].area, own[row])


def _leave(table: Table, sheet: Sheet, block: Block, row: int) -> None:
    is_said = is_note(sheet, block, row) or is_formula_row(sheet, block.label, row)
    leave(table, sheet, block, row, "表下的说明" if is_said else f"这一行没有{_NAMES[block.by]}")
