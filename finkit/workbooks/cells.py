"""One cell under one heading: an amount, a printed rate, or left aside with the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from finkit.contract import BALANCE, CUMULATIVE
from finkit.counties import County
from finkit.periods import Period
from finkit.units import UNITS
from finkit.workbooks.columns import Column
from finkit.workbooks.context import Context, ask
from finkit.workbooks.found import Amount, Aside, Rate, Table
from finkit.workbooks.grid import Sheet
from finkit.workbooks.headings import When
from finkit.workbooks.numbers import NOT_GIVEN, Number, number

OPENING = "opening"
"""What a heading 年初余额 has for a basis: the balance of the December before."""

RATES = {"growth": "yoy_rate", "completion": "completion_rate"}
_VALUES = ("amount", "delta", *RATES)
_NO_VALUES = {"aside": "不要", "either": "说不准是金额还是百分比，可在 --map 里写明"}
_MOST_DECIMALS = 4
_ADJUSTED, _INITIAL = "调整预算", "年初预算"


class Cell(NamedTuple):
    """Where a value stands and what it is of; `note` and `unit` are what its row says."""

    row: int
    column: Column
    area: County | None
    item: str
    parent: str
    note: str = ""
    unit: str = ""


def take(table: Table, sheet: Sheet, cell: Cell, around: Context) -> None:
    """Takes the cell, or leaves it aside with the reason; a blank is neither."""
    at = (cell.row, cell.column.at)
    text = sheet.text(*at)
    if not text and at not in sheet.uncomputed:
        return
    place = sheet.place(*at)
    if not text:
        table.asides.append(Aside(place, "", "公式没有算出的结果，用 Excel 打开存一次"))
        return
    found = number(text)
    reason = _not_taken(cell, found)
    if reason:
        is_fault = cell.column.meaning.role in _VALUES and not reason.startswith(NOT_GIVEN)
        table.asides.append(Aside(place, text, reason, is_fault))
    elif cell.column.meaning.role in RATES:
        _take_rate(table, cell, found, around, place)
    else:
        _take_amount(table, cell, found, around, place)


def _not_taken(cell: Cell, found: Number) -> str:
    """Why a cell is left aside, "" if it is not."""
    said = cell.column.meaning
    if said.role in _VALUES:
        if found.value is not None and found.is_percent and said.role not in RATES:
            return "金额栏里的百分数"
        return found.reason
    if said.role:
        return said.reason or _NO_VALUES.get(said.role, "不是金额栏")
    return f"不认识的栏目「{cell.column.printed}」" if cell.column.printed else "没有栏目名"


def _take_amount(table: Table, cell: Cell, found: Number, around: Context, place: str) -> None:
    unit = found.unit or cell.unit or cell.column.unit or around.unit
    period = period_of(cell.column.when, around, cell.column.meaning.measure)
    if _lacks(table, cell, around, unit, period, place):
        return
    said, basis = cell.column.meaning, cell.column.meaning.basis or CUMULATIVE
    if basis == OPENING:
        period, basis = str(Period.parse(period).last_december()), BALANCE
    assert found.value is not None
    assert cell.area is not None
    table.amounts.append(
        Amount(
            cell.area,
            period,
            basis,
            cell.item,
            cell.parent,
            said.measure,
            found.value,
            unit,
            place,
            cell.note,
            around.status,
            around.scope,
        )
    )


def _take_rate(table: Table, cell: Cell, found: Number, around: Context, place: str) -> None:
    period = period_of(cell.column.when, around, "")
    if _lacks(table, cell, around, "%", period, place):
        return
    said = cell.column.meaning
    assert cell.area is not None
    table.rates.append(
        Rate(
            cell.area,
            period,
            said.basis or CUMULATIVE,
            cell.item,
            cell.parent,
            RATES[said.role],
            _of_item(table) if said.role == "completion" else "",
            f"{_percent(found, cell.column):f}",
            place,
        )
    )


def _percent(found: Number, column: Column) -> Decimal:
    """A rate in percent, with the digits someone printed: a formula's endless ones are cut."""
    assert found.value is not None
    value = found.value * 100 if column.is_fraction and not found.is_percent else found.value
    if int(value.as_tuple().exponent) < -_MOST_DECIMALS:
        value = round(value, _MOST_DECIMALS)
    return value.normalize() if column.is_fraction and value else value


def _of_item(table: Table) -> str:
    """A completion is of the adjusted budget where the table prints one, else of the initial."""
    held = {column.meaning.measure for column in table.columns}
    return _ADJUSTED if "adjusted_budget" in held else _INITIAL


def _lacks(table: Table, cell: Cell, around: Context, unit: str, period: str, place: str) -> bool:
    """Asks for what is not said; True if anything is."""
    if unit not in UNITS:
        ask(table, "unit", "", "没有写明金额单位；用 --unit 写明，如 --unit 万元", place)
    if not period:
        ask(table, "period", "", "没有写明期间；用 --period 写明，如 --period 2024-02", place)
    if cell.area is None:
        ask(table, "county", "", "没有写明县区；用 --county 写明代码或名称", place)
    if cell.column.meaning.basis == "?":
        subject = cell.column.printed
        text = f"栏目「{subject}」没有写明是当月还是累计；在 --map 里写 本月完成 或 累计完成"
        ask(table, "column", subject, text, place)
    return unit not in UNITS or not period or cell.area is None or cell.column.meaning.basis == "?"


def period_of(when: When, around: Context, measure: str) -> str:
    """The period of a column: what its heading says, else what the table says."""
    if not when.year and not when.month:
        return around.period
    year = when.year or around.year
    if not year:
        return ""
    if when.month:
        return str(Period(year, when.month))
    if around.period and year == Period.parse(around.period).year:
        return around.period
    if measure in ("budget", "adjusted_budget") and around.period:
        return f"{year}{around.period[4:]}"
    return str(Period(year, 12))
