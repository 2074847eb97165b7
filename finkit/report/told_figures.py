"""What the page says to machines of the figures of an item: value, inputs, terms of the formula.

An entry is `key/value/inputs`, with `=` and the terms where the formula is told with its amounts;
entries stand a blank apart, first those of the cells of the row. The key is a number of the list of
formulas, inputs are numbers of the row's own from 0, terms are amounts; `=` alone: the inputs.

    0/36979/0 2/12.309420105789957/0.1= 14/1.24/0.1.2.3=38.26%,37.02%
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal

from finkit.contract import Observation
from finkit.figures.figure import Figure
from finkit.figures.pointing import Spots
from finkit.figures.quantity import PERCENT, POINTS, Quantity
from finkit.figures.terms import terms
from finkit.units import machine, round_half_up, unit

_RATE_DECIMALS = 2
_RATE = Context(prec=10)


def told(figures: Iterable[Figure], inputs: Sequence[Observation], spots: Spots) -> str:
    """The entries of these figures, all of one item, which rest on these inputs."""
    numbers = {cell: number for number, cell in enumerate(inputs)}
    once = {figure.id: figure for figure in figures}
    return " ".join(_entry(figure, spots[figure].key, numbers) for figure in once.values())


def _entry(figure: Figure, key: int, numbers: Mapping[Observation, int]) -> str:
    cells = list(dict.fromkeys(figure.inputs))
    rests = ".".join(str(numbers[cell]) for cell in cells)
    return f"{key}/{exact(figure)}/{rests}{_terms(figure, cells)}"


def exact(figure: Figure) -> str:
    """The value as a page has it for machines: amounts as they are, rates to ten digits."""
    if figure.value is None:
        return ""
    is_rate = unit(figure.unit).kind in ("rate", "points")
    return machine(_RATE.plus(figure.value) if is_rate else figure.value)


def _terms(figure: Figure, cells: Sequence[Observation]) -> str:
    found = list(terms(figure).values())
    if not found:
        return ""
    if [one.inputs for one in found if one.formula is None] == [(cell,) for cell in cells]:
        return "="
    return f"={','.join(map(_amount, found))}"


def _amount(term: Quantity) -> str:
    value = term.value or Decimal()
    if term.unit in (PERCENT, POINTS):
        return f"{round_half_up(value, _RATE_DECIMALS):f}{'%' * (term.unit == PERCENT)}"
    return machine(value)
