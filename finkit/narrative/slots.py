"""The slots of the work report, filled: what stands in each.

A slot is filled from the ledger where a figure can be computed, else from the bureau's facts, else
it is missing; templates ask for it by name (`v.减税降费`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from finkit.accounts.nature import nature_of
from finkit.facts import Fact
from finkit.facts.keys import keys
from finkit.facts.slots import Slot, slots
from finkit.figures import outline
from finkit.figures.county_at import CountyAt, Item
from finkit.figures.declaration import Speech
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators import declared
from finkit.indicators.supplied import FACT
from finkit.wording import Phrase, Speaker
from finkit.wording.level_words import level
from finkit.wording.parts import NotApplicable, Pending, Words

Status = Literal["computed", "supplied", "missing", "not_applicable"]
STATUSES: dict[Status, str] = {
    "computed": "已计算",
    "supplied": "单位提供",
    "missing": "待补",
    "not_applicable": "不适用",
}
Content = Phrase | Words | Pending | NotApplicable


class Filled(NamedTuple):
    """A slot with what stands in it, and where that is from."""

    slot: Slot
    status: Status
    content: Content
    source: str


class SlotFiller:
    """Fills the slots of one county and period."""

    def __init__(
        self, county: CountyAt, figures: FigureSet, facts: Iterable[Fact], speaker: Speaker
    ) -> None:
        self.county, self.figures, self.speaker = county, figures, speaker
        self.facts = {fact.key: fact for fact in facts}

    def all(self) -> Iterator[Filled]:
        """Every slot, filled or said to be missing."""
        return map(self.fill, slots())

    def fill(self, slot: Slot) -> Filled:
        """One slot."""
        if slot.kind in ("county", "period", "month_end"):
            return Filled(slot, "computed", Words(self._said_of_report(slot.kind)), "报告参数")
        if slot.kind == "fact":
            return self._supplied(slot)
        return self._computed(slot)

    def _said_of_report(self, kind: str) -> str:
        period = self.county.period
        month_end = f"{period.month}月末"
        name = " ".join(self.county.book.county.name.split())
        return {"county": name, "period": period.when(), "month_end": month_end}[kind]

    def _supplied(self, slot: Slot) -> Filled:
        fact = self.facts.get(slot.fact)
        if fact is None:
            unit = keys()[slot.fact].unit if slot.fact else ""
            return Filled(slot, "missing", Pending(slot.name, unit), "")
        source = fact.source or "单位提供"
        if fact.is_not_applicable:
            return Filled(slot, "not_applicable", NotApplicable(), source)
        return Filled(slot, "supplied", self._said(fact), source)

    def _said(self, fact: Fact) -> Phrase | Words:
        if fact.value is None:
            return Words.of(fact.text)
        figure = next(f for f in self.figures.named(FACT.key) if f.item == fact.key)
        return self.speaker.said(figure, nature_of(fact.key))

    def _computed(self, slot: Slot) -> Filled:
        item = self._item(slot)
        figure = self._figure(slot, item)
        if figure is not None and figure.value is not None:
            source = "；".join(dict.fromkeys(cell.source for cell in figure.inputs))
            if said := self._spoken(figure, item.name):
                return Filled(slot, "computed", said, source)
            return Filled(slot, "not_applicable", NotApplicable(), "为负数，不称占比")
        if figure is not None and figure.inputs and not _lacks(figure):
            # The rules give no figure on these amounts: a rate on a base of zero, say.
            return Filled(slot, "not_applicable", NotApplicable(), figure.reason)
        if slot.fact in self.facts:
            return self._supplied(slot)
        unit = keys()[slot.fact].unit if slot.fact else self._unit_of(slot)
        return Filled(slot, "missing", Pending(slot.spelled, unit), "")

    def _spoken(self, figure: Figure, name: str) -> Phrase:
        if figure.declared.speech is Speech.LEVEL:
            return level(figure, name, self.speaker)
        return self.speaker.said(figure, nature_of(name))

    def _item(self, slot: Slot) -> Item:
        return outline.line(self.county, slot.item_by(self.facts))

    def _figure(self, slot: Slot, item: Item) -> Figure | None:
        if item.series is None:
            return None
        return self.figures.of(item.series, slot.indicator, slot.of_item)

    def _unit_of(self, slot: Slot) -> str:
        return declared(slot.indicator).unit or self.county.book.money_unit


def _lacks(figure: Figure) -> bool:
    return figure.reason.startswith("缺") or "；缺" in figure.reason
