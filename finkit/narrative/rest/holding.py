"""An item in words where no headline sentence says it: its amount, its change, its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from finkit.accounts.spelling import plain_name
from finkit.contract import BALANCE, MONTH
from finkit.figures.figure import Figure
from finkit.narrative.item_words import ItemWords
from finkit.narrative.rest.plan_words import PlanWords
from finkit.wording import NOTHING, Phrase, joined, phrase

MOST_LISTED = 7
"""A sentence lists no more parts than these; a longer list goes to the table."""

_TOTAL = re.compile("(收入|支出)总[计量]$")
_LEVELS = ("amount", "budget_amount", "yoy_amount", "yoy_rate", "completion_rate")


@dataclass
class Holding:
    """An item held, with the parts of it that nothing says yet, in table order.

    `said_parts` names those that are said already, `share_of` the whole that is said elsewhere or
    of which a share was printed; `balances`: whether it is a total of spending that equals the
    total of income before it.
    """

    words: ItemWords
    plan: PlanWords
    parts: list[Holding] = field(default_factory=list)
    said_parts: str = ""
    share_of: str = ""
    balances: bool = False

    @property
    def name(self) -> str:
        """The item's own name."""
        return self.words.name

    @cached_property
    def standard(self) -> str:
        """Its standard name; its own where it has none."""
        return self.words.standard

    @property
    def basis(self) -> str:
        """累计, 当月 or 月末余额."""
        return self.words.series.key.basis

    @property
    def is_planned(self) -> bool:
        """Whether the period has its budget and no actual amount."""
        return not self.words.level and bool(self.plan.level)

    @cached_property
    def amount(self) -> Phrase:
        """12万元: the amount; of a limit what it is set at."""
        return self.words.level or self.plan.limit

    @cached_property
    def named(self) -> Phrase:
        """一般债务余额12万元; 教育支出 where only its growth was printed."""
        if self.words.named_level:
            return self.words.named_level
        if said := self.amount:
            return phrase(self.name, said)
        return phrase(self.name, self.plan.level)

    @cached_property
    def compared(self) -> Phrase:
        """Its change since the year's beginning, else since last year, else the budget's own."""
        since = self.words.since_opening
        return since or self.words.compared or self.plan.compared

    @property
    def rate_alone(self) -> Phrase:
        """同比增长38.4%: where the source printed no more."""
        rate = None if self.words.level else self.words.figure("yoy_rate")
        said = self.words.speaker.rate(rate) if rate else NOTHING
        return phrase("同比", said) if said else NOTHING

    @property
    def stated(self) -> Phrase:
        """三公经费431万元，为年初预算…，同比减少2万元，下降0.5%: with its share of what is told
        elsewhere."""
        return joined([self.told, self.share])

    @cached_property
    def told(self) -> Phrase:
        """The same without the share: one of several."""
        if self.rate_alone:
            return phrase(self.name, self.rate_alone)
        words = self.words
        return joined([self.named, words.against_budget, self.compared, words.comparable])

    @cached_property
    def share(self) -> Phrase:
        """占全县一般公共预算支出的83.9%: of an item whose whole is told elsewhere."""
        if not self.share_of:
            return NOTHING
        found = self.words.figure("share_of", self.share_of)
        known = found is not None and found.value is not None and found.value >= 0
        if found is None or not known or self.words.speaker.is_flat(found):
            return NOTHING
        return phrase(f"占{plain_name(self.share_of)}的", self.words.speaker.level(found))

    @cached_property
    def brief(self) -> Phrase:
        """The same as one of a list: 公务接待费124万元，下降16.2%."""
        if self.rate_alone:
            return phrase(self.name, self.rate_alone)
        return joined([self.named, self._grown])

    @cached_property
    def short(self) -> Phrase:
        """上级补助收入322000万元，同比增长1.3%: by itself, where there is little room."""
        rate = None if self.words.is_zero or self._since_opening else self.words.figure("yoy_rate")
        grown = self.words.speaker.rate(rate) if rate and self.words.level else NOTHING
        return joined([self.named, phrase("同比", grown)]) if grown else self.brief

    @property
    def _grown(self) -> Phrase:
        """增长16.2%; 较年初增长3.3% of a balance."""
        if not self.words.level:
            return self.plan.compared
        return self._since_opening or self.words.grown

    @property
    def _since_opening(self) -> Phrase:
        """较年初增长3.3% / 与年初持平: of a balance whose year's beginning is held."""
        opened = self.words.figure("ytd_rate")
        if opened is None or opened.value is None:
            return NOTHING
        grown = self.words.speaker.rate(opened)
        flat = phrase("与年初持平" if opened.value == 0 else "与年初基本持平")
        return phrase("较年初", grown) if grown else flat

    @property
    def listed(self) -> list[Holding]:
        """The parts that a sentence lists: all of few, none of many."""
        told = [part for part in self.parts if part.named or part.compared]
        return told if len(told) <= MOST_LISTED else []

    @property
    def is_long(self) -> bool:
        """Whether it takes a semicolon after it: it says more than one amount, or names two."""
        return len(self.brief.figures) > 1 or "、" in self.name or bool(self.rate_alone)

    @property
    def saved(self) -> list[Holding]:
        """What was saved of what was to be bought: no part of it."""
        return [part for part in self.listed if "节约" in part.name]

    @property
    def bought(self) -> list[Holding]:
        """The kinds of what was bought."""
        return [part for part in self.listed if "节约" not in part.name]

    @property
    def is_balance(self) -> bool:
        """Whether it stands at a month's end."""
        return self.basis == BALANCE

    @property
    def is_limit(self) -> bool:
        """Whether it is what debt may come to: said before what it came to."""
        return self.standard.endswith("限额")

    @property
    def is_total(self) -> bool:
        """Whether it is a total of one side: 收入总计, 基金支出总计."""
        return total_of(self.name) is not None

    def answers(self, other: Holding) -> bool:
        """Whether it is the same budget's other side, of the same amount."""
        mine, its = total_of(self.name), total_of(other.name)
        if mine is None or its is None or mine[0] != its[0] or mine[1] == its[1]:
            return False
        here, there = self.words.figure("amount"), other.words.figure("amount")
        if here is None or there is None or here.unit != there.unit:
            return False
        return here.value == there.value

    @property
    def purchase(self) -> Phrase:
        """政府采购预算23220万元，实际完成23082万元: of what is bought by a budget."""
        return self.plan.purchase

    @cached_property
    def figures(self) -> list[Figure]:
        """What there is to say of it."""
        return said_of(self.words)


def total_of(name: str) -> tuple[str, str] | None:
    """A total's budget and side; None for what is none.

    >>> total_of("收入总计"), total_of("基金支出总计"), total_of("收入合计")
    (('', '收入'), ('基金', '支出'), None)
    """
    found = _TOTAL.search(name)
    return (name[: found.start()], found[1]) if found else None


def said_of(words: ItemWords) -> list[Figure]:
    """The figures of an item that a report owes its reader, where they have a value."""
    found = words.figures.of_series(words.series)
    return [f for f in found if f.indicator in _LEVELS and f.value is not None and f.basis != MONTH]
