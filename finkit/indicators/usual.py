"""This year beside the county's own past years: growth and shares against their usual level."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from finkit.contract import MONTH
from finkit.figures.declaration import ItemIndicator, Speech
from finkit.figures.levels import yoy_rate
from finkit.figures.quantity import POINTS, Quantity, derived
from finkit.indicators.structure import share_of
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period

FEWEST_YEARS, _MOST_YEARS = 3, 5
Formula = Callable[[ItemSeries, Period], Quantity | None]


def past_years(formula: Formula, series: ItemSeries, period: Period) -> list[Quantity]:
    """A formula's values at the same month of the years before, the latest first, without a gap:
    up to five years."""
    found = []
    for back in range(1, _MOST_YEARS + 1):
        then = formula(series, period.years_before(back))
        if then is None or then.value is None:
            break
        found.append(then)
    return found


def _against_usual(formula: Formula) -> Formula:
    def gap(series: ItemSeries, period: Period) -> Quantity | None:
        now = None if series.key.basis == MONTH else formula(series, period)
        if now is None or now.value is None:
            return None
        past = past_years(formula, series, period)
        if len(past) < FEWEST_YEARS:
            return None
        return derived(_less_mean, POINTS, now, *past).of(now.of_item)

    return gap


def _less_mean(now: Decimal, *past: Decimal) -> Decimal:
    return now - sum(past, Decimal()) / len(past)


_DEFINITION = "前几年同月连续有数的，至多取五年，不足三年不计算"

INDICATORS = (
    ItemIndicator(
        key="usual_growth_gap",
        label="与往年平均增速之差",
        unit=POINTS,
        basis="item",
        speech=Speech.POINTS,
        formula="同比增长率−前几年同月同比增长率的平均",
        definition=_DEFINITION,
        source="与本地往年同期相比的通用做法",
        compute=_against_usual(yoy_rate),
    ),
    ItemIndicator(
        key="usual_share_gap",
        label="与往年平均占比之差",
        unit=POINTS,
        basis="item",
        speech=Speech.POINTS,
        formula="占比−前几年同月占比的平均",
        definition=_DEFINITION,
        source="与本地往年同期相比的通用做法",
        compute=_against_usual(share_of),
    ),
)
