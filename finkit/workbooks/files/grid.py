"""A sheet as text: its cells, its merged ranges, and how a cell is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

Cell = tuple[int, int]
"""Row and column, counted from 0."""

Merge = tuple[int, int, int, int]
"""Top, left, bottom, right; counted from 0, all inclusive."""


class Unread(NamedTuple):
    """What stands in a cell and is not to be read: struck out, deleted, not seen; and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of one file. Rows may differ in length; what is not there is blank.

    `uncomputed` are the formula cells whose result the file does not hold. `is_hidden` says that
    a reader of the workbook sees other sheets, but not this one, nor the rows and columns hidden.
    `unread` cells are blank among the rows; `dropped` says what of a cell's text is not among them:
    a struck figure beside the new one, the raised number of a note. `seems` is the unit that an
    amount seems to be stored in, where its format shows it by its size (万 from 10000 on).
    """

    file: str
    name: str
    rows: list[list[str]]
    merges: tuple[Merge, ...] = ()
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unread: Mapping[Cell, Unread] = field(default_factory=dict)
    dropped: Mapping[Cell, str] = field(default_factory=dict)
    seems: Mapping[Cell, str] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    def raw(self, row: int, column: int) -> str:
        """A cell as it is: leading blanks may say how deep an item stands."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    @cached_property
    def _texts(self) -> list[list[str]]:
        return [[cell.strip() for cell in row] for row in self.rows]

    def text(self, row: int, column: int) -> str:
        """A cell without the blanks around it."""
        if row < 0 or column < 0:
            return ""
        try:
            return self._texts[row][column]
        except IndexError:
            return ""

    def is_blank(self, row: int, column: int) -> bool:
        """Whether nothing stands in a cell, not even what is not to be read."""
        return not self.text(row, column) and (row, column) not in self.unread

    def why_unread(self, row: int, column: int) -> str:
        """Why what stands in a cell is not read; "" where it is."""
        found = self.unread.get((row, column))
        return found.reason if found else ""

    @cached_property
    def _masters(self) -> dict[tuple[int, int], Merge]:
        return {
            (row, column): merge
            for merge in self.merges
            for row in range(merge[0], min(merge[2], self.height) + 1)
            for column in range(merge[1], min(merge[3], self.width) + 1)
        }

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range a cell lies in."""
        return self._masters.get((row, column))

    def shown(self, row: int, column: int) -> str:
        """What a reader sees at a cell: a merged range shows its first cell's text."""
        merge = self.merge_at(row, column)
        return self.text(merge[0], merge[1]) if merge else self.text(row, column)

    def place(self, row: int, column: int) -> str:
        """FILE!SHEET!CELL, as it stands in the ledger's `source`."""
        return f"{self.file}!{self.name}!{cell_name(row, column)}"


def column_name(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A cell as Excel names it.

    >>> cell_name(2, 1)
    'B3'
    """
    return f"{column_name(column)}{row + 1}"
