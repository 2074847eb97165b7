"""Growth against level: each county a dot, the medians as lines, the four fields counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from finkit.charts.chart import Chart
from finkit.charts.names import SMALL, text_width
from finkit.charts.scales import axis
from finkit.charts.style import DOWN, HEIGHT, INK, LINE, NOW, WIDTH, Canvas
from finkit.rollup.drawing.ranked import limits

_LEFT, _TOP, _LOW = 34.0, 20.0, 40.0
_RADIUS = 2.8
_APART = 12.0
_MOST_TICKS = 6


@dataclass(frozen=True)
class Dot:
    """One county: its name, level (above zero) and growth in %."""

    name: str
    level: float
    growth: float


def quadrants(
    title: str, alt: str, dots: Sequence[Dot], middle: tuple[float, float], fields: Sequence[str]
) -> Chart:
    """The dots, levels on a scale of tenfolds. `middle`: the medians of level and growth; `fields`
    names what stands in the corners: top left, top right, bottom left, bottom right.

    Raises `ValueError` without dots.
    """
    if not dots:
        raise ValueError("no dots")
    canvas = Canvas(HEIGHT + 28)
    right, bottom = WIDTH - 6, canvas.height - _LOW
    low, high = limits([dot.growth for dot in dots], middle[1])
    pad = ((high - low) or 2.0) * 0.09
    low, high = low - pad, high + pad
    levels = [log10(dot.level) for dot in dots]
    first, last = min(levels) - 0.08, max(levels) + 0.08

    def x(level: float) -> float:
        return _LEFT + (log10(level) - first) / (last - first) * (right - _LEFT)

    def y(growth: float) -> float:
        kept = min(max(growth, low), high)
        return _TOP + (high - kept) / (high - low) * (bottom - _TOP)

    for growth in _between(low, high):
        canvas.line([_LEFT, right], [y(growth)] * 2, LINE, 1.0)
        canvas.text(_LEFT - 4, y(growth), f"{axis(growth)}%", "right", size=SMALL, soft=True)
    for level in _tenfolds(first, last):
        canvas.text(x(level), bottom + 12, axis(level), "center", size=SMALL, soft=True)
    for place in ([x(middle[0])] * 2, [_TOP, bottom]), ([_LEFT, right], [y(middle[1])] * 2):
        canvas.line(*place, INK, 1.0, dashed=True)
    for dot in dots:
        canvas.dot(x(dot.level), y(dot.growth), _RADIUS, DOWN if dot.growth < 0 else NOW)
    corners = ((_LEFT, 8.0, "left"), (right, 8.0, "right"))
    for (at, height, anchor), told in zip(corners, fields[:2], strict=True):
        canvas.text(at, height, told, anchor, size=SMALL, bold=True)  # type: ignore[arg-type]
    for (at, _, anchor), told in zip(corners, fields[2:], strict=True):
        canvas.text(at, canvas.height - 6, told, anchor, size=SMALL, bold=True)  # type: ignore[arg-type]
    taken = [(at, height) for at in (_LEFT + 40, right - 40) for height in (8.0, canvas.height - 6)]
    for dot in _told(dots, middle):
        _name(canvas, x(dot.level), y(dot.growth), dot.name, right, taken)
    return Chart(title, canvas.svg(), alt)


def _between(low: float, high: float) -> list[float]:
    """Round values within, zero among them where it is."""
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough)
    return [step * n for n in range(ceil(low / step), floor(high / step) + 1)]


def _tenfolds(first: float, last: float) -> list[float]:
    """1, 2, 5, 10, … between two powers of ten; fewer of each ten where these are many."""
    for steps in ((1, 2, 5), (1, 3), (1,)):
        powers = range(floor(first), ceil(last) + 1)
        found = [step * 10.0**n for n in powers for step in steps]
        within = [value for value in found if first <= log10(value) <= last]
        if len(within) <= _MOST_TICKS:
            break
    return within


def _told(dots: Sequence[Dot], middle: tuple[float, float]) -> list[Dot]:
    """Those farthest out: the largest, the fastest, the slowest; a few of each."""
    most = 1 if len(dots) < 12 else 2
    by_level = sorted(dots, key=lambda dot: (-dot.level, dot.name))[:most]
    by_growth = sorted(dots, key=lambda dot: (dot.growth, dot.name))
    return list(dict.fromkeys([*by_growth[-most:][::-1], *by_growth[:most], *by_level]))


def _name(
    canvas: Canvas, x: float, y: float, name: str, right: float, taken: list[tuple[float, float]]
) -> None:
    """A name beside its dot, on the side that has room; none where another stands."""
    wide = text_width(name, SMALL)
    start = x + 5 if x + 5 + wide <= right else x - 5 - wide
    middle = start + wide / 2
    y = max(y, _TOP + 4)
    if any(abs(middle - at) < wide + 8 and abs(y - height) < _APART for at, height in taken):
        return
    taken.append((middle, y))
    canvas.text(start, y, name, size=SMALL)
