"""What of a sheet no table takes: cells that no reader is meant to read, whole sheets, cells beside
its tables. Each is left aside by name, or counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from finkit.gate.numbers import number
from finkit.units import UNITS
from finkit.workbooks.files.grid import Cell, Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.surroundings import leftmost
from finkit.workbooks.reading.found import Aside, Table

_SHOWN = 40
MOST_NAMED = 400
"""More than anybody strikes out by hand: a technical sheet written in white is named in part."""


def leave_unread(tables: Sequence[Table], sheet: Sheet, own: Sequence[Block]) -> None:
    """Names what is struck out, deleted or not seen, each cell at the table it stands in, and tells
    what of the others was not read."""
    for place, (cell, found) in enumerate(sheet.unread.items()):
        if place < MOST_NAMED:
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
        place
        for place, block in enumerate(own)
        if block.above <= row < block.end and column < block.columns.stop
    )
    return next(within, len(own) - 1)


def outside(sheet: Sheet, own: Sequence[Block]) -> Iterator[Cell]:
    """The cells with a number that no table of the sheet covers."""
    covered: dict[int, list[range]] = {}
    for one in own:
        columns = range(leftmost(sheet, one), one.columns.stop)
        for row in range(one.top, one.end):
            covered.setdefault(row, []).append(columns)
    for row, column in _filled(sheet):
        is_within = any(column in columns for columns in covered.get(row, ()))
        if not is_within and number(sheet.text(row, column)).value is not None:
            yield row, column


def within_table(sheet: Sheet, block: Block) -> Iterator[Cell]:
    """The filled cells of a table."""
    yield from (cell for cell in _filled(sheet) if block.body <= cell[0] < block.end)


def without_table(sheet: Sheet) -> Table:
    """A sheet without a header that can be made out: all of it is left aside."""
    table = Table(sheet.file, sheet.name, "", "")
    leave_cells(table, sheet, list(_filled(sheet)), "这张工作表里没有认得出的表头")
    return table


def not_wanted(sheet: Sheet) -> Table:
    """A sheet, or a table of one, that an answer says is not wanted."""
    aside = Aside(f"{sheet.file}!{sheet.name}", "", "--map 里写明不要")
    return Table(sheet.file, sheet.name, "", "", asides=[aside])


def hidden(sheet: Sheet) -> Table:
    """A sheet that someone hid, a draft or the year before: what nobody sees is not taken."""
    place = f"{sheet.file}!{sheet.name}"
    aside = Aside(place, "", "隐藏的工作表，未读；要读先取消隐藏")
    return Table(sheet.file, sheet.name, "", "", asides=[aside])


def _filled(sheet: Sheet) -> Iterator[Cell]:
    for row, cells in enumerate(sheet.rows):
        yield from ((row, column) for column, text in enumerate(cells) if text.strip())


def leave_cells(table: Table, sheet: Sheet, cells: Sequence[Cell], reason: str) -> None:
    """Leaves cells aside; of many the first are named and the rest counted."""
    for row, column in cells[:_SHOWN]:
        table.asides.append(Aside(sheet.place(row, column), sheet.text(row, column), reason))
    if len(cells) > _SHOWN:
        rest = f"另有{len(cells) - _SHOWN}格"
        table.asides.append(Aside(f"{sheet.file}!{sheet.name}", rest, "同上"))
