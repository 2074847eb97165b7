"""The one part a total is missed by: its sign lost, left out of the total, or counted twice."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from finkit.checks.cells import tolerance_in
from finkit.contract import Observation

_SLIPS = (
    (2, "{}的两倍：它应为负数，丢了负号"),
    (1, "{}：合计漏加了它，或它重复计算"),
    (-1, "{}：合计多加了它一次，或漏列了同样大的一项"),
)
"""How many times a part is in what the parts exceed their total by, and what that means."""


def slip_of_one(excess: Decimal, parts: Iterable[tuple[str, Observation]], unit: str) -> str:
    """What one part alone explains of an excess of the parts over their total, "" if none does;
    the first of several that do."""
    held = [(name, part) for name, part in parts if part.value > 0]
    for times, said in _SLIPS:
        for name, part in held:
            allowed = tolerance_in([part], unit) * abs(times)
            if abs(excess - times * part.in_unit(unit)) <= allowed:
                return f"差额正是{said.format(name)}"
    return ""
