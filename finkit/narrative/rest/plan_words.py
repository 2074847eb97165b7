"""An item's budget in words where the period has no actual amount: 2016年预算, a limit."""

from __future__ import annotations

from dataclasses import dataclass

from finkit.contract import BALANCE, LATER_BUDGET_FIRST, MEASURES
from finkit.figures.figure import Figure
from finkit.narrative.item_words import ItemWords
from finkit.wording import NOTHING, Phrase, joined, phrase

_YEARLY = MEASURES["budget"]
_PLANS = ("目标", "任务", "计划", "预算", "预算数", "限额")
"""What a name ends in that itself says what is planned."""


@dataclass(frozen=True)
class PlanWords:
    """What was budgeted for an item."""

    words: ItemWords

    def _amounts(self) -> list[tuple[str, Figure]]:
        """Its budgets that have a value, the yearly before the adjusted."""
        found = ((name, self.words.figure("budget_amount", name)) for name in LATER_BUDGET_FIRST)
        return [(name, f) for name, f in found if f is not None and f.value is not None][::-1]

    @property
    def limit(self) -> Phrase:
        """186300万元: of a balance, for which a limit is set and no budget made."""
        if self.words.series.key.basis != BALANCE or not (held := self._amounts()):
            return NOTHING
        return phrase(self.words.speaker.level(held[-1][1]))

    @property
    def level(self) -> Phrase:
        """年初预算80000万元、调整预算50000万元; 预算44341万元 of a budget table."""
        if self.words.level or self.words.series.key.basis == BALANCE:
            return NOTHING
        held = self._amounts()
        speaker, alone = self.words.speaker, len(held) == 1
        called = {_YEARLY: "预算"} if alone and self.compared else {}
        if alone and self.words.name.endswith(_PLANS):
            called = {held[0][0]: ""}
        return joined([phrase(called.get(n, n), speaker.level(f)) for n, f in held], "、")

    @property
    def purchase(self) -> Phrase:
        """政府采购预算23220万元，实际完成23082万元: of what is bought by a budget."""
        held, now = self._amounts(), self.words.figure("amount")
        if not held or now is None or now.value is None:
            return NOTHING
        speaker = self.words.speaker
        stem = self.words.name.removesuffix("金额").removesuffix("支出")
        planned = phrase(stem, "预算", speaker.level(held[-1][1]))
        return joined([planned, phrase("实际完成", speaker.level(now))])

    @property
    def compared(self) -> Phrase:
        """比上年完成数增加4031万元，增长10.0%: a budget against last year."""
        change, rate = self.words.figure("budget_change"), self.words.figure("budget_growth")
        speaker = self.words.speaker
        moved = speaker.change(change, self.words.nature) if change else NOTHING
        grown = speaker.rate(rate) if rate else NOTHING
        if not moved and not grown:
            return NOTHING
        return phrase("比上年完成数", joined([moved, grown]))
