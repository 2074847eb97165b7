"""A table as files, one for each province, sorted by county: one county is read by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from finkit.readers.arrow import CODED, as_numpy, of_texts, rows_of
from finkit.readers.parquet_file import columns_of
from finkit.readers.raw import Columns, RawTable
from finkit.readers.writing import columns_as_parquet

_PROVINCE = 2
_GROUP = 65_536
"""So many rows are read together of a part: a county of sixty months is a few thousand."""


def area_column(table: str) -> str:
    """The column that says which county a row of a table is of."""
    return "county" if table == "facts" else "county_code"


def part_of(area: str) -> str:
    """The part that an area is in: its province's; what has no code of six digits is together.

    >>> part_of("621124"), part_of("DEMO01"), part_of("area:370100:高新区")
    ('62', '', '')
    """
    return area[:_PROVINCE] if area[:_PROVINCE].isdecimal() and area.isascii() else ""


def sorted_by_area(columns: Columns, column: str) -> Columns:
    """The rows by part and area, blanks around its name gone; those of one area in their order."""
    columns = {**columns, column: _stripped(columns[column])}
    rank = _ranks(columns[column])
    if not len(rank) or bool((rank[1:] >= rank[:-1]).all()):
        return columns
    order = np.argsort(rank, kind="stable")
    return {name: rows_of(values, order) for name, values in columns.items()}


def _ranks(areas: pa.Array) -> npt.NDArray[np.int64]:
    texts = _texts(areas)
    sequence = sorted(range(len(texts)), key=lambda n: (part_of(texts[n]), texts[n]))
    ranks = np.empty(len(texts), dtype=np.int64)
    ranks[sequence] = np.arange(len(texts))
    found: npt.NDArray[np.int64] = ranks[as_numpy(areas.indices)]
    return found


def _texts(areas: pa.Array) -> list[str]:
    return [text or "" for text in areas.dictionary.to_pylist()]


def _stripped(areas: pa.Array) -> pa.Array:
    held = [text or "" for text in areas.dictionary.to_pylist()]
    texts = [text.strip() for text in held]
    if texts == held:
        return areas
    return of_texts(CODED, [texts[code] for code in as_numpy(areas.indices).tolist()])


def split(columns: Columns, column: str, same: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Each part of a table that is sorted, with its name, except those known to be the `same` as
    before; one without rows has one part."""
    areas = columns[column]
    parts = [part_of(text) for text in _texts(areas)]
    numbers = {part: number for number, part in enumerate(sorted(set(parts)))}
    of_text = np.array([numbers[part] for part in parts], dtype=np.int64)
    of_row = of_text[as_numpy(areas.indices)] if len(areas) else np.empty(0, dtype=np.int64)
    if not len(of_row):
        yield "", columns_as_parquet(columns, _GROUP)
        return
    starts = np.flatnonzero(np.r_[True, of_row[1:] != of_row[:-1]]).tolist()
    names = sorted(numbers)
    for start, end in zip(starts, [*starts[1:], len(of_row)], strict=True):
        if names[of_row[start]] in same:
            continue
        rows = {name: values.slice(start, end - start) for name, values in columns.items()}
        yield names[of_row[start]], columns_as_parquet(rows, _GROUP)


def put_together(contents: Iterable[bytes], table: str, name: str, area: str = "") -> RawTable:
    """A table of its parts, or only one area's rows; `name` is what it is called in messages."""
    columns = columns_of(contents, name, (area_column(table), area) if area else None)
    rows = len(next(iter(columns.values())))
    return RawTable(columns, rows, name, lambda row: f"{name} 第{row + 1}条")
