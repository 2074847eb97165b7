"""How many digits a figure prints with.

An amount never gains a digit over those its inputs were printed with (76.7亿元 is not 76.70), nor
rounds away (0.0042亿元 is 42万元). A rate prints at the set decimals while rounding of its inputs
reaches one unit of the last to either side; beyond that with fewer, and 约.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from finkit import units
from finkit.figures.quantity import Quantity
from finkit.figures.reach import Interval, reach

MONEY = ("亿元", "万元")
"""What amounts are said in: what would round away in the first in the second, 元 never."""

_FINEST = 4

_NEAR = Decimal("0.02")
"""An amount is said in another unit than its own where rounding moves it by no more than this."""

_COARSEST = -8
"""No figure is rounded to more than hundred millions."""


@dataclass(frozen=True, slots=True)
class Style:
    """How many decimals the report prints at most: of rates and points, and of amounts (None: by
    unit); the unit its amounts stand in ("": each in its own)."""

    rate_decimals: int = 1
    amount_decimals: int | None = None
    money: str = ""

    def decimals(self, unit: str) -> int:
        """The decimals of a figure in this unit."""
        known = units.unit(unit)
        if known.kind in ("rate", "points") and unit != "倍":
            return self.rate_decimals
        if known.kind == "money" and self.amount_decimals is not None:
            return self.amount_decimals
        return known.decimals


class Digits(NamedTuple):
    """The unit and decimals of a figure in print, whether it prints as zero, whether with 约.

    Below zero the decimals are those of tens and hundreds: 约21800元/人.
    """

    unit: str
    decimals: int
    is_flat: bool = False
    is_about: bool = False

    def text(self, value: Decimal) -> str:
        """A value of that unit.

        >>> Digits("%", 0, is_about=True).text(Decimal("14.06"))
        '约14%'
        """
        about = "约" if self.is_about and not self.is_flat else ""
        return f"{about}{units.text(value, self.unit, self.decimals)}"


def digits_of(quantity: Quantity, style: Style) -> Digits:
    """How a quantity prints: with its own digits, at most those of its unit.

    Raises `ValueError` for one without a value: there is nothing to print.
    """
    if quantity.value is None:
        raise ValueError("nothing to print")
    value, kind = quantity.value, units.unit(quantity.unit).kind
    if kind == "money" and "/" not in quantity.unit:
        return _of_amount(quantity, value, style)
    decimals = style.decimals(quantity.unit)
    if kind in ("rate", "points", "money") and (interval := reach(quantity)):
        return _of_ratio(quantity, value, interval, decimals)
    return Digits(quantity.unit, decimals, is_flat=not units.round_half_up(value, decimals))


def _of_ratio(quantity: Quantity, value: Decimal, interval: Interval, most: int) -> Digits:
    if quantity.formula is None and quantity.inputs:
        # What was printed itself gains no digit: 84% is not 84.0%.
        decimals = min(most, max(-int(value.as_tuple().exponent), 0))
        return Digits(quantity.unit, decimals, is_flat=not units.round_half_up(value, decimals))
    wide = _width(value, interval)
    decimals = next((d for d in range(most, _COARSEST, -1) if wide <= _last_digit(d)), _COARSEST)
    flat = not units.round_half_up(value, decimals) or interval.is_open
    return Digits(quantity.unit, decimals, is_flat=flat, is_about=decimals < most)


def _of_amount(quantity: Quantity, value: Decimal, style: Style) -> Digits:
    interval = reach(quantity) or Interval(value, value)
    own = quantity.unit
    if style.money not in ("", own):
        others = [style.money] if own in MONEY else [style.money, MONEY[-1]]
        for other in others:
            turned = units.convert(value, own, other)
            if said := _near(other, turned, interval.in_unit(own, other), style):
                return said
    return _in_own(quantity, value, interval, style)


def _near(unit: str, value: Decimal, interval: Interval, style: Style) -> Digits | None:
    """An amount turned into another unit; None where it would gain a digit or lose what it says.

    In 万元, the smallest that is said, small ones have decimals.
    """
    for most in (0, _FINEST) if unit == MONEY[-1] else (0,):
        found = _in(unit, value, interval, style, most)
        moved = abs(units.round_half_up(value, found.decimals) - value)
        if not found.is_about and moved <= _NEAR * abs(value):
            return found
    return None


def _in_own(quantity: Quantity, value: Decimal, interval: Interval, style: Style) -> Digits:
    given = _in(quantity.unit, value, interval, style)
    if not given.is_flat or not value or interval.is_open or quantity.unit not in MONEY:
        return given
    smaller = MONEY[-1]
    less = interval.in_unit(quantity.unit, smaller)
    found = _in(smaller, units.convert(value, quantity.unit, smaller), less, style)
    if quantity.formula is None and quantity.inputs and found.is_flat:
        # A change of next to nothing is 基本持平; an amount of next to nothing is what it is.
        return _in(smaller, units.convert(value, quantity.unit, smaller), less, style, _FINEST)
    return given if found.is_flat else found


def _in(unit: str, value: Decimal, interval: Interval, style: Style, most: int = 0) -> Digits:
    wide, most = _width(value, interval), max(most, style.decimals(unit))
    fits = (d for d in range(most, _COARSEST, -1) if wide <= _last_digit(d))
    decimals = next(fits, _COARSEST)
    flat = not units.round_half_up(value, decimals) or interval.is_open
    return Digits(unit, decimals, is_flat=flat, is_about=decimals < 0)


def _width(value: Decimal, interval: Interval) -> Decimal:
    return max(value - interval.lowest, interval.highest - value)


def _last_digit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)
