"""The rows a ledger holds: columns of text, of which an import takes out what it touches."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from finkit.imports.rows import Key, Kind, Row
from finkit.readers.arrow import CODED, as_numpy, blank, of_texts, rows_of
from finkit.readers.raw import Columns, one_chunk, type_of

Positions = npt.NDArray[np.int64]
_NONE: Positions = np.array([], dtype=np.int64)


class _Index(NamedTuple):
    """Where the rows of an area and a period are: their positions in `order`, by group."""

    areas: dict[str, int]
    periods: dict[str, int]
    groups: Positions
    order: Positions

    def of(self, area: str, period: str) -> Positions:
        if area not in self.areas or period not in self.periods:
            return _NONE
        group = self.areas[area] * len(self.periods) + self.periods[period]
        first, last = np.searchsorted(self.groups, (group, group + 1))
        return self.order[first:last]


class Held:
    """One table of a ledger; its rows as Python rows where they are asked for, by key.

    All rows of an area and a period, with which every key begins, are taken out together; those of
    a nation's other months stay columns, each text once. `code_of` gives the code of what stands in
    the column of areas.
    """

    def __init__(
        self, kind: Kind, columns: Columns, rows: int, code_of: Callable[[str], str] = str.strip
    ) -> None:
        self.kind, self._columns, self._count = kind, columns, rows
        self._code_of = code_of
        self._taken: dict[Key, dict[Key, Row]] = {}
        self._at: dict[Key, int] = {}
        self._put: dict[Key, Row] = {}

    def __len__(self) -> int:
        """How many rows there are, new ones among them."""
        return self._count + sum(key not in self._at for key in self._put)

    @property
    def is_changed(self) -> bool:
        """Whether a row was put in since the table was read."""
        return bool(self._put)

    def areas_put(self) -> set[str]:
        """What stands in the column of areas of the rows put in, and of those they replaced."""
        name = self.kind.key[0]
        replaced = [at for key in self._put if (at := self._at.get(key)) is not None]
        held = self._cells(name, np.array(replaced, dtype=np.int64)) if replaced else []
        return {*held, *(row[name] for row in self._put.values())}

    def get(self, key: Key) -> Row | None:
        """The row of a key; None if there is none."""
        return self._rows_of(key[:2]).get(key)

    def put(self, key: Key, row: Row) -> None:
        """Puts a row in: at the end, or in the place of the one that has its key."""
        self._rows_of(key[:2])[key] = self._put[key] = row

    def at(self, area: str, period: str) -> list[tuple[Key, Row]]:
        """The rows of an area and a period, each with the key that its own words make."""
        rows = self._rows_of((area, period)).values()
        return [((area, period, *self.kind.key_of(row)[2:]), row) for row in rows]

    def areas_of(self, file: str, period: str) -> list[str]:
        """The codes of which rows of a period came out of cells of a file."""
        if not self._count or "source" not in self._columns:
            return []
        _, periods, groups, order = self._index
        areas, at = list(self._index.areas), groups % len(periods) == periods.get(period, -1)
        begun = pc.starts_with(rows_of(self._columns["source"], order[at]), f"{file}!")
        numbers = (groups[at] // len(periods))[as_numpy(begun.cast(pa.uint8())) == 1]
        return [areas[number] for number in np.unique(numbers).tolist()]

    def firsts(self, name: str) -> list[Row]:
        """Of each text of a column, the first row with it, in their order."""
        if not self._count:
            return []
        _, first = np.unique(as_numpy(self._columns[name].indices), return_index=True)
        return self._rows_at(np.sort(first))

    def _rows_of(self, pair: Key) -> dict[Key, Row]:
        """The rows of an area and a period, taken out once.

        Two may be one item to an import (一、税收收入, and 税收收入 under its whole) and two
        amounts to whoever keeps the ledger: the first goes by their key, the others by it and a
        number.
        """
        if pair in self._taken:
            return self._taken[pair]
        found = self._taken[pair] = {}
        positions = self._index.of(*pair) if self._count else _NONE
        for at, row in zip(positions.tolist(), self._rows_at(positions), strict=True):
            own = key = (*pair, *self.kind.key_of(row)[2:])
            number = 1
            while own in found:
                number += 1
                own = (*key, str(number))
            found[own], self._at[own] = row, at
        return found

    def _rows_at(self, positions: Positions) -> list[Row]:
        cells = [self._cells(name, positions) for name in self._columns]
        return [dict(zip(self._columns, row, strict=True)) for row in zip(*cells, strict=True)]

    def _cells(self, name: str, positions: Positions) -> list[str]:
        column = self._columns[name]
        if column.type != CODED:
            cells: list[str] = rows_of(column, positions).to_pylist()
            return cells
        texts = self._texts[name]
        return [texts[code] for code in as_numpy(column.indices)[positions].tolist()]

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        coded = {name: column for name, column in self._columns.items() if column.type == CODED}
        return {name: _distinct(column) for name, column in coded.items()}

    @cached_property
    def _index(self) -> _Index:
        areas, area = self._numbered(self.kind.key[0], self._code_of)
        periods, period = self._numbered(self.kind.key[1], str.strip)
        groups = area * len(periods) + period
        order = np.argsort(groups, kind="stable")
        return _Index(areas, periods, groups[order], order)

    def _numbered(self, name: str, meant: Callable[[str], str]) -> tuple[dict[str, int], Positions]:
        """What the texts of a column mean, each with a number; and the number of each row."""
        numbers: dict[str, int] = {}
        of_text = [numbers.setdefault(meant(t), len(numbers)) for t in self._texts[name]]
        return numbers, np.array(of_text, dtype=np.int64)[as_numpy(self._columns[name].indices)]

    def columns(self) -> Columns:
        """All columns with what was put in, those of the kind first."""
        replaced = {self._at[key]: row for key, row in self._put.items() if key in self._at}
        new = [row for key, row in self._put.items() if key not in self._at]
        put = [*replaced.values(), *new]
        order = np.arange(self._count + len(put))
        order[list(replaced)] = np.arange(len(replaced)) + self._count
        order = np.delete(order, np.arange(len(replaced)) + self._count)
        names = dict.fromkeys((*self.kind.columns, *self._columns))
        return {name: self._with(name, put, order if replaced else None) for name in names}

    def _with(self, name: str, put: list[Row], order: Positions | None) -> pa.Array:
        held = self._columns.get(name)
        kept = blank(type_of(name), self._count) if held is None else held
        if not put:
            return kept
        added = of_texts(type_of(name), [row.get(name, "") for row in put])
        whole = one_chunk(pa.chunked_array([kept, added]))
        return whole if order is None else rows_of(whole, order)


def _distinct(column: pa.Array) -> list[str]:
    return [text or "" for text in column.dictionary.to_pylist()]
