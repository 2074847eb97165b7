"""A declared formula with the amounts that stand for its words: (36979−32926)÷32926×100%."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, DecimalException
from functools import cache

from finkit.figures.figure import Figure
from finkit.figures.quantity import Quantity, constant

_SPLIT = re.compile(r"([()×÷−＋^])")
_NUMBER = re.compile(r"\d+(\.\d+)?%?")
_CLOSE = Decimal("1e-9")
MONTHS, YEARS = "月数", "年数"
"""Words of formulas that the period answers, and no amount."""

_Values = Mapping[str, Decimal]


@cache
def words(formula: str) -> list[str]:
    """The words of a formula that amounts stand for, in the order in which they first come.

    >>> words("(本期数−上年同期数)÷上年同期数×100%")
    ['本期数', '上年同期数']
    """
    return list(dict.fromkeys(part for part in _parts(formula) if not _is_fixed(part)))


@cache
def _parts(formula: str) -> tuple[str, ...]:
    return tuple(part for part in _SPLIT.split(formula) if part)


def _is_fixed(part: str) -> bool:
    return bool(_SPLIT.fullmatch(part) or _NUMBER.fullmatch(part))


def terms(figure: Figure) -> dict[str, Quantity]:
    """The words of the figure's formula with what stands for each; {} where that is not to be told.

    What is told is true: the formula over these values gives the figure's value. Where a formula
    has no words for what was computed (the sum of parts, the n-th of a list) there is nothing.
    """
    named = words(figure.formula)
    if figure.value is None or figure.quantity.formula is None or len(named) < 2:
        return {}
    known = {word: found for word in named if (found := _of_period(word, figure))}
    wanted = [word for word in named if word not in known]
    for operands in _readings(figure.quantity):
        if len(operands) != len(wanted):
            continue
        told = {**known, **dict(zip(wanted, operands, strict=True))}
        ordered = {word: told[word] for word in named}
        if _gives(figure, ordered):
            return ordered
    return {}


def _of_period(word: str, figure: Figure) -> Quantity | None:
    if word == MONTHS:
        return constant(Decimal(int(figure.period[5:])), "个")
    if word == YEARS and figure.of_item[:4].isdigit():
        return constant(Decimal(int(figure.period[:4]) - int(figure.of_item[:4])), "个")
    return None


def _readings(quantity: Quantity) -> Iterator[list[Quantity]]:
    """What was computed with, then what that was computed with; constants aside, each once."""
    operands = quantity.operands
    while operands:
        yield list(dict.fromkeys(operand for operand in operands if operand.inputs))
        if all(operand.formula is None for operand in operands):
            return
        operands = tuple(part for one in operands for part in (one.operands or (one,)))


def _gives(figure: Figure, told: Mapping[str, Quantity]) -> bool:
    values = {word: one.value for word, one in told.items() if one.value is not None}
    if len(values) < len(told) or figure.value is None:
        return False
    try:
        found = evaluate(figure.formula, values)
    except (DecimalException, ValueError, OverflowError, ZeroDivisionError):
        return False
    return abs(found - figure.value) <= _CLOSE * max(abs(figure.value), Decimal(1))


def evaluate(formula: str, values: _Values) -> Decimal:
    """What a formula gives over the values of its words; 100% counts as 100, for rates in %.

    >>> evaluate("(甲−乙)÷乙×100%", {"甲": Decimal(110), "乙": Decimal(100)})
    Decimal('10.0')

    Raises `ValueError` for what is no formula.
    """
    left = list(_parts(formula))
    found = _sum(left, values)
    if left:
        raise ValueError(formula)
    return found


def _chain(
    left: list[str],
    values: _Values,
    below: Callable[[list[str], _Values], Decimal],
    ways: Mapping[str, Callable[[Decimal, Decimal], Decimal]],
) -> Decimal:
    found = below(left, values)
    while left and left[0] in ways:
        way = ways[left.pop(0)]
        found = way(found, below(left, values))
    return found


def _sum(left: list[str], values: _Values) -> Decimal:
    return _chain(left, values, _product, {"−": lambda a, b: a - b, "＋": lambda a, b: a + b})


def _product(left: list[str], values: _Values) -> Decimal:
    return _chain(left, values, _power, {"×": lambda a, b: a * b, "÷": lambda a, b: a / b})


def _power(left: list[str], values: _Values) -> Decimal:
    # A root is irrational but for rare cases: as it was computed, with a float.
    return _chain(left, values, _one, {"^": lambda a, b: Decimal(float(a) ** float(b))})


def _one(left: list[str], values: _Values) -> Decimal:
    part = left.pop(0) if left else ""
    if part == "(":
        found = _sum(left, values)
        if not left or left.pop(0) != ")":
            raise ValueError(part)
        return found
    if _NUMBER.fullmatch(part):
        return Decimal(part.removesuffix("%"))
    if part not in values:
        raise ValueError(part)
    return values[part]
