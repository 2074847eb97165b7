"""Columns that nobody knows, or that are taken for a scope, with words of measures (年初预算) or of
bases (当月): their rows would be read as what they are not."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from finkit.contract import ACTUAL, BASES
from finkit.errors import UsageError, quoted
from finkit.readers.frames.filling import measure_of
from finkit.readers.frames.holding import NAME, Held
from finkit.readers.frames.naming import Named

_MOST_KINDS = 50
"""With more kinds of texts a column is none of measures."""

_CALLED = {"measure": "数别", "basis": "时段"}


def require_none_passed_over(own: Held, named: Named, left_out: set[str]) -> None:
    """Raises `UsageError` for a column of such words that would be passed over, or be a scope.

    `left_out` are the columns that a caller does not want.
    """
    taken = set(named.values())
    for name, column in own.columns.items():
        if name in left_out or named.get(name, "scope") != "scope":
            continue
        for text in _kinds(column):
            means = _means(text)
            if means and (name in named or means not in taken):
                advice = f'写明 columns={{"{name}": "{means}"}}；不要的列写 None'
                what = f"列{quoted(name)}里有{quoted(text)}，像是{_CALLED[means]}"
                raise UsageError(what, where=NAME, advice=advice)


def _kinds(column: pa.ChunkedArray) -> list[str]:
    found = [text.strip() for text in pc.unique(column).to_pylist()[: _MOST_KINDS + 1]]
    return found if len(found) <= _MOST_KINDS else []


def _means(text: str) -> str:
    if text in BASES or text in BASES.values():
        return "basis"
    return "measure" if measure_of(text) not in ("", ACTUAL) else ""
