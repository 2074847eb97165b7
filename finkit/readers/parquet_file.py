"""Parquet: the same columns; numbers and text both become text."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from finkit.errors import DataError
from finkit.readers.raw import RawTable, one_chunk


def read(path: Path) -> RawTable:
    """The table of a Parquet file; a null is an empty text."""
    try:
        schema = pq.read_schema(path)
        texts = [field.name for field in schema if pa.types.is_string(field.type)]
        table = pq.read_table(path, read_dictionary=texts)
    except pa.ArrowInvalid as error:
        raise DataError("不是完整的 Parquet 文件", where=path.name) from error
    return RawTable(
        columns={name: _as_text(path, name, table.column(name)) for name in table.column_names},
        rows=table.num_rows,
        name=path.name,
        place=lambda row: f"{path.name} 第{row + 1}条",
    )


def _as_text(path: Path, name: str, column: pa.ChunkedArray) -> pa.DictionaryArray:
    if pa.types.is_dictionary(column.type) and not column.null_count:
        # Most columns repeat a few texts, and come so: nothing to write out and gather again.
        return one_chunk(column)
    try:
        text = pc.fill_null(column.cast(pa.string()), "")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise DataError(f"列 {name} 不是文字或数字", where=path.name) from error
    return one_chunk(text.dictionary_encode())
