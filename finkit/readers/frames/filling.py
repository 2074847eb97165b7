"""What a frame leaves unsaid: said by the caller, or by the register of counties. Never guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from finkit.contract import ACTUAL, BALANCE, BASES, CUMULATIVE, MEASURES
from finkit.counties import register, resolve_anywhere
from finkit.counties.codes import plain_code
from finkit.errors import DataError, FinkitError, UsageError, did_you_mean, quoted
from finkit.gate.names import folded_name
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.readers.arrow import CODED, as_numpy, of_texts
from finkit.readers.frames.holding import NAME
from finkit.readers.raw import RawTable, type_of
from finkit.units import unit as unit_of
from finkit.workbooks.reading.stocks import stock_of
from finkit.workbooks.words.headings import Meaning, meaning

_WORDS = {
    "basis": {said: key for key, said in BASES.items()},
    "measure": {said: key for key, said in MEASURES.items()},
}
LONGEST = 200
"""A longer text is no heading and no item."""

_BASIS_ADVICE = '写明 basis="累计" 或 "当月"'


class Said(NamedTuple):
    """What a caller says of all amounts: their unit and basis, "" for nothing."""

    unit: str = ""
    basis: str = ""

    @classmethod
    def checked(cls, unit: str, basis: str) -> Said:
        """The same, made sure of. Raises `DataError` or `UsageError` for what is none."""
        if unit:
            unit_of(unit)
        key = _WORDS["basis"].get(basis, basis)
        if key and key not in BASES:
            advice = did_you_mean(basis, (*BASES, *BASES.values())) or _BASIS_ADVICE
            raise UsageError(f"basis 应为累计、当月或月末余额，不是{quoted(basis)}", advice=advice)
        return cls(unit, key)


def measure_of(text: str) -> str:
    """The measure that a text means, by the contract or as a heading would; "" for none.

    >>> measure_of("年初预算"), measure_of("上年同期"), measure_of("税收收入")
    ('budget', 'prior_actual', '')
    """
    if text in MEASURES or text in _WORDS["measure"]:
        return _WORDS["measure"].get(text, text)
    means = meaning(text) if len(text) <= LONGEST else Meaning()
    return means.measure if means.role in ("amount", "delta") and not means.basis else ""


def filled(table: RawTable, said: Said) -> RawTable:
    """The table with Chinese words as the contract's own and what was left unsaid filled in."""
    columns = dict(table.columns)
    for name, words in _WORDS.items():
        if name in columns:
            columns[name] = _each(columns[name], partial(_in_words, words))
    if "measure" in columns:
        columns["measure"] = _each(columns["measure"], lambda text: measure_of(text) or text)
    constant = {"measure": ACTUAL, "source": NAME, "unit": said.unit}
    for name, text in constant.items():
        if name not in columns and text:
            columns[name] = _same(name, text, table.rows)
    whole = replace(table, columns=columns)
    return _with_basis(_with_county(whole), said)


def _in_words(words: Mapping[str, str], text: str) -> str:
    return words.get(text.strip(), text)


def _with_county(table: RawTable) -> RawTable:
    """Codes of names, and names of codes, by the register."""
    columns = table.columns
    if "county_code" not in columns and "county" in columns:
        codes = _each(columns["county"], lambda text: _code(table, text))
        return replace(table, columns=columns | {"county_code": codes})
    if "county" not in columns and "county_code" in columns:
        names = _each(columns["county_code"], lambda text: _name(table, text))
        return replace(table, columns=columns | {"county": names})
    return table


def _code(table: RawTable, text: str) -> str:
    if not text.strip():
        raise DataError("county 是空的", where=_first(table, "county", text))
    try:
        return resolve_anywhere(folded_name(text), []).code
    except FinkitError as error:
        where, advice = _first(table, "county", text), error.advice or "加一列县区代码"
        raise DataError(error.what, where=where, advice=advice) from error


def _name(table: RawTable, text: str) -> str:
    known = register().get(plain_code(text) or text)
    if known is None:
        where = _first(table, "county_code", text)
        raise DataError(f"不知道{quoted(text)}叫什么", where=where, advice="加一列县区名称")
    return known.name


def _first(table: RawTable, name: str, text: str) -> str:
    """Where a text of a column stands first."""
    column = table.columns[name]
    code = column.dictionary.to_pylist().index(text)
    return table.place(int(np.argmax(as_numpy(column.indices) == code)))


def _with_basis(table: RawTable, said: Said) -> RawTable:
    """The basis of each amount: told by a column or the caller; a balance and a year are their own.

    Raises `DataError` for months of flows of which nobody says whether they accumulate.
    """
    columns = table.columns
    told = columns.get("basis")
    if "item" not in columns or "period" not in columns:
        return table
    if told is not None and "" not in told.dictionary.to_pylist():
        return table
    stocks = _each(columns["item"], _balance)
    default = said.basis or (CUMULATIVE if _are_years(columns["period"]) else "")
    own = [""] * table.rows if told is None else told.dictionary_decode().to_pylist()
    by_item = stocks.dictionary_decode().to_pylist()
    texts = [one or stock or default for one, stock in zip(own, by_item, strict=True)]
    if "" in texts:
        where = table.place(texts.index(""))
        raise DataError("没有说这个数是累计还是当月", where=where, advice=_BASIS_ADVICE)
    return replace(table, columns=columns | {"basis": of_texts(CODED, texts)})


def _balance(item: str) -> str:
    return BALANCE if len(item) <= LONGEST and stock_of(item, "") else ""


def _are_years(periods: pa.DictionaryArray) -> bool:
    """Whether every period is a whole year; what is none is told where it stands, later."""
    try:
        found = [Period.parse(text) for text in periods.dictionary.to_pylist() if text]
    except UsageError:
        return False
    return all(period.month == MONTHS_A_YEAR for period in found)


def _each(column: pa.DictionaryArray, change: Callable[[str], str]) -> pa.DictionaryArray:
    """A coded column with each distinct text changed."""
    texts = [change(text or "") for text in column.dictionary.to_pylist()]
    codes = pa.DictionaryArray.from_arrays(column.indices, of_texts(CODED, texts).cast(pa.string()))
    return codes.dictionary_decode().dictionary_encode()


def _same(name: str, text: str, rows: int) -> pa.Array:
    return of_texts(type_of(name), [text] * rows)
