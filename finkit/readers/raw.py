"""A table as it was read: columns of text, and where each row stands in its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pyarrow as pa

CODED, PLAIN = pa.dictionary(pa.int32(), pa.string()), pa.large_string()
# Their texts seldom repeat: telling the distinct ones apart would cost more than it saves.
PLAIN_COLUMNS = ("value", "source", "note")


def type_of(name: str) -> pa.DataType:
    """How a column is held: as plain text, or dictionary-encoded."""
    return PLAIN if name in PLAIN_COLUMNS else CODED


@dataclass(frozen=True)
class RawTable:
    """Text columns, each as `type_of` says; `place(row)` names the file and line of a row."""

    columns: dict[str, pa.Array]
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


def _of(table: RawTable, name: str) -> pa.Array:
    column = table.columns.get(name)
    return blank(name, table.rows) if column is None else column


def blank(name: str, rows: int) -> pa.Array:
    """A column that a table lacks: nothing in any row."""
    if name in PLAIN_COLUMNS:
        return pa.repeat(pa.scalar("", PLAIN), rows)
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows), [""])


def _stacked(columns: list[pa.Array]) -> pa.Array:
    return one_chunk(pa.chunked_array(columns))


def one_chunk(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece, with one dictionary where it has any."""
    whole = column.unify_dictionaries().combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
