"""Whole periods that one side lacks are one change, not one a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from finkit.changes.change import Side, Value, What

_WHOLE = ("",)


def periods(side: Side) -> frozenset[tuple[str, str]]:
    """The counties and periods that a side says anything of."""
    return frozenset((what.county_code, what.period) for what in side)


def folded(side: Side, shared: Iterable[tuple[str, str]]) -> dict[What, Value]:
    """A side with what stands at periods that the other lacks as one value each."""
    kept = frozenset(shared)
    found = {what: v for what, v in side.items() if (what.county_code, what.period) in kept}
    counted = Counter(
        (what.county_code, what.period)
        for what in side
        if (what.county_code, what.period) not in kept
    )
    names = {what.county_code: value.county for what, value in side.items()}
    for (code, period), number in counted.items():
        whole = Value(names[code], "（整期）", "", "", None, "", "", f"{number}个数")
        found[What(code, period, _WHOLE)] = whole
    return found
