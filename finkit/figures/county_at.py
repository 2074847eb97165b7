"""A county at one period: its named items, chosen once and with one scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from finkit.accounts.calibers import Caliber, calibers, closest, unpublished, with_shared
from finkit.accounts.names import GENERAL_REVENUE, WITH_SHARED
from finkit.contract import ACTUAL, CUMULATIVE, PRIOR_ACTUAL, Observation
from finkit.figures.levels import base
from finkit.figures.quantity import Quantity, held, observed
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.ledger.shared_upwards import is_plain
from finkit.periods import Period

SCOPES = ("全县", "全区", "全市", "全旗", "")
"""The whole area, in the order in which amounts are preferred; parts of it (县本级) come after."""


_OF_ONE_SPELLING = (GENERAL_REVENUE, WITH_SHARED)


class Result(NamedTuple):
    """What a county indicator gives: the item it is of (a series, or a name none goes by)."""

    subject: ItemSeries | str
    quantity: Quantity


@dataclass(frozen=True)
class Item:
    """A named item of the county at the period, held or not."""

    name: str
    series: ItemSeries | None
    period: Period

    @property
    def subject(self) -> ItemSeries | str:
        """The series, or the bare name where none is held."""
        return self.series or self.name

    def cell(self) -> Observation | None:
        """本期数, as held."""
        return self.series.own(self.period, ACTUAL) if self.series else None

    def now(self) -> Quantity:
        """本期数."""
        return held(self.cell(), self.name, ACTUAL)

    def before(self) -> Quantity:
        """上年同期数, on the base that growth uses."""
        if self.series is None:
            return held(None, self.name, PRIOR_ACTUAL)
        return base(self.series, self.period)

    def at(self, period: Period) -> Quantity:
        """The actual amount of another period."""
        cell = self.series.actual(period) if self.series else None
        return observed(cell) if cell else held(None, f"{period}{self.name}", ACTUAL)


class CountyAt:
    """A county's items at one period.

    `declared` are the calibers known: those of the data set and our own.
    """

    def __init__(
        self, book: CountyBook, period: Period, declared: Iterable[Caliber] | None = None
    ) -> None:
        self.book, self.period = book, period
        self._declared = calibers() if declared is None else tuple(declared)
        self._known: dict[tuple[str, str], Item] = {}
        self._pairs: dict[tuple[str, str], tuple[Item, Item]] = {}

    @cached_property
    def calibers(self) -> dict[str, Caliber]:
        """The caliber that holds here of each item that has one."""
        return closest(self._declared, *self._here)

    @cached_property
    def unpublished(self) -> frozenset[str]:
        """The items that calibers declare 不公布 here."""
        return unpublished(self._declared, *self._here)

    @cached_property
    def _with_shared(self) -> bool | None:
        """Whether 一般公共预算收入 as printed contains 上划, by declaration."""
        return with_shared(self._declared, *self._here)

    @property
    def _here(self) -> tuple[str, str, str]:
        area = self.book.county
        return area.province, area.code, str(self.period)

    def at(self, period: Period) -> CountyAt:
        """The same county at another period."""
        return self if period == self.period else CountyAt(self.book, period, self._declared)

    def item(
        self,
        name: str,
        *,
        under: Item | None = None,
        beside: Item | None = None,
        basis: str = CUMULATIVE,
    ) -> Item:
        """The item of that standard name, with an actual amount here.

        `under`: only as a part of that item. `beside`: only of a scope that does not contradict
        that item's, since 全县 and 县本级 never meet in one ratio.
        """
        if under is None and (beside is None or not (beside.series and beside.series.scope)):
            return self._item(name, basis)
        found = self.named(name, basis)
        if under is not None:
            found = [s for s in found if under.series and self._is_part(s, under.series)]
        if beside is not None and beside.series and beside.series.scope:
            fits = {beside.series.scope, ""}
            found = [s for s in found if s.scope in fits]
        return Item(name, min(found, key=_preference, default=None), self.period)

    def _item(self, name: str, basis: str) -> Item:
        if (known := self._known.get((name, basis))) is None:
            series = min(self.named(name, basis), key=_preference, default=None)
            known = self._known[name, basis] = Item(name, series, self.period)
        return known

    def part_and_whole(self, part: str, whole: str) -> tuple[Item, Item]:
        """An item and the whole it stands under; the preferred whole where none has that part."""
        if (known := self._pairs.get((part, whole))) is None:
            known = self._pairs[part, whole] = self._part_and_whole(part, whole)
        return known

    def _part_and_whole(self, part: str, whole: str) -> tuple[Item, Item]:
        for series in sorted(self.named(whole, CUMULATIVE), key=_preference):
            parent = Item(whole, series, self.period)
            if (found := self.item(part, under=parent)).series:
                return found, parent
        return Item(part, None, self.period), self.item(whole)

    def named(self, name: str, basis: str) -> list[ItemSeries]:
        """The series of that standard name that hold an actual amount here.

        一般公共预算收入 is local revenue: what contains 上划, as the tables tell or as is declared
        of here and now, goes by a name of its own.
        """
        found = self.book.named(name, basis)
        if self._with_shared is not None and name in _OF_ONE_SPELLING:
            both = (s for of in _OF_ONE_SPELLING for s in self.book.named(of, basis))
            found = [s for s in both if self._is_more(s) == (name == WITH_SHARED)]
        return [s for s in found if s.own(self.period, ACTUAL)]

    def _is_more(self, series: ItemSeries) -> bool:
        # 收入总计 is local revenue and what comes to it from above.
        item, parent = series.key.item, series.key.parent_item
        return bool(self._with_shared) and is_plain(item, parent) and "总计" not in parent

    def parts(self, whole: Item) -> list[Item]:
        """The items placed under another, in table order."""
        if whole.series is None:
            return []
        return [
            Item(series.name, series, self.period)
            for series in self.book
            if series.own(self.period, ACTUAL) and self._is_part(series, whole.series)
        ]

    def _is_part(self, series: ItemSeries, whole: ItemSeries) -> bool:
        """Whether a series stands under another: by name, and by source where names repeat."""
        if series.parent_name != whole.name or _edition(series) != _edition(whole):
            return False
        parent = self.book.parent(series, self.period)
        return bool(parent) and parent[0] is whole


def _edition(series: ItemSeries) -> tuple[str, str, str]:
    return series.key.basis, series.key.scope, series.key.data_status


def _preference(series: ItemSeries) -> tuple[int, bool, bool, str]:
    scope = SCOPES.index(series.scope) if series.scope in SCOPES else len(SCOPES)
    return (
        scope,
        bool(series.key.parent_item),
        series.key.item != series.name,
        series.key.data_status,
    )
