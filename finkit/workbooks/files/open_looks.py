"""What an .ods says of its cells beside their values: runs struck out or raised, notes, what is
hidden, what formats show. calamine joins all text of a cell, that of notes and of ruby among it.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from finkit.workbooks.files.cell_formats import Shown
from finkit.workbooks.files.grid import Cell
from finkit.workbooks.files.number_formats import Section
from finkit.workbooks.files.open_styles import OpenStyle, resolved
from finkit.workbooks.files.package import Look, Package
from finkit.workbooks.files.runs import RAISED, UNSEEN, Run, Said, said

_MOST_COLUMNS = 1 << 20
_MOST_REPEATED = 1000
"""A row or cell repeated more often is what fills a sheet up, and holds nothing."""

_LEFT_OUT = frozenset(
    (
        *("office:annotation", "text:ruby-text", "text:note-body"),
        *("table:tracked-changes", "table:shapes", "text:tracked-changes"),
    )
)
"""What is no text of a cell."""

_MARKS = re.compile(
    rb"line-through-(?:style|type)=\"(?!none)|text-position=\"su|visibility=\"(?:collapse|filter)"
    rb"|fo:color=\"#[fF]{6}|text:display=|<text:(?:note|ruby|line-break|tab)\b|\"percentage\"|display-factor"
    rb"|number:text>[^<]*(?:\xe4\xb8\x87|\xe4\xba\xbf|\xe5\x8d\x83|\xe5\x85\x83)"
)
"""Without any of these an .ods says no more than its values do."""


@dataclass
class _Sheet:
    """One sheet as it goes by: where it is, and what was found."""

    name: str
    row: int = 0
    column: int = 0
    columns: int = 0
    column_styles: dict[int, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percents: set[Cell] = field(default_factory=set)
    scales: dict[Cell, tuple[Section, ...]] = field(default_factory=dict)
    looks: dict[Cell, str] = field(default_factory=dict)
    rich: dict[Cell, Said] = field(default_factory=dict)


class _Walk:
    """A walk over the elements of `content.xml`."""

    def __init__(self, styles: dict[str, OpenStyle]) -> None:
        self._styles, self.sheets = styles, list[_Sheet]()
        self._left = self._rows = self._cells = 0
        self._style, self._kind, self._is_partial = OpenStyle(), "", False
        self._runs: list[Run] = []
        self._looks: list[str] = []
        self._paragraphs = 0
        self._row_style = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        if self._left or name in _LEFT_OUT:
            self._left += 1
            self._is_partial = self._is_partial or name.startswith("text:")
            return
        if name == "table:table":
            self.sheets.append(_Sheet(given.get("table:name", "")))
        elif self.sheets:
            self._within(self.sheets[-1], name, given)

    def _within(self, sheet: _Sheet, name: str, given: dict[str, str]) -> None:
        is_hidden = given.get("table:visibility") in ("collapse", "filter")
        if name == "table:table-column":
            times = _times(given, "columns")
            if is_hidden:
                near = min(times, _MOST_REPEATED)
                sheet.hidden_columns.update(range(sheet.columns, sheet.columns + near))
            if style := given.get("table:default-cell-style-name"):
                span = range(sheet.columns, sheet.columns + min(times, _MOST_REPEATED))
                sheet.column_styles.update(dict.fromkeys(span, style))
            sheet.columns += times
        elif name == "table:table-row":
            self._rows, sheet.column = _times(given, "rows"), 0
            self._row_style = given.get("table:default-cell-style-name", "")
            if is_hidden and self._rows <= _MOST_REPEATED:
                sheet.hidden_rows.update(range(sheet.row, sheet.row + self._rows))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._open_cell(sheet, given)
        elif self._cells:
            self._in_cell(name, given)

    def _open_cell(self, sheet: _Sheet, given: dict[str, str]) -> None:
        self._cells, self._paragraphs, self._runs = _times(given, "columns"), 0, []
        own = given.get("table:style-name") or self._row_style
        name = own or sheet.column_styles.get(sheet.column, "")
        self._style = self._styles.get(name, OpenStyle())
        self._kind, self._is_partial = given.get("office:value-type", ""), False
        self._looks = [self._style.look]

    def _in_cell(self, name: str, given: dict[str, str]) -> None:
        if name == "text:p":
            if self._paragraphs:
                self._runs.append(Run("\n"))
            self._paragraphs += 1
        elif name == "text:note-citation":
            self._looks.append(RAISED)
        elif name == "text:span":
            style = self._styles.get(given.get("text:style-name", ""))
            own = self._looks[-1] if style is None or not style.is_stated else style.look
            self._looks.append("" if own == UNSEEN and self._style.is_coloured else own)
        elif name in ("text:line-break", "text:tab"):
            # calamine leaves these out, and joins what stands around them.
            self._is_partial = True
            self._runs.append(Run("\n" if name == "text:line-break" else "\t", self._looks[-1]))
        elif name == "text:s":
            count = given.get("text:c", "1")
            blanks = min(int(count[:4]), _MOST_REPEATED) if count.isdecimal() else 1
            self._runs.append(Run(" " * blanks, self._looks[-1]))

    def end(self, name: str) -> None:
        if self._left:
            self._left -= 1
            return
        if not self.sheets:
            return
        sheet = self.sheets[-1]
        if name in ("text:span", "text:note-citation") and len(self._looks) > 1:
            self._looks.pop()
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._close_cell(sheet)
        elif name == "table:table-row":
            sheet.row += self._rows

    def text(self, text: str) -> None:
        if self._cells and self._paragraphs and not self._left:
            self._runs.append(Run(text, self._looks[-1]))

    def _close_cell(self, sheet: _Sheet) -> None:
        times, self._cells = self._cells, 0
        if self._paragraphs and max(times, self._rows) <= _MOST_REPEATED:
            for row in range(sheet.row, sheet.row + self._rows):
                for column in range(sheet.column, sheet.column + times):
                    self._found(sheet, (row, column))
        sheet.column += times

    def _found(self, sheet: _Sheet, cell: Cell) -> None:
        if self._kind == "percentage":
            sheet.percents.add(cell)
        if self._style.scale and self._kind in ("float", "currency"):
            sheet.scales[cell] = self._style.scale
        is_text = self._kind in ("string", "")
        if is_text and (self._is_partial or any(run.look for run in self._runs)):
            sheet.rich[cell] = said(self._runs)
        elif self._style.look and not is_text:
            sheet.looks[cell] = self._style.look


def _times(given: dict[str, str], what: str) -> int:
    count = given.get(f"table:number-{what}-repeated", "1")
    return min(int(count[:9]), _MOST_COLUMNS) if count.isdecimal() else 1


def open_looks(archive: zipfile.ZipFile) -> Package:
    """The looks of the sheets of an .ods, by name."""
    content = archive.read("content.xml")
    common = archive.read("styles.xml") if "styles.xml" in archive.namelist() else b""
    if not _MARKS.search(content) and not _MARKS.search(common):
        return {}
    walk = _Walk(resolved(*filter(None, (common, content))))
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.Parse(content, True)
    return {sheet.name: _look(sheet) for sheet in walk.sheets}


def _look(sheet: _Sheet) -> Look:
    shown = Shown(frozenset(sheet.percents), scales=sheet.scales, looks=sheet.looks)
    hidden = (frozenset(sheet.hidden_rows), frozenset(sheet.hidden_columns))
    return Look(frozenset(), {}, shown, *hidden, sheet.rich)
