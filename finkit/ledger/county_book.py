"""One county's observations, asked by words: item, period, measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from finkit.accounts.aliases import StandardName, standard
from finkit.accounts.local_names import Place, local_names, meant
from finkit.accounts.names import WITH_SHARED
from finkit.accounts.spelling import clean, plain_name
from finkit.contract import (
    ACTUAL,
    ADJUSTED_BUDGET,
    BUDGET,
    CUMULATIVE,
    OTHER_BUDGETS,
    PRIOR_ACTUAL,
    Observation,
    publication,
)
from finkit.counties import County
from finkit.ledger.shared_upwards import SUMS, WithShared
from finkit.ledger.territory import Territory
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import MONEY_UNIT, unit

# Which status stands in where the amount's own has nothing: unstated first, then the firmest.
_STATUS_ORDER = ("", "决算", "执行", "预计执行", "快报")


class SeriesKey(NamedTuple):
    """What makes one series: item and parent as published, basis, scope and data status."""

    item: str
    parent_item: str
    basis: str
    scope: str
    data_status: str


@dataclass(eq=False)
class ItemSeries:
    """One item of one county on one basis: all its periods and measures."""

    key: SeriesKey
    book: CountyBook
    cells: dict[tuple[Period, str], Observation] = field(default_factory=dict)
    memo: dict[tuple[object, Period], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def resolved(self) -> StandardName:
        """The standard name, and the scope the item's own name states."""
        if self.key.scope.endswith(OTHER_BUDGETS):
            # 城乡社区支出 of the fund budget is none of the general one's classes.
            return StandardName(f"{clean(self.key.item)}（{self.key.scope}）", self.key.scope)
        known = self._meant(self.key.item, self.key.parent_item)
        with_shared = self.book.with_shared.is_one(self.key)
        return StandardName(WITH_SHARED, known.scope) if with_shared else known

    @property
    def name(self) -> str:
        """The standard name; the item's own, cleaned, where it has none."""
        return self.resolved.name or clean(self.key.item)

    @property
    def label(self) -> str:
        """The item as readers see it: the data's own name, without numbering."""
        own = plain_name(self.key.item)
        return self.name if own in SUMS else own

    @cached_property
    def parent_name(self) -> str:
        """The parent by its standard name ("" at the top)."""
        parent = self.key.parent_item
        if self.book.with_shared.is_above(self.key):
            return WITH_SHARED
        return self._meant(parent).name or clean(parent) if parent else ""

    def _meant(self, item: str, parent: str = "") -> StandardName:
        """What a name of its table means here, at all its periods."""
        area, when = self.book.county, sorted(period for period, _ in self.cells)
        if not when or clean(item) not in local_names():
            return standard(item, parent)
        return meant(item, parent, Place(area.province, area.code, str(when[0]), str(when[-1])))

    @property
    def scope(self) -> str:
        """The scope stated by the data, else by the item's own name ("" if unstated)."""
        return self.key.scope or self.resolved.scope

    @cached_property
    def _substitutes(self) -> list[ItemSeries]:
        """The same item under another status or another spelling, the closest first."""
        others = [
            other
            for other in self.book.named(self.name, self.key.basis)
            if other is not self
            and other.scope == self.scope
            and other.parent_name == self.parent_name
        ]
        return sorted(others, key=lambda o: (o.key.item != self.key.item, _rank(o)))

    @cached_property
    def _measures(self) -> frozenset[str]:
        """What can be found at all: most series have neither budget nor change."""
        return frozenset(m for s in (self, *self._substitutes) for _, m in s.cells)

    def own(self, period: Period, measure: str) -> Observation | None:
        """What this very series holds."""
        return self.cells.get((period, measure))

    def find(self, period: Period, measure: str) -> Observation | None:
        """What this series holds, or the same item under another status or spelling."""
        if measure not in self._measures:
            return None
        if found := self.cells.get((period, measure)):
            return found
        for other in self._substitutes:
            if found := other.cells.get((period, measure)):
                return found
        return None

    def actual(self, period: Period) -> Observation | None:
        """本期数 of a period."""
        return self.find(period, ACTUAL)

    def prior(self, period: Period) -> Observation | None:
        """上年同期数: as published with this period, else last year's own figure."""
        return self.find(period, PRIOR_ACTUAL) or self.actual(period.years_before(1))

    def budget(self, period: Period) -> Observation | None:
        """年初预算 of the year, wherever in the year it stands."""
        return self._of_the_year(period, BUDGET, MONTHS_A_YEAR)

    def adjusted_budget(self, period: Period) -> Observation | None:
        """调整预算 in force: the latest stated up to this period."""
        return self._of_the_year(period, ADJUSTED_BUDGET, period.month)

    def _of_the_year(self, period: Period, measure: str, last: int) -> Observation | None:
        if measure in self._measures:
            earlier = range(period.month, 0, -1)
            later = range(period.month + 1, last + 1)
            for month in (*earlier, *later):
                if found := self.find(Period(period.year, month), measure):
                    return found
        if self.key.basis != CUMULATIVE and (whole := self.book.twin(self, CUMULATIVE)):
            return whole._of_the_year(period, measure, last)
        return None

    @cached_property
    def periods(self) -> list[Period]:
        """Periods with an actual amount, in order."""
        return sorted(period for period, measure in self.cells if measure == ACTUAL)


