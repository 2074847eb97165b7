"""A county among others, a strip a measure: dots, the others' median as a tick, the own dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finkit.charts.chart import Chart
from finkit.charts.names import SMALL, one_line, text_width
from finkit.charts.style import INK, NOW, PRIOR, WIDTH, Canvas

_TOP, _HIGHEST, _LEAST = 22.0, 40.0, 140.0
_PAD, _EDGE = 6.0, 6.0
_WIDEST = 100.0
# Beyond so many widths of the middle half a dot stands at the edge: the others keep their room.
_FAR = 2.5


@dataclass(frozen=True)
class Strip:
    """One measure: the others' values, their median, the own value, it and its rank in print."""

    label: str
    others: Sequence[float]
    middle: float
    own: float
    text: str
    rank: str


def strips(title: str, alt: str, rows: Sequence[Strip], own: str, rank: str) -> Chart:
    """The strips; `own` and `rank` head the columns. Raises `ValueError` without rows."""
    if not rows:
        raise ValueError("no rows")
    step = min(_HIGHEST, 214.0 / len(rows))
    canvas = Canvas(max(_LEAST, _TOP + step * len(rows)))
    left = max(min(text_width(row.label, SMALL), _WIDEST) for row in rows) + _PAD
    ranks = max(text_width(text, SMALL) for text in (rank, *(row.rank for row in rows)))
    owns = max(text_width(text, SMALL) for text in (own, *(row.text for row in rows)))
    right = WIDTH - ranks - owns - 3 * _PAD
    canvas.text(WIDTH, 9.0, rank, "right", size=SMALL, soft=True)
    canvas.text(WIDTH - ranks - _PAD, 9.0, own, "right", size=SMALL, soft=True)
    for number, row in enumerate(rows):
        y = _TOP + step * (number + 0.5)
        low, high = _ends(row)

        def x(value: float, low: float = low, high: float = high) -> float:
            share = (min(max(value, low), high) - low) / ((high - low) or 1.0)
            return left + _EDGE + share * (right - left - 2 * _EDGE)

        canvas.rule(left, y, right, y)
        canvas.dots([x(value) for value in row.others], y, 2.8, PRIOR)
        canvas.line([x(row.middle)] * 2, [y - 8, y + 8], INK, 1.6)
        canvas.dot(x(row.own), y, 5.0, NOW)
        canvas.text(left - _PAD, y, one_line(row.label, _WIDEST, SMALL), "right", size=SMALL)
        canvas.text(WIDTH - ranks - _PAD, y, row.text, "right", size=SMALL, bold=True)
        canvas.text(WIDTH, y, row.rank, "right", size=SMALL)
    return Chart(title, canvas.svg(), alt)


def _ends(row: Strip) -> tuple[float, float]:
    """The ends of a strip: those of the values, but none far outside the middle half."""
    values = sorted([*row.others, row.own])
    first, third = values[len(values) // 4], values[(3 * len(values)) // 4]
    far = _FAR * (third - first)
    if not far:
        return values[0], values[-1]
    return max(values[0], first - far), min(values[-1], third + far)
