"""All counties in the order of one measure, a thin column each: how many lie on either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finkit.charts.chart import Chart
from finkit.charts.names import SMALL
from finkit.charts.style import DOWN, HEIGHT, INK, NOW, WIDTH, Canvas

_WIDEST, _GAP = 14.0, 3.0
_TOP, _LOW = 22.0, 22.0
_FAR = 2.5
"""Beyond so many widths of the middle half a column is cut: the others keep their room."""


@dataclass(frozen=True)
class End:
    """What stands at an end of the row: whose value, and the value as it prints."""

    name: str
    text: str


def limits(values: Sequence[float], also: float) -> tuple[float, float]:
    """The ends of the scale: those of the values and of what they are held against, none of them
    far outside the middle half.

    >>> limits([1.0, 2.0, 3.0, 4.0, 100.0], 0.0)
    (0.0, 9.0)
    """
    ordered = sorted(values)
    first, third = ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]
    far = _FAR * (third - first)
    low, high = ordered[0], ordered[-1]
    if far:
        low, high = max(low, first - far), min(high, third + far)
    return min(low, also), max(high, also)


def ranked(
    title: str,
    alt: str,
    values: Sequence[float],
    line: tuple[float, str],
    base: float,
    ends: tuple[End, End],
) -> Chart:
    """Columns of values in falling order, from `base`; `line` is drawn through them with its text.

    Those below the base are of another colour, those that are cut have a gap at their end. Raises
    `ValueError` without values.
    """
    if not values:
        raise ValueError("no values")
    canvas = Canvas()
    low, high = limits([*values, line[0]], base)
    span = (high - low) or 1.0
    left, right = 0.0, WIDTH
    step = min(_WIDEST, (right - left) / len(values))
    start = left + (right - left - step * len(values)) / 2
    top, bottom = _TOP, HEIGHT - _LOW

    def y(value: float) -> float:
        return top + (high - min(max(value, low), high)) / span * (bottom - top)

    thick = max(step - 1.0, step * 0.7)
    for n, value in enumerate(values):
        x = start + step * n + (step - thick) / 2
        colour = DOWN if value < base else NOW
        for begin, end in _pieces(y(base), y(value), is_cut=not low <= value <= high):
            canvas.rect(x, begin, thick, end - begin, colour)
    canvas.rule(start, y(base), start + step * len(values), y(base))
    at = y(line[0])
    canvas.line([start, start + step * len(values)], [at, at], INK, 1.2, dashed=True)
    # In falling order the columns leave room above the line at its end, or below at its beginning.
    if line[0] >= base:
        canvas.text(start + step * len(values), at - 9, line[1], "right", size=SMALL, bold=True)
    else:
        canvas.text(start, at + 9, line[1], size=SMALL, bold=True)
    first, last = ends
    canvas.text(0.0, 9.0, f"{first.name} {first.text}", size=SMALL)
    canvas.text(WIDTH, HEIGHT - 9.0, f"{last.name} {last.text}", "right", size=SMALL)
    return Chart(title, canvas.svg(), alt)


def _pieces(begin: float, end: float, *, is_cut: bool) -> list[tuple[float, float]]:
    """A column, or what is shown of one that is cut: with a gap before its end."""
    if not is_cut:
        return [(begin, end)]
    back = _GAP if end < begin else -_GAP
    return [(begin, end + 2 * back), (end + back, end)]
