"""A table as the bytes of a file: of columns, or of rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from finkit.encodings import WRITTEN
from finkit.inert import inert
from finkit.readers.arrow import CODED, as_numpy
from finkit.readers.raw import Columns

# As many as Arrow itself puts into a group, and as few as are text at a time.
_GROUP, _BATCH = 1024 * 1024, 50_000


def rows_as_csv(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """CSV of rows; what one lacks is blank."""
    return _csv(names, ([inert(row.get(name) or "") for name in names] for row in rows))


def columns_as_csv(columns: Columns) -> bytes:
    """CSV of columns."""
    return _csv(list(columns), _rows(columns))


def _csv(names: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    content = io.BytesIO()
    with io.TextIOWrapper(content, WRITTEN, newline="", write_through=True) as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
        return content.getvalue()


def _rows(columns: Columns) -> Iterator[tuple[str, ...]]:
    """The rows, a batch at a time; what Excel would run is made harmless."""
    texts = {
        name: [inert(text or "") for text in column.dictionary.to_pylist()]
        for name, column in columns.items()
        if column.type == CODED
    }
    for start in range(0, _length(columns), _BATCH):
        batch = [
            _coded(column.slice(start, _BATCH), texts[name])
            if name in texts
            else [inert(text) for text in column.slice(start, _BATCH).to_pylist()]
            for name, column in columns.items()
        ]
        yield from zip(*batch, strict=True)


def _coded(column: pa.Array, texts: list[str]) -> list[str]:
    return [texts[code] for code in as_numpy(column.indices).tolist()]


def columns_as_parquet(columns: Columns, group: int = _GROUP) -> bytes:
    """Parquet of columns, each plain text and each page with its checksum; so many rows a group."""
    content, schema = io.BytesIO(), pa.schema([(name, pa.string()) for name in columns])
    with pq.ParquetWriter(content, schema, compression="zstd", write_page_checksum=True) as writer:
        # One group, if an empty one, is in every file.
        for start in range(0, max(_length(columns), 1), group):
            parts = [column.slice(start, group).cast(pa.string()) for column in columns.values()]
            writer.write_table(pa.Table.from_arrays(parts, schema=schema), group)
    return content.getvalue()


def _length(columns: Columns) -> int:
    return len(next(iter(columns.values())))
