"""Arithmetic that knows its inputs and its formula, so that it can be asked again.

The rules that keep figures true stand here once: a rate only on a positive base, a missing input
gives an absent result that says what is missing, nothing is rounded. Whatever is computed is
`derived` by a formula over other quantities and keeps it: what the result would have been with
other amounts (`at`) is asked of that very formula, never of a second one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from finkit.contract import MEASURES, Observation
from finkit.units import convert, round_half_up, unit

PERCENT = "%"
POINTS = "个百分点"


class Unsaid(NamedTuple):
    """What arithmetic gives, and why it is not to be said all the same: −120% of a loss."""

    value: Decimal
    reason: str


Formula = Callable[..., "Decimal | str | Unsaid"]
"""A formula over values, each in the unit of its operand: the result, or why there is none."""


class Quantity(NamedTuple):
    """A value in a unit, or None with the reason; `inputs` are the observations it rests on.

    `of_item` names the denominator or base where a formula has a choice of them. What is computed
    has its `formula` and `operands`; an observation and a constant have none.
    """

    value: Decimal | None
    unit: str
    inputs: tuple[Observation, ...] = ()
    reason: str = ""
    of_item: str = ""
    formula: Formula | None = None
    operands: tuple[Quantity, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Whether all that is to be seen is the same: a formula asked twice is one formula."""
        return isinstance(other, Quantity) and self[:5] == other[:5]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:5])

    def of(self, name: str) -> Quantity:
        """The same, with the name of its denominator or base."""
        value, unit_name, inputs, reason, _, formula, operands = self
        return Quantity(value, unit_name, inputs, reason, name, formula, operands)

    def because(self, reason: str) -> Quantity:
        """The same without a value, for this reason."""
        return Quantity(None, self.unit, self.inputs, reason, self.of_item)

    def at(self, moved: Mapping[Observation, Decimal], places: int | None = None) -> Decimal | None:
        """The value if some inputs had been other amounts; None where there would be none.

        `places`: with the rates between rounded to so many decimals, as by those who compute with
        printed rates.
        """
        if self.formula is None:
            known = self.inputs and self.value is not None
            return moved.get(self.inputs[0], self.value) if known else self.value
        values = [operand._rounded_at(moved, places) for operand in self.operands]
        if None in values:
            return None
        found = self.formula(*values)
        if isinstance(found, Unsaid):
            return found.value
        return None if isinstance(found, str) else found

    def _rounded_at(
        self, moved: Mapping[Observation, Decimal], places: int | None
    ) -> Decimal | None:
        value = self.at(moved, places)
        if places is None or value is None or self.unit != PERCENT:
            return value
        return round_half_up(value, places)


def observed(cell: Observation) -> Quantity:
    """An observation as a quantity."""
    return Quantity(cell.value, cell.unit, (cell,))


def as_printed(cell: Observation, computed: Quantity) -> Quantity:
    """A computed quantity as someone printed it; it rests on what was printed first, and on the
    amounts that bear it out."""
    inputs = (cell, *computed.inputs)
    return Quantity(cell.value, cell.unit, inputs, of_item=computed.of_item)


def constant(value: Decimal, unit_name: str) -> Quantity:
    """A value that rests on no observation: a share of the year's months."""
    return Quantity(value, unit_name)


def held(cell: Observation | None, item: str, measure: str, unit_name: str = "万元") -> Quantity:
    """An observation as a quantity; absent, saying which item and measure are missing."""
    if cell is None:
        return absent(unit_name, f"缺{item}{MEASURES[measure]}")
    return observed(cell)


def absent(unit_name: str, reason: str, *operands: Quantity) -> Quantity:
    """No value, for this reason; the operands' inputs show what is held."""
    return Quantity(None, unit_name, _inputs(operands), reason)


def derived(formula: Formula, unit_name: str, *operands: Quantity) -> Quantity:
    """What a formula gives over other quantities, and the formula with it.

    Absent, with their reasons, where an operand is absent, and where the formula says why not.

    >>> half = derived(lambda whole: whole / 2, "万元", constant(Decimal(5), "万元"))
    >>> half.value, half.unit
    (Decimal('2.5'), '万元')
    """
    values = [operand.value for operand in operands]
    if None in values:
        lacking = (q.reason.split("；") for q in operands if q.value is None)
        reasons = dict.fromkeys(reason for one in lacking for reason in one if reason)
        return absent(unit_name, "；".join(reasons), *operands)
    found, inputs = formula(*values), _inputs(operands)
    if isinstance(found, Decimal):
        return Quantity(found, unit_name, inputs, "", "", formula, operands)
    reason = found.reason if isinstance(found, Unsaid) else found
    return Quantity(None, unit_name, inputs, reason)


