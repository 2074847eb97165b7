"""All checks of a county at a period."""

from __future__ import annotations

from collections.abc import Iterator

from finkit.checks import amounts
from finkit.checks.finding import Finding
from finkit.checks.printed import check_printed
from finkit.checks.ratios import check_ratios
from finkit.dataset import Dataset
from finkit.figure_set import FigureSet
from finkit.indicators.county_at import CountyAt
from finkit.periods import Period

_ORDER = {"error": 0, "warning": 1, "notice": 2}


def check_county(data: Dataset, code: str, period: Period, figures: FigureSet) -> list[Finding]:
    """Every finding about a county at a period, the gravest first."""
    return sorted(_all(data, code, period, figures), key=lambda found: _ORDER[found.severity])


def _all(data: Dataset, code: str, period: Period, figures: FigureSet) -> Iterator[Finding]:
    county = CountyAt(data.ledger.county(code), period)
    yield from amounts.named_as_registered(county)
    yield from amounts.printed_change(county)
    yield from amounts.restated_base(county)
    yield from amounts.declared_sums(county, data.calibers)
    yield from amounts.debt_within_limit(county)
    yield from amounts.month_published(county)
    yield from amounts.falling_total(county)
    printed = [row for row in data.printed if (row.county_code, row.period) == (code, str(period))]
    yield from check_printed(printed, figures)
    yield from check_ratios(printed, county)
