"""Which figures an error touches: those that rest on a cell which the error is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy

from finkit.checks.finding import NONE_ACCEPTED, Accepted, Finding
from finkit.checks.run import errors_at
from finkit.contract import Observation
from finkit.dataset import Dataset
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import Figure
from finkit.ledger.county_book import CountyBook
from finkit.periods import Period

Touched = Mapping[Observation, tuple[Finding, ...]]
Items = frozenset[str]
ErrorsAt = Callable[[Period, Items | None], Iterable[Finding]]


class Doubts:
    """The errors of one county by the cells they are about; a period is checked when asked for.

    A base of last year or a month drawn in a chart may be wrong as well as this period's amounts.
    """

    def __init__(self, code: str, errors: ErrorsAt, accepted: Accepted = NONE_ACCEPTED) -> None:
        self._code, self._errors, self._accepted = code, errors, accepted
        self._whole: dict[Period, Touched] = {}
        self._of_items: dict[Period, list[tuple[Items, Touched]]] = {}

    def about(self, cells: Iterable[Observation], *, drawn: bool = False) -> tuple[Finding, ...]:
        """Every error about one of these cells, accepted or not; each once.

        `drawn`: the cells are a few items over many periods, which need not be checked whole.
        """
        # The amounts of other counties are judged in reports of theirs.
        own = [cell for cell in cells if cell.county_code == self._code]
        items = frozenset(cell.item for cell in own) if drawn else None
        found: dict[str, Finding] = {}
        for cell in own:
            if touched := self._at(cell.period, items):
                found.update((one.id, one) for one in touched.get(cell, ()))
        return tuple(found.values())

    def of(self, figure: Figure) -> tuple[Finding, ...]:
        """Every error that touches a figure."""
        return self.about(figure.inputs)

    def standing(self, cells: Iterable[Observation], *, drawn: bool = False) -> tuple[Finding, ...]:
        """As `about`, without those that were accepted."""
        return tuple(o for o in self.about(cells, drawn=drawn) if o.id not in self._accepted)

    def ids_at(self, period: Period) -> frozenset[str]:
        """The ids of the errors about cells at a period."""
        return frozenset(one.id for found in self._at(period).values() for one in found)

    def _at(self, period: Period, items: Items | None = None) -> Touched:
        """The cells at a period that errors are about: all, or surely those of these items."""
        if (whole := self._whole.get(period)) is not None:
            return whole
        if items is None:
            whole = self._whole[period] = _by_cell(self._errors(period, None), None)
            return whole
        asked = self._of_items.setdefault(period, [])
        if (known := next((t for more, t in asked if items <= more), None)) is None:
            known = _by_cell(self._errors(period, items), items)
            asked.append((items, known))
        return known


def _by_cell(findings: Iterable[Finding], items: Items | None) -> Touched:
    touched: dict[Observation, tuple[Finding, ...]] = {}
    for finding in findings:
        for cell in dict.fromkeys(finding.cells if finding.severity == "error" else ()):
            if items is None or cell.item in items:
                touched[cell] = (*touched.get(cell, ()), finding)
    return touched


def doubts_of(data: Dataset, code: str) -> Doubts:
    """The doubts about a county's amounts, later months judging too: as `finkit check` tells."""
    return doubts_of_book(data, data.ledger.county(code))


def doubts_of_book(data: Dataset, book: CountyBook) -> Doubts:
    """The doubts about the amounts of a county's book, that may end at a period."""
    return Doubts(book.county.code, lambda period, items: _errors(data, book, period, items))


def doubts_in(
    data: Dataset, book: CountyBook, here: Period, found: Sequence[Finding], accepted: Accepted
) -> Doubts:
    """The doubts of a report, whose book ends `here`, where that is `found`."""

    def errors(period: Period, items: Items | None) -> Sequence[Finding]:
        return found if period == here else _errors(data, book, period, items)

    return Doubts(book.county.code, errors, accepted)


def _errors(
    data: Dataset, book: CountyBook, period: Period, items: Items | None
) -> Sequence[Finding]:
    seen = book if items is None else _around(book, items)
    facts = data.facts_of(book.county, period)
    return errors_at(data, CountyAt(seen, period, data.calibers), facts)


def _around(book: CountyBook, items: Items) -> CountyBook:
    """The book, going over those series only that an error about these items may be of: the items
    themselves, their wholes, and the parts of both. By name it gives every series."""
    names = {series.name for series in book if series.key.item in items}
    names |= {series.parent_name for series in book if series.name in names}
    names.discard("")
    book.called("", "")  # what is found by name is put together of all series, once
    around = copy(book)
    around.series = [s for s in book if s.name in names or s.parent_name in names]
    return around
