"""A sheet written row by row: typed cells, a frozen head, a filter, widths that fit Chinese.

Rows go to the disk as they come: however many they are, only the first few are held, to see how
wide a column must be. What a sheet cannot hold goes on in a second one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from finkit.units import machine

MOST_ROWS = 1_048_576
"""What a sheet of Excel holds, the head among them."""
_LONGEST = 32_767
_SEEN, _NARROWEST, _WIDEST, _MARK = 300, 6, 48, 3
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "'")
_FONT = "等线"
_HEAD = PatternFill("solid", fgColor="D9E5F1")
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


class Number(NamedTuple):
    """A number and how it is shown."""

    value: Decimal
    format: str


Cell = str | Number | None


@cache
def number_format(decimals: int, suffix: str = "") -> str:
    """The format of a number with so many decimals; `suffix` stands behind it as it is.

    >>> number_format(1), number_format(0), number_format(1, "%")
    ('#,##0.0', '#,##0', '#,##0.0"%"')
    """
    shown = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return f'{shown}"{suffix}"' if suffix else shown


def typed(value: Decimal) -> int | float:
    """A value as a spreadsheet keeps it: with up to 17 digits."""
    text = machine(value)
    return float(text) if "." in text else int(text)


class Sheet:
    """One table of a workbook; `close` before the workbook is saved.

    `frozen` columns stay where they are when the others move; `wrapped` are texts to be read. The
    sheet and those that it goes on in are `titles`.
    """

    def __init__(
        self,
        book: Workbook,
        title: str,
        heads: Sequence[str],
        *,
        frozen: int = 0,
        wrapped: bool = False,
    ) -> None:
        self._book, self._title, self._heads, self._frozen = book, title, heads, frozen
        self._alignment = _WRAPPED if wrapped else _TOP
        self.titles: list[str] = []
        self.rows = 0
        self._held: list[Sequence[Cell]] = []
        self._sheet: Any = None
        self._looks: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """What it is called, and begins the name of each sheet that it goes on in."""
        return self._title

    @property
    def is_waiting(self) -> bool:
        """Whether there are rows that are not written yet."""
        return bool(self._held)

    def append(self, row: Sequence[Cell]) -> None:
        """Writes a row."""
        if self._sheet is None:
            self._held.append(row)
            if len(self._held) >= _SEEN:
                self._begin()
            return
        if self._written == MOST_ROWS:
            self._end()
            self._begin()
        self._sheet.append(self._cells(row))
        self._written += 1
        self.rows += 1

    def close(self) -> None:
        """Writes what is held, and the filter over all rows."""
        if self._sheet is None:
            self._begin()
        self._end()

    def _begin(self) -> None:
        """A new sheet with its head and what was held back."""
        number = len(self.titles) + 1
        self.titles.append(self._title if number == 1 else f"{self._title}（{number}）")
        self._sheet, self._looks = self._book.create_sheet(self.titles[-1]), {}
        for number, width in enumerate(self._widths(), 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._sheet.freeze_panes = f"{get_column_letter(self._frozen + 1)}2"
        self._sheet.append(self._head())
        self._written, held, self._held = 1, self._held, []
        for row in held:
            self.append(row)

    def _end(self) -> None:
        last = get_column_letter(len(self._heads))
        self._sheet.auto_filter.ref = f"A1:{last}{self._written}"

    def _widths(self) -> Sequence[int]:
        """The widths of the columns; of a sheet that goes on, those of the first."""
        if len(self.titles) == 1:
            self._kept = [
                min(max(_NARROWEST, width(head) + _MARK, *map(width, cells)), _WIDEST) + 1
                for head, *cells in zip(self._heads, *self._held, strict=True)
            ]
        return self._kept

    def _head(self) -> Iterator[Any]:
        for head in self._heads:
            cell = self._text(head)
            cell.font, cell.fill, cell.alignment = Font(_FONT, bold=True), _HEAD, _WRAPPED
            yield cell

    def _cells(self, row: Sequence[Cell]) -> Iterator[Any]:
        """One cell after another: those of one look are one object, written before it is reused."""
        for cell in row:
            if cell is None or cell == "":
                yield None
            elif isinstance(cell, Number):
                yield self._shown(cell)
            else:
                yield self._said(cell)

    def _shown(self, number: Number) -> Any:
        cell = self._looks.get(number.format)
        if cell is None:
            cell = self._looks[number.format] = WriteOnlyCell(self._sheet)
            cell.number_format, cell.alignment, cell.font = number.format, _TOP, Font(_FONT)
        cell.value = typed(number.value)
        return cell

    def _said(self, text: str) -> Any:
        look = "quoted" if text.startswith(_SIGNS) else "text"
        cell = self._looks.get(look)
        if cell is None:
            cell = self._looks[look] = self._text("")
            cell.alignment, cell.font = self._alignment, Font(_FONT)
            # Editing the cell would make a formula of it, were it not marked as text.
            cell.quotePrefix = look == "quoted"
        cell.value = kept(text)
        # A text stays a text, also one that begins as a formula does.
        cell.data_type = "s"
        return cell

    def _text(self, text: str) -> Any:
        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"
        return cell


def kept(text: str) -> str:
    """A text as a cell can hold it.

    >>> kept("a\\x00b"), len(kept("a" * 40_000))
    ('a�b', 32767)
    """
    return str(ILLEGAL_CHARACTERS_RE.sub("�", text))[:_LONGEST]


def width(cell: Cell) -> int:
    """How wide a cell shows: a Chinese character is two wide.

    >>> width("县区A"), width(Number(Decimal("1234567.25"), "#,##0.00")), width(None)
    (5, 12, 0)
    """
    if isinstance(cell, Number):
        shown = cell.format.partition(".")[2]
        return len(f"{cell.value:,.0f}") + (len(shown) + 1 if shown else 0)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in cell or "")
