"""Medians as a plain table."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.case import Case, Cost

_LINE = "{:<34} {:>9} {:>9}  {}"
HEAD = _LINE.format("measure", "seconds", "peak MB", "goal")


def lines(results: Iterable[tuple[Case, Cost]]) -> list[str]:
    """A head, then a line a case: its median seconds, median peak, and whether it met its goal."""
    return [HEAD, *(_line(case, cost) for case, cost in results)]


def _line(case: Case, cost: Cost) -> str:
    return _LINE.format(
        case.name, f"{cost.seconds:.2f}", f"{cost.peak:.0f}", _goal(case, cost)
    ).rstrip()


def _goal(case: Case, cost: Cost) -> str:
    if case.goal is None:
        return ""
    return f"< {case.goal:g} s: {'met' if cost.seconds < case.goal else 'missed'}"
