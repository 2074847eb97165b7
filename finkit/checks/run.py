"""All checks of a county at a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from finkit.checks import amounts
from finkit.checks.finding import Finding
from finkit.checks.printed import check_printed
from finkit.checks.ratios import check_ratios
from finkit.checks.supplied import check_facts
from finkit.dataset import Dataset
from finkit.facts import Fact, of_county
from finkit.figure_set import FigureSet
from finkit.indicators.county_at import CountyAt
from finkit.periods import Period

_ORDER = {"error": 0, "warning": 1, "notice": 2}


def check_county(
    data: Dataset,
    code: str,
    period: Period,
    figures: FigureSet,
    facts: Sequence[Fact] | None = None,
) -> list[Finding]:
    """Every finding about a county at a period, the gravest first.

    `facts`: the county's at the period; None takes those of the data set.
    """
    if facts is None:
        facts = of_county(data.facts, data.ledger.county(code).county, period)
    found = [*_all(data, code, period, figures), *check_facts(code, facts)]
    return sorted(found, key=lambda finding: _ORDER[finding.severity])


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
