"""主要特点: what is most unusual for the county against its own past and against its peers.

A finding names what it is compared with and by how much it differs; each item has one at most. What
rounding could turn, and what rests on an amount in doubt, is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from finkit.accounts.names import (
    FUND_REVENUE,
    FUND_SPENDING,
    GENERAL_REVENUE,
    LAND,
    TAX,
)
from finkit.accounts.spelling import plain_name
from finkit.claims.unusual import far_out, times
from finkit.contract import BUDGET, MEASURES
from finkit.counties import terms as region
from finkit.figures import outline
from finkit.figures.county_at import CountyAt, Item
from finkit.figures.figure import Figure
from finkit.figures.levels import yoy_rate
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.figures.quantity import Quantity, points
from finkit.figures.reach import reach
from finkit.indicators.pace import past_progress
from finkit.indicators.peers import RATE
from finkit.indicators.structure import share_of
from finkit.indicators.usual import FEWEST_YEARS, past_years
from finkit.narrative.compose import chinese
from finkit.narrative.item_words import ItemWords
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.wording import NOTHING, Phrase, joined, phrase
from finkit.wording.parts import Shown
from finkit.wording.rates import far_side, utmost, utmost_pace

MOST_FINDINGS = 4
_TENTH = 10
Words = Callable[[Item], ItemWords]


class Feature(NamedTuple):
    """A finding: how unusual it is (in mean deviations), of what item, in which respect, in words.

    `wholes` are the items that it is part of.
    """

    strength: Decimal
    item: str
    kind: str
    said: Phrase
    wholes: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """An item that may have a finding, and the items that it is part of."""

    item: Item
    wholes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Features:
    """The findings of a county at a period, from `line` mean deviations on."""

    county: CountyAt
    words: Words
    line: Decimal

    def told(self, slowing_is_told: bool = False) -> list[Feature]:
        """At most four, the most unusual first; of equals the one that the outline has first.

        A part that shows what its whole shows too is not told beside it. `slowing_is_told`: whether
        the problems tell how the growth of revenue slows.
        """
        best: dict[str, Feature] = {}
        for one in self._all():
            if slowing_is_told and (one.item, one.kind) == (GENERAL_REVENUE, "months"):
                continue
            known = best.get(one.item)
            if known is None or one.strength > known.strength:
                best[one.item] = one
        shown = {(one.item, one.kind) for one in best.values()}
        alone = (f for f in best.values() if not any((w, f.kind) in shown for w in f.wholes))
        return sorted(alone, key=lambda one: -one.strength)[:MOST_FINDINGS]

    def _all(self) -> Iterator[Feature]:
        for item, wholes in self._candidates():
            words = self.words(item)
            for kind, find in _KINDS.items():
                strength, said = find(words, self.county.period)
                doubted = any(part.doubts for part in said.parts if isinstance(part, Shown))
                if said and strength >= self.line and not doubted:
                    yield Feature(strength, item.name, kind, said, wholes)

    def _candidates(self) -> Iterator[Candidate]:
        """General and fund totals, then the parts that the text tells of."""
        for lines, fund in (
            (outline.GENERAL_LINES, FUND_REVENUE),
            (outline.GENERAL_SPENDING_LINES, FUND_SPENDING),
        ):
            general = outline.lines(self.county, lines)[-1:]
            yield from map(Candidate, (*general, *outline.lines(self.county, ((fund,),))))
            for whole in general:
                yield from self._parts(whole)
        land = self.county.part_and_whole(LAND, FUND_REVENUE)[0]
        yield from [Candidate(land, (FUND_REVENUE,))] if land.series else []

    def _parts(self, whole: Item) -> Iterator[Candidate]:
        kinds = outline.tax_and_nontax(self.county, whole).parts
        parts = [*kinds, *outline.classes(self.county, whole).told]
        yield from (Candidate(part, (whole.name,)) for part in parts)
        taxes = outline.taxes(self.county, whole).told
        yield from (Candidate(tax, (TAX, whole.name)) for tax in taxes)


Found = tuple[Decimal, Phrase]
_OF_MONTHS = Decimal(2) / 3
_NONE: Found = (Decimal(0), NOTHING)


def _against_years(words: ItemWords, period: Period) -> Found:
    """一般公共预算收入增速为2019年以来同期最低，低于前五年同期平均增速9.3个百分点."""
    past = past_years(yoy_rate, words.series, period)
    strength = _record(words.figure("yoy_rate"), past)
    gap = words.figure("usual_growth_gap")
    return strength, _beside_past(words, gap, past, f"{words.name}增速", "平均增速")


def _in_structure(words: ItemWords, period: Period) -> Found:
    """税收收入占一般公共预算收入的比重为2019年以来最低，低于前五年平均4.1个百分点."""
    past, whole = past_years(share_of, words.series, period), words.series.key.parent_item
    strength = _record(words.figure("share_of", whole), past)
    gap = words.figure("usual_share_gap")
    name = f"{words.name}占{plain_name(whole)}的比重"
    return strength, _beside_past(words, gap, past, name, "平均")


def _beside_past(
    words: ItemWords, gap: Figure | None, past: Sequence[Quantity], name: str, mean: str
) -> Phrase:
    period = words.item.period
    same = "" if period.month == MONTHS_A_YEAR else "同期"
    said = words.speaker.beside(gap, f"前{chinese(len(past))}年{same}{mean}")
    if gap is None or gap.value is None or not said:
        return NOTHING
    since = f"{period.year - len(past)}年以来{same}{utmost(gap.value)}"
    return joined([phrase(f"{name}为{since}"), said])


def _in_pace(words: ItemWords, period: Period) -> Found:
    """一般公共预算支出完成进度为2021年以来同期最慢，慢于近三年同期平均进度6.2个百分点."""
    past, gap = past_progress(words.series, period), words.figure("usual_progress_gap")
    strength = _record(words.figure("completion_rate", MEASURES[BUDGET]), past)
    if gap is None or gap.value is None or not words.usual_pace:
        return _NONE
    since = f"{period.year - len(past)}年以来同期{utmost_pace(gap.value)}"
    return strength, joined([phrase(words.name, "完成进度为", since), words.usual_pace])


def _in_months(words: ItemWords, period: Period) -> Found:
    """一般公共预算收入增速为年内最低，比上月回落1.6个百分点."""
    months = [Period(period.year, month) for month in range(2, period.month)]
    past = [one for when in months if (one := yoy_rate(words.series, when)) and _known(one)]
    strength = _record(words.figure("yoy_rate"), past)
    moved = words.figure("yoy_rate_change")
    said = words.speaker.pace(moved)
    if len(past) < len(months) or moved is None or moved.value is None or not said:
        return _NONE
    told = phrase(words.name, f"增速为年内{utmost(moved.value)}，比上月", said)
    # Cumulative months drift: a steady drift alone brings one to the end of their range.
    return strength * _OF_MONTHS, told


def _among_peers(words: ItemWords, period: Period) -> Found:
    """一般公共预算收入增速在可比县区中偏高，其他县区的中位数为增长8.2%."""
    keys = ("rank", "peer_count", "peer_median", "peer_deviation")
    rate = words.figure("yoy_rate")
    figures = [rate, *(words.figure(key, RATE) for key in keys)]
    values = [one.value for one in figures if one is not None and one.value is not None]
    if len(values) < len(figures):
        return _NONE
    mine, rank, count, middle, spread = values
    # Behind or before all others but a tenth of them.
    further = min(rank - 1, count + 1 - rank)
    if count < FEWEST_PEERS or further > count // _TENTH or not _holds(rate, middle):
        return _NONE
    median = words.figure("peer_median", RATE)
    assert median is not None
    usual = words.speaker.rate(median) or phrase("基本持平")
    counties = region.counties(words.series.book.county.province)
    place = f"增速在可比{counties}中{far_side(mine - middle)}"
    said = phrase(words.name, place, f"，其他{counties}的中位数为", usual)
    return times(mine - middle, spread), said


_KINDS: dict[str, Callable[[ItemWords, Period], Found]] = {
    "years": _against_years,
    "structure": _in_structure,
    "pace": _in_pace,
    "months": _in_months,
    "peers": _among_peers,
}
"""In the order in which equals are told."""


def _record(now: Figure | None, past: Sequence[Quantity]) -> Decimal:
    """How far a figure lies outside the past, where no rounding brings it back into it."""
    values = [one.value for one in past if one.value is not None]
    if now is None or now.value is None or not values:
        return Decimal(0)
    strength = far_out(now.value, values, fewest=FEWEST_YEARS)
    extreme = max(values) if now.value > values[0] else min(values)
    nearest = next(one for one in past if one.value == extreme)
    return strength if _is_sure(points(now.quantity, nearest)) else Decimal(0)


def _holds(rate: Figure | None, middle: Decimal) -> bool:
    """Whether a rate is on its side of the median whatever its amounts were before rounding."""
    found = reach(rate.quantity) if rate else None
    return found is not None and (found.lowest > middle or found.highest < middle)


def _is_sure(difference: Quantity) -> bool:
    found = reach(difference)
    return found is not None and (found.lowest > 0 or found.highest < 0)


def _known(one: Quantity) -> bool:
    return one.value is not None
