"""Printed numbers as they stand: their value, their decimals, how far a sum of them may be off."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from finkit.units import half_last_digit

# No one prints more decimals; more would not fit the arithmetic.
_MOST_PLACES = 20


def printed_number(printed: str) -> Decimal | None:
    """A printed figure as a number; None for what is none, or infinite.

    >>> printed_number("5.3"), printed_number("约5"), printed_number("Infinity")
    (Decimal('5.3'), None, None)
    """
    try:
        found = Decimal(printed)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def places(printed: Decimal) -> int:
    """How many decimals a figure was printed with."""
    return min(max(-int(printed.as_tuple().exponent), 0), _MOST_PLACES)


def sum_tolerance(terms: Sequence[Decimal]) -> Decimal:
    """How far a printed total may be from the sum of its printed parts: half a last digit each."""
    return sum((half_last_digit(term) for term in terms), Decimal())
