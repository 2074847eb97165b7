"""One item's year to come: the estimate, its band, its past errors, and the budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from finkit.contract import CUMULATIVE, MEASURES, MONTH, Observation
from finkit.figures.quantity import Quantity
from finkit.forecasting.method import estimate
from finkit.forecasting.past import BackTest, Band, back_tests, band, mean_error
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import convert, text, unit

_TOO_WIDE = "往年回测误差或取整的影响超过估计数本身，不估计"


@dataclass(frozen=True)
class Outlook:
    """What is to be expected of one item. Without a value `reason` says why.

    Amounts are unrounded and in the unit of `estimated`; `shown` prints them with no more digits
    than the data have and the band bears.
    """

    series: ItemSeries
    period: Period
    estimated: Quantity
    tests: tuple[BackTest, ...]
    band: Band | None
    budget: Observation | None
    reason: str = ""

    @property
    def item(self) -> str:
        """The item as readers see it."""
        return self.series.label

    @property
    def unit(self) -> str:
        """The unit of its amounts."""
        return self.estimated.unit

    @property
    def now(self) -> Observation | None:
        """The cumulative amount held."""
        return self.series.actual(self.period)

    @property
    def cells(self) -> tuple[Observation, ...]:
        """The amounts that the estimate rests on; the budget where there is one."""
        return (*self.estimated.inputs, *([self.budget] if self.budget else []))

    @property
    def mean_error(self) -> Decimal | None:
        """The mean absolute error of its back-tests, in %."""
        return mean_error([test.error for test in self.tests]) if self.tests else None

    @property
    def schedule_error(self) -> Decimal | None:
        """What the plain time schedule would have been wrong by in the same years, in %."""
        return mean_error([test.schedule_error for test in self.tests]) if self.tests else None

    @property
    def budget_name(self) -> str:
        """Which budget it is held against."""
        return MEASURES[self.budget.measure] if self.budget else ""

    @property
    def budget_share(self) -> Decimal | None:
        """The estimate in % of the budget."""
        target = self._target()
        if self.reason or target is None or self.estimated.value is None:
            return None
        return 100 * self.estimated.value / target

    @property
    def months_left(self) -> Decimal | None:
        """How many months more the budget needs at this year's monthly mean; 0 where reached."""
        target, now = self._target(), self.now
        if target is None or now is None or now.value <= 0:
            return None
        so_far = convert(now.value, now.unit, self.unit)
        return max(Decimal(), (target - so_far) * self.period.month / so_far)

    def _target(self) -> Decimal | None:
        if self.budget is None or self.budget.value <= 0:
            return None
        return convert(self.budget.value, self.budget.unit, self.unit)

    def shown(self, value: Decimal) -> str:
        """An amount as it prints, without its unit: with the digits that the data have and the band
        bears."""
        places = digits(self.estimated.inputs, self.unit)
        if self.band and (half := (self.band.high - self.band.low) / 2) > 0:
            # Two digits of half the band: adjusted() is the power of ten of the first, 3 of 4,200.
            places = min(places, 1 - half.adjusted())
        return text(value, self.unit, places).removesuffix(self.unit)


def digits(cells: Iterable[Observation], name: str) -> int:
    """The decimals in a unit of the coarsest of some amounts; negative where it is of hundreds."""
    return min(_decimals(cell, name) for cell in cells)


def _decimals(cell: Observation, name: str) -> int:
    own = max(0, -int(cell.value.as_tuple().exponent))
    return own - round(log10(unit(cell.unit).factor / unit(name).factor))


def outlook(series: ItemSeries, period: Period) -> Outlook:
    """The outlook of a cumulative series at a period of a year that has not ended."""
    guess = estimate(series, period)
    tests = back_tests(series, period)
    limits = band(guess, tests)
    reason = _why_not(series, period, guess, tests, limits)
    budget = series.adjusted_budget(period) or series.budget(period)
    return Outlook(series, period, guess, tests, limits, budget, reason)


def _why_not(
    series: ItemSeries,
    period: Period,
    guess: Quantity,
    tests: Sequence[BackTest],
    limits: Band | None,
) -> str:
    if period.month == MONTHS_A_YEAR:
        return "12月累计数已是全年数，不需要估计"
    if series.key.basis != CUMULATIVE:
        return "只有当月数，估计全年要累计数" if series.key.basis == MONTH else "余额没有全年累计数"
    if needed := _needed(series, period):
        return needed
    if guess.value is None:
        return guess.reason
    if not tests:
        return "往年的数不能回测（区划调整，或不是正数），不估计"
    return "" if limits else _TOO_WIDE


def _needed(series: ItemSeries, period: Period) -> str:
    """What of two full past years is not held; "" where all is."""
    if series.actual(period) is None:
        return f"没有{period}的累计数"
    wanted = [
        Period(year, month)
        for year in (period.year - 2, period.year - 1)
        for month in (period.month, MONTHS_A_YEAR)
    ]
    lacking = [str(one) for one in wanted if series.actual(one) is None]
    years = f"{period.year - 2}、{period.year - 1}"
    wants = f"要{years}两年{period.month}月和12月的累计数"
    return f"{wants}，缺{'、'.join(lacking)}" if lacking else ""
