"""Items that are not held themselves, put together by their caliber: what a template may say."""

from __future__ import annotations

from dataclasses import dataclass

from finkit.accounts.nature import nature_of
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.wording import NOTHING, Phrase, Speaker
from finkit.wording.level_words import level, stated

_AMOUNT, _RATE = "caliber_amount", "caliber_yoy_rate"


@dataclass(frozen=True)
class SumWords:
    """按口径合计，刚性支出为90万元（三保支出＋债务还本付息），同比增长2.3%."""

    item: str
    terms: str
    level: Phrase
    stated: Phrase
    grown: Phrase
    side: str
    """revenue, spending, or the nature of what is neither: that stands in the table alone."""


def sums(figures: FigureSet, speaker: Speaker) -> list[SumWords]:
    """Each such item once: of several scopes or editions the first, which is the whole area's."""
    rates = {figure.id: figure for figure in figures.named(_RATE)}
    found: dict[str, SumWords] = {}
    for figure in figures.named(_AMOUNT):
        rate = rates.get(figure.id.replace(f"/{_AMOUNT}/", f"/{_RATE}/"))
        found.setdefault(figure.item, _words(figure, rate, speaker))
    return list(found.values())


def _words(amount: Figure, rate: Figure | None, speaker: Speaker) -> SumWords:
    return SumWords(
        item=amount.item,
        terms=amount.of_item,
        level=level(amount, amount.item, speaker),
        stated=stated(amount, amount.item, speaker, "为"),
        grown=speaker.rate(rate) if rate else NOTHING,
        side=nature_of(amount.item).value,
    )
