"""A table as it was read: columns of text, and where each row stands in its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any

import pyarrow as pa

from finkit.errors import DataError
from finkit.gate.characters import folded
from finkit.readers.arrow import CODED, PLAIN, blank

Columns = dict[str, pa.Array]
"""The columns of a table, each as `type_of` says, by name."""

# Their texts seldom repeat: telling the distinct ones apart would cost more than it saves.
PLAIN_COLUMNS = ("value", "source", "note")


def type_of(name: str) -> pa.DataType:
    """How a column is held: as plain text, or dictionary-encoded."""
    return PLAIN if name in PLAIN_COLUMNS else CODED


@dataclass(frozen=True)
class RawTable:
    """Columns of text; `place(row)` names the file and line of a row."""

    columns: Columns
    rows: int
    name: str
    place: Callable[[int], str]


def with_plain_names(table: RawTable) -> RawTable:
    """The table with the names of its columns as a reader sees them, blanks around them gone.

    Raises `DataError` where two are one then.
    """
    names = [folded(name).strip() for name in table.columns]
    if names == list(table.columns):
        return table
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise DataError(f"列名重复：{'、'.join(repeated)}", where=table.name)
    held = zip(names, table.columns.values(), strict=True)
    columns = {name: as_held(name, column) for name, column in held}
    return RawTable(columns, table.rows, table.name, table.place)


def as_held(name: str, column: pa.Array) -> pa.Array:
    """A column as `type_of` has it, by the name that it turned out to have."""
    kind = type_of(name)
    if column.type == kind:
        return column
    texts = column.cast(pa.string())
    return texts.dictionary_encode() if kind == CODED else texts.cast(kind)


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
        columns={name: _stacked([column_of(table, name) for table in tables]) for name in names},
        rows=starts[-1],
        name="、".join(dict.fromkeys(table.name for table in tables)),
        place=place,
    )


def column_of(table: RawTable, name: str) -> pa.Array:
    """A column of a table; blank in every row where the table lacks it."""
    column = table.columns.get(name)
    return blank(type_of(name), table.rows) if column is None else column


def _stacked(columns: list[pa.Array]) -> pa.Array:
    return one_chunk(pa.chunked_array(columns))


def one_chunk(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece, with one dictionary where it has any."""
    whole = column.unify_dictionaries().combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def texts_of(name: str, cells: Iterable[Any], where: str) -> Iterator[str]:
    """The cells of a column as text, digit for digit; nothing is an empty text.

    >>> list(texts_of("value", ["1.50", Decimal("2.0"), 3, None], "表"))
    ['1.50', '2.0', '3', '']

    Raises `DataError` for bytes.
    """
    for cell in cells:
        if isinstance(cell, str):
            yield cell
        elif cell is None:
            yield ""
        elif isinstance(cell, Decimal):
            yield f"{cell:f}"
        elif isinstance(cell, bytes | bytearray | memoryview):
            raise DataError(f"列 {name} 不是文字或数字", where=where)
        else:
            yield str(cell)
