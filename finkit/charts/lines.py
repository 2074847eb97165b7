"""Lines over time: a missing value breaks the line, each line bears its name at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from finkit.charts.bars import label_step
from finkit.charts.chart import Chart
from finkit.charts.style import GREY, SERIES, SMALL, WIDTH, Canvas, text_width

_HEIGHT, _TOP, _BOTTOM = 230.0, 14.0, 32.0
_PAD = 8.0
_TICKS = 4
_APART = SMALL + 4


@dataclass(frozen=True)
class Line:
    """One series; None where the value is not known."""

    label: str
    values: Sequence[float | None]
    strong: bool = False


@dataclass(frozen=True)
class _Plot:
    left: float
    right: float
    low: float
    high: float
    count: int

    def x(self, position: int) -> float:
        room = self.right - self.left
        return self.left + (room / 2 if self.count == 1 else room * position / (self.count - 1))

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP)


def lines(
    title: str,
    alt: str,
    labels: Sequence[str],
    series: Sequence[Line],
    tick_text: Callable[[float], str],
) -> Chart:
    """Lines over the same labels. Raises `ValueError` without labels or lines."""
    if not labels or not series:
        raise ValueError("no rows")
    canvas = Canvas(_HEIGHT)
    known = [value for line in series for value in line.values if value is not None]
    ticks = _ticks(min(known, default=0.0), max(known, default=1.0))
    left = max(text_width(tick_text(tick), SMALL) for tick in ticks) + _PAD
    right = WIDTH - max(text_width(line.label, SMALL) for line in series) - 2 * _PAD
    plot = _Plot(left, right, ticks[0], ticks[-1], len(labels))
    for tick in ticks:
        canvas.rule(left, plot.y(tick), right, plot.y(tick))
        canvas.text(left - _PAD / 2, plot.y(tick), tick_text(tick), "right", size=SMALL, soft=True)
    every = label_step(labels, (right - left) / max(len(labels) - 1, 1))
    for position, label in enumerate(labels):
        if (len(labels) - 1 - position) % every == 0:
            canvas.text(plot.x(position), _HEIGHT - 14, label, "center", size=SMALL, soft=True)
    _put_lines(canvas, plot, series)
    return Chart(title, canvas.svg(), alt)


def _put_lines(canvas: Canvas, plot: _Plot, series: Sequence[Line]) -> None:
    strong = any(line.strong for line in series)
    ends: list[tuple[float, float, Line]] = []
    for number, line in enumerate(series):
        colour = _colour(number, line, series)
        width = 2.6 if line.strong or not strong else 1.8
        for run in _runs(line.values):
            xs = [plot.x(position) for position in run]
            ys = [plot.y(value) for p in run if (value := line.values[p]) is not None]
            if len(run) > 1:
                canvas.line(xs, ys, colour, width)
            else:
                canvas.dot(xs[0], ys[0], 2.6, colour)
            last = (xs[-1], ys[-1], line)
        if any(value is not None for value in line.values):
            canvas.dot(last[0], last[1], 3.4, colour)
            ends.append(last)
    for (x, _, line), y in zip(ends, _spread([end[1] for end in ends]), strict=True):
        canvas.text(x + _PAD, y, line.label, size=SMALL, bold=line.strong)


def _colour(number: int, line: Line, series: Sequence[Line]) -> str:
    """Years beside a strong one fade to grey; otherwise a colour each."""
    years = len(series) > 2 and series[-1].strong
    return GREY if years and not line.strong else SERIES[0 if years else number % len(SERIES)]


def _runs(values: Sequence[float | None]) -> Iterator[list[int]]:
    """Stretches of known values: a line is never drawn over what is not known."""
    run: list[int] = []
    for position, value in enumerate(values):
        if value is not None:
            run.append(position)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _ticks(low: float, high: float) -> list[float]:
    """A few round values around all values."""
    if high <= low:
        high, low = max(low, 0.0) or low + 1.0, min(low, 0.0)
    rough = (high - low) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough)
    first, last = floor(low / step), -floor(-high / step)
    return [step * n for n in range(first, last + 1)]


def _spread(heights: list[float]) -> list[float]:
    """The same heights, moved apart where labels would cover each other."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    placed = list(heights)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + _APART)
    return placed
