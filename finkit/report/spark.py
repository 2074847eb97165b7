"""A trend the size of a word: a line through the months or years, broken where one is missing."""

from __future__ import annotations

from collections.abc import Sequence

_WIDTH, _HEIGHT, _PAD = 150.0, 34.0, 4.0
_FEWEST = 8


def spark(values: Sequence[float | None], *, about_zero: bool = False) -> str:
    """The values as a small SVG; "" where fewer than eight are known: few points are no trend.

    `about_zero`: a thin line where zero is, for rates. It repeats what is said in words, so it is
    hidden from screen readers.
    """
    while values and values[0] is None:
        values = values[1:]
    known = [value for value in values if value is not None]
    if len(known) < _FEWEST:
        return ""
    low, high = min(known), max(known)
    if about_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    span = (high - low) or 1.0
    step = (_WIDTH - 2 * _PAD) / (len(values) - 1)

    def y(value: float) -> float:
        return _HEIGHT - _PAD - (value - low) / span * (_HEIGHT - 2 * _PAD)

    points = [
        None if value is None else (_PAD + step * n, y(value)) for n, value in enumerate(values)
    ]
    path = "".join(
        f"{'M' if n == 0 or points[n - 1] is None else 'L'}{point[0]:.1f} {point[1]:.1f}"
        for n, point in enumerate(points)
        if point
    )
    last = next(point for point in reversed(points) if point)
    zero = f'<path d="M0 {y(0.0):.1f}H{_WIDTH:g}" class="rule"/>' if about_zero else ""
    return (
        f'<svg class="spark" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" aria-hidden="true">'
        f'{zero}<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3" fill="currentColor"/></svg>'
    )
