"""Axes: round values, how they print, labels that keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor, log10

from finkit.charts.names import SMALL, text_width
from finkit.units import grouped, tick

_PAD = 8.0
_TICKS = 4
_APART = SMALL + 4


def ticks_around(low: float, high: float) -> list[float]:
    """A few round values around all values."""
    if high <= low:
        high, low = max(low, 0.0) or low + 1.0, min(low, 0.0)
    rough = (high - low) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough)
    first, last = floor(low / step), -floor(-high / step)
    return [step * n for n in range(first, last + 1)]


def axis(value: float) -> str:
    """A value on an axis: 20,000; −5."""
    return grouped(tick(value))


def spread(heights: list[float], apart: float = _APART) -> list[float]:
    """The same heights, moved apart where labels would cover each other."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    placed = list(heights)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + apart)
    return placed


def label_step(labels: Sequence[str], step: float) -> int:
    """Every how many labels there is room for one."""
    widest = max(text_width(label, SMALL) for label in labels) + _PAD
    return max(1, -(-int(widest) // max(int(step), 1)))
