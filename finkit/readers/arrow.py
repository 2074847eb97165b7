"""Between Arrow and NumPy by their shared memory.

pyarrow's own ways (`to_numpy`, `pa.array`, `pa.scalar`) import pandas for a mere look at a type:
a quarter of a second of every start, and tens of MB in every process.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

CODED, PLAIN = pa.dictionary(pa.int32(), pa.string()), pa.large_string()


def as_numpy(numbers: pa.Array) -> npt.NDArray[Any]:
    """The numbers of an array without nulls, shared and read-only."""
    shared: npt.NDArray[Any] = np.from_dlpack(numbers)
    return shared


def rows_of(array: pa.Array, rows: npt.NDArray[np.int64]) -> pa.Array:
    """These rows of an array, in this order."""
    return array.take(_shared(rows, pa.int64()))


def of_texts(kind: pa.DataType, texts: list[str]) -> pa.Array:
    """A column of these texts, `CODED` or `PLAIN`."""
    builder = pa.lib.StringBuilder()
    builder.append_values(texts)
    column = builder.finish()
    return column.dictionary_encode() if kind == CODED else column.cast(kind)


def coded(texts: list[str], codes: npt.NDArray[np.int32]) -> pa.Array:
    """A `CODED` column: of each row the position of its text."""
    numbers = _shared(np.ascontiguousarray(codes, dtype=np.int32), pa.int32())
    return pa.DictionaryArray.from_arrays(numbers, of_texts(PLAIN, texts).cast(pa.string()))


def blank(kind: pa.DataType, rows: int) -> pa.Array:
    """A column of empty texts, `CODED` or `PLAIN`."""
    if kind == CODED:
        first = _shared(np.zeros(rows, dtype=np.int32), pa.int32())
        return pa.DictionaryArray.from_arrays(first, _empty_texts(1).cast(pa.string()))
    return _empty_texts(rows)


def _empty_texts(rows: int) -> pa.Array:
    offsets = pa.py_buffer(np.zeros(rows + 1, dtype=np.int64))
    return pa.Array.from_buffers(PLAIN, rows, [None, offsets, pa.py_buffer(b"")])


def _shared(numbers: npt.NDArray[Any], kind: pa.DataType) -> pa.Array:
    return pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(numbers)])
