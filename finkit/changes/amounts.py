"""A data set as a side: its amounts, printed rates and facts, each under what it is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from finkit.changes.change import Value, What
from finkit.contract import BASES, measure_name
from finkit.dataset import Dataset
from finkit.figures.figure import Figure
from finkit.imports.identity import identity
from finkit.periods import Period

Said = tuple[What, Value]
"""One thing that a side says, and of what."""


def sides(old: Dataset, new: Dataset) -> tuple[dict[What, Value], dict[What, Value]]:
    """All that two data sets say. Spellings of one item are one, unless either has two of them."""
    return kept_apart(_all(old), _all(new))


def kept_apart(
    old: Iterable[Said], new: Iterable[Said]
) -> tuple[dict[What, Value], dict[What, Value]]:
    """Both sides by what is said; where a side says two things of one, each by its spelling."""
    pairs = [list(old), list(new)]
    several = {what for said in pairs for what, n in Counter(w for w, _ in said).items() if n > 1}
    before, after = (
        {(_spelled(what, value) if what in several else what): value for what, value in said}
        for said in pairs
    )
    return before, after


def _spelled(what: What, value: Value) -> What:
    return what._replace(key=(*what.key, value.item, value.parent_item))


def said_of(data: Dataset, code: str) -> list[Said]:
    """The amounts and printed rates of a county; none of one that is not held."""
    if not data.ledger.holds(code):
        return []
    return [*_observed(data, code), *(said for said in _printed(data) if said[0][0] == code)]


def told_as(basis: str, measure: str, *edition: str) -> str:
    """What an amount is called; with its edition where one is stated.

    >>> told_as("cumulative", "actual"), told_as("month", "actual", "快报", "")
    ('累计本期数', '当月本期数，快报')
    """
    return "，".join((f"{BASES.get(basis, basis)}{rate_name(measure)}", *filter(None, edition)))


def amount_key(
    names: Iterable[str], basis: str, measure: str, data_status: str, scope: str, of_item: str = ""
) -> tuple[str, ...]:
    """What tells one amount of a county and period from another: its identity and its edition."""
    return (*names, basis, measure, data_status, scope, *filter(None, (of_item,)))


def _all(data: Dataset) -> Iterator[Said]:
    for county in data.ledger.counties:
        yield from _observed(data, county.code)
    yield from _printed(data)
    yield from _supplied(data)


def figures(data: Dataset, at: Iterable[tuple[str, str]]) -> list[Figure]:
    """The figures of some counties and periods."""
    return [f for code, period in sorted(at) for f in data.figures(code, Period.parse(period))]


def _observed(data: Dataset, code: str) -> Iterator[Said]:
    book = data.ledger.county(code)
    for series in book:
        key = series.key
        names = identity(key.item, key.parent_item)
        for (period, measure), cell in series.cells.items():
            of = amount_key(names, key.basis, measure, key.data_status, key.scope)
            told = told_as(key.basis, measure)
            whose = (book.county.name, key.item, key.parent_item, told)
            yield (
                What(code, str(period), of),
                Value(*whose, cell.value, cell.unit, cell.source),
            )


def _printed(data: Dataset) -> Iterator[Said]:
    named = {county.code: county.name for county in data.ledger.counties}
    for row in data.printed:
        names = identity(row.item, row.parent_item)
        edition = (row.data_status, row.scope, row.of_item)
        yield (
            What(
                row.county_code,
                row.period,
                amount_key(names, row.basis, row.indicator, *edition),
            ),
            Value(
                named.get(row.county_code, row.county_code),
                row.item,
                row.parent_item,
                rate_name(row.indicator),
                _number(row.value),
                row.unit,
                row.source,
                row.value,
            ),
        )


def rate_name(measure: str) -> str:
    """本期数; a measure that has no name is told as it is.

    >>> rate_name("actual"), rate_name("growth")
    ('本期数', 'growth')
    """
    try:
        return measure_name(measure)
    except KeyError:
        return measure


def _supplied(data: Dataset) -> Iterator[Said]:
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
