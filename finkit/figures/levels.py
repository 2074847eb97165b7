"""An amount and the base it is compared with: what growth, shares and peers all stand on."""

from __future__ import annotations

from finkit.contract import ACTUAL, DELTA, PRIOR_ACTUAL, Observation
from finkit.figures.quantity import Quantity, absent, difference, growth, held, observed, total
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.ledger.remembered import remembered
from finkit.ledger.territory import Broken
from finkit.periods import Period


@remembered
def base(series: ItemSeries, period: Period) -> Quantity:
    """上年同期数: as published here; else actual − published change; else last year's own, or the
    sum of the counties that this one is now."""
    now, delta = series.own(period, ACTUAL), series.find(period, DELTA)
    published = series.find(period, PRIOR_ACTUAL)
    if published is None and now is not None and delta is not None:
        return difference(observed(now), observed(delta))
    if published is None and (across := before_change(series, period.years_before(1), period)):
        return across
    return held(series.prior(period), series.label, PRIOR_ACTUAL, _unit(now))


def before_change(series: ItemSeries, then: Period, now: Period) -> Quantity | None:
    """The amount of an earlier period that compares with now, where the county has changed between
    the two: the sum of its parts, or absent with the reason; None where it has not changed."""
    territory = series.book.territory
    broken = territory.broken(then, now) if territory else None
    return _of_parts(series, broken, then) if broken else None


def _of_parts(series: ItemSeries, broken: Broken[CountyBook], then: Period) -> Quantity:
    unit = _unit(next(iter(series.cells.values()), None))
    if broken.divided:
        return absent(unit, f"{broken.said}，{then}的数不可比")
    cells, lacking = [], []
    for county, book in broken.parts:
        own = series if book is None else _same(series, book.named(series.name, series.key.basis))
        cell = own.actual(then) if own and book else None
        cells += [observed(cell)] if cell else []
        lacking += [] if cell else [f"{county.name}（{county.code}）"]
    if lacking:
        return absent(unit, f"{broken.said}，缺{'、'.join(lacking)}{then}的数", *cells)
    return total(*cells)


def _same(series: ItemSeries, others: list[ItemSeries]) -> ItemSeries | None:
    """The series of another county that is of the same item, parent and scope."""
    alike = [o for o in others if o.parent_name == series.parent_name and o.scope == series.scope]
    return min(alike, key=lambda o: o.key.data_status != series.key.data_status, default=None)


def _unit(cell: Observation | None) -> str:
    return cell.unit if cell else "万元"


@remembered
def yoy_rate(series: ItemSeries, period: Period) -> Quantity | None:
    """同比增长率."""
    now = series.own(period, ACTUAL)
    return growth(observed(now), base(series, period)) if now else None