def _rank(series: ItemSeries) -> int:
    status = series.key.data_status
    return _STATUS_ORDER.index(status) if status in _STATUS_ORDER else len(_STATUS_ORDER)


class CountyBook:
    """All series of one county, in the order of the table."""

    def __init__(
        self,
        county: County,
        observations: Iterable[Observation],
        territory: Territory[CountyBook] | None = None,
    ) -> None:
        self.county, self.territory = county, territory
        found: dict[SeriesKey, ItemSeries] = {}
        for o in observations:
            key = SeriesKey(o.item, o.parent_item, o.basis, o.scope, o.data_status)
            if (series := found.get(key)) is None:
                series = found[key] = ItemSeries(key, self)
            # What is booked under its own code goes before what is under a former one.
            series.cells.setdefault((o.period, o.measure), o)
        self.series = list(found.values())
        self.with_shared = WithShared({series.key: series.cells for series in self.series})
        self._by_name: dict[tuple[str, str], list[ItemSeries]] = {}
        for series in self.series:
            self._by_name.setdefault((series.name, series.key.basis), []).append(series)

    @cached_property
    def periods(self) -> list[Period]:
        """Every period the county has an observation of, in order."""
        return sorted({period for series in self.series for period, _ in series.cells})

    @cached_property
    def money_unit(self) -> str:
        """The county's own unit where all its amounts share one (亿元), else 万元."""
        names = {cell.unit for series in self.series for cell in series.cells.values()}
        money = {name for name in names if unit(name).kind == "money"}
        return money.pop() if len(money) == 1 else MONEY_UNIT

    def named(self, name: str, basis: str = CUMULATIVE) -> list[ItemSeries]:
        """The series that go by a standard name."""
        return self._by_name.get((name, basis), [])

    def called(self, name: str, basis: str) -> list[ItemSeries]:
        """The series that go by a name, standard or their own, in the order of the data."""
        return self._by_any_name.get((name, basis), [])

    @cached_property
    def _by_any_name(self) -> dict[tuple[str, str], list[ItemSeries]]:
        found: dict[tuple[str, str], list[ItemSeries]] = {}
        for series in self.series:
            for name in dict.fromkeys((series.name, clean(series.key.item))):
                found.setdefault((name, series.key.basis), []).append(series)
        return found

    def twin(self, series: ItemSeries, basis: str) -> ItemSeries | None:
        """The same item on another basis (当月 beside 累计)."""
        for other in self.named(series.name, basis):
            if other.parent_name == series.parent_name and other.scope == series.scope:
                return other
        return None

    def parent(self, series: ItemSeries, period: Period, measure: str = ACTUAL) -> list[ItemSeries]:
        """The series that may be this one's parent, the likeliest first.

        The same name may be held under two parents or from two sources: the exact spelling, the
        same status and the same source come first, and only the equally likely are returned.
        """
        cell = series.own(period, measure)
        if not series.key.parent_item or cell is None:
            return []

        def likeness(other: ItemSeries) -> tuple[bool, bool, bool]:
            amount = other.cells[period, measure]
            return (
                other.key.item == series.key.parent_item,
                other.key.data_status == series.key.data_status,
                publication(amount.source) == publication(cell.source),
            )

        candidates = [
            other
            for other in self.named(series.parent_name, series.key.basis)
            if other.own(period, measure) and other.key.scope == series.key.scope
        ]
        best = max(map(likeness, candidates), default=None)
        return [other for other in candidates if likeness(other) == best]

    def __iter__(self) -> Iterator[ItemSeries]:
        return iter(self.series)
