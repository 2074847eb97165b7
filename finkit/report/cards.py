"""The main items, a card each: what the page leads with, and the index of a batch."""

from __future__ import annotations

from typing import NamedTuple

from finkit.charts.spark import spark
from finkit.contract import Observation
from finkit.figures import outline
from finkit.narrative.item_words import ItemWords
from finkit.report.content import Content
from finkit.units import in_base
from finkit.wording import Phrase
from finkit.wording.doubt import mark

_YEARS_BACK = 5


class Card(NamedTuple):
    """One main item: level, change, budget progress, and its years as a small line (SVG).

    `cells` are the amounts that the line draws, `doubt` its mark where an earlier one is in doubt.
    """

    name: str
    level: Phrase
    compared: Phrase
    against_budget: Phrase
    spark: str
    cells: tuple[Observation, ...]
    doubt: str


def cards(report: Content) -> tuple[Card, ...]:
    """The items that the report leads with."""
    lines = (*outline.REVENUE_LINES, *outline.SPENDING_LINES)
    items = outline.lines(report.at, lines)
    return tuple(_card(ItemWords(item, report.figures, report.writer), report) for item in items)


def _card(item: ItemWords, report: Content) -> Card:
    recent = _recent(item, report)
    line = spark([None if c is None else float(in_base(c.value, c.unit)) for c in recent])
    cells = tuple(cell for cell in recent if cell) if line else ()
    # This period's own amount is marked where it is read.
    before = [cell for cell in cells if cell.period != report.period]
    earlier = report.doubts.standing(before, drawn=True)
    said = item.level, item.compared, item.against_budget
    return Card(item.name, *said, line, cells, mark(earlier))


def _recent(item: ItemWords, report: Content) -> list[Observation | None]:
    """The same month of the years up to this one, oldest first; None where not held."""
    years = range(_YEARS_BACK, -1, -1)
    return [item.series.actual(report.period.years_before(back)) for back in years]
