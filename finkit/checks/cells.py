"""What all checks need of a cell: its text, its publication, a finding about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from finkit.checks.digits import sum_tolerance
from finkit.checks.finding import Finding, Severity
from finkit.contract import MEASURES, Observation, publication
from finkit.figures.county_at import CountyAt
from finkit.ledger.county_book import ItemSeries
from finkit.units import convert, text, unit

_MOST_PLACES = 4

ROUNDING = "尾差：各数四舍五入所致"
LEVELS = tuple(measure for measure in MEASURES if measure != "delta")
"""The measures that are amounts in their own right, not changes."""


def exact(value: Decimal, name: str) -> str:
    """An amount in a finding: with the digits it has."""
    return text(value, name, min(max(-int(value.as_tuple().exponent), 0), _MOST_PLACES))


def shown(cell: Observation) -> str:
    """A cell's amount, as it stands there."""
    return exact(cell.value, cell.unit)


def alike(*cells: Observation) -> bool:
    """Whether the amounts are of one kind, so that they can be compared at all."""
    return len({unit(cell.unit).kind for cell in cells}) == 1


def together(*cells: Observation) -> bool:
    """Whether the amounts are of one kind and one publication: then they must agree."""
    return alike(*cells) and len({publication(cell.source) for cell in cells}) == 1


def total_in(cells: Iterable[tuple[int, Observation]], name: str) -> Decimal:
    """The signed sum of cells in a unit."""
    return sum((sign * cell.in_unit(name) for sign, cell in cells), Decimal())


def tolerance_in(cells: Iterable[Observation], name: str) -> Decimal:
    """How far a sum of cells may be off by rounding: half a last digit of each, in a unit."""
    return sum((convert(sum_tolerance([cell.value]), cell.unit, name) for cell in cells), Decimal())


def about(
    severity: Severity,
    rule: str,
    cell: Observation,
    expected: str,
    found: str,
    cause: str,
    *others: Observation,
) -> Finding:
    """A finding about a cell; `others` are cells that may be the wrong one just as well."""
    return Finding(
        severity,
        rule,
        cell.county_code,
        str(cell.period),
        cell.item,
        cell.source,
        expected,
        found,
        cause,
        (cell, *others),
    )


def cells_of(county: CountyAt, measure: str) -> Iterator[tuple[ItemSeries, Observation]]:
    """Every series with its own cell of a measure at the period."""
    for series in county.book:
        if cell := series.own(county.period, measure):
            yield series, cell
