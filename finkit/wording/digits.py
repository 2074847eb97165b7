"""How many digits a figure prints with.

An amount never gains a digit over those its inputs were printed with (76.7亿元 is not 76.70), nor
rounds away (0.0042亿元 is 42万元).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from finkit import units
from finkit.figures.quantity import Quantity
from finkit.figures.reach import Interval, reach

_MONEY = ("亿元", "万元")
"""What would round away in the first is said in the second; 元 are never said."""

_FINEST = 4


@dataclass(frozen=True, slots=True)
class Style:
    """How many decimals the report prints at most: of rates and points, and of amounts (None: by
    unit)."""

    rate_decimals: int = 1
    amount_decimals: int | None = None

    def decimals(self, unit: str) -> int:
        """The decimals of a figure in this unit."""
        known = units.unit(unit)
        if known.kind in ("rate", "points") and unit != "倍":
            return self.rate_decimals
        if known.kind == "money" and self.amount_decimals is not None:
            return self.amount_decimals
        return known.decimals


class Digits(NamedTuple):
    """The unit and decimals of a figure in print, and whether it prints as zero."""

    unit: str
    decimals: int
    is_flat: bool = False

    def text(self, value: Decimal) -> str:
        """A value of that unit."""
        return units.text(value, self.unit, self.decimals)


def digits_of(quantity: Quantity, style: Style) -> Digits:
    """How a quantity prints: an amount with its own digits, all else with those of its unit.

    Raises `ValueError` for one without a value: there is nothing to print.
    """
    if quantity.value is None:
        raise ValueError("nothing to print")
    if units.unit(quantity.unit).kind == "money" and "/" not in quantity.unit:
        return _of_amount(quantity, quantity.value, style)
    decimals = style.decimals(quantity.unit)
    printed = len(quantity.inputs) == 1 and quantity.inputs[0].value == quantity.value
    if printed and units.unit(quantity.unit).kind == "rate":
        # What was printed itself gains no digit: 84% is not 84.0%.
        decimals = min(decimals, max(-int(quantity.value.as_tuple().exponent), 0))
    return Digits(
        quantity.unit, decimals, is_flat=not units.round_half_up(quantity.value, decimals)
    )


def _of_amount(quantity: Quantity, value: Decimal, style: Style) -> Digits:
    interval = reach(quantity) or Interval(value, value)
    given = _in(quantity.unit, value, interval, style)
    if not given.is_flat or not value or _is_open(interval) or quantity.unit not in _MONEY:
        return given
    smaller = _MONEY[-1]
    less = interval.in_unit(quantity.unit, smaller)
    found = _in(smaller, units.convert(value, quantity.unit, smaller), less, style)
    if quantity.formula is None and quantity.inputs and found.is_flat:
        # A change of next to nothing is 基本持平; an amount of next to nothing is what it is.
        return _in(smaller, units.convert(value, quantity.unit, smaller), less, style, _FINEST)
    return given if found.is_flat else found


def _in(unit: str, value: Decimal, interval: Interval, style: Style, most: int = 0) -> Digits:
    wide, most = _width(value, interval), max(most, style.decimals(unit))
    fits = (d for d in range(most, -1, -1) if wide <= _last_digit(d))
    decimals = next(fits, 0)
    flat = not units.round_half_up(value, decimals) or _is_open(interval)
    return Digits(unit, decimals, is_flat=flat)


def _width(value: Decimal, interval: Interval) -> Decimal:
    return max(value - interval.lowest, interval.highest - value)


def _last_digit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def _is_open(interval: Interval) -> bool:
    return interval.lowest < 0 < interval.highest
