"""What the cell formats of an .xls show, through xlrd: calamine gives the values alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlrd

from finkit.workbooks.files.cell_formats import Cell, Shown, is_month, is_percent, shift_of
from finkit.workbooks.files.content import OLE
from finkit.workbooks.files.package import Look, Package

_MOST_BYTES = 10 * 1024 * 1024
_FROM_THE_LEFT = (0, 1)
"""Alignments that an indentation counts in: general, left."""


def old_looks(content: bytes) -> Package:
    """The looks of the sheets of an .xls, by name; none for one that xlrd cannot read, or would be
    long about."""
    if not content.startswith(OLE) or len(content) > _MOST_BYTES:
        return {}
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return {sheet.name: _look(book, sheet) for sheet in book.sheets()}
    except Exception:
        # The values are what matters: calamine says whether they can be read.
        return {}


def _look(book: Any, sheet: Any) -> Look:
    formatted = [(place, book.xf_list[index], kind) for place, index, kind in _cells(sheet)]
    codes = [
        (place, book.format_map[look.format_key].format_str)
        for place, look, kind in formatted
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
    ]
    indents = {
        place: look.alignment.indent_level
        for place, look, kind in formatted
        if kind == xlrd.XL_CELL_TEXT and look.alignment.hor_align in _FROM_THE_LEFT
    }
    shown = Shown(
        frozenset(place for place, code in codes if is_percent(code)),
        frozenset(place for place, code in codes if is_month(code)),
        {place: shift for place, code in codes if (shift := shift_of(code))},
        {place: indent for place, indent in indents.items() if indent},
    )
    rows = frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden)
    columns = frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden)
    return Look(shown=shown, hidden_rows=rows, hidden_columns=columns)


def _cells(sheet: Any) -> Iterator[tuple[Cell, int, int]]:
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        yield from (
            ((row, column), sheet.cell_xf_index(row, column), kind)
            for column, kind in enumerate(kinds)
            if kind != xlrd.XL_CELL_EMPTY
        )
