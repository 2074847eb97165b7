"""Progress against the county's own: 均衡进度, the mean of its past years at the same month."""

from __future__ import annotations

from decimal import Decimal

from finkit.contract import ACTUAL, BUDGET, CUMULATIVE, MEASURES
from finkit.figures.declaration import ItemIndicator, Speech
from finkit.figures.quantity import PERCENT, Quantity, derived, observed, percent_of, points
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period

_YEARS = 3


def _share_of_year(series: ItemSeries, then: Period) -> Quantity | None:
    """What part of a past year's whole amount was there by that month."""
    by_then, whole = series.actual(then), series.actual(Period(then.year, MONTHS_A_YEAR))
    if by_then is None or whole is None:
        return None
    return percent_of(observed(by_then), observed(whole), f"{then.year}年全年数")


def past_progress(series: ItemSeries, period: Period) -> list[Quantity]:
    """What part of the year's whole was there by that month, in each of the three years before."""
    past = [_share_of_year(series, period.years_before(back)) for back in range(1, _YEARS + 1)]
    return [share for share in past if share is not None and share.value is not None]


def usual_gap(series: ItemSeries, period: Period) -> Quantity | None:
    """与均衡进度之差; nothing without a budget and three whole years."""
    now, planned = series.own(period, ACTUAL), series.budget(period)
    if series.key.basis != CUMULATIVE or period.month == MONTHS_A_YEAR:
        return None
    known = past_progress(series, period)
    if now is None or planned is None or len(known) < _YEARS:
        return None
    usual = derived(lambda *shares: sum(shares, Decimal()) / len(shares), PERCENT, *known)
    name = MEASURES[BUDGET]
    return points(percent_of(observed(now), observed(planned), name), usual).of(name)


INDICATORS = (
    ItemIndicator(
        key="usual_progress_gap",
        label="与均衡进度之差",
        unit="个百分点",
        basis="item",
        speech=Speech.POINTS,
        formula="完成年初预算的百分比−近三年同期数占全年数比重的平均",
        definition="均衡进度为本县前三年同期累计数占全年数比重的平均；三年的同期数和全年数都有才计算，"
        "12月不计算",
        source="均衡进度的通用含义：以往年同期平均进度为参照",
        compute=usual_gap,
    ),
)
