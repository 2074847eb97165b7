"""For how many years in a row growth has gone the way it goes now: 连续同向年数."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from finkit.accounts.names import GENERAL_REVENUE
from finkit.figures.county_at import CountyAt, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.levels import yoy_rate
from finkit.figures.quantity import Quantity, derived
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import round_half_up

_LONGEST = 30


def growth_run(county: CountyAt) -> Iterable[Result]:
    """连续同向年数 of general revenue."""
    item = county.item(GENERAL_REVENUE)
    if item.series and (rates := _rates(item.series, county.period)):
        yield Result(item.series, derived(_years, "个", *rates))


def _rates(series: ItemSeries, period: Period) -> list[Quantity]:
    """The rates of the same period, this year's first, up to one that goes another way or is not
    known: what is before it has no part in the run."""
    found = []
    for back in range(_LONGEST):
        rate = yoy_rate(series, period.years_before(back))
        if rate is None or rate.value is None:
            break
        found.append(rate)
        if _way(rate.value) != _way(found[0].value or Decimal()):
            break
    return found


def _years(*rates: Decimal) -> Decimal:
    """How many of them, from the first on, go its way; none where it prints as zero."""
    ways = [_way(rate) for rate in rates]
    same = next((n for n, way in enumerate(ways) if way != ways[0]), len(ways))
    return Decimal(same if ways[0] else 0)


def _way(rate: Decimal) -> int:
    shown = round_half_up(rate, 1)
    return (shown > 0) - (shown < 0)


INDICATORS = (
    CountyIndicator(
        key="growth_run",
        label="连续同向年数",
        unit="个",
        basis="item",
        speech=Speech.LEVEL,
        formula="本期起逐年往前，同比增长率与本期同为正或同为负的连续年数",
        definition="“连续3个年度增长”所说的年数：各年同期的增长率保留一位小数后同号；"
        "本期为零，或某年缺同比的，数到该年为止",
        source="统计公报“连续……年增长”的通行用法",
        compute=growth_run,
        in_table=False,
    ),
)
