"""The columns of amounts of a frame below each other: one amount a row, as the contract has it."""

from __future__ import annotations

import re

import pyarrow as pa

from finkit.contract import COLUMNS
from finkit.errors import UsageError
from finkit.readers.frames.filling import Said
from finkit.readers.frames.holding import NAME, Held
from finkit.readers.frames.naming import MONTH_OF_YEAR, YEAR, Amounts, Named
from finkit.readers.raw import Columns, RawTable, one_chunk, type_of

_YEAR = re.compile(r"(\d{4})(?:\.0)?年?度?")


def stacked(own: Held, named: Named, said: Said) -> RawTable:
    """The frame as a table of the contract's columns, row by row or amount by amount."""
    amounts = {name: one for name, one in named.items() if isinstance(one, Amounts)}
    plain = {one: own.columns[name] for name, one in named.items() if isinstance(one, str)}
    plain = _with_period(plain, own.rows)
    if "value" in plain:
        return RawTable(_typed(plain), own.rows, NAME, lambda row: f"{NAME}第{row + 1}行")
    if not amounts:
        have = "、".join(own.columns) or "没有列"
        raise UsageError("没有一列是数", where=NAME, advice=f"有：{have}")
    headings = list(amounts)

    def place(row: int) -> str:
        column, line = divmod(row, own.rows)
        return f"{NAME}第{line + 1}行“{headings[column]}”列"

    parts = [_part(plain, own.columns[name], one, said) for name, one in amounts.items()]
    names = [name for name in COLUMNS if any(name in part for part in parts)]
    whole = {
        name: pa.chunked_array(
            [chunk for part in parts for chunk in part[name].chunks], pa.string()
        )
        for name in names
    }
    return RawTable(_typed(whole), own.rows * len(amounts), NAME, place)


def _part(
    plain: dict[str, pa.ChunkedArray], values: pa.ChunkedArray, amounts: Amounts, said: Said
) -> dict[str, pa.ChunkedArray]:
    """The rows of one column of amounts."""
    rows = len(values)
    told = {
        "item": amounts.item,
        "parent_item": amounts.parent_item,
        "measure": amounts.measure,
        "basis": amounts.basis or said.basis,
        "unit": amounts.unit or said.unit,
    }
    # What a column says of itself goes before what stands in the row.
    own = {name: _repeated(text, rows) for name, text in told.items() if text or name not in plain}
    return {**plain, **own, "value": values}


def _repeated(text: str, rows: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.repeat(pa.scalar(text, pa.string()), rows)])


def _with_period(plain: dict[str, pa.ChunkedArray], rows: int) -> dict[str, pa.ChunkedArray]:
    """Year and month of two columns as one period; a year alone is the whole of it."""
    if "period" in plain or not {YEAR, MONTH_OF_YEAR} & plain.keys():
        return {name: column for name, column in plain.items() if name not in (YEAR, MONTH_OF_YEAR)}
    rest = dict(plain)
    years, months = rest.pop(YEAR, None), rest.pop(MONTH_OF_YEAR, None)
    if years is None:
        # 月份 alone: 2024-02, 2024年2月.
        return rest | {"period": months}
    of_year = ["12"] * rows if months is None else months.to_pylist()
    texts = [_period(year, month) for year, month in zip(years.to_pylist(), of_year, strict=True)]
    return rest | {"period": pa.chunked_array([pa.array(texts, pa.string())])}


def _period(year: str, month: str) -> str:
    found = _YEAR.fullmatch(year.strip())
    plain = month.strip().removesuffix(".0").removesuffix("月")
    return f"{found[1]}-{plain.zfill(2)}" if found else f"{year}年{month}"


def _typed(columns: dict[str, pa.ChunkedArray]) -> Columns:
    return {name: one_chunk(_as_held(name, column)) for name, column in columns.items()}


def _as_held(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = type_of(name)
    return column.dictionary_encode() if pa.types.is_dictionary(kind) else column.cast(kind)
