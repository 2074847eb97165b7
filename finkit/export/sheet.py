"""A sheet written row by row: typed cells, a frozen head, a filter, widths that fit Chinese.

Rows go to the disk as they come, as the XML they will be: however many they are, only the first few
are held, to see how wide a column must be. All else of the workbook is openpyxl's. What a sheet
cannot hold goes on in a second one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from finkit.export.cells import Cell, Number, as_xml, is_quoted, width

MOST_ROWS = 1_048_576
"""What a sheet of Excel holds, the head among them."""
_SEEN, _NARROWEST, _WIDEST, _MARK = 300, 6, 48, 3
_FONT, _SIZE = "等线", 11
_HEAD, _TEXT, _QUOTED = "head", "text", "quoted"


class Book:
    """A workbook in the making, and the files of its sheets' rows in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workbook = Workbook(write_only=True)
        self.rows: dict[str, Path] = {}
        self._styles: dict[tuple[str, bool], int] = {}

    def begin(self, title: str) -> tuple[Any, TextIO]:
        """A new sheet, and the file that its rows are written into."""
        sheet = self.workbook.create_sheet(title)
        path = self.folder / f"{len(self.rows)}.xml"
        self.rows[title] = path
        return sheet, path.open("w", encoding="utf-8", errors="replace", newline="")

    def style(self, look: str, *, wrapped: bool) -> int:
        """The number of a style: of heads, texts, texts to be marked, or of a number's format."""
        if (look, wrapped) not in self._styles:
            # A cell registers its style with the workbook that its sheet is of.
            cell = WriteOnlyCell(self.workbook.worksheets[0])
            cell.font = Font(_FONT, _SIZE, bold=look == _HEAD)
            cell.alignment = Alignment(vertical="top", wrap_text=wrapped or look == _HEAD)
            if look == _HEAD:
                cell.fill = PatternFill("solid", fgColor="D9E5F1")
            elif look not in (_TEXT, _QUOTED):
                cell.number_format = look
            cell.quotePrefix = look == _QUOTED
            self._styles[look, wrapped] = cell.style_id
        return self._styles[look, wrapped]


class Sheet:
    """One table of a workbook; `close` before the workbook is saved.

    `frozen` columns stay where they are when the others move; `wrapped` are texts to be read. The
    sheet and those that it goes on in are `titles`.
    """

    def __init__(
        self,
        book: Book,
        title: str,
        heads: Sequence[str],
        *,
        frozen: int = 1,
        wrapped: bool = False,
    ) -> None:
        self._book, self.name, self._heads = book, title, heads
        self._frozen, self._wrapped = frozen, wrapped
        self._letters = [get_column_letter(number + 1) for number in range(len(heads))]
        self.titles: list[str] = []
        self.rows = 0
        self._held: list[Sequence[Cell]] = []
        self._sheet: Any = None

    def append(self, row: Sequence[Cell]) -> None:
        """Writes a row."""
        self.rows += 1
        if self._sheet is None:
            self._held.append(row)
            if len(self._held) >= _SEEN:
                self._begin()
            return
        if self._written == MOST_ROWS:
            self._end()
            self._begin()
        self._write(row)

    def close(self) -> None:
        """Writes what is held, and the filter over all rows; nothing for a table without a row."""
        if self._sheet is None and self._held:
            self._begin()
        if self._sheet is not None:
            self._end()

    def _begin(self) -> None:
        """A new sheet with its head, and what was held back."""
        number = len(self.titles) + 1
        self.titles.append(self.name if number == 1 else f"{self.name}（{number}）")
        self._sheet, self._file = self._book.begin(self.titles[-1])
        for letter, wide in zip(self._letters, self._widths(), strict=True):
            self._sheet.column_dimensions[letter].width = wide
        self._sheet.freeze_panes = f"{get_column_letter(self._frozen + 1)}2"
        self._written, held, self._held = 0, self._held, []
        self._write(self._heads, _HEAD)
        for row in held:
            self._write(row)

    def _end(self) -> None:
        self._file.close()
        self._sheet.auto_filter.ref = f"A1:{self._letters[-1]}{self._written}"

    def _widths(self) -> Sequence[int]:
        """The widths of the columns; of a sheet that goes on, those of the first."""
        if len(self.titles) == 1:
            self._kept = [
                min(max(_NARROWEST, width(head) + _MARK, *map(width, cells)), _WIDEST) + 1
                for head, *cells in zip(self._heads, *self._held, strict=True)
            ]
        return self._kept

    def _write(self, row: Sequence[Cell], look: str = "") -> None:
        self._written += 1
        number = self._written
        cells = "".join(
            as_xml(cell, f"{letter}{number}", self._style(look or _look(cell)))
            for letter, cell in zip(self._letters, row, strict=True)
            if cell is not None and cell != ""
        )
        self._file.write(f'<row r="{number}">{cells}</row>')

    def _style(self, look: str) -> int:
        return self._book.style(look, wrapped=self._wrapped)


def _look(cell: str | Number) -> str:
    if isinstance(cell, Number):
        return cell.format
    return _QUOTED if is_quoted(cell) else _TEXT
