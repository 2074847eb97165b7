"""What moved a total: the changes of its parts in amounts and points, up to nine tenths of it.

The parts are those of one breakdown that explains the change; where none does, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from finkit.claims.thresholds import Threshold
from finkit.figures import outline
from finkit.figures.county_at import CountyAt, Item
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.figures.outline import Breakdown
from finkit.narrative.item_words import ItemWords
from finkit.units import convert
from finkit.wording import Phrase, Speaker, joined, phrase

_MOST = 5
_WHOLE = 100
_Way = Callable[[CountyAt, Item], Breakdown]
_WAYS: tuple[tuple[tuple[str, ...], _Way], ...] = (
    *((names, outline.tax_and_nontax) for names in outline.REVENUE_LINES),
    *((names, outline.classes) for names in outline.SPENDING_LINES),
)


class Cause(NamedTuple):
    """A total by its name, and the parts that moved it, the strongest first."""

    whole: str
    parts: list[Phrase]


class _Moved(NamedTuple):
    """A part, its change, and the points by which it moved the whole."""

    words: ItemWords
    change: Figure
    pull: Figure

    def by(self, unit: str) -> Decimal:
        """The change in a unit."""
        assert self.change.value is not None
        return convert(self.change.value, self.change.unit, unit)

    def said(self, speaker: Speaker) -> Phrase:
        """非税收入减收2354万元，下拉9.2个百分点."""
        change = phrase(self.words.name, speaker.change(self.change, self.words.nature))
        return joined([change, speaker.pull(self.pull, "")])


@dataclass(frozen=True)
class Causes:
    """What moved the headline totals of a report."""

    county: CountyAt
    figures: FigureSet
    speaker: Speaker
    thresholds: Mapping[str, Threshold]

    def all(self) -> Iterator[Cause]:
        """Of each headline total that its parts explain."""
        for names, way in _WAYS:
            for whole in outline.lines(self.county, (names,)):
                if found := self._of(whole, way(self.county, whole)):
                    yield found

    def _of(self, whole: Item, breakdown: Breakdown) -> Cause | None:
        words = self._words(whole)
        change = words.figure("yoy_amount")
        if change is None or not change.value or self.speaker.is_flat(change):
            return None
        moved = self._explaining(self._parts(breakdown), change.value, change.unit)
        told = [one.said(self.speaker) for one in moved]
        return Cause(words.name, told) if len(told) > 1 else None

    def _parts(self, breakdown: Breakdown) -> list[_Moved]:
        found = []
        for part in breakdown.parts:
            words = self._words(part)
            change = words.figure("yoy_amount")
            pull = words.figure("contribution", words.series.key.parent_item)
            if change is None or pull is None or change.value is None or pull.value is None:
                continue
            if not self.speaker.is_flat(change) and not self.speaker.is_flat(pull):
                found.append(_Moved(words, change, pull))
        return found

    def _explaining(self, parts: list[_Moved], change: Decimal, unit: str) -> list[_Moved]:
        """The strongest parts until together they come near enough to the change."""
        left = 1 - self.thresholds["parts_coverage"].value / _WHOLE
        parts = sorted(parts, key=lambda one: -abs(one.by(unit)))[:_MOST]
        explained = Decimal()
        for number, one in enumerate(parts, 1):
            explained += one.by(unit)
            if abs(change - explained) <= left * abs(change):
                return parts[:number]
        return []

    def _words(self, item: Item) -> ItemWords:
        return ItemWords(item, self.figures, self.speaker, self.thresholds)
