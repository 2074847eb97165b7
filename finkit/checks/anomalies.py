"""What a province's monitor would ask about (`anomalies.csv`): odd growth, odd structure.

These are no faults of the data: real months jump. Each rule gives one notice a county and period,
about the item that is furthest off, with the others named in it. Rules of growth are of monthly
data and pass over counties whose data are annual; a `seasonal` rule passes over what the same month
did last year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from finkit import indicators
from finkit.accounts.chart import children
from finkit.accounts.names import GENERAL_REVENUE
from finkit.checks.cells import about
from finkit.checks.finding import Finding
from finkit.checks.tables import rows
from finkit.contract import ACTUAL, CUMULATIVE, Observation
from finkit.figures.county_at import CountyAt
from finkit.figures.local_revenue import local_revenue
from finkit.figures.quantity import Quantity, percent_of
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import text

_MOST_NAMED = 3
Rate = tuple[Observation, Decimal]


def anomalies(county: CountyAt) -> Iterator[Finding]:
    """A notice for each rule that the period's amounts break."""
    monthly = _is_monthly(county)
    for row in rows("anomalies.csv"):
        if row["monthly"] == "yes" and not monthly:
            continue
        found = _shares(county, row) if row["figure"] == "share" else _rates(county, row)
        if odd := [rate for rate in found if _is_odd(rate[1], row)]:
            yield _said(sorted(odd, key=lambda rate: -abs(rate[1])), row)


@cache
def labels() -> frozenset[str]:
    """The names of these rules."""
    return frozenset(row["label"] for row in rows("anomalies.csv"))


def _is_monthly(county: CountyAt) -> bool:
    """Whether the county is reported within the year."""
    return any(period.month != 12 for period in county.book.periods)


def _is_odd(rate: Decimal, row: dict[str, str]) -> bool:
    threshold = Decimal(row["threshold"])
    if row["compare"] == "below":
        return rate < threshold
    return (abs(rate) if row["compare"] == "both" else rate) > threshold


def _rates(county: CountyAt, row: dict[str, str]) -> Iterator[Rate]:
    formula = _formula(row["figure"])
    for name in _names(row["items"]):
        series = county.item(name).series
        cell = series.own(county.period, ACTUAL) if series else None
        rate = formula(series, county.period) if series else None
        if series is None or cell is None or rate is None or rate.value is None:
            continue
        if row["seasonal"] == "yes" and _every_year(series, county.period, rate.value, row):
            continue
        yield cell, rate.value


def _formula(figure: str) -> Callable[[ItemSeries, Period], Quantity | None]:
    """How the figure of a rule is computed: any indicator of items, by its key."""
    return next(one.compute for one in indicators.ITEM_INDICATORS if one.key == figure)


def _every_year(series: ItemSeries, period: Period, rate: Decimal, row: dict[str, str]) -> bool:
    """Whether the same month went as far the same way last year: 季末、年末集中支出."""
    last = _formula(row["figure"])(series, period.years_before(1))
    return bool(
        last and last.value is not None and _is_odd(last.value, row) and last.value * rate > 0
    )


def _names(items: str) -> Iterator[str]:
    for name in items.split("|"):
        whole = name.removesuffix("/*")
        yield from [name] if whole == name else children()[whole]


def _shares(county: CountyAt, row: dict[str, str]) -> Iterator[Rate]:
    part_name, whole_name = row["items"].split(":")
    part, whole = county.part_and_whole(part_name, whole_name)
    if part.series is None and row["compare"] == "above":
        whole = local_revenue(county) if whole_name == GENERAL_REVENUE else whole
        part = county.item(part_name, beside=whole, basis=CUMULATIVE)
    share = percent_of(part.now(), whole.now(), whole_name)
    cell = part.cell()
    if cell and share.value is not None:
        yield cell, share.value


def _said(odd: list[Rate], row: dict[str, str]) -> Finding:
    cell, rate = odd[0]
    others = "、".join(f"{c.item}{text(r, row['unit'])}" for c, r in odd[1 : _MOST_NAMED + 1])
    more = f"等{len(odd) - 1}项" if len(odd) > _MOST_NAMED + 1 else ""
    also = f"；另有{others}{more}" if others else ""
    return about(
        "notice",
        row["label"],
        cell,
        _expected(row),
        text(rate, row["unit"]),
        f"监测预警，请核实原因{also}",
    )


def _expected(row: dict[str, str]) -> str:
    limit = f"{row['threshold']}{row['unit']}"
    return {"below": f"不低于{limit}", "above": f"不高于{limit}"}.get(
        row["compare"], f"±{limit}以内"
    )
