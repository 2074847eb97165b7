"""The one method, fixed beforehand: the mean of last year's share and of last year's remainder.

By last year's share the whole is cumulative ÷ (last year's cumulative ÷ last year's whole); by last
year's remainder it is cumulative + (last year's whole − last year's cumulative). Nothing is fitted.
"""

from __future__ import annotations

from decimal import Decimal

from finkit.contract import ACTUAL
from finkit.figures.levels import before_change
from finkit.figures.quantity import Quantity, derived, held, observed
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import convert

METHOD = (
    "全年估计＝(累计数÷上年同期占上年全年的比重＋累计数＋上年同期以后的数)÷2；"
    "方法事先固定，不作拟合"
)


def estimate(series: ItemSeries, period: Period, month: int = MONTHS_A_YEAR) -> Quantity:
    """The estimated cumulative amount of a later month of the year, in the unit of the amount held.

    Absent, with the reason, where an amount is missing or none of them is to be divided by.
    """
    now = held(series.actual(period), f"{period}{series.label}", ACTUAL)
    then, later = period.years_before(1), Period(period.year - 1, month)
    past = [_comparable(series, one, period) for one in (then, later)]
    units = [one.unit for one in past]

    def mean_of_both(cumulative: Decimal, same: Decimal, whole: Decimal) -> Decimal | str:
        same, whole = convert(same, units[0], now.unit), convert(whole, units[1], now.unit)
        for value, name in ((cumulative, period), (same, then), (whole, later)):
            if value <= 0:
                return f"{name}累计数不是正数，不估计"
        return (cumulative * whole / same + cumulative + whole - same) / 2

    return derived(mean_of_both, now.unit, now, *past)


def by_schedule(series: ItemSeries, period: Period) -> Quantity:
    """What the plain time schedule gives: cumulative ÷ months × 12. Only to be compared with."""
    now = held(series.actual(period), f"{period}{series.label}", ACTUAL)
    return derived(lambda value: value * MONTHS_A_YEAR / period.month, now.unit, now)


def _comparable(series: ItemSeries, then: Period, now: Period) -> Quantity:
    """A past amount, of the county as it is now where it has changed since."""
    if (moved := before_change(series, then, now)) is not None:
        return moved
    cell = series.actual(then)
    return observed(cell) if cell else held(None, f"{then}{series.label}", ACTUAL)
