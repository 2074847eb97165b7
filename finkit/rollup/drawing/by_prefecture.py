"""The counties of each prefecture as dots on a strip, the median as a tick, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finkit.charts.chart import Chart
from finkit.charts.names import SMALL, one_line, text_width
from finkit.charts.style import DOWN, INK, LINE, PRIOR, WIDTH, Canvas
from finkit.rollup.drawing.ranked import limits

_TOP, _HIGHEST, _LEAST = 22.0, 22.0, 140.0
_PAD, _WIDEST = 6.0, 92.0


@dataclass(frozen=True)
class Row:
    """A prefecture: its counties' values, their median, the median and the count as they print."""

    label: str
    values: Sequence[float]
    middle: float
    text: str
    count: str


def strips(title: str, alt: str, rows: Sequence[Row], heads: tuple[str, str]) -> Chart:
    """A strip a prefecture; `heads` head the columns of medians and counts.

    Raises `ValueError` without rows.
    """
    if not rows:
        raise ValueError("no rows")
    canvas = Canvas(max(_LEAST, _TOP + _HIGHEST * len(rows)))
    step = (canvas.height - _TOP) / len(rows)
    left = max(min(text_width(row.label, SMALL), _WIDEST) for row in rows) + _PAD
    counts = max(text_width(text, SMALL) for text in (heads[1], *(row.count for row in rows)))
    middles = max(text_width(text, SMALL) for text in (heads[0], *(row.text for row in rows)))
    right = WIDTH - counts - middles - 3 * _PAD
    low, high = limits([value for row in rows for value in row.values], 0.0)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return left + 5 + (min(max(value, low), high) - low) / span * (right - left - 10)

    canvas.text(WIDTH, 9.0, heads[1], "right", size=SMALL, soft=True)
    canvas.text(WIDTH - counts - _PAD, 9.0, heads[0], "right", size=SMALL, soft=True)
    canvas.line([x(0.0)] * 2, [_TOP - 4, canvas.height], LINE, 1.2)
    canvas.text(x(0.0), 9.0, "0", "center", size=SMALL, soft=True)
    for n, row in enumerate(rows):
        y = _TOP + step * (n + 0.5)
        canvas.rule(left, y, right, y)
        canvas.dots([x(value) for value in row.values], y, 2.8, PRIOR)
        canvas.line([x(row.middle)] * 2, [y - 7, y + 7], INK, 2.0)
        canvas.text(left - _PAD, y, one_line(row.label, _WIDEST, SMALL), "right", size=SMALL)
        canvas.text(
            WIDTH - counts - _PAD, y, row.text, "right", size=SMALL, bold=True, colour=_colour(row)
        )
        canvas.text(WIDTH, y, row.count, "right", size=SMALL)
    return Chart(title, canvas.svg(), alt)


def _colour(row: Row) -> str:
    return "" if row.middle >= 0 else DOWN
