"""A data set as a side: its amounts, printed rates and facts, each under what it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from finkit.changes.change import Value, What
from finkit.contract import BASES, measure_name
from finkit.dataset import Dataset
from finkit.figures.figure import Figure
from finkit.imports.identity import identity
from finkit.periods import Period


def amounts(data: Dataset) -> dict[What, Value]:
    """All that a data set says. Spellings of one item are one; two rows of one are kept apart."""
    found: dict[What, Value] = {}
    for what, value in (*_observed(data), *_printed(data), *_supplied(data)):
        exact = what._replace(key=(*what.key, value.item, value.parent_item))
        found[exact if what in found else what] = value
    return found


def figures(data: Dataset, at: Iterable[tuple[str, str]]) -> list[Figure]:
    """The figures of some counties and periods."""
    return [f for code, period in sorted(at) for f in data.figures(code, Period.parse(period))]


def _observed(data: Dataset) -> Iterator[tuple[What, Value]]:
    for county in data.ledger.counties:
        for series in data.ledger.county(county.code):
            key = series.key
            names = identity(key.item, key.parent_item)
            for (period, measure), cell in series.cells.items():
                edition = (key.basis, measure, key.data_status, key.scope)
                told = f"{BASES.get(key.basis, key.basis)}{measure_name(measure)}"
                yield (
                    What(county.code, str(period), (*names, *edition)),
                    Value(
                        county.name,
                        key.item,
                        key.parent_item,
                        told,
                        cell.value,
                        cell.unit,
                        cell.source,
                    ),
                )


def _printed(data: Dataset) -> Iterator[tuple[What, Value]]:
    named = {county.code: county.name for county in data.ledger.counties}
    for row in data.printed:
        names = identity(row.item, row.parent_item)
        edition = (row.basis, row.indicator, row.of_item, row.data_status, row.scope)
        yield (
            What(row.county_code, row.period, (*names, *edition)),
            Value(
                named.get(row.county_code, row.county_code),
                row.item,
                row.parent_item,
                _rate_name(row.indicator),
                _number(row.value),
                row.unit,
                row.source,
                row.value,
            ),
        )


def _rate_name(indicator: str) -> str:
    try:
        return measure_name(indicator)
    except KeyError:
        return indicator


def _supplied(data: Dataset) -> Iterator[tuple[What, Value]]:
    named = {county.name: county for county in data.ledger.counties}
    known = {county.code: county for county in data.ledger.counties}
    for fact in data.facts:
        county = named.get(fact.county) or known.get(fact.county)
        yield (
            What(county.code if county else fact.county, str(fact.period), ("fact", fact.key)),
            Value(
                county.name if county else fact.county,
                fact.key,
                "",
                "单位提供",
                fact.value,
                fact.unit,
                fact.source,
                fact.text,
            ),
        )


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
