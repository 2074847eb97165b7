"""Marks the size of a word, beside a figure that says the same: progress as a bullet, a county
among its peers, a trend. They repeat words, so they are hidden from screen readers."""

from __future__ import annotations

from collections.abc import Sequence

_WIDTH, _HEIGHT = 150.0, 14.0
_FULL = 100.0
_EDGE = 5.0
_TALL, _PAD = 34.0, 4.0
_FEWEST = 8
_FAR = 2.5


def bullet(done: float, due: float | None, role: str) -> str:
    """How far, in %, as a bar within the whole; a tick where time stands (none: no tick).

    `role` is one of the page's colours: now, prior or down.
    """
    scale = _WIDTH / max(_FULL, done, due or 0.0)
    tick = "" if due is None else f'<path d="M{due * scale:.1f} 0v14" class="tick"/>'
    return (
        f'<svg class="bullet" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" aria-hidden="true">'
        f'<path d="M0 4h{_FULL * scale:.1f}v7H0z" class="grid"/>'
        f'<path d="M0 4h{max(done, 0.0) * scale:.1f}v7H0z" class="{role}"/>{tick}</svg>'
    )


def strip(others: Sequence[float], own: float, middle: float) -> str:
    """The others as dots on a line, their median as a tick, the own value as a larger dot."""
    low, high = min(*others, own), max(*others, own)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return _EDGE + (value - low) / span * (_WIDTH - 2 * _EDGE)

    # Lines of no length with round ends: one element for all dots.
    path = "".join(f"M{x(value):.1f} 7h0" for value in others)
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" aria-hidden="true">'
        f'<path d="M0 7H{_WIDTH:g}" class="rule"/><path d="{path}" class="peers"/>'
        f'<path d="M{x(middle):.1f} 0v14" class="tick"/>'
        f'<path d="M{x(own):.1f} 7h0" class="own"/></svg>'
    )


def row(values: Sequence[float], middle: float) -> str:
    """All as dots on a line, their median as a tick: of many that none is picked from.

    What lies far outside the middle half stands at the edge.
    """
    ordered = sorted(values)
    first, third = ordered[len(ordered) // 4], ordered[3 * len(ordered) // 4]
    far = _FAR * (third - first)
    low, high = ordered[0], ordered[-1]
    if far:
        low, high = max(low, first - far), min(high, third + far)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return _EDGE + (min(max(value, low), high) - low) / span * (_WIDTH - 2 * _EDGE)

    path = "".join(f"M{x(value):.1f} 7h0" for value in values)
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" aria-hidden="true">'
        f'<path d="M0 7H{_WIDTH:g}" class="rule"/><path d="{path}" class="peers"/>'
        f'<path d="M{x(middle):.1f} 0v14" class="tick"/></svg>'
    )


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
        return _TALL - _PAD - (value - low) / span * (_TALL - 2 * _PAD)

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
        f'<svg class="spark" viewBox="0 0 {_WIDTH:g} {_TALL:g}" aria-hidden="true">'
        f'{zero}<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3" fill="currentColor"/></svg>'
    )
