"""A raw table checked against the contract, column by column, then key by key.

Every check looks at the distinct texts of a column once, or at a whole column at once, so that a
table of millions of rows costs little more than one of thousands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from finkit.contract import (
    BASES,
    COLUMNS,
    KEY_COLUMNS,
    MEASURES,
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
)
from finkit.counties.codes import is_like_code
from finkit.errors import ConflictError, DataError, EmptyError, FinkitError, did_you_mean, quoted
from finkit.gate.characters import folded
from finkit.gate.names import folded_name
from finkit.gate.numbers import plain
from finkit.ledger.periods_spelled import one_spelling
from finkit.periods import Period
from finkit.readers.arrow import PLAIN, as_numpy, of_texts, rows_of
from finkit.readers.raw import PLAIN_COLUMNS, RawTable, column_of
from finkit.units import UNITS, unit

Codes = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]

# What needs no closer look: plain digits, too few to be greater than any amount.
_CLEAR, _CLEAR_LENGTH = r"^[+-]?(\d+\.?\d*|\.\d+)$", 18
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")
_GREATEST = Decimal(10) ** 18
_INT64 = 2**62
_STRIPPED = ("county_code", "period", "basis", "measure", "unit")
_NAMES = ("county", "province", "item", "parent_item", "scope", "data_status")
_CODED = tuple(name for name in COLUMNS if name not in PLAIN_COLUMNS)


@dataclass(frozen=True)
class Column:
    """One column: its distinct texts, and for each row the position of its own."""

    texts: list[str]
    codes: Codes

    def taken(self, rows: Rows) -> Column:
        """The column of these rows only."""
        return Column(self.texts, self.codes[rows])


@dataclass(frozen=True)
class Validated:
    """A table that keeps the contract: rows with a value, each key once, sorted by county.

    `plain` holds the columns whose texts seldom repeat; those of `value` are all numbers.
    """

    columns: dict[str, Column]
    plain: dict[str, pa.Array]
    rows: int


def validate(raw: RawTable) -> Validated:
    """The table without its blank values and repeated rows.

    Raises `DataError` for a missing column, a text that is no number, period, unit, basis or
    measure, and `ConflictError` for one key with two values; each names file and line.
    """
    _check_header(raw)
    columns = {name: _column(raw, name) for name in _CODED}
    values = _digits(pc.utf8_trim_whitespace(column_of(raw, "value")))
    kept = np.flatnonzero(as_numpy(pc.binary_length(values)))
    if not len(kept):
        raise EmptyError("没有一行数据", where=raw.name)
    _check_texts(raw, columns, kept)
    _check_values(raw, values, kept)
    rows = _without_repeats(raw, columns, values, kept)
    plain = {"value": values, **{name: column_of(raw, name) for name in ("source", "note")}}
    return Validated(
        columns={name: column.taken(rows) for name, column in columns.items()},
        plain={name: rows_of(array, rows) for name, array in plain.items()},
        rows=len(rows),
    )


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
    array = column_of(raw, name)
    texts = [text or "" for text in array.dictionary.to_pylist()]
    codes: Codes = as_numpy(array.indices)
    if name not in (*_STRIPPED, *_NAMES):
        return Column(texts, codes)
    fold = _FOLDS.get(name, folded_name if name in _NAMES else _stripped)
    distinct: dict[str, int] = {}
    try:
        renamed = [distinct.setdefault(fold(text), len(distinct)) for text in texts]
    except FinkitError as error:
        raise DataError(f"{name} 的{error.what}", where=raw.name) from error
    return Column(list(distinct), np.array(renamed, dtype=np.int32)[codes] if renamed else codes)


def _stripped(text: str) -> str:
    return folded(text).strip()


_FOLDS = {"period": one_spelling}


def _check_texts(raw: RawTable, columns: dict[str, Column], kept: Rows) -> None:
    """Every distinct text against its rule."""
    rules: dict[str, Callable[[str], object]] = {
        "county_code": _code,
        "county": _named("county"),
        "item": _named("item"),
        "period": Period.parse,
        "basis": _one_of("basis", BASES),
        "measure": _one_of("measure", MEASURES),
        "unit": _bookable,
    }
    for name, rule in rules.items():
        _check_column(raw, columns[name].taken(kept), kept, rule)


def _check_column(raw: RawTable, column: Column, kept: Rows, rule: Callable[[str], object]) -> None:
    for code in np.flatnonzero(np.bincount(column.codes)):
        try:
            rule(column.texts[code])
        except FinkitError as error:
            raise _at(raw, int(kept[np.argmax(column.codes == code)]), error) from error


def _check_values(raw: RawTable, values: pa.Array, kept: Rows) -> None:
    """Every value a number; the few that do not look plain are looked at one by one."""
    short = as_numpy(pc.utf8_length(values)) <= _CLEAR_LENGTH
    clear = as_numpy(pc.match_substring_regex(values, _CLEAR).cast(pa.uint8())) & short
    for row in kept[clear[kept] == 0].tolist():
        try:
            _number(values[row].as_py())
        except FinkitError as error:
            raise _at(raw, row, error) from error


def _digits(values: pa.Array) -> pa.Array:
    """The values with their digits and signs in one width; most tables have no others."""
    if pc.all(pc.string_is_ascii(values), min_count=0).as_py():
        return values
    return of_texts(PLAIN, [plain(text) for text in values.to_pylist()])


def _at(raw: RawTable, row: int, error: FinkitError) -> DataError:
    return DataError(error.what, where=raw.place(row), advice=error.advice)


def _named(name: str) -> Callable[[str], None]:
    def rule(text: str) -> None:
        if not text.strip():
            raise DataError(f"{name} 是空的")

    return rule


def _code(text: str) -> None:
    _named("county_code")(text)
    if is_like_code(text):
        advice = "县区代码是六位数字，如 621124；电子表格会丢掉或添上几位"
        raise DataError(f"county_code {quoted(text)}不是县区代码", advice=advice)


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


def _without_repeats(
    raw: RawTable, columns: dict[str, Column], values: pa.Array, kept: Rows
) -> Rows:
    """The rows to keep, by county in their first order; equal repeats fall away."""
    key = _dense_key([columns[name].taken(kept) for name in KEY_COLUMNS])
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1]) + 1
    for position in again.tolist():
        first, second = int(kept[order[position - 1]]), int(kept[order[position]])
        _check_equal(raw, columns, values, first, second)
    rows = kept[np.sort(np.delete(order, again))]
    by_county: Rows = rows[np.argsort(columns["county_code"].codes[rows], kind="stable")]
    return by_county


def _dense_key(columns: list[Column]) -> Rows:
    """One number a row, equal exactly where all columns are equal."""
    key, size = columns[0].codes.astype(np.int64), max(len(columns[0].texts), 1)
    for column in columns[1:]:
        size *= len(column.texts)
        if size > _INT64:
            distinct, key = np.unique(key, return_inverse=True)
            size = len(distinct) * len(column.texts)
        key = key * len(column.texts) + column.codes
    return key


def _check_equal(
    raw: RawTable, columns: dict[str, Column], values: pa.Array, first: int, second: int
) -> None:
    def in_base(row: int) -> tuple[str, Decimal]:
        known = unit(columns["unit"].texts[columns["unit"].codes[row]])
        return known.kind, Decimal(values[row].as_py()) * known.factor

    if in_base(first) == in_base(second):
        return
    item = columns["item"].texts[columns["item"].codes[first]]
    raise ConflictError(
        f"{quoted(item)}同一期间、口径有两个不同的数",
        where=f"{raw.place(first)} 与 {raw.place(second)}",
        advice="请改正或删去一行",
    )
