"""Parquet: the same columns; numbers and text both become text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from finkit.errors import DataError
from finkit.readers.arrow import CODED
from finkit.readers.raw import Columns, RawTable, one_chunk, type_of


def read(path: Path) -> RawTable:
    """The table of a Parquet file; a null is an empty text."""
    try:
        with path.open("rb") as file:
            columns = _columns(file, path.name)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise _broken(path.name) from error
    return RawTable(
        columns=columns,
        rows=len(next(iter(columns.values()), ())),
        name=path.name,
        place=lambda row: f"{path.name} 第{row + 1}条",
    )


def columns_of(
    contents: Iterable[bytes], name: str, only: tuple[str, str] | None = None
) -> Columns:
    """The columns of a table that is kept as the bytes of several Parquet files.

    `only`: the rows with a text in a column, by the groups that may hold it. Raises `DataError`
    naming the table.
    """
    try:
        tables = [_part(content, only) for content in contents]
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise _broken(name) from error
    return _as_texts(pa.concat_tables(tables, promote_options="default"), name)


def _part(content: bytes, only: tuple[str, str] | None) -> pa.Table:
    """One of them: whoever has its bytes has verified them."""
    source = pa.BufferReader(content)
    coded = _coded(pq.read_schema(source))
    if only is None:
        return pq.ParquetFile(source, read_dictionary=coded).read()
    return pq.read_table(source, read_dictionary=coded, filters=[(only[0], "=", only[1])])


def _coded(schema: pa.Schema) -> list[str]:
    texts = [field.name for field in schema if pa.types.is_string(field.type)]
    return [name for name in texts if type_of(name) == CODED]


def _columns(source: Any, name: str) -> Columns:
    coded = _coded(pq.read_schema(source))
    table = pq.read_table(source, read_dictionary=coded, page_checksum_verification=True)
    # A flipped bit may leave a text that is none, or a number of no text.
    table.validate(full=True)
    return _as_texts(table, name)


def _as_texts(table: pa.Table, name: str) -> Columns:
    return {one: _as_text(name, one, table.column(one)) for one in table.column_names}


def _broken(name: str) -> DataError:
    return DataError("不是完整的 Parquet 文件", where=name)


def _as_text(file: str, name: str, column: pa.ChunkedArray) -> pa.Array:
    if column.type == CODED and not column.null_count and type_of(name) == CODED:
        # Few texts, many times: they come so from the file, and need not be gathered again.
        return one_chunk(column)
    try:
        text = pc.fill_null(column.cast(pa.string()), "")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise DataError(f"列 {name} 不是文字或数字", where=file) from error
    held = text.dictionary_encode() if type_of(name) == CODED else text.cast(type_of(name))
    return one_chunk(held)
