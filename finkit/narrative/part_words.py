"""The parts of an item in words, and how wide a sentence over them may reach.

A sentence about 构成, 主要 or 居前 compares all parts with one another: it needs two of them that
make up (nearly) the whole. Where they do not, the sentence names what it compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from finkit.claims.thresholds import Threshold
from finkit.figures.figure_set import FigureSet
from finkit.figures.outline import Breakdown
from finkit.narrative.item_words import ItemWords
from finkit.wording import NOTHING, Phrase, Speaker, phrase

_WHOLE = 100


@dataclass(frozen=True)
class PartWords:
    """The parts told of a breakdown, in their order; false where there are none."""

    breakdown: Breakdown
    told: Sequence[ItemWords]
    figures: FigureSet
    speaker: Speaker
    thresholds: Mapping[str, Threshold]

    def __iter__(self) -> Iterator[ItemWords]:
        return iter(self.told)

    def __len__(self) -> int:
        return len(self.told)

    @property
    def is_cut(self) -> bool:
        """Whether more are held than told: only then some are 居前."""
        return len(self.told) < len(self.breakdown.parts)

    @property
    def covers(self) -> bool:
        """Whether two parts or more make up (nearly) the whole, and no more than it."""
        series, parts = self.breakdown.whole.series, self.breakdown.parts
        if series is None or len(parts) < 2:
            return False
        figure = self.figures.of(series, "parts_coverage", self.breakdown.way)
        if figure is None or figure.value is None:
            return False
        return abs(figure.value - _WHOLE) <= _WHOLE - self.thresholds["parts_coverage"].value

    @property
    def among(self) -> Phrase:
        """已有数据的3个税种: what is compared where the parts do not cover."""
        series = self.breakdown.whole.series
        held = self.figures.of(series, "parts_held", self.breakdown.way) if series else None
        if held is None or held.value is None:
            return NOTHING
        return phrase("已有数据的", self.speaker.level(held), self.breakdown.way)
