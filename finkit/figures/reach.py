"""The interval a value may lie in, given the digits its inputs were printed with.

An input printed as 62.99 was anything from 62.985 to 62.995. The value is asked again, of its own
formula, with every input at either end of that; what comes out is how far rounding reaches: 尾差.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from finkit.contract import Observation
from finkit.figures.quantity import Quantity
from finkit.units import convert, half_last_digit

_MOST_CORNERS = 6
"""Of so many inputs every combination of ends is tried, of more each input by itself."""

_UNBOUNDED = Decimal("Infinity")


class Interval(NamedTuple):
    """From the lowest to the highest reachable value; infinite where a base may be nothing."""

    lowest: Decimal
    highest: Decimal

    def in_unit(self, source: str, target: str) -> Interval:
        """The same in another unit of its kind."""
        return Interval(*(convert(end, source, target) for end in self))

    @property
    def width(self) -> Decimal:
        """Half of its length: how far rounding reaches to either side of its middle.

        >>> Interval(Decimal(1), Decimal(2)).width
        Decimal('0.5')
        """
        return (self.highest - self.lowest) / 2

    @property
    def is_open(self) -> bool:
        """Whether it leaves the sign open."""
        return self.lowest < 0 < self.highest

    def rounds_to(self, printed: Decimal) -> bool:
        """Whether some value within rounds to the printed one.

        >>> Interval(Decimal("44.44"), Decimal("44.46")).rounds_to(Decimal("44.5"))
        True
        >>> Interval(Decimal("-5.25"), Decimal("-5.25")).rounds_to(Decimal("-5.3"))
        True
        """
        half = half_last_digit(printed)
        low, high = printed - half, printed + half
        # Ties go away from zero, so the end nearer to it belongs to the printed one.
        if printed > 0:
            return self.lowest < high and self.highest >= low
        if printed < 0:
            return self.lowest <= high and self.highest > low
        return self.lowest < high and self.highest > low


def reach(quantity: Quantity, places: int | None = None) -> Interval | None:
    """How far rounding of its inputs moves a value, in its own unit; None where there is no value.

    `places`: with the rates between rounded to so many decimals, as by those who compute with
    printed rates (62.8% less 序时进度 50.0%).
    """
    if quantity.value is None:
        return None
    found = [quantity.at(moved, places) for moved in _ends(quantity)]
    known = [value for value in found if value is not None]
    if len(known) < len(found):
        return Interval(-_UNBOUNDED, _UNBOUNDED)
    return Interval(min(known), max(known))


Moved = dict[Observation, Decimal]


def _ends(quantity: Quantity) -> Iterator[Moved]:
    """The inputs moved to the ends of what they may have been, in the ways that matter.

    A formula is monotone in each input as long as no divisor changes its sign, so that its extremes
    lie at the corners.
    """
    inputs = list(dict.fromkeys(quantity.inputs))
    if len(inputs) <= _MOST_CORNERS:
        for corner in product(*((_low(cell), _high(cell)) for cell in inputs)):
            yield dict(zip(inputs, corner, strict=True))
        return
    rising = {cell for cell in inputs if _rises(quantity, cell)}
    yield {cell: _high(cell) if cell in rising else _low(cell) for cell in inputs}
    yield {cell: _low(cell) if cell in rising else _high(cell) for cell in inputs}


def _low(cell: Observation) -> Decimal:
    return cell.value - half_last_digit(cell.value)


def _high(cell: Observation) -> Decimal:
    return cell.value + half_last_digit(cell.value)


def _rises(quantity: Quantity, cell: Observation) -> bool:
    """Whether the value goes up with this input."""
    low, high = quantity.at({cell: _low(cell)}), quantity.at({cell: _high(cell)})
    return low is not None and high is not None and high >= low
