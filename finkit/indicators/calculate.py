"""All figures of a ledger: every indicator over every item, period and county."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from finkit import indicators
from finkit.accounts.calibers import Caliber
from finkit.contract import ACTUAL, BUDGET, CUMULATIVE, DELTA, MONTH
from finkit.figures.county_at import CountyAt
from finkit.figures.declaration import (
    CountyIndicator,
    Indicator,
    ItemIndicator,
    PeerIndicator,
)
from finkit.figures.figure import Figure, FigureIds, Subject
from finkit.figures.peer_group import PeerGroup
from finkit.figures.quantity import Quantity
from finkit.ledger.county_book import CountyBook, ItemSeries, SeriesKey
from finkit.ledger.ledger import Ledger
from finkit.periods import Period

_STARTS_A_FIGURE = {ACTUAL, BUDGET, DELTA}
# Counties come by code, so by province: a nation's groups need not be held at once.
_GROUPS_KEPT = 4

_Kind = TypeVar("_Kind", bound=Indicator)


class Calculator:
    """Figures of one ledger. The peer groups of the latest provinces are kept.

    `own` are indicators beside those of the package.
    """

    def __init__(
        self,
        ledger: Ledger,
        calibers: Sequence[Caliber] | None = None,
        own: Sequence[Indicator] = (),
    ) -> None:
        self.ledger, self.calibers, self.own = ledger, calibers, tuple(own)
        self._groups: dict[str, PeerGroup] = {}

    def with_own(self, own: Sequence[Indicator]) -> Calculator:
        """One of the same ledger with other indicators of one's own; peers are shared."""
        made = Calculator(self.ledger, self.calibers, own)
        made._groups = self._groups
        return made

    def figures(self, code: str, period: Period) -> Iterator[Figure]:
        """Every figure of a county at a period, by item in table order, then the county's own."""
        return self.figures_in(self.ledger.county(code), period)

    def figures_in(self, book: CountyBook, period: Period) -> Iterator[Figure]:
        """As `figures`, of a county's book that may end at the period: for reports."""
        group = self.group(book.county.province)
        for series in book:
            if any((period, measure) in series.cells for measure in _STARTS_A_FIGURE):
                yield from self._of_item(series, period, group)
        yield from self._of_county(CountyAt(book, period, self.calibers))

    def asked(
        self, at: CountyAt, items: Collection[str], indicators: Collection[str]
    ) -> Iterator[Figure]:
        """Only the figures of these indicators: of some items, by standard name, and of the county.

        For tables of many counties, which show a few of them.
        """
        held = (series for name in items if (series := at.item(name).series) is not None)
        for series in held:
            yield from self._of_item(series, at.period, None, indicators)
        yield from self._of_county(at, indicators)

    def all(self) -> Iterator[Figure]:
        """Every figure that the data hold."""
        for county in self.ledger.counties:
            for period in self.ledger.periods(county.code):
                yield from self.figures(county.code, period)

    def prepare(self, province: str, period: Period) -> None:
        """Gathers a province's peers now and forgets the others': for processes forked next."""
        if province not in self._groups:
            self._groups.clear()
        self.group(province).gather(period)

    def group(self, province: str) -> PeerGroup:
        """The counties of a province, to compare with."""
        if (found := self._groups.get(province)) is None:
            if len(self._groups) == _GROUPS_KEPT:
                del self._groups[next(iter(self._groups))]
            found = self._groups[province] = PeerGroup(self.ledger, province)
        return found

    def _of_item(
        self,
        series: ItemSeries,
        period: Period,
        group: PeerGroup | None,
        only: Collection[str] = (),
    ) -> Iterator[Figure]:
        maker = _Maker(series.book, series, period)
        every = chain(indicators.ITEM_INDICATORS, _of(ItemIndicator, self.own))
        for indicator in _chosen(every, only):
            if (quantity := indicator.compute(series, period)) is not None:
                yield maker.figure(indicator, quantity)
        peers = chain(indicators.PEER_INDICATORS, _of(PeerIndicator, self.own))
        for compared in peers if group else ():
            if group and (quantity := compared.compute(series, period, group)) is not None:
                yield maker.figure(compared, quantity)

    def _of_county(self, county: CountyAt, only: Collection[str] = ()) -> Iterator[Figure]:
        every = chain(indicators.COUNTY_INDICATORS, _of(CountyIndicator, self.own))
        for indicator in _chosen(every, only):
            for subject, quantity in indicator.compute(county):
                yield _Maker(county.book, subject, county.period).figure(indicator, quantity)


def _of(kind: type[_Kind], found: Sequence[Indicator]) -> Iterator[_Kind]:
    return (one for one in found if isinstance(one, kind))


def _chosen(declared: Iterable[_Kind], only: Collection[str]) -> Iterable[_Kind]:
    return (one for one in declared if one.key in only) if only else declared


class _Maker:
    """Figures of one subject at one period: what they share is put together once."""

    def __init__(self, book: CountyBook, subject: ItemSeries | str, period: Period) -> None:
        if isinstance(subject, str):
            key, standard = SeriesKey(subject, "", CUMULATIVE, "", ""), subject
        else:
            key, standard = subject.key, subject.resolved.name
        self.subject = Subject(book.county, str(period), key, standard)
        edition = (key.scope, key.data_status)
        self.ids = FigureIds(
            book.county.code, self.subject.period, key.item, key.parent_item, edition
        )

    def figure(self, indicator: Indicator, quantity: Quantity) -> Figure:
        basis = MONTH if indicator.basis == "month" else self.subject.key.basis
        name = self.ids.of(basis, indicator.key, quantity.of_item)
        return Figure(name, self.subject, indicator, quantity)


def figure_of(
    book: CountyBook, subject: ItemSeries | str, period: Period, by: Indicator, quantity: Quantity
) -> Figure:
    """A quantity as the figure of an indicator over a subject of a county's book."""
    return _Maker(book, subject, period).figure(by, quantity)
