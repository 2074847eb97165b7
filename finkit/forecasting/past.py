"""How far the method went wrong in the county's own past, and the band that follows from it.

Each past year is estimated from the same month with what the two years then gave, and compared with
its whole. The band is Student's: errors around nothing, of the size of those seen, as many of them
as there are, four fifths of all within.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from finkit.figures.quantity import Quantity
from finkit.figures.reach import reach
from finkit.forecasting.method import by_schedule, estimate
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import convert

COVERAGE = 80
"""The part of all years, in %, that should end within the band."""


class BackTest(NamedTuple):
    """A past year estimated as if it had not ended, and how it ended; amounts in one unit."""

    year: int
    estimated: Decimal
    ended: Decimal
    by_schedule: Decimal

    @property
    def error(self) -> Decimal:
        """How far above its estimate the year ended, in % of the estimate.

        >>> BackTest(2023, Decimal(200), Decimal(210), Decimal(240)).error
        Decimal('5')
        """
        return 100 * (self.ended - self.estimated) / self.estimated

    @property
    def schedule_error(self) -> Decimal:
        """The same of the plain time schedule.

        >>> BackTest(2023, Decimal(200), Decimal(210), Decimal(240)).schedule_error
        Decimal('-12.5')
        """
        return 100 * (self.ended - self.by_schedule) / self.by_schedule


class Band(NamedTuple):
    """Between which amounts four of five years should end."""

    low: Decimal
    high: Decimal


def back_tests(
    series: ItemSeries, period: Period, month: int = MONTHS_A_YEAR
) -> tuple[BackTest, ...]:
    """Every year before this one that can be tried at the same month, the latest first."""
    first = min((p.year for p in series.periods), default=period.year)
    years = range(period.year - 1, first, -1)
    tried = (_back_test(series, Period(year, period.month), month) for year in years)
    return tuple(test for test in tried if test)


def _back_test(series: ItemSeries, period: Period, month: int) -> BackTest | None:
    guess, plain = estimate(series, period, month), by_schedule(series, period)
    ended = series.actual(Period(period.year, month))
    if guess.value is None or plain.value is None or ended is None or guess.value <= 0:
        return None
    plainly = plain.value * month / MONTHS_A_YEAR
    return BackTest(period.year, guess.value, convert(ended.value, ended.unit, guess.unit), plainly)


def mean_error(errors: Sequence[Decimal]) -> Decimal:
    """The mean of absolute errors.

    >>> mean_error([Decimal(3), Decimal(-5)])
    Decimal('4')
    """
    return sum(map(abs, errors), Decimal()) / len(errors)


def reach_of_errors(errors: Sequence[Decimal]) -> Decimal:
    """How far to either side the band goes, in % of the estimate: wider the fewer errors are known.

    >>> reach_of_errors([Decimal(3)]), reach_of_errors([Decimal(3), Decimal(-3)])
    (Decimal('9.234'), Decimal('5.658'))
    """
    size = (sum((e * e for e in errors), Decimal()) / len(errors)).sqrt()
    known = _quantiles()
    return known[min(len(errors), max(known))] * size


def band(guess: Quantity, tests: Sequence[BackTest]) -> Band | None:
    """The band of an estimate; None where nothing was tried, or the errors exceed the estimate.

    What rounding of the amounts leaves open is added to it.
    """
    rounding = reach(guess)
    if rounding is None or not rounding.highest.is_finite() or not tests:
        return None
    part = reach_of_errors([test.error for test in tests]) / 100
    if part >= 1:
        return None
    return Band(rounding.lowest * (1 - part), rounding.highest * (1 + part))


@cache
def _quantiles() -> dict[int, Decimal]:
    """Student's t for `COVERAGE`, by the number of errors."""
    text = (files("finkit.forecasting") / "student.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {int(row["tests"]): Decimal(row["quantile"]) for row in rows}
