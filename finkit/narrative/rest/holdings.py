"""What a period's data hold and the text does not say yet, as trees: an item and its parts.

Items stand where the table has them. An item whose whole is said stands by itself, and is told as
a part of it; so does a word-for-word unknown one, by its own name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from finkit.accounts.spelling import clean
from finkit.claims.thresholds import Threshold
from finkit.contract import MONTH
from finkit.figures.county_at import CountyAt, Item
from finkit.figures.figure_set import FigureSet
from finkit.ledger.county_book import ItemSeries, SeriesKey
from finkit.narrative.item_words import ItemWords
from finkit.narrative.rest.holding import Holding, said_of
from finkit.narrative.rest.plan_words import PlanWords
from finkit.wording import Speaker


def _stands_with(other: Holding, one: Holding) -> bool:
    mine, its = one.words.series.key, other.words.series.key
    return (mine.basis, mine.scope) == (its.basis, its.scope)


def _is_above(other: Holding, one: Holding) -> bool:
    """Whether an item stands under another as it is printed."""
    mine, its = one.words.series.key, other.words.series.key
    return (
        other is not one
        and bool(mine.parent_item)
        and clean(its.item) == clean(mine.parent_item)
        and _stands_with(other, one)
    )


class SaidWhole(NamedTuple):
    """An item that is said; `is_listed`: some of its parts are said as well."""

    name: str
    standard: str
    is_listed: bool


class Holdings:
    """The trees of what is held at a period beyond what is said already."""

    def __init__(
        self,
        county: CountyAt,
        figures: FigureSet,
        speaker: Speaker,
        thresholds: Mapping[str, Threshold],
    ) -> None:
        self.county, self.figures = county, figures
        self.speaker, self.thresholds = speaker, thresholds
        self._parts: dict[SeriesKey, list[ItemWords]] = {}

    def unsaid(self, said: Collection[str]) -> list[Holding]:
        """The items of which no figure is said, parts below their wholes, in table order."""
        left = [one for one in self._all if not any(f.id in said for f in one.figures)]
        below: dict[int, Holding] = {}
        for one in left:
            if (whole := self._whole(one, left)) is not None:
                whole.parts.append(one)
                below[id(one)] = whole
        tops = [one for one in left if id(one) not in below]
        for number, one in enumerate(tops):
            one.share_of = self._share_of(one, said)
            if one.is_total:
                one.said_parts = self._named_parts(one.words.item, said)
                one.balances = any(map(one.answers, tops[:number]))
        return tops

    @cached_property
    def _all(self) -> list[Holding]:
        found = (self._holding(series) for series in self._series())
        return [one for one in found if one.figures]

    def _series(self) -> Iterator[ItemSeries]:
        """The series of the book but for single months, then those of which a rate was printed."""
        book = self.county.book
        known = {series.key for series in book}
        yield from (series for series in book if series.key.basis != MONTH)
        printed = (f.subject.key for f in self.figures if f.indicator == "yoy_rate")
        alone: dict[SeriesKey, None] = dict.fromkeys(key for key in printed if key not in known)
        yield from (ItemSeries(key, book) for key in alone)

    def _holding(self, series: ItemSeries) -> Holding:
        item = Item(series.name, series, self.county.period)
        words = self._words(item)
        return Holding(words, PlanWords(words))

    def _whole(self, one: Holding, among: list[Holding]) -> Holding | None:
        """The whole of an item among those that are left: so spelled, else so meant."""
        series = one.words.series
        if not series.key.parent_item or clean(series.key.parent_item) in self._names(series):
            return next((other for other in among if _is_above(other, one)), None)
        here = (other for other in among if other is not one and _stands_with(other, one))
        return next((other for other in here if other.standard == series.parent_name), None)

    def _names(self, series: ItemSeries) -> set[str]:
        """What the items that stand with a series at the period are printed as."""
        with_it = (s for s in self._held if s.key.basis == series.key.basis)
        return {clean(s.key.item) for s in with_it if s.key.scope == series.key.scope}

    @cached_property
    def _held(self) -> list[ItemSeries]:
        return [one.words.series for one in self._all]

    def _share_of(self, one: Holding, said: Collection[str]) -> str:
        """What an item that stands by itself is a share of."""
        if self.said_whole(one, said) is not None:
            return one.words.series.key.parent_item
        shares = (f for f in one.words.figures.of_series(one.words.series) if f.of_item)
        return next((f.of_item for f in shares if f.indicator == "share_of" and f.value), "")

    def said_whole(self, one: Holding, said: Collection[str]) -> SaidWhole | None:
        """The whole of an item, where that is said and the item is not."""
        series = one.words.series
        parents = self.county.book.parent(series, self.county.period)
        if not parents and series.key.parent_item:
            # Of an item without an amount a rate was printed all the same.
            parents = self.county.book.called(series.parent_name, one.basis)
        for series in parents:
            item = Item(series.name, series, self.county.period)
            words = self._words(item)
            if any(figure.id in said for figure in said_of(words)):
                return SaidWhole(words.name, words.standard, bool(self._named_parts(item, said)))
        return None

    def _named_parts(self, whole: Item, said: Collection[str]) -> str:
        """The parts of a total that are said already: 一般公共预算收入."""
        words = self._parts_of(whole)
        return "、".join(w.name for w in words if any(f.id in said for f in said_of(w)))

    def _parts_of(self, whole: Item) -> list[ItemWords]:
        """The parts of an item: asked for once, though each of them asks."""
        assert whole.series is not None
        key = whole.series.key
        if key not in self._parts:
            parts = self.county.parts(whole)
            self._parts[key] = [self._words(part) for part in parts]
        return self._parts[key]

    def _words(self, item: Item) -> ItemWords:
        return ItemWords(item, self.figures, self.speaker, self.thresholds)
