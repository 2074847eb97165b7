"""The main items, a card each: what the page leads with, and the index of a batch."""

from __future__ import annotations

from typing import NamedTuple

from finkit.charts.spark import spark
from finkit.figures import outline
from finkit.narrative.item_words import ItemWords
from finkit.report.content import Content
from finkit.wording import Phrase


class Card(NamedTuple):
    """One main item: level, change, budget progress, and its years as a small line (SVG)."""

    name: str
    level: Phrase
    compared: Phrase
    against_budget: Phrase
    spark: str


def cards(report: Content) -> tuple[Card, ...]:
    """The items that the report leads with."""
    lines = (*outline.REVENUE_LINES, *outline.SPENDING_LINES)
    items = outline.lines(report.at, lines)
    return tuple(_card(ItemWords(item, report.figures, report.speaker)) for item in items)


def _card(item: ItemWords) -> Card:
    return Card(item.name, item.level, item.compared, item.against_budget, spark(item.recent))
