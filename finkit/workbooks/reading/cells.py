"""One cell under one heading: an amount, a printed rate, or left aside with the reason."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from finkit.accounts.spelling import plain_name
from finkit.contract import (
    ACTUAL,
    ADJUSTED_BUDGET,
    BALANCE,
    BUDGET,
    CUMULATIVE,
    MONTH,
)
from finkit.counties import County
from finkit.gate.numbers import NOT_GIVEN, Number, number
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import UNITS, round_half_up
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.column import Column
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Amount, Aside, Rate, Table, ask
from finkit.workbooks.reading.statuses import status_of
from finkit.workbooks.reading.stocks import stock_of
from finkit.workbooks.reading.times import period_of
from finkit.workbooks.reading.unread import why_open

OPENING = "opening"
"""What a heading 年初余额 has for a basis: the balance of the December before."""

ANNUAL = "annual"
"""What a heading 上年决算数 has for a basis: the whole of last year."""

RATES = {"growth": "yoy_rate", "completion": "completion_rate", "of_prior": "ratio"}
_VALUES = ("amount", "delta", *RATES)
_NO_VALUES = {"aside": "不要", "either": "说不准是金额还是百分比，可在 --map 里写明"}
_MOST_DECIMALS = 4
_OF_PRIOR = re.compile("(同期|决算|预计执行|执行|完成)数?的?(?:百分比|比例|比重|%|$)")
_ADJUSTED, _INITIAL = "调整预算", "年初预算"


class Cell(NamedTuple):
    """Where a value stands and what it is of; `note`, `unit`, `scope` are what its row says."""

    row: int
    column: Column
    area: County | None
    item: str
    parent: str
    note: str = ""
    unit: str = ""
    scope: str = ""


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
    elif unclear := _unclear(sheet, cell, found, around):
        table.asides.append(Aside(place, text, unclear, is_fault=True))
    elif cell.column.meaning.role in RATES:
        _take_rate(table, sheet, cell, found, around, place)
    else:
        _take_amount(table, cell, found, around, place)
    if not reason and found.mark:
        told = f"注号「{found.mark}」不是数，读作{found.value:f}"
        table.told.append(Aside(place, text, told))


def _unclear(sheet: Sheet, cell: Cell, found: Number, around: Context) -> str:
    """Why an amount's format leaves open in what unit it stands, "" if it does not."""
    seems = sheet.seems.get((cell.row, cell.column.at), "")
    own = cell.unit or cell.column.unit
    if found.unit and own in UNITS and UNITS[own].kind != UNITS[found.unit].kind:
        return f"写的是{found.unit}，这一行的单位是{own}；说不准"
    unit = found.unit or own or around.unit
    return "" if cell.column.meaning.role in RATES else why_open(seems, unit)


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
    if unit == "%":
        table.asides.append(Aside(place, str(found.value), "单位是%，是比率，不是金额"))
        return
    period = period_of(cell.column, around)
    if _lacks(table, cell, around, unit, period, place):
        return
    assert found.value is not None
    assert cell.area is not None
    booked = _booked(cell, period, around)
    table.amounts.append(
        Amount(
            cell.area,
            booked.period,
            booked.basis,
            cell.item,
            cell.parent,
            booked.measure,
            found.value,
            unit,
            place,
            cell.note,
            status_of(cell.column, around, booked.measure, booked.period),
            cell.scope or around.scope,
        )
    )


class _Booked(NamedTuple):
    """As what an amount is booked."""

    period: str
    basis: str
    measure: str


