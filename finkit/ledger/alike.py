"""Hashes of rows, and which two codes hold the same amounts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from finkit.ledger.validation import Column
from finkit.periods import Period
from finkit.readers.arrow import as_numpy, rows_of

# So many equal amounts are no coincidence.
_ENOUGH_ALIKE = 4
_OF_WHAT = ("period", "basis", "item", "parent_item", "measure", "unit", "data_status", "scope")
MULTIPLIER = 0x9E3779B97F4A7C15
"""An odd number with well-spread bits: columns do not cancel out."""


def same_figures(
    columns: Mapping[str, Column], plain: Mapping[str, pa.Array]
) -> Iterator[tuple[Period, tuple[str, str]]]:
    """Two codes whose amounts at a period are the same, item by item; equal zeros do not count.

    At most one period a pair: the first.
    """
    areas, periods = (columns[name] for name in ("county_code", "period"))
    counted = _counted(plain)
    group = areas.codes[counted].astype(np.int64) * len(periods.texts) + periods.codes[counted]
    held, member, sizes = np.unique(group, return_inverse=True, return_counts=True)
    sums = np.zeros(len(held), dtype=np.uint64)
    np.add.at(sums, member, _amount_hashes(columns, plain, counted))
    first: dict[tuple[int, int], str] = {}
    said: set[tuple[str, str]] = set()
    for number in np.flatnonzero(sizes >= _ENOUGH_ALIKE).tolist():
        code = areas.texts[int(held[number]) // len(periods.texts)]
        period = periods.texts[int(held[number]) % len(periods.texts)]
        known = first.setdefault((int(sums[number]), int(sizes[number])), code)
        if known != code and (known, code) not in said:
            said.add((known, code))
            yield Period.parse(period), (known, code)


def _counted(plain: Mapping[str, pa.Array]) -> npt.NDArray[np.int64]:
    """The rows with an amount other than zero."""
    digits = pc.match_substring_regex(plain["value"], "[1-9]")
    return np.flatnonzero(as_numpy(digits.cast(pa.uint8())))


def _amount_hashes(
    columns: Mapping[str, Column], plain: Mapping[str, pa.Array], rows: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint64]:
    """A number for each row, made of what it is of and how much, not of whom."""
    values = rows_of(plain["value"], rows).dictionary_encode()
    of_what = [columns[name] for name in _OF_WHAT]
    hashed = [hashes_of(column.texts)[column.codes[rows]] for column in of_what]
    hashed.append(hashes_of(values.dictionary.to_pylist())[as_numpy(values.indices)])
    mixed = np.zeros(len(rows), dtype=np.uint64)
    for hashes in hashed:
        mixed = mixed * np.uint64(MULTIPLIER) + hashes
    return mixed ^ (mixed >> np.uint64(29))


def hashes_of(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """A number for each text."""
    return np.array([_hash(text) for text in texts], dtype=np.uint64)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
