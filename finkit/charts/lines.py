"""Lines over time: a missing value breaks the line, each line bears its name at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from finkit.charts.chart import Chart
from finkit.charts.names import SMALL, text_width
from finkit.charts.scales import label_step, spread, ticks_around
from finkit.charts.style import GREY, HEIGHT, INK, SERIES, WIDTH, Canvas

_HEIGHT, _TOP, _BOTTOM = HEIGHT, 16.0, 26.0
_PAD = 8.0
NOT_FROM_ZERO = "纵轴不从零开始"
"""What is said of a chart of lines, whose axis holds its values and no more."""


@dataclass(frozen=True)
class Line:
    """One series; None where the value is not known."""

    label: str
    values: Sequence[float | None]
    strong: bool = False
    text: str = ""
    step: bool = False

    @property
    def end(self) -> str:
        """What stands at its end: its name, and the last value where that is told."""
        return f"{self.label} {self.text}" if self.text else self.label


class Break(NamedTuple):
    """A place in a chart of lines before which the values may not compare with those after."""

    position: int
    text: str


@dataclass(frozen=True)
class Plot:
    """Where positions and values lie in a drawing of lines."""

    left: float
    right: float
    low: float
    high: float
    count: int

    def x(self, position: int) -> float:
        """Where a position lies."""
        room = self.right - self.left
        return self.left + (room / 2 if self.count == 1 else room * position / (self.count - 1))

    def y(self, value: float) -> float:
        """Where a value lies."""
        share = (value - self.low) / (self.high - self.low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP)


def lines(
    title: str,
    alt: str,
    labels: Sequence[str],
    series: Sequence[Line],
    tick_text: Callable[[float], str],
    target: Line | None = None,
    breaks: Sequence[Break] = (),
) -> Chart:
    """Lines over the same labels; `target`: a value to reach, marked where it stands; `breaks`
    are marked before the labels of their positions.

    Raises `ValueError` without labels or lines.
    """
    if not labels or not series:
        raise ValueError("no rows")
    canvas = Canvas(_HEIGHT)
    every_line = [*series, *([target] if target else [])]
    known = [value for line in every_line for value in line.values if value is not None]
    ticks = ticks_around(min(known, default=0.0), max(known, default=1.0))
    left = max(text_width(tick_text(value), SMALL) for value in ticks) + _PAD
    right = WIDTH - max(text_width(line.end, SMALL) for line in every_line) - 2 * _PAD
    plot = Plot(left, right, ticks[0], ticks[-1], len(labels))
    put_axes(canvas, plot, ticks, labels, tick_text)
    _put_breaks(canvas, plot, breaks)
    _put_lines(canvas, plot, series, target)
    return Chart(title, canvas.svg(), alt)


def put_axes(
    canvas: Canvas,
    plot: Plot,
    ticks: Sequence[float],
    labels: Sequence[str],
    tick_text: Callable[[float], str],
) -> None:
    """The rules of the values, and the labels below as far as there is room for them."""
    for value in ticks:
        y = plot.y(value)
        canvas.rule(plot.left, y, plot.right, y)
        canvas.text(plot.left - _PAD / 2, y, tick_text(value), "right", size=SMALL, soft=True)
    every = label_step(labels, (plot.right - plot.left) / max(len(labels) - 1, 1))
    for position, label in enumerate(labels):
        if (len(labels) - 1 - position) % every == 0:
            canvas.text(plot.x(position), _HEIGHT - 9, label, "center", size=SMALL, soft=True)


def _put_lines(canvas: Canvas, plot: Plot, series: Sequence[Line], target: Line | None) -> None:
    strong = any(line.strong for line in series)
    ends: list[tuple[float, float, Line]] = []
    for number, line in enumerate(series):
        colour = _colour(number, line, series)
        width = 2.6 if line.strong or not strong else 1.8
        for run in runs(line.values):
            xs = [plot.x(position) for position in run]
            ys = [plot.y(value) for p in run if (value := line.values[p]) is not None]
            if line.step:
                xs, ys = _stepped(xs, ys)
            if len(run) > 1:
                canvas.line(xs, ys, colour, width)
            else:
                canvas.dot(xs[0], ys[0], 2.6, colour)
            last = (xs[-1], ys[-1], line)
        if any(value is not None for value in line.values):
            canvas.dot(last[0], last[1], 3.4, colour)
            ends.append(last)
    for position, value in enumerate(target.values if target else ()):
        if target and value is not None:
            x, y = plot.x(position), plot.y(value)
            canvas.line([x - 6, x + 6], [y, y], INK, 2.4)
            ends.append((x, y, target))
    right = max((end[0] for end in ends), default=0.0)
    early = [end for end in ends if end[2].strong and end[0] < right]
    for x, y, line in early:
        # One that ends before the others is named where it ends, on the side that is free.
        if y <= min(plot.y(value) for value in _beside(line, series)):
            canvas.text(x - _PAD, y - _PAD - 2, line.end, "right", size=SMALL, bold=True)
        else:
            canvas.text(x, y + _PAD + 4, line.end, "left", size=SMALL, bold=True)
    ends = [end for end in ends if end not in early]
    for (_, _, line), y in zip(ends, spread([end[1] for end in ends]), strict=True):
        canvas.text(right + _PAD, y, line.end, size=SMALL, bold=line.strong)


def _put_breaks(canvas: Canvas, plot: Plot, breaks: Sequence[Break]) -> None:
    """A dashed line before each, named above where there is room."""
    taken = 0.0
    for position, name in breaks:
        x = (plot.x(max(position - 1, 0)) + plot.x(position)) / 2
        canvas.line([x, x], [_TOP, _HEIGHT - _BOTTOM], INK, 1.0, dashed=True)
        half = text_width(name, SMALL) / 2
        if x - half > taken:
            canvas.text(x, _TOP - 8, name, "center", size=SMALL, soft=True)
            taken = x + half + _PAD / 2


def _beside(line: Line, series: Sequence[Line]) -> list[float]:
    """What all lines are where this one ends."""
    last = max(at for at, value in enumerate(line.values) if value is not None)
    return [value for one in series if (value := one.values[last]) is not None]


def _colour(number: int, line: Line, series: Sequence[Line]) -> str:
    """Years beside a strong one fade to grey; otherwise a colour each."""
    years = len(series) > 2 and series[-1].strong
    return GREY if years and not line.strong else SERIES[0 if years else number % len(SERIES)]


def runs(values: Sequence[float | None]) -> Iterator[list[int]]:
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


def _stepped(xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:
    """A level that holds until the next is set."""
    return [x for pair in pairwise([xs[0], *xs]) for x in (pair[1], pair[1])][1:], [
        y for before, now in pairwise([ys[0], *ys]) for y in (before, now)
    ][1:]