def _inputs(operands: Sequence[Quantity]) -> tuple[Observation, ...]:
    if len(operands) == 2:
        return operands[0].inputs + operands[1].inputs
    return tuple(cell for q in operands for cell in q.inputs)


def _of_one_kind(formula: Formula, unit_name: str, first: Quantity, *others: Quantity) -> Quantity:
    """`derived`, but absent where the operands' units are of different kinds."""
    operands = (first, *others)
    own = first.unit
    if any(q.unit != own for q in others) and _are_mixed(operands):
        units = "、".join(dict.fromkeys(q.unit for q in operands))
        return absent(unit_name, f"单位不同类（{units}），不能计算", *operands)
    return derived(formula, unit_name, *operands)


def _are_mixed(operands: Sequence[Quantity]) -> bool:
    kinds = {unit(q.unit).kind for q in operands}
    return len(kinds) > 1 and all(q.value is not None for q in operands)


def difference(a: Quantity, b: Quantity) -> Quantity:
    """a − b in the unit of a.

    >>> difference(constant(Decimal(5), "万元"), constant(Decimal(7), "万元")).value
    Decimal('-2')
    """
    return _of_one_kind(lambda x, y: x - convert(y, b.unit, a.unit), a.unit, a, b)


def total(*terms: Quantity) -> Quantity:
    """The sum in the unit of the first term; absent if any term is."""
    first = terms[0].unit

    def summed(*values: Decimal) -> Decimal:
        pairs = zip(values, terms, strict=True)
        return sum((convert(value, term.unit, first) for value, term in pairs), Decimal())

    return _of_one_kind(summed, first, *terms)


def percent_of(part: Quantity, whole: Quantity, whole_name: str) -> Quantity:
    """part ÷ whole × 100%; absent where the whole is not positive.

    >>> percent_of(constant(Decimal(120), "万元"), constant(Decimal(80), "万元"), "预算").value
    Decimal('150')
    """

    def share(x: Decimal, y: Decimal) -> Decimal | str:
        if y <= 0:
            return f"{whole_name}{_not_positive(y)}，不计算比率"
        # Multiplied first: a ratio that ends after two decimals then ends exactly.
        return 100 * convert(x, part.unit, whole.unit) / y

    return _of_one_kind(share, PERCENT, part, whole)


def _not_positive(value: Decimal) -> str:
    return "为0" if value == 0 else "为负数"


def growth(now: Quantity, base: Quantity, base_name: str = "上年同期数") -> Quantity:
    """(now − base) ÷ base × 100%: only on a positive base, and not across a change of sign."""

    def rate(x: Decimal, y: Decimal) -> Decimal | str | Unsaid:
        if y <= 0:
            return f"{base_name}{_not_positive(y)}，不计算增长率"
        then = convert(y, base.unit, now.unit)
        grown = 100 * (x - then) / then
        if x < 0:
            return Unsaid(grown, f"本期数由正转负（{base_name}为正），不计算增长率")
        return grown

    return _of_one_kind(rate, PERCENT, now, base)


def points(a: Quantity, b: Quantity) -> Quantity:
    """The difference of two rates, in percentage points (个百分点)."""
    return derived(lambda x, y: x - y, POINTS, a, b)


def quotient(part: Quantity, by: Quantity, by_name: str, unit_name: str) -> Quantity:
    """part ÷ by in base units (元 a head); absent where the divisor is not positive."""

    def ratio(x: Decimal, y: Decimal) -> Decimal | str:
        if y <= 0:
            return f"{by_name}不是正数，不计算"
        return x * unit(part.unit).factor / (y * unit(by.unit).factor)

    return derived(ratio, unit_name, part, by)


def average_growth(now: Quantity, base: Quantity, years: int) -> Quantity:
    """年均增长率 (CAGR) in %: the n-th root of now ÷ base, less one; both must be positive."""

    def average(x: Decimal, y: Decimal) -> Decimal | str:
        if x <= 0 or y <= 0:
            return "期初或期末数不是正数，不计算年均增长率"
        ratio = convert(x, now.unit, base.unit) / y
        # A root is irrational but for rare cases: fifteen digits of a float lose nothing in print.
        return Decimal(100 * (float(ratio) ** (1 / years) - 1))

    return _of_one_kind(average, PERCENT, now, base)
