"""A fan: what the year has brought, and between which amounts it may go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from finkit.charts.chart import Chart
from finkit.charts.lines import Plot, put_axes, runs
from finkit.charts.names import SMALL, text_width
from finkit.charts.scales import spread, ticks_around
from finkit.charts.style import GREY, INK, LINE, NOW, WIDTH, Canvas

_PAD = 8.0
Values = Sequence[float | None]


@dataclass(frozen=True)
class Fan:
    """The values by label: last year's, this year's, and of what is to come the middle, the lowest
    and the highest; the budget is one value, of the last label. None where there is none."""

    before: Values
    now: Values
    middle: Values
    low: Values
    high: Values
    budget: float | None = None


@dataclass(frozen=True)
class Ends:
    """What stands at the ends of the lines, each with its value as it prints."""

    before: str
    middle: str
    low: str
    high: str
    budget: str = ""


def fan(
    title: str,
    alt: str,
    labels: Sequence[str],
    drawn: Fan,
    ends: Ends,
    tick_text: Callable[[float], str],
) -> Chart:
    """The chart of a fan; every row of `drawn` has as many values as there are labels."""
    canvas = Canvas()
    rows = (drawn.before, drawn.now, drawn.low, drawn.high, [drawn.budget])
    known = [value for row in rows for value in row if value is not None]
    ticks = ticks_around(min(known), max(known))
    left = max(text_width(tick_text(value), SMALL) for value in ticks) + _PAD
    names = (ends.before, ends.middle, ends.low, ends.high, ends.budget)
    right = WIDTH - max(text_width(name, SMALL) for name in names) - 2 * _PAD
    plot = Plot(left, right, ticks[0], ticks[-1], len(labels))
    _put_band(canvas, plot, drawn)
    put_axes(canvas, plot, ticks, labels, tick_text)
    _put_line(canvas, plot, drawn.before, GREY, 1.8)
    _put_line(canvas, plot, _joined(drawn.now, drawn.middle), NOW, 1.8, dashed=True)
    _put_line(canvas, plot, drawn.now, NOW, 2.6)
    _put_ends(canvas, plot, drawn, ends)
    return Chart(title, canvas.svg(), alt)


def _joined(now: Values, later: Values) -> list[float | None]:
    """What is to come, from the last amount held on."""
    last = max(at for at, value in enumerate(now) if value is not None)
    return [now[at] if at == last else value for at, value in enumerate(later)]


def _put_band(canvas: Canvas, plot: Plot, drawn: Fan) -> None:
    low, high = _joined(drawn.now, drawn.low), _joined(drawn.now, drawn.high)
    at = [n for n, value in enumerate(low) if value is not None]
    ways = [*((n, high[n]) for n in at), *((n, low[n]) for n in reversed(at))]
    points = [(plot.x(n), plot.y(value)) for n, value in ways if value is not None]
    canvas.area([x for x, _ in points], [y for _, y in points], LINE)


def _put_line(
    canvas: Canvas, plot: Plot, values: Values, colour: str, width: float, *, dashed: bool = False
) -> None:
    for run in runs(values):
        ys = [plot.y(value) for at in run if (value := values[at]) is not None]
        xs = [plot.x(at) for at in run]
        if len(run) > 1:
            canvas.line(xs, ys, colour, width, dashed=dashed)
        else:
            canvas.dot(xs[0], ys[0], 2.6, colour)


def _put_ends(canvas: Canvas, plot: Plot, drawn: Fan, ends: Ends) -> None:
    right = plot.x(plot.count - 1)
    told = [
        (value, text, bold)
        for value, text, bold in (
            (drawn.high[-1], ends.high, False),
            (drawn.middle[-1], ends.middle, True),
            (drawn.low[-1], ends.low, False),
            (drawn.before[-1], ends.before, False),
            (drawn.budget, ends.budget, False),
        )
        if value is not None
    ]
    if drawn.budget is not None:
        y = plot.y(drawn.budget)
        canvas.line([right - 6, right + 6], [y, y], INK, 2.4)
    if (middle := drawn.middle[-1]) is not None:
        canvas.dot(right, plot.y(middle), 3.4, NOW)
    heights = spread([plot.y(value) for value, _, _ in told])
    for (_, text, bold), y in zip(told, heights, strict=True):
        canvas.text(right + _PAD, y, text, size=SMALL, bold=bold, soft=not bold)
