"""An outlook as a fan: cumulative amounts by month, last year's beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from finkit.charts.chart import Chart
from finkit.charts.scales import axis
from finkit.figures.quantity import PERCENT
from finkit.forecasting.fan import Ends, Fan, fan
from finkit.forecasting.method import estimate
from finkit.forecasting.outlook import Outlook
from finkit.forecasting.past import COVERAGE, Band, back_tests, band
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import convert, grouped, text

_Values = list[float | None]


def drawn(one: Outlook) -> Chart:
    """The fan of an outlook that has a value. Raises `ValueError` for one that has none."""
    if one.band is None or one.estimated.value is None or one.reason:
        raise ValueError(one.reason)
    year, month = one.period
    months = range(1, MONTHS_A_YEAR + 1)
    coming = [_coming(one, m) if m > month else None for m in months]
    rows = Fan(
        before=[_amount(one, Period(year - 1, m)) for m in months],
        now=[_amount(one, Period(year, m)) if m <= month else None for m in months],
        middle=[float(found[0]) if found else None for found in coming],
        low=[float(found[1].low) if found else None for found in coming],
        high=[float(found[1].high) if found else None for found in coming],
        budget=float(convert(one.budget.value, one.budget.unit, one.unit)) if one.budget else None,
    )
    title = f"{one.item}全年估计"
    said = [shown(one, value) for value in (one.estimated.value, *one.band)]
    ends = Ends(
        f"{year - 1}年",
        f"估计 {said[0]}",
        f"低 {said[1]}",
        f"高 {said[2]}",
        one.budget_name,
    )
    limits = f"{COVERAGE}%区间{said[1]}至{said[2]}{one.unit}"
    alt = f"{title}：{year}年估计{said[0]}{one.unit}，{limits}。"
    made = fan(title, alt, [f"{m}月" for m in months], rows, ends, axis)
    measure = f"{one.unit}，{year}年各月累计；虚线为估计，底色为{COVERAGE}%区间"
    return replace(made, measure=measure, note=note(one))


def note(one: Outlook) -> str:
    """How often it was tried, and how far wrong it was."""
    if one.mean_error is None:
        return ""
    error = text(one.mean_error, PERCENT)
    return f"回测{len(one.tests)}次（{_years(one)}），平均误差{error}。"


def shown(one: Outlook, value: Decimal) -> str:
    """An amount of an outlook as readers see it, without its unit."""
    return grouped(one.shown(value))


def _years(one: Outlook) -> str:
    return "、".join(f"{test.year}" for test in sorted(one.tests)) + "年"


def _amount(one: Outlook, period: Period) -> float | None:
    cell = one.series.actual(period)
    return float(convert(cell.value, cell.unit, one.unit)) if cell else None


def _coming(one: Outlook, month: int) -> tuple[Decimal, Band] | None:
    """The estimate of a later month and its band, by the same method and that month's own tests."""
    if month == MONTHS_A_YEAR and one.band and one.estimated.value is not None:
        return one.estimated.value, one.band
    guess = estimate(one.series, one.period, month)
    limits = band(guess, back_tests(one.series, one.period, month))
    return (guess.value, limits) if limits and guess.value is not None else None


def charts(outlooks: Sequence[Outlook]) -> list[Chart]:
    """The fans of all that have a value."""
    return [drawn(one) for one in outlooks if not one.reason]
