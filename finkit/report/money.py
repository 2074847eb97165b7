"""The unit that the amounts of a report's text stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from finkit.contract import Observation
from finkit.figures.figure import Figure
from finkit.indicators.supplied import FACT
from finkit.units import unit
from finkit.wording.digits import MONEY

_LARGE, _SMALL = MONEY
_AS_FINE = -4
"""An amount of 亿元 with so many decimals is one of whole 万元."""


def text_unit(figures: Iterable[Figure]) -> str:
    """亿元 where an amount is held in 亿元 that would gain a digit in 万元, or all are; else 万元.

    What the bureau supplies besides does not choose it.
    """
    held = list(_amounts(figures))
    large = [cell for cell in held if cell.unit == _LARGE]
    if not large:
        return _SMALL
    is_coarse = any(int(cell.value.as_tuple().exponent) > _AS_FINE for cell in large)
    return _LARGE if is_coarse or len(large) == len(held) else _SMALL


def _amounts(figures: Iterable[Figure]) -> Iterator[Observation]:
    for figure in figures:
        quantity = figure.quantity
        if quantity.formula is None and quantity.inputs and figure.declared.key != FACT.key:
            cell = quantity.inputs[0]
            if unit(cell.unit).kind == "money" and cell.value:
                yield cell
