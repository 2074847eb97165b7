"""What of a county's book belongs on the form of a period: its items in use, each once.

An item is in use if it has an amount at the period, the same month last year or in between; a
county that publishes rarely keeps the items of its latest period before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from finkit.accounts.spelling import clean
from finkit.contract import BALANCE, MONTH
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.periods import Period
from finkit.units import unit

_TOTALS = ("合计", "总计", "小计")


class Part(NamedTuple):
    """What one sheet holds together: flows or balances in one unit, of one scope and status."""

    is_balance: bool
    unit: str
    scope: str
    status: str


class Entry(NamedTuple):
    """An item under its parent, with its series: cumulative or balance, and of the single month."""

    item: str
    parent: str
    main: ItemSeries | None
    month: ItemSeries | None


def entries(book: CountyBook, period: Period) -> dict[Part, list[Entry]]:
    """The items in use, by the sheets they may share, in the order of the ledger.

    An edition (决算, 快报) is kept where the ledger holds it for this very period; a new period
    has none yet.
    """
    money, since = book.money_unit, _since(book, period)
    found: dict[_Place, _Candidates] = {}
    for series in book:
        if clean(series.key.item) in _TOTALS:
            continue  # of its own table, not of this form
        at = max((when for when, _ in series.cells if since <= when <= period), default=None)
        if at is None:
            continue
        for name in _units_at(series, at, money):
            place = _place(series, name, series.key.data_status if at == period else "")
            found.setdefault(place, _Candidates()).add(at, series)
    held = {place.without_status for place, one in found.items() if one.latest == period}
    parts: dict[Part, list[Entry]] = {}
    for place, candidates in found.items():
        if candidates.latest == period or place not in held:
            parts.setdefault(place.part, []).append(candidates.entry(place))
    return parts


class _Place(NamedTuple):
    part: Part
    item: str
    parent: str

    @property
    def without_status(self) -> _Place:
        return self._replace(part=self.part._replace(status=""))


class _Candidates:
    """The series that may fill one line: the one with the latest amounts of each kind."""

    def __init__(self) -> None:
        self._best: dict[bool, tuple[Period, ItemSeries]] = {}

    def add(self, at: Period, series: ItemSeries) -> None:
        is_month = series.key.basis == MONTH
        if is_month not in self._best or self._best[is_month][0] < at:
            self._best[is_month] = (at, series)

    @property
    def latest(self) -> Period:
        return max(at for at, _ in self._best.values())

    def entry(self, place: _Place) -> Entry:
        main, month = (self._best.get(is_month) for is_month in (False, True))
        return Entry(place.item, place.parent, main and main[1], month and month[1])


def _place(series: ItemSeries, unit_name: str, status: str) -> _Place:
    is_balance = series.key.basis == BALANCE
    part = Part(is_balance, unit_name, series.key.scope, status)
    return _Place(part, series.key.item, series.key.parent_item)


def _since(book: CountyBook, period: Period) -> Period:
    earlier = [at for at in book.periods if at < period]
    return min((period.years_before(1), *earlier[-1:]))


def _units_at(series: ItemSeries, period: Period, money: str) -> Iterator[str]:
    """The units in which a series is filled in: money in the county's one, others in their own."""
    held = (cell.unit for (at, _), cell in series.cells.items() if at == period)
    yield from dict.fromkeys(money if unit(name).kind == "money" else name for name in held)
