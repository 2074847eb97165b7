"""Hashes of the rows of a ledger: what a report rests on, as a number."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from finkit.ledger.alike import MULTIPLIER, hashes_of
from finkit.ledger.validation import Column, Rows
from finkit.readers.arrow import rows_of

# What tells one series of a county from another.
_OF_SERIES = ("county_code", "item", "parent_item", "basis", "scope", "data_status")


class Hashed:
    """Rows in columns, each with a number made of its texts."""

    _columns: dict[str, Column]
    _plain: dict[str, pa.Array]
    rows: int

    def _digest(self, rows: Rows) -> str:
        """A hash of rows; only the first of each series has a place, as in a `CountyBook`."""
        hashes, series = self._row_hashes[rows], self._series_hashes[rows]
        order = np.argsort(hashes, kind="stable")
        _, firsts = np.unique(series, return_index=True)
        digest = hashlib.sha256(series[np.sort(firsts)].tobytes())
        digest.update(hashes[order].tobytes())
        for name in sorted(self._plain):
            _, ends, texts = rows_of(self._plain[name], rows[order]).buffers()
            digest.update(ends)
            digest.update(texts or b"")
        return digest.hexdigest()

    @cached_property
    def _row_hashes(self) -> npt.NDArray[np.uint64]:
        """A number for each row, made of the texts of its coded columns."""
        return self._mixed(sorted(self._columns))

    @cached_property
    def _series_hashes(self) -> npt.NDArray[np.uint64]:
        """A number for each row, the same for all of one series."""
        return self._mixed(_OF_SERIES)

    def _mixed(self, names: Sequence[str]) -> npt.NDArray[np.uint64]:
        mixed = np.zeros(self.rows, dtype=np.uint64)
        for name in names:
            column = self._columns[name]
            mixed = mixed * np.uint64(MULTIPLIER) + hashes_of(column.texts)[column.codes]
        return mixed
