"""Bars from zero: horizontal ones with their own labels, pairs, and columns over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from finkit.charts.chart import Chart
from finkit.charts.names import SMALL, text_width
from finkit.charts.scales import label_step, ticks_around
from finkit.charts.style import (
    BLUE,
    FAINT,
    GREY,
    HEIGHT,
    INK,
    INSIDE,
    ORANGE,
    WIDTH,
    Canvas,
    label_width,
)

_HIGHEST, _PAIR_ROW, _THICK = 34.0, 34.0, 14.0
_PAD = 8.0
_WIDEST_LABEL = 112.0
_COLUMNS_HEIGHT = HEIGHT


@dataclass(frozen=True)
class Bar:
    """One bar; without a value only its text stands there."""

    label: str
    value: float | None
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Marker:
    """A value that the bars are held against, with its label."""

    value: float
    text: str


@dataclass(frozen=True)
class Pair:
    """One item now and a year before."""

    label: str
    now: float | None
    before: float | None
    now_text: str
    before_text: str


@dataclass(frozen=True)
class _Scale:
    """Values along a horizontal stretch that always holds zero."""

    zero: float
    per_unit: float

    def x(self, value: float) -> float:
        return self.zero + value * self.per_unit


def _scale(values: list[float], texts: list[str], left: float, right: float) -> _Scale:
    """Room for the longest text on each side of zero that has bars."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = max((text_width(text, SMALL) for text in texts), default=0.0) + _PAD
    start = left + (room if low < 0 else 0.0)
    end = right - (room if high > 0 or low == high else 0.0)
    per_unit = (end - start) / (high - low) if high > low else 0.0
    return _Scale(start - low * per_unit, per_unit)


def _label_width(labels: list[str]) -> float:
    return max(label_width(label, _WIDEST_LABEL) for label in labels) + _PAD


def _put_bar(
    canvas: Canvas,
    scale: _Scale,
    y: float,
    value: float | None,
    text: str,
    colour: str,
    *,
    inside: bool = False,
) -> None:
    """A bar around `y`, its text beyond its end, or within it."""
    if value is None:
        canvas.text(scale.zero + _PAD, y, text, size=SMALL, soft=True)
        return
    end = scale.x(value)
    canvas.rect(scale.zero, y - _THICK / 2, end - scale.zero, _THICK, colour)
    if inside:
        canvas.text(end - _PAD / 2, y, text, "right", size=SMALL, colour=INSIDE)
    elif value < 0:
        canvas.text(end - _PAD / 2, y, text, "right", size=SMALL)
    else:
        canvas.text(end + _PAD / 2, y, text, size=SMALL)


def bars(title: str, alt: str, rows: Sequence[Bar], marker: Marker | None = None) -> Chart:
    """Horizontal bars with a zero baseline, each with its own label and text.

    Raises `ValueError` without rows.
    """
    if not rows:
        raise ValueError("no rows")
    top = 26.0 if marker else 4.0
    row_high = min(_HIGHEST, (HEIGHT - top) / len(rows))
    # A few bars need no more room than they take.
    canvas = Canvas(top + row_high * len(rows) + 4)
    left = _label_width([row.label for row in rows])
    values = [row.value for row in rows if row.value is not None]
    if marker:
        values.append(marker.value)
    scale = _scale(values, [row.text for row in rows], left + _PAD, WIDTH)
    bottom = top + row_high * len(rows)
    for number, row in enumerate(rows):
        y = top + row_high * (number + 0.5)
        colour = ORANGE if row.value is not None and row.value < 0 else BLUE
        canvas.label(left, y, row.label, _WIDEST_LABEL, room=row_high, bold=row.strong)
        inside = marker is not None and _covers(scale, row, marker)
        _put_bar(canvas, scale, y, row.value, row.text, colour, inside=inside)
    canvas.rule(scale.zero, top, scale.zero, bottom)
    if marker:
        _put_marker(canvas, scale.x(marker.value), marker.text, top, bottom)
    return Chart(title, canvas.svg(), alt)


def _covers(scale: _Scale, row: Bar, marker: Marker) -> bool:
    """Whether the bar's text, put at its end, would lie across the marker; and fits inside."""
    if row.value is None or row.value <= 0:
        return False
    end, width = scale.x(row.value), text_width(row.text, SMALL) + _PAD
    across = end - _PAD < scale.x(marker.value) < end + width
    return across and end - scale.zero > width


