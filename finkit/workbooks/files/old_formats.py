"""What the cell formats of an .xls show, through xlrd: calamine gives the values alone."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import xlrd

from finkit.workbooks.files.cell_formats import Shown, is_month, is_percent, is_unseen
from finkit.workbooks.files.content import OLE
from finkit.workbooks.files.grid import Cell
from finkit.workbooks.files.number_formats import Section, scaling
from finkit.workbooks.files.package import Look, Package
from finkit.workbooks.files.runs import RAISED, STRUCK, UNSEEN, Run, Said, said

_MOST_BYTES = 10 * 1024 * 1024
_WHITE = (255, 255, 255)
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
_FILLED = (*_NUMBERS, xlrd.XL_CELL_TEXT, xlrd.XL_CELL_BOOLEAN, xlrd.XL_CELL_ERROR)
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
        styles = _styles(book)
        return {sheet.name: _look(book, sheet, styles) for sheet in book.sheets()}
    except Exception:
        # The values are what matters: calamine says whether they can be read.
        return {}


class _Style(NamedTuple):
    """What a cell's style says; the same for all cells that have it."""

    is_percent: bool
    is_month: bool
    scale: tuple[Section, ...]
    indent: int
    look: str
    is_coloured: bool


def _styles(book: Any) -> list[_Style]:
    return [_style(book, one) for one in book.xf_list]


def _style(book: Any, one: Any) -> _Style:
    known = book.format_map.get(one.format_key)
    code = known.format_str if known else ""
    is_coloured = _is_coloured(book, one.background)
    look = UNSEEN if is_unseen(code) else _look_of_font(book, one.font_index)
    return _Style(
        is_percent(code),
        is_month(code),
        scaling(code),
        one.alignment.indent_level if one.alignment.hor_align in _FROM_THE_LEFT else 0,
        "" if look == UNSEEN and is_coloured and not is_unseen(code) else look,
        is_coloured,
    )


def _look_of_font(book: Any, number: int) -> str:
    font = book.font_list[number]
    if font.struck_out:
        return STRUCK
    if font.escapement:
        return RAISED
    return UNSEEN if book.colour_map.get(font.colour_index) == _WHITE else ""


def _is_coloured(book: Any, fill: Any) -> bool:
    if not fill.fill_pattern:
        return False
    return bool(book.colour_map.get(fill.pattern_colour_index) not in (None, _WHITE))


def _look(book: Any, sheet: Any, styles: Sequence[_Style]) -> Look:
    formatted = [(place, styles[index], kind) for place, index, kind in _cells(sheet)]
    numbers = [(place, one) for place, one, kind in formatted if kind in _NUMBERS]
    texts = [(place, one) for place, one, kind in formatted if kind == xlrd.XL_CELL_TEXT]
    shown = Shown(
        frozenset(place for place, one in numbers if one.is_percent),
        frozenset(place for place, one in numbers if one.is_month),
        {place: one.scale for place, one in numbers if one.scale},
        {place: one.indent for place, one in texts if one.indent},
        {place: one.look for place, one, kind in formatted if one.look and kind in _FILLED},
    )
    rows = frozenset(row for row, info in sheet.rowinfo_map.items() if _is_hidden(info))
    columns = frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden)
    rich = dict(_rich(book, sheet, dict(texts)))
    return Look(shown=shown, hidden_rows=rows, hidden_columns=columns, rich=rich)


def _is_hidden(info: Any) -> bool:
    return bool(info.hidden) or (info.height == 0 and bool(info.height_mismatch))


def _rich(book: Any, sheet: Any, styles: Mapping[Cell, _Style]) -> Iterator[tuple[Cell, Said]]:
    """Texts of several runs: where each begins, and its font; before the first it is the cell's."""
    for place, begun in sheet.rich_text_runlist_map.items():
        own = styles.get(place)
        if own is None:
            continue
        text, looks = sheet.cell_value(*place), [(0, own.look)]
        looks += [(start, _look_of_font(book, number)) for start, number in begun]
        ends = [start for start, _ in looks[1:]] + [len(text)]
        runs = [
            Run(text[start:end], "" if look == UNSEEN and own.is_coloured else look)
            for (start, look), end in zip(looks, ends, strict=True)
            if end > start
        ]
        if own.look or any(run.look for run in runs):
            yield place, said(runs)


def _cells(sheet: Any) -> Iterator[tuple[Cell, int, int]]:
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        yield from (
            ((row, column), sheet.cell_xf_index(row, column), kind)
            for column, kind in enumerate(kinds)
            if kind != xlrd.XL_CELL_EMPTY
        )
