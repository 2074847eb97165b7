"""A sheet written row by row: typed cells, a frozen head, a filter, widths that fit Chinese.

However many the rows are, only the first few are held, to see how wide a column must be. What a
sheet cannot hold goes on in a second one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from finkit.sheets.book import HEAD, QUOTED, TEXT, Book
from finkit.sheets.cells import DATE, Cell, Number, is_quoted, kept, width

MOST_ROWS = 1_048_576
"""What a sheet of Excel holds, the head among them."""
_SEEN, _NARROWEST, _WIDEST, _MARK = 300, 6, 48, 3
_MARKUP = "<r>"


class Sheet:
    """One table of a workbook; `close` before the workbook is.

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
        self._sheet = self._book.begin(self.titles[-1])
        for column, wide in enumerate(self._widths()):
            self._sheet.set_column(column, column, wide)
        self._sheet.freeze_panes(1, self._frozen)
        self._written, held, self._held = 0, self._held, []
        self._write(self._heads, HEAD)
        for row in held:
            self._write(row)

    def _end(self) -> None:
        self._sheet.autofilter(0, 0, self._written - 1, len(self._heads) - 1)

    def _widths(self) -> Sequence[int]:
        """The widths of the columns; of a sheet that goes on, those of the first."""
        if len(self.titles) == 1:
            self._kept = [
                min(max(_NARROWEST, width(head) + _MARK, *map(width, cells)), _WIDEST) + 1
                for head, *cells in zip(self._heads, *self._held, strict=True)
            ]
        return self._kept

    def _write(self, row: Sequence[Cell], look: str = "") -> None:
        at, self._written = self._written, self._written + 1
        for column, cell in enumerate(row):
            if isinstance(cell, Number):
                shown = self._look(look or cell.format)
                self._sheet.write_number(at, column, float(cell.value), shown)
            elif isinstance(cell, date):
                self._sheet.write_datetime(at, column, cell, self._look(look or DATE))
            elif cell:
                shown = self._look(look or (QUOTED if is_quoted(cell) else TEXT))
                self._write_text(at, column, kept(cell), shown)

    def _write_text(self, row: int, column: int, text: str, look: Any) -> None:
        if text.startswith(_MARKUP):
            # XlsxWriter would take such a text for markup of its own, unescaped.
            self._sheet.write_rich_string(row, column, *text[:2], text[2:], look)
        else:
            self._sheet.write_string(row, column, text, look)

    def _look(self, name: str) -> Any:
        return self._book.look(name, wrapped=self._wrapped)


def write_table(
    book: Book,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    frozen: int = 1,
    wrapped: bool = False,
) -> Sheet:
    """A table whole: see `Sheet`."""
    sheet = Sheet(book, title, heads, frozen=frozen, wrapped=wrapped)
    for row in rows:
        sheet.append(row)
    sheet.close()
    return sheet
