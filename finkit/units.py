"""Units, rounding, and the only place where a number becomes text.

Values are `Decimal` throughout: a rate is divided with 28 digits and rounded once, when printed,
half-up as Excel's ROUND does it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from finkit.errors import DataError, did_you_mean, quoted

Kind = Literal["money", "rate", "points", "people", "count"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its kind, how many base units it holds, and its printed decimals."""

    name: str
    kind: Kind
    factor: Decimal
    decimals: int


def _units(*rows: tuple[str, Kind, int, int]) -> dict[str, Unit]:
    return {name: Unit(name, kind, Decimal(factor), dec) for name, kind, factor, dec in rows}


UNITS = _units(
    ("元", "money", 1, 0),
    ("千元", "money", 1_000, 0),
    ("万元", "money", 10_000, 0),
    ("亿元", "money", 100_000_000, 2),
    ("%", "rate", 1, 1),
    ("个百分点", "points", 1, 1),
    ("人", "people", 1, 0),
    ("万人", "people", 10_000, 2),
    ("人次", "count", 1, 0),
    ("个", "count", 1, 0),
    ("笔", "count", 1, 0),
    ("件", "count", 1, 0),
    ("辆", "count", 1, 0),
    ("户", "count", 1, 0),
    ("项", "count", 1, 0),
    # Of figures only: nothing is booked in these.
    ("位", "count", 1, 0),
    ("元/人", "money", 1, 0),
    ("倍", "rate", 1, 2),
)
"""The closed list of units; one row adds a unit."""

MONEY_UNIT = "万元"
"""What county amounts are reported in, unless the data say otherwise."""

_THOUSANDS = re.compile(r"(?<![\d.])[1-9]\d{3,}")
_MINUS = re.compile(r"^(约?)-")
_MACHINE = Context(prec=17)
# A text this short has no more than 17 digits: nothing to round.
_FEW_DIGITS = 17


def unit(name: str) -> Unit:
    """The unit of that name. Raises `DataError` naming the nearest known unit.

    >>> unit("万元").factor
    Decimal('10000')
    """
    known = UNITS.get(name)
    if known is None:
        advice = did_you_mean(name, UNITS) or f"可用单位：{'、'.join(UNITS)}"
        raise DataError(f"不认识的单位{quoted(name)}", advice=advice)
    return known


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """The same quantity in another unit of its kind, unrounded.

    >>> convert(Decimal("0.29"), "亿元", "万元")
    Decimal('2900.00')
    """
    if source == target:
        return value
    old, new = unit(source), unit(target)
    if old.kind != new.kind:
        raise DataError(f"单位{quoted(source)}不能换算为{quoted(target)}")
    return value * old.factor / new.factor


def in_base(value: Decimal, name: str) -> Decimal:
    """The quantity in the base unit of its kind: what quantities kept in any unit are ranked by.

    >>> in_base(Decimal("5.00"), "亿元") < in_base(Decimal(60000), "万元")
    True
    """
    return value * unit(name).factor


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounded to `decimals` places, ties away from zero, as Excel's ROUND; never −0.

    >>> round_half_up(Decimal("2.675"), 2), round_half_up(Decimal("-0.5"), 0)
    (Decimal('2.68'), Decimal('-1'))
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def text(value: Decimal, name: str, decimals: int | None = None) -> str:
    """The value as readers see it, rounded and with its unit: to as many decimals as the unit has
    unless set (万元 0, % 1).

    >>> text(Decimal("-24.2198"), "%"), text(Decimal("5682.5"), "万元")
    ('-24.2%', '5683万元')
    """
    places = unit(name).decimals if decimals is None else decimals
    return f"{round_half_up(value, places):f}{name}"


def grouped(printed: str) -> str:
    """A printed number as tables and drawings show it: thousands apart, a real minus sign.

    >>> grouped("-12414万元"), grouped("0.12345"), grouped("约21800元/人")
    ('−12,414万元', '0.12345', '约21,800元/人')
    """
    printed = _THOUSANDS.sub(lambda found: f"{int(found[0]):,}", printed)
    return _MINUS.sub(r"\1−", printed)


def machine(value: Decimal) -> str:
    """The value for machines: up to 17 significant digits, no exponent, no trailing zeros.

    >>> machine(Decimal("44.30")), machine(Decimal(2) / 3)
    ('44.3', '0.66666666666666667')
    """
    plain = str(value)
    if len(plain) <= _FEW_DIGITS and "E" not in plain:
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    short = _MACHINE.plus(value)
    if short == short.to_integral_value():
        return f"{short:.0f}" if short else "0"
    return f"{short:f}".rstrip("0")


def tick(value: float) -> str:
    """A value on an axis, without unit and with no more digits than it needs.

    >>> tick(0.30000000000000004), tick(20000.0)
    ('0.3', '20000')
    """
    return machine(Decimal(f"{value:.9g}"))


def half_last_digit(value: Decimal) -> Decimal:
    """Half a unit of the last digit a value was printed with.

    >>> half_last_digit(Decimal("62.99")), half_last_digit(Decimal("4093"))
    (Decimal('0.005'), Decimal('0.5'))
    """
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(min(int(exponent), 0) - 1)
