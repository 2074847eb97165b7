"""A table whose rows are years: 2019, 2020 …, the items and their amounts to the right."""

from __future__ import annotations

import re

from finkit.workbooks.blocks import Block
from finkit.workbooks.by_area import named, take_item
from finkit.workbooks.by_item import is_note, leave
from finkit.workbooks.changes import decide
from finkit.workbooks.context import Context
from finkit.workbooks.dates import squeeze
from finkit.workbooks.found import Table
from finkit.workbooks.grid import Sheet
from finkit.workbooks.header_rows import is_formula_row

_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度)?")


def fill(table: Table, sheet: Sheet, block: Block, around: Context) -> None:
    """Takes every amount of the rows of years, each as the December of its year."""
    years = {
        row: year for row in range(block.body, block.end) if (year := _year(sheet, block, row))
    }
    table.columns = named(decide(table.columns, sheet, list(years)), table.title)
    for row in range(block.body, block.end):
        year = years.get(row, 0)
        if year:
            own = around._replace(period=f"{year}-12", year=year)
            for column in table.columns:
                take_item(table, sheet, row, column, around.area, own)
        else:
            _leave(table, sheet, block, row)


def _year(sheet: Sheet, block: Block, row: int) -> int:
    found = _YEAR.fullmatch(squeeze(sheet.text(row, block.label)))
    return int(found[1]) if found else 0


def _leave(table: Table, sheet: Sheet, block: Block, row: int) -> None:
    is_said = is_note(sheet, block, row) or is_formula_row(sheet, block.label, row)
    leave(table, sheet, block, row, "表下的说明" if is_said else "这一行没有年份")
