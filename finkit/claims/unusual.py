"""When a value may be called unusual: it lies outside what it is compared with, and far from it.

What it is compared with are the county's own past periods, at least three, or its peers, at least
five. One point alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_LEAST_SPREAD = Decimal(1)
"""In points: where the others hardly differ, a small step is no great one."""


def far_out(now: Decimal, others: Sequence[Decimal], *, fewest: int) -> Decimal:
    """How many times their mean deviation a value is from the mean of the others; 0 where it lies
    within their range, or where they are too few.

    >>> past = [Decimal(n) for n in (8, 10, 11, 11)]
    >>> far_out(Decimal(15), past, fewest=3), far_out(Decimal(11), past, fewest=3)
    (Decimal('5'), Decimal('0'))
    """
    if len(others) < max(fewest, 2) or min(others) <= now <= max(others):
        return Decimal(0)
    others = sorted(others)
    mean = sum(others, Decimal()) / len(others)
    spread = sum((abs(one - mean) for one in others), Decimal()) / len(others)
    return times(now - mean, spread)


def times(gap: Decimal, spread: Decimal) -> Decimal:
    """A gap in mean deviations; the least spread is one point.

    >>> times(Decimal(-6), Decimal(3)), times(Decimal(6), Decimal(0))
    (Decimal('2'), Decimal('6'))
    """
    return abs(gap) / max(spread, _LEAST_SPREAD)
