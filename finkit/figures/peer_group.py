"""The counties of one province at one period: what a county is compared with."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from finkit.contract import ACTUAL
from finkit.counties import is_county_level, register
from finkit.figures.levels import yoy_rate
from finkit.ledger.county_book import ItemSeries
from finkit.ledger.ledger import Ledger
from finkit.periods import Period
from finkit.units import in_base, unit

FEWEST_PEERS = 5
Others = tuple[list[Decimal], list[Decimal]]


class Peer(NamedTuple):
    """One county's amount in base units and its growth (None where it has none)."""

    code: str
    name: str
    amount: Decimal
    rate: Decimal | None


class _Key(NamedTuple):
    name: str
    parent: str
    basis: str
    scope: str
    kind: str
    period: Period


class PeerGroup:
    """Every county-level amount of a province, by item; a period's are gathered when asked for."""

    def __init__(self, ledger: Ledger, province: str) -> None:
        self.ledger, self.province = ledger, province
        self._found: dict[_Key, list[Peer]] = {}
        self._gathered: set[Period] = set()
        self._asked: tuple[ItemSeries, Period] | None = None
        self._answer: Others = ([], [])

    def gather(self, period: Period) -> None:
        """Takes in every county's amounts of a period."""
        if period in self._gathered:
            return
        self._gathered.add(period)
        codes = self.ledger.provinces.get(self.province, [])
        for book in self.ledger.books_at(codes, period):
            for series in book:
                self._add(series, period)

    def _add(self, series: ItemSeries, period: Period) -> None:
        cell, county = series.own(period, ACTUAL), series.book.county
        if cell is None:
            return
        amount = in_base(cell.value, cell.unit)
        rate = yoy_rate(series, period)
        peer = Peer(county.code, county.name, amount, rate.value if rate else None)
        self._found.setdefault(_key(series, period, cell.unit), []).append(peer)

    def others(self, series: ItemSeries, period: Period) -> list[Peer]:
        """The other counties' amounts of the same item, parent, basis, scope and period."""
        cell, own = series.own(period, ACTUAL), series.book.county.code
        if cell is None or not is_county_level(own):
            return []
        self.gather(period)
        found = self._found.get(_key(series, period, cell.unit), [])
        return [peer for peer in found if peer.code != own]

    def amounts_and_rates(self, series: ItemSeries, period: Period) -> Others:
        """The others' amounts in base units, and their growth rates, each in ascending order."""
        # Rank, median and count of one item ask in a row: the answer is kept for them.
        if self._asked is None or self._asked[0] is not series or self._asked[1] != period:
            peers = self.others(series, period)
            rates = sorted(peer.rate for peer in peers if peer.rate is not None)
            self._asked = (series, period)
            self._answer = (sorted(peer.amount for peer in peers), rates)
        return self._answer

    def registered_held(self, series: ItemSeries, period: Period, *, with_rate: bool) -> int:
        """How many of the register's counties are compared, this one with them."""
        known, found = register(), self._found.get(self._key_of(series, period), [])
        return sum(p.code in known and (not with_rate or p.rate is not None) for p in found)

    def _key_of(self, series: ItemSeries, period: Period) -> _Key:
        cell = series.own(period, ACTUAL)
        assert cell is not None  # only what is held is compared
        self.gather(period)
        return _key(series, period, cell.unit)


def _key(series: ItemSeries, period: Period, unit_name: str) -> _Key:
    kind = unit(unit_name).kind
    return _Key(series.name, series.parent_name, series.key.basis, series.scope, kind, period)