def _booked(cell: Cell, period: str, around: Context) -> _Booked:
    """年初余额 is last December's balance, 上年决算数 all of last year, 余额 a balance."""
    basis, measure = basis_of(cell.column, around), cell.column.meaning.measure
    if basis == OPENING:
        return _Booked(str(Period.parse(period).last_december()), BALANCE, measure)
    if basis == ANNUAL:
        if Period.parse(period).month == MONTHS_A_YEAR:
            return _Booked(period, CUMULATIVE, measure)
        return _Booked(str(Period.parse(period).last_december()), CUMULATIVE, ACTUAL)
    if basis == CUMULATIVE and (stock := stock_of(cell.item, cell.parent)):
        if stock["year"]:
            period = str(Period(int(stock["year"]), MONTHS_A_YEAR))
        return _Booked(period, BALANCE, measure)
    return _Booked(period, basis, measure)


def basis_of(column: Column, around: Context) -> str:
    """Of the month, cumulative …: as headed; 完成数 in a table of 当月 is the month's."""
    basis, measure = column.meaning.basis or CUMULATIVE, column.meaning.measure
    is_bare = "累计" not in column.printed and not column.when.is_range
    if basis == CUMULATIVE and is_bare and around.is_of_one_month and "budget" not in measure:
        return MONTH
    return basis


def _take_rate(
    table: Table, sheet: Sheet, cell: Cell, found: Number, around: Context, place: str
) -> None:
    period = period_of(cell.column, around)
    if not period:
        # Kept to be checked only: nobody need be asked for it.
        table.asides.append(
            Aside(place, sheet.text(cell.row, cell.column.at), "不知是哪一期的比率")
        )
        return
    if _lacks(table, cell, around, "%", period, place):
        return
    said = cell.column.meaning
    assert cell.area is not None
    table.rates.append(
        Rate(
            cell.area,
            period,
            CUMULATIVE if said.role == "completion" else basis_of(cell.column, around),
            cell.item,
            cell.parent,
            "budget_growth" if said.measure == BUDGET else RATES[said.role],
            _against(table, sheet, cell),
            f"{_percent(found, cell.column):f}",
            place,
            cell.scope or around.scope,
        )
    )


def _percent(found: Number, column: Column) -> Decimal:
    """A rate in percent, with the digits someone printed: a formula's endless ones are cut."""
    assert found.value is not None
    value = found.value * 100 if column.is_fraction and not found.is_percent else found.value
    if int(value.as_tuple().exponent) < -_MOST_DECIMALS:
        value = round_half_up(value, _MOST_DECIMALS)
    return value.normalize() if column.is_fraction and value else value


def _against(table: Table, sheet: Sheet, cell: Cell) -> str:
    """What a rate is of: a completion of which budget, 为上年决算% of what of last year."""
    role = cell.column.meaning.role
    if role == "of_prior":
        found = _OF_PRIOR.search(cell.column.printed)
        return f"{plain_name(cell.item)}/上年{found[1] if found else ''}数"
    return _of_item(table, sheet, cell) if role == "completion" else ""


def _of_item(table: Table, sheet: Sheet, cell: Cell) -> str:
    """Which budget a completion is of: as headed, else the adjusted one where its row has one."""
    if _INITIAL[:2] in cell.column.printed:
        return _INITIAL
    held = {
        column.meaning.measure
        for column in table.columns
        if column.item == cell.column.item
        and number(sheet.text(cell.row, column.at)).value is not None
    }
    return _ADJUSTED if ADJUSTED_BUDGET in held or "调整" in cell.column.printed else _INITIAL


def _lacks(table: Table, cell: Cell, around: Context, unit: str, period: str, place: str) -> bool:
    """Asks for what is not said; True if anything is."""
    if unit not in UNITS:
        ask(table, "unit", "", around.unit_asked, place)
    if not period:
        ask(table, "period", "", around.period_asked, place)
    if cell.area is None:
        ask(table, "county", "", around.county_asked, place)
    if cell.column.meaning.basis == "?":
        subject = cell.column.asked_as
        text = f"栏目「{cell.column.printed}」没有写明是当月还是累计"
        advice = "；在 --map 里写 本月完成 或 累计完成"
        ask(table, "column", subject, text + advice, place)
    return unit not in UNITS or not period or cell.area is None or cell.column.meaning.basis == "?"
