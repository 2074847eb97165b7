"""A county's place among others in words: the set it is of, and what is ranked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from finkit.claims.thresholds import Threshold
from finkit.counties import terms as region
from finkit.figures.figure_set import FigureSet
from finkit.indicators.peers import AMOUNT, RATE
from finkit.ledger.county_book import ItemSeries
from finkit.wording import NOTHING, Phrase, Speaker, phrase
from finkit.wording.rates import speed


def placed(
    series: ItemSeries, figures: FigureSet, speaker: Speaker, lines: Mapping[str, Threshold]
) -> Phrase:
    """与有数据的其他36个县区相比，增幅居第33位: of the growth rate, else of the amount.

    全省 or 全市 is said only where (nearly) all counties of it that there are have been compared. A
    fall is no 增幅: its place is one of 增速.
    """
    for of in (RATE, AMOUNT):
        rank, count = figures.of(series, "rank", of), figures.of(series, "peer_count", of)
        if rank is None or rank.value is None or count is None:
            continue
        if of == RATE and not _is_said(series, figures):
            continue
        whole = figures.of(series, "peer_coverage", of)
        nearly_all = bool(whole and whole.value and whole.value >= lines["peers_held"].value)
        province = series.book.county.province
        counties = region.counties(province)
        others = (
            (f"与{region.whole(province)}其他", speaker.level(count), f"可比{counties}相比，")
            if nearly_all
            else ("与有数据的其他", speaker.level(count), f"{counties}相比，")
        )
        ranked = _ranked(series, figures, speaker) if of == RATE else "规模"
        return phrase(*others, f"{ranked}居第", speaker.level(rank))
    return NOTHING


def _is_said(series: ItemSeries, figures: FigureSet) -> bool:
    """Whether the growth rate may be said at all: amounts too coarse for it give it no place."""
    rate = figures.of(series, "yoy_rate")
    return rate is not None and rate.value is not None


def _ranked(series: ItemSeries, figures: FigureSet, speaker: Speaker) -> str:
    rate = figures.of(series, "yoy_rate")
    if rate is None or rate.value is None or speaker.is_flat(rate):
        return speed(Decimal())
    return speed(rate.value)
