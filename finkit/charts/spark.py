"""A trend the size of a word: a line through the years, broken where a year is missing."""

from __future__ import annotations

from collections.abc import Sequence

_WIDTH, _HEIGHT, _PAD = 96.0, 22.0, 3.0
_FEWEST = 3


def spark(values: Sequence[float | None]) -> str:
    """The values as a small SVG; "" where fewer than three are known.

    It repeats what the card says in words, so it is hidden from screen readers.
    """
    while values and values[0] is None:
        values = values[1:]
    known = [value for value in values if value is not None]
    if len(known) < _FEWEST:
        return ""
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (_WIDTH - 2 * _PAD) / (len(values) - 1)
    points = [
        None
        if value is None
        else (_PAD + step * n, _HEIGHT - _PAD - (value - low) / span * (_HEIGHT - 2 * _PAD))
        for n, value in enumerate(values)
    ]
    path = "".join(
        f"{'M' if n == 0 or points[n - 1] is None else 'L'}{point[0]:.1f} {point[1]:.1f}"
        for n, point in enumerate(points)
        if point
    )
    last = next(point for point in reversed(points) if point)
    return (
        f'<svg class="spark" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" aria-hidden="true">'
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.4" fill="currentColor"/></svg>'
    )
