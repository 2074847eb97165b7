"""Cells that a file holds and no reader of it is meant to read: left aside by name."""

from __future__ import annotations

from collections.abc import Sequence

from finkit.units import UNITS
from finkit.workbooks.files.grid import Cell, Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.reading.found import Aside, Table

MOST_NAMED = 400
"""More than anybody strikes out by hand: a technical sheet written in white is named in part."""


def leave_unread(tables: Sequence[Table], sheet: Sheet, own: Sequence[Block]) -> None:
    """Names what is struck out, deleted or not seen, each cell at the table it stands in, and tells
    what of the others was not read."""
    for number, (cell, found) in enumerate(sheet.unread.items()):
        if number < MOST_NAMED:
            table = tables[_table_of(cell, own)]
            table.asides.append(Aside(sheet.place(*cell), found.text.strip(), found.reason))
    for cell, dropped in sheet.dropped.items():
        text = sheet.text(*cell)
        tables[_table_of(cell, own)].told.append(Aside(sheet.place(*cell), text, dropped))


def why_open(seems: str, unit: str) -> str:
    """Why an amount that its format shows by its size is not read: it seems to be stored in one
    unit, the table says another. "" where it is clear, or the unit is asked for anyway.

    >>> why_open("元", "万元")
    '数字格式按大小换算，存的像是元，表里写的是万元；说不准'
    """
    if not seems or not unit or seems == unit:
        return ""
    if seems not in UNITS:
        return "数字格式另印了数字，说不准是多少"
    return f"数字格式按大小换算，存的像是{seems}，表里写的是{unit}；说不准"


def _table_of(cell: Cell, own: Sequence[Block]) -> int:
    """The table that a cell stands in; the last for one that is in none."""
    row, column = cell
    within = (
        number
        for number, block in enumerate(own)
        if block.above <= row < block.end and column < block.columns.stop
    )
    return next(within, len(own) - 1)