def _put_marker(canvas: Canvas, x: float, text: str, top: float, bottom: float) -> None:
    canvas.line([x, x], [top, bottom], GREY, 1.2, dashed=True)
    half = text_width(text, SMALL) / 2
    canvas.text(min(max(x, half), WIDTH - half), top - 12, text, "center", size=SMALL, soft=True)


def paired(
    title: str,
    alt: str,
    rows: Sequence[Pair],
    now_label: str,
    before_label: str,
) -> Chart:
    """This period's bar above the one of the year before, item by item."""
    if not rows:
        raise ValueError("no rows")
    top = 30.0
    canvas = Canvas(max(HEIGHT, top + _PAIR_ROW * len(rows) + 4))
    left = _label_width([row.label for row in rows])
    values = [v for row in rows for v in (row.now, row.before) if v is not None]
    texts = [text for row in rows for text in (row.now_text, row.before_text)]
    scale = _scale(values, texts, left + _PAD, WIDTH)
    _put_key(canvas, left + _PAD, now_label, before_label)
    for number, row in enumerate(rows):
        y = top + _PAIR_ROW * (number + 0.5)
        canvas.label(left, y, row.label, _WIDEST_LABEL, room=_PAIR_ROW)
        _put_bar(canvas, scale, y - _THICK / 2 - 1, row.now, row.now_text, BLUE)
        _put_bar(canvas, scale, y + _THICK / 2 + 1, row.before, row.before_text, GREY)
    canvas.rule(scale.zero, top, scale.zero, top + _PAIR_ROW * len(rows))
    return Chart(title, canvas.svg(), alt)


def _put_key(canvas: Canvas, x: float, now_label: str, before_label: str) -> None:
    for label, colour in ((now_label, BLUE), (before_label, GREY)):
        canvas.rect(x, 8, 12, 12, colour)
        canvas.text(x + 17, 14, label, size=SMALL)
        x += 17 + text_width(label, SMALL) + 18


def columns(
    title: str,
    alt: str,
    labels: Sequence[str],
    values: Sequence[float | None],
    tick_text: Callable[[float], str],
    highlight: int | None = None,
    before: Sequence[float | None] = (),
) -> Chart:
    """Vertical bars over time; a missing value is a gap marked 缺, a negative one hangs below.

    `before`: what each was a year ago, as a short line across.
    """
    if not labels:
        raise ValueError("no rows")
    canvas = Canvas(_COLUMNS_HEIGHT)
    known = [value for value in (*values, *before) if value is not None]
    ticks = ticks_around(min([0.0, *known]), max([0.0, *known]))
    low, high = ticks[0], ticks[-1]
    span = high - low or 1.0
    top, bottom = 14.0, _COLUMNS_HEIGHT - 26.0
    left = max(text_width(tick_text(v), SMALL) for v in ticks) + _PAD
    step = (WIDTH - left) / len(labels)

    def y_of(value: float) -> float:
        return bottom - (value - low) / span * (bottom - top)

    for tick in ticks:
        canvas.rule(left, y_of(tick), WIDTH, y_of(tick))
        canvas.text(left - _PAD / 2, y_of(tick), tick_text(tick), "right", size=SMALL, soft=True)
    every = label_step(labels, step)
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        x = left + step * number
        if value is None:
            if step > SMALL:
                canvas.text(x + step / 2, y_of(0.0) - 10, "缺", "center", size=SMALL, soft=True)
        else:
            strong = highlight is None or number == highlight
            shade = ORANGE if value < 0 else BLUE if strong else FAINT
            canvas.rect(x + step * 0.14, y_of(0.0), step * 0.72, y_of(value) - y_of(0.0), shade)
        if number < len(before) and (then := before[number]) is not None:
            across = [x + step * 0.06, x + step * 0.94]
            canvas.line(across, [y_of(then)] * 2, INK, 1.8)
        if (len(labels) - 1 - number) % every == 0:
            half = text_width(label, SMALL) / 2
            middle = min(x + step / 2, WIDTH - half)
            canvas.text(middle, bottom + 17, label, "center", size=SMALL, soft=True)
    return Chart(title, canvas.svg(), alt)
