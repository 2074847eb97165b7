"""Parquet: the same columns; numbers and text both become text."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from finkit.errors import DataError
from finkit.readers.arrow import CODED
from finkit.readers.raw import RawTable, one_chunk, type_of


def read(path: Path) -> RawTable:
    """The table of a Parquet file; a null is an empty text."""
    try:
        schema = pq.read_schema(path)
        texts = [field.name for field in schema if pa.types.is_string(field.type)]
        coded = [name for name in texts if type_of(name) == CODED]
        table = pq.read_table(path, read_dictionary=coded)
        # A flipped bit may leave a text that is none, or a number of no text.
        table.validate(full=True)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise DataError("不是完整的 Parquet 文件", where=path.name) from error
    return RawTable(
        columns={name: _as_text(path, name, table.column(name)) for name in table.column_names},
        rows=table.num_rows,
        name=path.name,
        place=lambda row: f"{path.name} 第{row + 1}条",
    )


def _as_text(path: Path, name: str, column: pa.ChunkedArray) -> pa.Array:
    if column.type == CODED and not column.null_count and type_of(name) == CODED:
        # Few texts, many times: they come so from the file, and need not be gathered again.
        return one_chunk(column)
    try:
        text = pc.fill_null(column.cast(pa.string()), "")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise DataError(f"列 {name} 不是文字或数字", where=path.name) from error
    held = text.dictionary_encode() if type_of(name) == CODED else text.cast(type_of(name))
    return one_chunk(held)
