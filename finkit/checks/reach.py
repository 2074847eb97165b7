"""尾差: whether a printed result is within reach of what its printed inputs may have been.

An input printed as 62.99 was anything from 62.985 to 62.995. A printed result is right if some
choice of the inputs, each within half its last digit, rounds to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import product

from finkit.units import half_last_digit


def within_reach(
    printed: Decimal, inputs: Sequence[Decimal], formula: Callable[..., Decimal]
) -> bool:
    """Whether `formula` reaches the printed value when every input moves by half its last digit.

    The formulas here are monotone in each input as long as no divisor changes sign, so the
    extremes lie at the corners.

    >>> share = lambda a, b: 100 * a / b
    >>> within_reach(Decimal("44.5"), [Decimal(969), Decimal(2180)], share)
    True
    """
    corners = product(*((x - half_last_digit(x), x + half_last_digit(x)) for x in inputs))
    try:
        results = [formula(*corner) for corner in corners]
    except (DivisionByZero, InvalidOperation):
        # A divisor that may have been nothing: whatever was printed is within reach.
        return True
    half = half_last_digit(printed)
    return min(results) < printed + half and max(results) >= printed - half


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
