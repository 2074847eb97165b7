"""What holds for each row where several labels name it: 县区 | 项目, 项目 | 年份, 年份 | 月份."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from finkit.counties import County
from finkit.counties.row_names import is_total
from finkit.counties.shortening import squeezed
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.reading.areas_of_rows import areas_of, take_areas
from finkit.workbooks.reading.by_area import area_of_row
from finkit.workbooks.reading.by_item import leave
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.reading.times import dated

_ORDER = ("area", "year", "month")
_NAMES = {"year": "年份", "month": "月份"}


def filled_down(sheet: Sheet, block: Block) -> Sheet:
    """The sheet with each name in every row that it is of: it may stand in the first alone.

    A 合计 that nothing merges with the name above it may be that of the whole table.
    """
    *outer, last = sorted([block.label, *(column for column, _ in block.within)])
    if not outer:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for column in outer:
        name, of = "", block.body
        for row in range(block.body, block.end):
            if not sheet.is_blank(row, column):
                name, of = sheet.raw(row, column), row
            merge = sheet.merge_at(of, column)
            is_merged = merge is not None and merge == sheet.merge_at(row, column)
            if len(rows[row]) > column and (is_merged or not is_total(sheet.text(row, last))):
                rows[row][column] = name
    return replace(sheet, rows=rows)


def contexts(
    table: Table,
    sheet: Sheet,
    block: Block,
    rows: Sequence[int],
    around: Context,
    answers: Mapping[str, str],
    held: Mapping[str, County],
) -> dict[int, Context]:
    """What holds for each row; one whose other labels say too little is left aside, or asked."""
    found = dict.fromkeys(rows, around)
    for column, role in sorted(block.within, key=lambda label: _ORDER.index(label[1])):
        if role == "area":
            found = dict(_of_areas(table, sheet, block, column, found, around, answers, held))
        else:
            found = dict(_of_times(table, sheet, block, (column, role), found))
    return found


def _of_areas(
    table: Table,
    sheet: Sheet,
    block: Block,
    column: int,
    before: Mapping[int, Context],
    around: Context,
    answers: Mapping[str, str],
    held: Mapping[str, County],
) -> Iterator[tuple[int, Context]]:
    names = {row: squeezed(sheet.text(row, column)) for row in before}
    said = [*dict.fromkeys(filter(None, names.values()))]
    take_areas(table, areas_of(said, around, answers, held))
    for row, name in names.items():
        if not name:
            leave(table, sheet, block, row, "这一行没有县区名")
            continue
        of, reason = area_of_row(table, name, sheet.place(row, column), around, answers)
        if of:
            own = before[row]
            yield row, own._replace(area=of.area, scope=of.scope or own.scope)
        elif reason:
            leave(table, sheet, block, row, reason)


def _of_times(
    table: Table, sheet: Sheet, block: Block, label: tuple[int, str], before: Mapping[int, Context]
) -> Iterator[tuple[int, Context]]:
    column, role = label
    for row, around in before.items():
        if own := dated(table, around, role, sheet.text(row, column)):
            yield row, own
        else:
            leave(table, sheet, block, row, f"这一行没有{_NAMES[role]}")
