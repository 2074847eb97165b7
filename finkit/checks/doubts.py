"""Which figures an error touches: those that rest on a cell which the error is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from finkit.checks.finding import NONE_ACCEPTED, Accepted, Finding
from finkit.checks.run import errors_at
from finkit.contract import Observation
from finkit.dataset import Dataset
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import Figure
from finkit.ledger.county_book import CountyBook
from finkit.periods import Period

Touched = Mapping[Observation, tuple[Finding, ...]]
ErrorsAt = Callable[[Period], Iterable[Finding]]


class Doubts:
    """The errors of one county by the cells they are about; a period is checked when asked for.

    A base of last year or a month drawn in a chart may be wrong as well as this period's amounts.
    """

    def __init__(self, code: str, errors: ErrorsAt, accepted: Accepted = NONE_ACCEPTED) -> None:
        self._code, self._errors, self._accepted = code, errors, accepted
        self._known: dict[Period, Touched] = {}

    def about(self, cells: Iterable[Observation]) -> tuple[Finding, ...]:
        """Every error about one of these cells, accepted or not; each once."""
        found: dict[str, Finding] = {}
        for cell in cells:
            # The amounts of other counties are judged in reports of theirs.
            touched = self._at(cell.period) if cell.county_code == self._code else None
            if touched:
                found.update((one.id, one) for one in touched.get(cell, ()))
        return tuple(found.values())

    def of(self, figure: Figure) -> tuple[Finding, ...]:
        """Every error that touches a figure."""
        return self.about(figure.inputs)

    def ids_at(self, period: Period) -> frozenset[str]:
        """The ids of the errors about cells at a period."""
        return frozenset(one.id for found in self._at(period).values() for one in found)

    def standing(self, cells: Iterable[Observation]) -> tuple[Finding, ...]:
        """Those about one of these cells that were not accepted."""
        return tuple(one for one in self.about(cells) if one.id not in self._accepted)

    def _at(self, period: Period) -> Touched:
        if (known := self._known.get(period)) is None:
            known = self._known[period] = _by_cell(self._errors(period))
        return known


def _by_cell(findings: Iterable[Finding]) -> Touched:
    touched: dict[Observation, tuple[Finding, ...]] = {}
    for finding in findings:
        if finding.severity == "error":
            for cell in dict.fromkeys(finding.cells):
                touched[cell] = (*touched.get(cell, ()), finding)
    return touched


def doubts_of(data: Dataset, code: str) -> Doubts:
    """The doubts about a county's amounts, later months judging too: as `finkit check` tells."""
    book = data.ledger.county(code)
    return Doubts(code, lambda period: _errors(data, book, period))


def _errors(data: Dataset, book: CountyBook, period: Period) -> list[Finding]:
    facts = data.facts_of(book.county, period)
    return errors_at(data, CountyAt(book, period, data.calibers), facts)


def doubts_in(
    data: Dataset, book: CountyBook, here: Period, found: Sequence[Finding], accepted: Accepted
) -> Doubts:
    """The doubts of a report, whose book ends `here`, where that is `found`."""

    def errors(period: Period) -> Sequence[Finding]:
        return found if period == here else _errors(data, book, period)

    return Doubts(book.county.code, errors, accepted)
