"""Whether a number as it is read is a figure's value, in whatever unit and to whatever digit."""

from __future__ import annotations

import re
from decimal import Decimal

from finkit.figures.figure import Figure
from finkit.units import UNITS, convert, round_half_up, unit

_PRINTED = re.compile(r"(约?)[−-]?([\d,]+(?:\.(\d+))?)(.*)")


def prints(text: str, figure: Figure) -> bool:
    """Whether the text is the figure's size, rounded to its last digit.

    A sign is not asked for: a direction word may say it. A number without a unit stands in a column
    whose head has one: any of the figure's kind will do.
    """
    found = _PRINTED.fullmatch(text.strip())
    if found is None or figure.value is None:
        return False
    about, number, decimals, name = found.groups()
    size, digits = Decimal(number.replace(",", "")), len(decimals or "")
    # 约3,050元/人 may be rounded to tens.
    zeros = len(number) - len(number.rstrip("0")) if about and not digits else 0
    values = [abs(convert(figure.value, figure.unit, one)) for one in _units(name, figure)]
    return any(
        _rounded(value, places) == size
        for value in values
        for places in range(digits, -zeros - 1, -1)
    )


def _units(said: str, figure: Figure) -> list[str]:
    """The units that the number may stand in."""
    kind = unit(figure.unit).kind
    return [name for name, one in UNITS.items() if one.kind == kind and said in ("", name)]


def _rounded(value: Decimal, places: int) -> Decimal:
    return round_half_up(value.scaleb(places), 0).scaleb(-places)
