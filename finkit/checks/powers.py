"""Powers of ten between two amounts that should be alike: 元 for 万元, a digit too many."""

from __future__ import annotations

from decimal import Decimal

from finkit.units import UNITS, unit

# Between the units of money lie 10³ (千元), 10⁴ (万元), 10⁵ and 10⁸ (亿元); one digit is 10.
_UNIT_POWERS = (3, 4, 5, 8)
_DIGIT = 1
_NARROW = Decimal("1.02")


def power_of(
    value: Decimal, usual: Decimal, *, unit_band: Decimal, digit_band: Decimal = Decimal(1)
) -> int:
    """k where value ≈ usual × 10ᵏ, as units or a lost digit would make it; 0 where it is not so.

    `unit_band` and `digit_band` are how far off the power may be, as a factor.

    >>> power_of(Decimal(170560000), Decimal(14943), unit_band=Decimal(2))
    4
    >>> power_of(Decimal(200000), Decimal(14943), unit_band=Decimal(2), digit_band=Decimal("1.2"))
    0
    """
    if value <= 0 or usual <= 0:
        return 0
    ratio = value / usual
    up = ratio >= 1
    size = ratio if up else 1 / ratio
    for power in (_DIGIT, *_UNIT_POWERS):
        band = digit_band if power == _DIGIT else unit_band
        if band > 1 and Decimal(10) ** power / band <= size <= Decimal(10) ** power * band:
            return power if up else -power
    return 0


def misplaced(value: Decimal, same: Decimal) -> int:
    """k where the two are one amount but for a power of ten (and a rounded last digit)."""
    return power_of(value, same, unit_band=_NARROW, digit_band=_NARROW)


def named_slip(power: int, name: str) -> str:
    """The likely slip behind an amount 10ᵏ times what it should be, in words.

    >>> named_slip(4, "万元"), named_slip(-4, "万元")
    ('约为应有数的1万倍，疑把元填作万元', '约为应有数的1万分之一，疑把亿元填作万元')
    >>> named_slip(1, "亿元"), named_slip(-1, "亿元")
    ('约为应有数的10倍，疑多写一位', '约为应有数的10分之一，疑少写一位')
    """
    times = {1: "10", 3: "1千", 4: "1万", 5: "10万", 8: "1亿"}[abs(power)]
    size = f"约为应有数的{times}倍" if power > 0 else f"约为应有数的{times}分之一"
    meant = unit(name).factor * Decimal(10) ** -power
    likely = [other.name for other in UNITS.values() if _is_meant(other.name, name, meant)]
    if abs(power) == _DIGIT:
        return f"{size}，疑{'多' if power > 0 else '少'}写一位"
    if likely:
        return f"{size}，疑把{likely[0]}填作{name}"
    return f"{size}，疑单位有误，或{'多' if power > 0 else '少'}写{abs(power)}位"


def _is_meant(other: str, name: str, factor: Decimal) -> bool:
    return unit(other).kind == unit(name).kind and unit(other).factor == factor and other != "元/人"
