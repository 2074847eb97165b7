"""Structure: each part's share a year ago and now, joined by a line; what moved is coloured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finkit.charts.chart import Chart
from finkit.charts.names import SMALL, one_line, text_width
from finkit.charts.scales import spread
from finkit.charts.style import DOWN, HEIGHT, NOW, PRIOR, WIDTH, Canvas

_TOP, _BOTTOM = 30.0, 12.0
_APART = SMALL + 3
_PAD = 6.0
_WIDEST = 112.0


@dataclass(frozen=True)
class Share:
    """One part: its share then and now, the latter and the change as they print."""

    label: str
    before: float
    now: float
    now_text: str
    change_text: str
    moved: int = 0

    @property
    def name(self) -> str:
        """The label, on one line."""
        return one_line(self.label, _WIDEST, SMALL)


def slope(title: str, alt: str, rows: Sequence[Share], before: str, now: str) -> Chart:
    """The shares at two times. Raises `ValueError` without rows."""
    if not rows:
        raise ValueError("no rows")
    canvas = Canvas()
    values = [value for row in rows for value in (row.before, row.now)]
    low, span = min(values), (max(values) - min(values)) or 1.0

    def y(value: float) -> float:
        return HEIGHT - _BOTTOM - (value - low) / span * (HEIGHT - _BOTTOM - _TOP)

    left = max(text_width(row.name, SMALL) for row in rows) + _PAD
    shares = max(text_width(row.now_text, SMALL) for row in rows) + 2 * _PAD
    changes = max(text_width(text, SMALL) for text in ("变化", *(r.change_text for r in rows)))
    right = WIDTH - shares - changes - 2 * _PAD
    for x, text in ((left, before), (right, now)):
        canvas.text(x, 10.0, text, "center", size=SMALL, soft=True)
    canvas.text(WIDTH, 10.0, "变化", "right", size=SMALL, soft=True)
    at_left = _within(spread([y(row.before) for row in rows], _APART))
    at_right = _within(spread([y(row.now) for row in rows], _APART))
    for row, start, end in zip(rows, at_left, at_right, strict=True):
        colour = NOW if row.moved > 0 else DOWN if row.moved < 0 else PRIOR
        canvas.line([left + 4, right - 4], [y(row.before), y(row.now)], colour, 1.8)
        for x, value in ((left + 4, row.before), (right - 4, row.now)):
            canvas.dot(x, y(value), 2.8, colour)
        bold = bool(row.moved)
        canvas.text(left - _PAD + 2, start, row.name, "right", size=SMALL, bold=bold)
        canvas.text(right + _PAD, end, row.now_text, size=SMALL, bold=bold)
        shade = colour if bold else ""
        canvas.text(WIDTH, end, row.change_text, "right", size=SMALL, colour=shade, soft=not bold)
    return Chart(title, canvas.svg(), alt)


def _within(heights: list[float]) -> list[float]:
    """Labels pushed below the drawing are all moved up by as much."""
    over = max(0.0, max(heights) - (HEIGHT - SMALL / 2))
    return [height - over for height in heights]
