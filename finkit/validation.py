"""A raw table checked against the contract, column by column, then key by key.

Every check looks at the distinct texts of a column once, so that a table of millions of rows costs
little more than one of thousands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from finkit.contract import (
    BASES,
    COLUMNS,
    KEY_COLUMNS,
    MEASURES,
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
)
from finkit.errors import ConflictError, DataError, EmptyError, FinkitError, did_you_mean, quoted
from finkit.periods import Period
from finkit.readers.raw import RawTable
from finkit.units import UNITS, unit

Codes = npt.NDArray[np.int64 | np.int32]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?")
_GREATEST = Decimal(10) ** 18
_INT64 = 2**62
_STRIPPED = ("county_code", "period", "basis", "measure", "value", "unit")


@dataclass(frozen=True)
class Column:
    """One column: its distinct texts, and for each row the position of its own."""

    texts: list[str]
    codes: Codes

    def taken(self, rows: Codes) -> Column:
        """The column of these rows only."""
        # Half the memory of what comes in: no column has two thousand million distinct texts.
        return Column(self.texts, self.codes[rows].astype(np.int32, copy=False))


@dataclass(frozen=True)
class Validated:
    """A table that keeps the contract: rows with a value, each key once, sorted by county."""

    columns: dict[str, Column]
    rows: int


def validate(raw: RawTable) -> Validated:
    """The table without its blank values and repeated rows.

    Raises `DataError` for a missing column, a text that is no number, period, unit, basis or
    measure, and `ConflictError` for one key with two values; each names file and line.
    """
    _check_header(raw)
    columns = {name: _column(raw, name) for name in COLUMNS}
    kept = np.flatnonzero(_has_text(columns["value"]))
    if not len(kept):
        raise EmptyError("没有一行数据", where=raw.name)
    _check_texts(raw, columns, kept)
    columns = {name: column.taken(kept) for name, column in columns.items()}
    order = _without_repeats(raw, columns, kept)
    columns = {name: column.taken(order) for name, column in columns.items()}
    return Validated(columns, len(order))


def _check_header(raw: RawTable) -> None:
    for name in REQUIRED_COLUMNS:
        if name not in raw.columns:
            near = did_you_mean(name, set(raw.columns) - set(COLUMNS))
            found = near.replace("是否想写", "是否误写作") or "必需的列见 README"
            raise DataError(f"缺少列 {name}", where=raw.name, advice=found)
    for name in raw.columns:
        if name not in COLUMNS and (near := did_you_mean(name, OPTIONAL_COLUMNS)):
            raise DataError(f"不认识的列{quoted(name)}", where=raw.name, advice=near)


def _column(raw: RawTable, name: str) -> Column:
    array = raw.columns.get(name)
    if array is None:
        return Column([""], np.zeros(raw.rows, dtype=np.int64))
    texts = [text or "" for text in array.dictionary.to_pylist()]
    codes: Codes = array.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    if name not in _STRIPPED:
        return Column(texts, codes)
    distinct: dict[str, int] = {}
    renamed = [distinct.setdefault(text.strip(), len(distinct)) for text in texts]
    return Column(list(distinct), np.array(renamed, dtype=np.int64)[codes] if renamed else codes)


def _has_text(column: Column) -> npt.NDArray[np.bool_]:
    return np.array([bool(text) for text in column.texts], dtype=bool)[column.codes]


def _check_texts(raw: RawTable, columns: dict[str, Column], kept: Codes) -> None:
    """Every distinct text against its rule."""
    rules: dict[str, Callable[[str], object]] = {
        "county_code": _named("county_code"),
        "county": _named("county"),
        "item": _named("item"),
        "period": Period.parse,
        "basis": _one_of("basis", BASES),
        "measure": _one_of("measure", MEASURES),
        "unit": _bookable,
        "value": _number,
    }
    for name, rule in rules.items():
        _check_column(raw, columns[name].taken(kept), kept, rule)


def _check_column(
    raw: RawTable, column: Column, kept: Codes, rule: Callable[[str], object]
) -> None:
    used = np.zeros(len(column.texts), dtype=bool)
    used[column.codes] = True
    for code in np.flatnonzero(used).tolist():
        try:
            rule(column.texts[code])
        except FinkitError as error:
            row = int(kept[np.argmax(column.codes == code)])
            raise DataError(error.what, where=raw.place(row), advice=error.advice) from error


def _named(name: str) -> Callable[[str], None]:
    def rule(text: str) -> None:
        if not text.strip():
            raise DataError(f"{name} 是空的")

    return rule


def _one_of(name: str, known: dict[str, str]) -> Callable[[str], None]:
    def rule(text: str) -> None:
        if text not in known:
            advice = did_you_mean(text, known) or f"可用：{'、'.join(known)}"
            raise DataError(f"不认识的 {name} {quoted(text)}", advice=advice)

    return rule


def _bookable(text: str) -> None:
    if not text:
        raise DataError("单位是空的", advice=f"可用单位：{'、'.join(UNITS)}")
    unit(text)


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise DataError(f"{quoted(text)}不是数字", advice="只写数字，不带千分位、单位或说明")
    value = Decimal(text)
    if abs(value) >= _GREATEST:
        raise DataError(f"{quoted(text)}超出可能的大小")
    return value


def _without_repeats(raw: RawTable, columns: dict[str, Column], kept: Codes) -> Codes:
    """The rows to keep, by county in their first order; equal repeats fall away."""
    key = _dense_key([columns[name] for name in KEY_COLUMNS])
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1]) + 1
    for position in again.tolist():
        first, second = int(order[position - 1]), int(order[position])
        _check_equal(raw, columns, kept, first, second)
    rows = np.sort(np.delete(order, again))
    by_county: Codes = rows[np.argsort(columns["county_code"].codes[rows], kind="stable")]
    return by_county


def _dense_key(columns: list[Column]) -> Codes:
    """One number a row, equal exactly where all columns are equal."""
    key, size = columns[0].codes.astype(np.int64), max(len(columns[0].texts), 1)
    for column in columns[1:]:
        size *= len(column.texts)
        if size > _INT64:
            distinct, key = np.unique(key, return_inverse=True)
            size = len(distinct) * len(column.texts)
        key = key.astype(np.int64) * len(column.texts) + column.codes
    return key


def _check_equal(
    raw: RawTable,
    columns: dict[str, Column],
    kept: Codes,
    first: int,
    second: int,
) -> None:
    def in_base(row: int) -> tuple[str, Decimal]:
        known = unit(columns["unit"].texts[columns["unit"].codes[row]])
        value = Decimal(columns["value"].texts[columns["value"].codes[row]])
        return known.kind, value * known.factor

    if in_base(first) == in_base(second):
        return
    item = columns["item"].texts[columns["item"].codes[first]]
    raise ConflictError(
        f"{quoted(item)}同一期间、口径有两个不同的数",
        where=f"{raw.place(int(kept[first]))} 与 {raw.place(int(kept[second]))}",
        advice="请改正或删去一行",
    )
