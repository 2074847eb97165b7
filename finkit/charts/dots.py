"""A strip of dots: one county among its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finkit.charts.bars import Marker
from finkit.charts.chart import Chart
from finkit.charts.names import SMALL, text_width
from finkit.charts.style import BLUE, GREY, ORANGE, WIDTH, Canvas

_HEIGHT, _AXIS = 132.0, 70.0
_EDGE = 40.0


@dataclass(frozen=True)
class Dot:
    """One county's value."""

    label: str
    value: float
    text: str
    own: bool = False


def dots(title: str, alt: str, rows: Sequence[Dot], median: Marker | None = None) -> Chart:
    """All counties on one strip: the own one named, the ends named, the median marked.

    Raises `ValueError` without rows.
    """
    if not rows:
        raise ValueError("no rows")
    canvas = Canvas(_HEIGHT)
    values = [row.value for row in rows] + ([median.value] if median else [])
    low, high = min(values), max(values)

    def x_of(value: float) -> float:
        if high == low:
            return WIDTH / 2
        return _EDGE + (value - low) / (high - low) * (WIDTH - 2 * _EDGE)

    canvas.rule(_EDGE / 2, _AXIS, WIDTH - _EDGE / 2, _AXIS)
    if median:
        _put_median(canvas, x_of(median.value), median.text)
    for own, radius, colour in ((False, 5.0, GREY), (True, 8.0, ORANGE)):
        canvas.dots([x_of(row.value) for row in rows if row.own == own], _AXIS, radius, colour)
    ends = (min(rows, key=lambda r: r.value), max(rows, key=lambda r: r.value))
    for row in dict.fromkeys(row for row in ends if not row.own):
        _put_name(canvas, x_of(row.value), _AXIS + 24, row, bold=False)
    for row in rows:
        if row.own:
            _put_name(canvas, x_of(row.value), _AXIS - 24, row, bold=True)
    return Chart(title, canvas.svg(), alt)


def _put_name(canvas: Canvas, x: float, y: float, row: Dot, *, bold: bool) -> None:
    text = f"{row.label} {row.text}"
    half = text_width(text, SMALL) / 2
    canvas.text(min(max(x, half), WIDTH - half), y, text, "center", size=SMALL, bold=bold)


def _put_median(canvas: Canvas, x: float, text: str) -> None:
    canvas.line([x, x], [_AXIS - 16, _AXIS + 34], BLUE, 1.2, dashed=True)
    half = text_width(text, SMALL) / 2
    canvas.text(min(max(x, half), WIDTH - half), _AXIS + 46, text, "center", size=SMALL, soft=True)
