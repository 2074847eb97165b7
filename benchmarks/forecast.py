"""`python -m benchmarks forecast [PATH …]`: how far the forecast was wrong in ended years.

Every year of every county held is estimated from each month with what was held before it, and
compared with how it ended: the mean absolute error in % of the actual amount, beside the plain time
schedule's, and how often the 80 % band, made of the years before alone, held the actual amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from finkit.dataset import Dataset, open_dataset
from finkit.figures.county_at import CountyAt
from finkit.forecasting.choosing import LINES
from finkit.forecasting.outlook import outlook
from finkit.forecasting.past import BackTest, back_tests
from finkit.periods import MONTHS_A_YEAR, Period

_LINE = "{:<8} {:<10} {:>5} {:>6} {:>9} {:>9} {:>7} {:>9}"
_HEAD = _LINE.format(
    "county", "month", "tests", "error", "schedule", "band of", "within", "half-width"
)
SAMPLE = ("100000", "DEMO01")
"""The series of the embedded sample with months: the nation's, and the synthetic county's."""


class Trial(NamedTuple):
    """A past year estimated at a month; `within` is None where no band could be made then."""

    county: str
    item: str
    month: int
    test: BackTest
    within: bool | None
    width: Decimal | None


def trials(data: Dataset, codes: Sequence[str]) -> Iterator[Trial]:
    """Every trial that the months held of these counties allow."""
    for code in codes:
        book = data.ledger.county(code)
        for period in book.periods:
            if period.month < MONTHS_A_YEAR:
                yield from _at(CountyAt(book, period, data.calibers))


def _at(at: CountyAt) -> Iterator[Trial]:
    series = [found for names in LINES if (found := at.item(names[0]).series)]
    for one in series:
        following = Period(at.period.year + 1, at.period.month)
        tests = [t for t in back_tests(one, following) if t.year == at.period.year]
        then = outlook(one, at.period)
        for test in tests:
            held, wide = None, None
            if then.band and not then.reason:
                held = then.band.low <= test.ended <= then.band.high
                wide = 50 * (then.band.high - then.band.low) / test.estimated
            yield Trial(at.book.county.name, one.name, at.period.month, test, held, wide)


def main(places: Sequence[str]) -> None:
    """Prints the tables of the data sets at some paths; without one, of the embedded sample."""
    for place in places or [""]:
        data = open_dataset(place)
        held = {county.code for county in data.ledger.counties}
        codes = sorted(held) if place else [code for code in SAMPLE if code in held]
        print(f"{place or 'the embedded sample'}")
        print("\n".join(lines(list(trials(data, codes)))))
    print("error and schedule: mean absolute error in % of the actual whole year")
    print("no county's months were at hand besides the synthetic one")


def lines(found: Sequence[Trial]) -> list[str]:
    """A table an item and county: a line a month, then all months."""
    told = []
    for county, item in dict.fromkeys((one.county, one.item) for one in found):
        own = [one for one in found if (one.county, one.item) == (county, item)]
        told += [item, _HEAD]
        for month in sorted({one.month for one in own}):
            told.append(_line(county, str(month), [one for one in own if one.month == month]))
        told.append(_line(county, "all", own))
    return [*told, "all items", _HEAD, _line("", "all", found)] if found else ["nothing to try"]


def _line(county: str, month: str, own: Sequence[Trial]) -> str:
    banded = [one for one in own if one.within is not None]
    within = 100 * sum(bool(one.within) for one in banded) / len(banded) if banded else None
    widths = [one.width for one in banded if one.width is not None]
    return _LINE.format(
        county,
        month,
        len(own),
        f"{_mean([off(one.test.estimated, one.test) for one in own]):.1f}",
        f"{_mean([off(one.test.by_schedule, one.test) for one in own]):.1f}",
        len(banded),
        f"{within:.0f}%" if within is not None else "–",
        f"{_mean(widths):.1f}%" if widths else "–",
    )


def off(guess: Decimal, test: BackTest) -> Decimal:
    """How far a guess was from how the year ended, in % of the latter.

    >>> off(Decimal(96), BackTest(2023, Decimal(96), Decimal(100), Decimal(80)))
    Decimal('4')
    """
    return 100 * abs(guess - test.ended) / abs(test.ended)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal()) / len(values)
