"""Small multiples: the same measure of several items over the same months, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finkit.charts.chart import Chart
from finkit.charts.lines import runs
from finkit.charts.names import SMALL, one_line, text_width
from finkit.charts.style import DOWN, HEIGHT, NOW, WIDTH, Canvas

MOST_PANELS = 6
_COLUMNS = 2
_GAP = 20.0
_HEAD, _FOOT = 16.0, 12.0


@dataclass(frozen=True)
class Panel:
    """One item: its values (None where not known), the last as it prints, its amount."""

    label: str
    values: Sequence[float | None]
    text: str
    amount: str


def panels(title: str, alt: str, rows: Sequence[Panel], first: str, last: str) -> Chart:
    """The panels, the first and last month named below. Raises `ValueError` without rows."""
    if not rows:
        raise ValueError("no rows")
    canvas = Canvas()
    known = [value for row in rows for value in row.values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    deep = -(-len(rows) // _COLUMNS)
    wide = (WIDTH - _GAP) / _COLUMNS
    tall = HEIGHT / deep
    room = max(text_width(row.text, SMALL) for row in rows) + 10
    for number, row in enumerate(rows):
        left = (number % _COLUMNS) * (wide + _GAP)
        top = (number // _COLUMNS) * tall
        plot = _Plot(left, wide - room, top + _HEAD + 4, tall - _HEAD - _FOOT - 12, low, high)
        _put(canvas, plot, row, wide)
        bottom = top + tall - _FOOT
        canvas.text(left, bottom, first, size=SMALL, soft=True)
        canvas.text(left + wide - room, bottom, last, "right", size=SMALL, soft=True)
    return Chart(title, canvas.svg(), alt)


@dataclass(frozen=True)
class _Plot:
    left: float
    width: float
    top: float
    height: float
    low: float
    high: float

    def x(self, position: int, count: int) -> float:
        return self.left + 3 + (self.width - 6) * position / max(count - 1, 1)

    def y(self, value: float) -> float:
        return self.top + self.height * (self.high - value) / ((self.high - self.low) or 1.0)


def _put(canvas: Canvas, plot: _Plot, row: Panel, wide: float) -> None:
    amount = text_width(row.amount, SMALL)
    name = one_line(row.label, wide - amount - 8, SMALL)
    canvas.text(plot.left, plot.top - 12, name, size=SMALL, bold=True)
    canvas.text(plot.left + wide, plot.top - 12, row.amount, "right", size=SMALL, soft=True)
    canvas.rule(plot.left, plot.y(0.0), plot.left + plot.width, plot.y(0.0))
    last = next((value for value in reversed(row.values) if value is not None), 0.0)
    colour = DOWN if last < 0 else NOW
    count = len(row.values)
    for run in runs(row.values):
        xs = [plot.x(position, count) for position in run]
        ys = [plot.y(value) for at in run if (value := row.values[at]) is not None]
        if len(run) > 1:
            canvas.line(xs, ys, colour, 1.8)
        canvas.dot(xs[-1], ys[-1], 2.6 if run[-1] == count - 1 else 1.6, colour)
    y = min(max(plot.y(last), plot.top + 4), plot.top + plot.height - 4)
    canvas.text(plot.left + plot.width + 4, y, row.text, size=SMALL, bold=True, colour=colour)
