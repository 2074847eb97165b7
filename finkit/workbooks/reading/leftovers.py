"""What of a sheet no table takes: whole sheets, cells beside its tables; named, or counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from finkit.gate.numbers import number
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.surroundings import leftmost
from finkit.workbooks.reading.found import Aside, Table

_SHOWN = 40
Cell = tuple[int, int]


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
