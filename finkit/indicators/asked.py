"""The figures of one indicator alone: for tables of many periods and counties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from finkit import indicators
from finkit.contract import ACTUAL, BUDGET, DELTA
from finkit.figures.county_at import CountyAt
from finkit.figures.declaration import CountyIndicator, Indicator, ItemIndicator, PeerIndicator
from finkit.figures.figure import Figure
from finkit.indicators.calculate import Calculator, figure_of
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.periods import Period

_STARTS_A_FIGURE = (ACTUAL, BUDGET, DELTA)


def rests_on_its_item(key: str) -> bool:
    """Whether an indicator of the package asks nothing of a county but its item and what that
    stands under: all that are of items do."""
    return any(one.key == key for one in indicators.ITEM_INDICATORS)


def figures_of(
    by: Calculator,
    book: CountyBook,
    period: Period,
    declared: Sequence[Indicator],
    series: Sequence[ItemSeries],
) -> Iterator[Figure]:
    """The figures of these indicators at a period: of items over these series, of the county all.

    The same as among `Calculator.figures_in`, without computing the others.
    """
    of_items = any(isinstance(one, ItemIndicator | PeerIndicator) for one in declared)
    starting = [s for s in series if _starts(s, period)] if of_items else []
    for one in declared:
        if isinstance(one, ItemIndicator):
            found = ((s, one.compute(s, period)) for s in starting)
            yield from (figure_of(book, s, period, one, q) for s, q in found if q is not None)
        elif isinstance(one, PeerIndicator):
            group = by.group(book.county.province)
            peers = ((s, one.compute(s, period, group)) for s in starting)
            yield from (figure_of(book, s, period, one, q) for s, q in peers if q is not None)
        elif isinstance(one, CountyIndicator):
            at = CountyAt(book, period, by.calibers)
            yield from (figure_of(book, s, period, one, q) for s, q in one.compute(at))


def _starts(series: ItemSeries, period: Period) -> bool:
    """Whether a series has figures at a period."""
    return any((period, measure) in series.cells for measure in _STARTS_A_FIGURE)
