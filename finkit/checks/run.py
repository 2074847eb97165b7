"""All checks of a county at a period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import localcontext
from typing import NamedTuple

from finkit.checks import (
    amounts,
    anomalies,
    areas,
    budgets,
    editions,
    listed,
    relations,
    slips,
    sums,
    territory,
)
from finkit.checks.finding import Finding
from finkit.checks.printed import check_printed
from finkit.checks.ratios import check_ratios
from finkit.checks.supplied import check_facts, facts_against_figures
from finkit.checks.tally import Checked, Tally, tally
from finkit.dataset import Dataset
from finkit.facts import Fact
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet

# The greatest amount over the smallest has this many digits, and text is not made of fewer.
_DIGITS = 200
_ORDER = {"error": 0, "warning": 1, "notice": 2}
_RELATIONS: tuple[Callable[[CountyAt], Iterator[Checked]], ...] = (
    amounts.printed_change,
    amounts.restated_base,
    sums.part_within_whole,
    sums.classes_within_whole,
    relations.within_limits,
    relations.totals_add_up,
    relations.totals_balance,
    relations.debt_rolls_forward,
    amounts.debt_within_limit,
    editions.scopes_nest,
    amounts.month_published,
)
"""What amounts must keep: these tell where they apply."""
_SIGNS: tuple[Callable[[CountyAt], Iterator[Finding]], ...] = (
    areas.named_as_registered,
    territory.one_series,
    territory.changed_territory,
    territory.in_force,
    slips.unit_slips,
    budgets.budget_positive,
    budgets.completion_plausible,
    editions.scope_changes,
    editions.statuses_differ,
    amounts.falling_total,
    anomalies.anomalies,
)
"""What is odd where it is found, and says nothing where it is not."""


class Examined(NamedTuple):
    """What the checks say of a county at a period: the findings, the gravest first, and how many
    relations applied."""

    findings: list[Finding]
    tally: Tally


def examine(data: Dataset, county: CountyAt, figures: FigureSet, facts: Sequence[Fact]) -> Examined:
    """Every finding about a county at a period, and how many relations applied.

    With a book that ends at the period nothing is judged by later months, as in a report.
    """
    with localcontext(prec=_DIGITS):
        checked = list(_relations(data, county, figures))
        broken = [one for one in checked if isinstance(one, Finding)]
        others = [
            *(finding for sign in _SIGNS for finding in sign(county)),
            *check_facts(county.book.county.code, facts),
            *facts_against_figures(county, facts, figures),
        ]
    # What is found twice in the same words is one finding, the gravest.
    once: dict[str, Finding] = {}
    for finding in _gravest_first([*broken, *others]):
        once.setdefault(finding.id, finding)
    return Examined(list(once.values()), tally(checked))


def check_county(
    data: Dataset, county: CountyAt, figures: FigureSet, facts: Sequence[Fact]
) -> list[Finding]:
    """The findings of `examine`."""
    return examine(data, county, figures, facts).findings


def errors_at(data: Dataset, county: CountyAt, facts: Sequence[Fact] = ()) -> list[Finding]:
    """The errors about a county's amounts at a period: those that may touch a figure."""
    with localcontext(prec=_DIGITS):
        checked: list[Checked] = [
            *_of_amounts(data, county),
            *slips.unit_slips(county),
            *check_facts(county.book.county.code, facts),
        ]
    found = (one for one in checked if isinstance(one, Finding))
    return [finding for finding in found if finding.severity == "error"]


def examine_all(data: Dataset) -> Examined:
    """Every finding about a data set, each once, and how many relations applied; later months judge
    too."""
    found, applied = list(areas.held_twice(data.ledger)), Tally()
    for county in data.ledger.counties:
        for period in data.ledger.periods(county.code):
            # Figures are asked for only by what was printed or supplied of them.
            facts = data.facts_of(county, period)
            needed = facts or data.printed_at(county.code, period)
            figures = FigureSet(data.figures(county.code, period) if needed else ())
            at = CountyAt(data.ledger.county(county.code), period, data.calibers)
            examined = examine(data, at, figures, facts)
            found += examined.findings
            applied += examined.tally
    return Examined(_gravest_first(_last_of_runs(_once(found))), applied)


def check_all(data: Dataset) -> list[Finding]:
    """The findings of `examine_all`."""
    return examine_all(data).findings


def _gravest_first(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: _ORDER[finding.severity])


def _once(found: Iterable[Finding]) -> list[Finding]:
    """A wrong name is one fault, however many periods it stands in."""

    def key(one: Finding) -> tuple[str, ...]:
        period = one.period if one.item else ""
        return one.rule, one.county_code, period, one.item, one.place, one.expected, one.found

    return list({key(one): one for one in found}.values())


def _last_of_runs(found: Sequence[Finding]) -> Iterator[Finding]:
    """Of a notice that stays from month to month of a year, the last, saying since when."""
    runs: dict[tuple[str, ...], list[Finding]] = {}
    for one in found:
        year = one.period[:4] if one.rule in anomalies.labels() else one.period + one.found
        runs.setdefault((one.rule, one.county_code, one.item, year, one.place), []).append(one)
    for run in runs.values():
        if len(run) == 1 or run[0].rule not in anomalies.labels():
            yield from run
        else:
            cause = f"{run[-1].cause}（{run[0].period}起本年{len(run)}次）"
            yield replace(run[-1], cause=cause)


def _relations(data: Dataset, county: CountyAt, figures: FigureSet) -> Iterator[Checked]:
    yield from _of_amounts(data, county)
    if printed := data.printed_at(county.book.county.code, county.period):
        yield from check_printed(printed, figures)
        yield from check_ratios(printed, county)


def _of_amounts(data: Dataset, county: CountyAt) -> Iterator[Checked]:
    """The relations that need no figure."""
    for check in _RELATIONS:
        yield from check(county)
    for sum_ in (sums.declared_sums, listed.taxes_and_the_rest, listed.listed_parts):
        yield from sum_(county, data.calibers)
    yield from areas.within_prefecture(county, data.ledger)
