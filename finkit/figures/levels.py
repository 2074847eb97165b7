"""An amount and the base it is compared with: what growth, shares and peers all stand on."""

from __future__ import annotations

from finkit.contract import ACTUAL, DELTA, PRIOR_ACTUAL, Observation
from finkit.figures.quantity import Quantity, difference, growth, held, observed
from finkit.ledger.county_book import ItemSeries, remembered
from finkit.periods import Period


@remembered
def base(series: ItemSeries, period: Period) -> Quantity:
    """上年同期数: as published here; else actual − published change; else last year's own."""
    now, delta = series.own(period, ACTUAL), series.find(period, DELTA)
    published = series.find(period, PRIOR_ACTUAL)
    if published is None and now is not None and delta is not None:
        return difference(observed(now), observed(delta))
    return held(series.prior(period), series.label, PRIOR_ACTUAL, _unit(now))


def _unit(cell: Observation | None) -> str:
    return cell.unit if cell else "万元"


@remembered
def yoy_rate(series: ItemSeries, period: Period) -> Quantity | None:
    """同比增长率."""
    now = series.own(period, ACTUAL)
    return growth(observed(now), base(series, period)) if now else None
