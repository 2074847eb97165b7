"""The amounts of a data package read back: the columns of `cube` as those of the contract.

Every column of the contract comes back. What is written twice (a unit by its name and by codes) has
to say the same twice: a table that was changed in one place only is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa

from finkit.errors import DataError, quoted
from finkit.export.cube import FIXED, FROM, NOT_APPLICABLE, NOT_SPECIFIED, unit_codes
from finkit.export.meanings import meanings
from finkit.readers.arrow import as_numpy
from finkit.readers.county_codes import with_plain_codes
from finkit.readers.raw import RawTable, as_held

_NOTHING = {
    "PARENT_INDICATOR": NOT_APPLICABLE,
    "SCOPE": NOT_SPECIFIED,
    "DATA_STATUS": NOT_SPECIFIED,
}
_SAID_AGAIN = {
    "UNIT_MEASURE": "UNIT_NAME",
    "UNIT_MULT": "UNIT_NAME",
    "OBS_STATUS": "DATA_STATUS",
}
"""Columns of codes, each with the column of which it says a part again."""

_MOST_OF = 12


def is_cube(names: Iterable[str]) -> bool:
    """Whether these are the columns of a data package, though one may be missing or misspelt.

    >>> is_cube(meanings("cube")), is_cube(("county_code", "item", "value"))
    (True, False)
    """
    return len(set(meanings("cube")) & set(names)) >= _MOST_OF


def as_contract(raw: RawTable) -> RawTable:
    """The table with the contract's columns.

    Raises `DataError` for a column that is missing, a row of another dataflow or one to be deleted,
    and a code that is not that of its text.
    """
    if missing := [name for name in meanings("cube") if name not in raw.columns]:
        raise DataError(f"缺少列 {'、'.join(missing)}", where=raw.name)
    for name, text in FIXED.items():
        for row, found in _distinct(raw, name):
            _check(raw, row, name, found, text)
    for name, of in _SAID_AGAIN.items():
        for row, text, found in _pairs(raw, of, name):
            _check_code(raw, row, (of, text), (name, found))
    columns = {
        own: as_held(own, _without(raw.columns[name], _NOTHING.get(name, "")))
        for name, (own, _) in FROM.items()
        if name not in _SAID_AGAIN
    }
    return with_plain_codes(replace(raw, columns=columns))


def _check_code(raw: RawTable, row: int, told: tuple[str, str], again: tuple[str, str]) -> None:
    (of, text), (name, found) = told, again
    if of == "UNIT_NAME" and text not in unit_codes():
        return  # no unit at all: the contract's own check says so
    plain = "" if text == _NOTHING.get(of) else text
    _check(raw, row, name, found, FROM[name][1](plain), f"{of} 是{text}")


def _check(raw: RawTable, row: int, name: str, found: str, wanted: str, why: str = "") -> None:
    """A blank says nothing, and nothing wrong."""
    if found not in (wanted, ""):
        what = f"{name} 是{quoted(found)}，应为 {wanted}"
        raise DataError(what, where=raw.place(row), advice=why or "不是 finkit 导出的数据包")


def _distinct(raw: RawTable, name: str) -> Iterator[tuple[int, str]]:
    """The texts of a column, each with the first row it stands in."""
    column = raw.columns[name]
    codes, first = np.unique(as_numpy(column.indices), return_index=True)
    for code, row in zip(codes.tolist(), first.tolist(), strict=True):
        yield row, (column.dictionary[code].as_py() or "").strip()


def _pairs(raw: RawTable, one: str, other: str) -> Iterator[tuple[int, str, str]]:
    """The texts of two columns that stand beside each other, with the first row they do."""
    first, second = raw.columns[one], raw.columns[other]
    size = max(len(second.dictionary), 1)
    beside = as_numpy(first.indices).astype(np.int64) * size + as_numpy(second.indices)
    codes, rows = np.unique(beside, return_index=True)
    for code, row in zip(codes.tolist(), rows.tolist(), strict=True):
        texts = first.dictionary[code // size].as_py(), second.dictionary[code % size].as_py()
        yield row, *((text or "").strip() for text in texts)


def _without(column: pa.Array, nothing: str) -> pa.Array:
    """The column with nothing where it says that there is nothing."""
    if not nothing:
        return column
    texts = [text or "" for text in column.dictionary.to_pylist()]
    said = ["" if text.strip() == nothing else text for text in texts]
    # Two texts of one meaning are told together when the column is checked.
    return pa.DictionaryArray.from_arrays(column.indices, pa.array(said, pa.string()))
