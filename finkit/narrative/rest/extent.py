"""How much the data of a period hold, in words: where a text has few sentences with a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from finkit.contract import ACTUAL, BUDGET, MONTH
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.ledger.county_book import ItemSeries
from finkit.narrative.compose import Block
from finkit.wording import NOTHING, Phrase, Speaker, phrase

ENOUGH = 3
"""A text with so many sentences that show a figure needs no word about its data."""

_FEW_NAMES = 3


@dataclass(frozen=True)
class Extent:
    """What a period's data are: how many, of which items, from where, compared with what."""

    county: CountyAt
    figures: FigureSet
    speaker: Speaker

    @property
    def items(self) -> Phrase:
        """1项."""
        return self._count("items_held")

    @property
    def sources(self) -> Phrase:
        """1个."""
        return self._count("sources_held")

    @property
    def named(self) -> str:
        """一般公共预算支出: the items by name where they are few."""
        named = list(dict.fromkeys(map(_called, self._held())))
        return "、".join(named) if len(named) <= _FEW_NAMES else ""

    @property
    def compared(self) -> str:
        """没有上年同期数和预算数，不作比较."""
        known = {f.indicator for f in self.figures if f.value is not None}
        last_year = bool(known & {"yoy_amount", "yoy_rate", "budget_change"})
        planned = bool(known & {"completion_rate", "budget_amount"})
        if last_year and planned:
            return "与上年同期和预算作了比较"
        if last_year:
            return "与上年同期作了比较，没有预算数"
        if planned:
            return "与预算作了比较，没有上年同期数"
        return "没有上年同期数和预算数，不作比较"

    def _held(self) -> list[ItemSeries]:
        period = self.county.period
        return [
            series
            for series in self.county.book
            if series.key.basis != MONTH
            and (series.own(period, ACTUAL) or series.own(period, BUDGET))
        ]

    def _count(self, indicator: str) -> Phrase:
        found = self.figures.named(indicator)
        known = found and found[0].value
        return phrase(self.speaker.level(found[0])) if known else NOTHING


def is_short(blocks: Iterable[Block]) -> bool:
    """Whether few sentences show a figure.

    >>> is_short([])
    True
    """
    told = sum(len(_with_digits(block)) for block in blocks if not block.level)
    return told < ENOUGH


def _with_digits(block: Block) -> list[Phrase]:
    return [one for one in block.said.divided("。") if one.figures]


def _called(series: ItemSeries) -> str:
    """An item by its own name; a part, which its whole would explain, by its standard one."""
    return series.name if series.key.parent_item else series.label
