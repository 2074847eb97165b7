"""Printed numbers as they stand: their value, their decimals, how far a sum of them may be off."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from finkit.units import half_last_digit

# No one prints more decimals; more would not fit the arithmetic.
_MOST_PLACES = 20


def places(printed: Decimal) -> int:
    """How many decimals a figure was printed with."""
    return min(max(-int(printed.as_tuple().exponent), 0), _MOST_PLACES)


def sum_tolerance(terms: Sequence[Decimal]) -> Decimal:
    """How far a printed total may be from the sum of its printed parts: half a last digit each."""
    return sum((half_last_digit(term) for term in terms), Decimal())
