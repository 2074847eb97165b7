"""A table as it was read: columns of text, and where each row stands in its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pyarrow as pa


@dataclass(frozen=True)
class RawTable:
    """Text columns, dictionary-encoded; `place(row)` names the file and line of a row."""

    columns: dict[str, pa.DictionaryArray]
    rows: int
    name: str
    place: Callable[[int], str]


def joined(tables: Sequence[RawTable]) -> RawTable:
    """Several tables as one; a column that some lack is blank there."""
    if len(tables) == 1:
        return tables[0]
    starts = [0, *accumulate(table.rows for table in tables)]
    names = dict.fromkeys(name for table in tables for name in table.columns)

    def place(row: int) -> str:
        number = bisect_right(starts, row) - 1
        return tables[number].place(row - starts[number])

    return RawTable(
        columns={name: _stacked([_of(table, name) for table in tables]) for name in names},
        rows=starts[-1],
        name="、".join(dict.fromkeys(table.name for table in tables)),
        place=place,
    )


def _of(table: RawTable, name: str) -> pa.DictionaryArray:
    column = table.columns.get(name)
    if column is None:
        column = pa.DictionaryArray.from_arrays(pa.nulls(table.rows, pa.int32()).fill_null(0), [""])
    return column


def _stacked(columns: list[pa.DictionaryArray]) -> pa.DictionaryArray:
    return one_chunk(pa.chunked_array(columns))


def one_chunk(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A dictionary-encoded column with one dictionary, in one piece."""
    whole = column.unify_dictionaries().combine_chunks()
    return whole if isinstance(whole, pa.DictionaryArray) else whole.chunk(0)
