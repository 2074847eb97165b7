"""A case to measure, what one run of it cost, and rounds that interleave the cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds by the clock, and the peak memory in MB of its greatest process."""

    seconds: float
    peak: float


@dataclass(frozen=True)
class Case:
    """Something to measure. `goal` is the most seconds it should take (None: no goal set)."""

    name: str
    run: Callable[[], Cost]
    goal: float | None = None


def middle(costs: Sequence[Cost]) -> Cost:
    """The median seconds and the median peak, each taken by itself.

    >>> middle([Cost(3, 10), Cost(1, 30), Cost(2, 20)])
    Cost(seconds=2, peak=20)
    """
    return Cost(median(c.seconds for c in costs), median(c.peak for c in costs))


def times_faster(slow: Sequence[Cost], fast: Sequence[Cost]) -> float:
    """How many times longer the slow way takes: the median of the rounds' own ratios.

    >>> times_faster([Cost(8, 0), Cost(10, 0), Cost(9, 0)], [Cost(2, 0), Cost(2, 0), Cost(3, 0)])
    4.0
    """
    return median(s.seconds / f.seconds for s, f in zip(slow, fast, strict=True))


def interleaved(cases: Sequence[Case], rounds: int) -> Iterator[tuple[Case, Cost]]:
    """Every case once a round, in turn."""
    for _ in range(rounds):
        for case in cases:
            yield case, case.run()
