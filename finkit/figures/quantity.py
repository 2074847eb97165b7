"""Arithmetic that knows its inputs: a value or the reason there is none, and what it rests on.

The rules that keep figures true stand here once: a rate only on a positive base, a missing input
gives an absent result that says what is missing, nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from finkit.contract import MEASURES, Observation
from finkit.units import convert, unit

PERCENT = "%"
POINTS = "个百分点"


class Quantity(NamedTuple):
    """A value in a unit, or None with the reason; `inputs` are the observations it rests on.

    `of_item` names the denominator or base where a formula has a choice of them.
    """

    value: Decimal | None
    unit: str
    inputs: tuple[Observation, ...] = ()
    reason: str = ""
    of_item: str = ""

    def of(self, name: str) -> Quantity:
        """The same, with the name of its denominator or base."""
        return Quantity(self.value, self.unit, self.inputs, self.reason, name)

    def because(self, reason: str) -> Quantity:
        """The same without a value, for this reason."""
        return Quantity(None, self.unit, self.inputs, reason, self.of_item)


def observed(cell: Observation) -> Quantity:
    """An observation as a quantity."""
    return Quantity(cell.value, cell.unit, (cell,))


def held(cell: Observation | None, item: str, measure: str, unit_name: str = "万元") -> Quantity:
    """An observation as a quantity; absent, saying which item and measure are missing."""
    if cell is None:
        return Quantity(None, unit_name, (), f"缺{item}{MEASURES[measure]}")
    return observed(cell)


def _absent(unit_name: str, *operands: Quantity) -> Quantity:
    """No result: for the reasons of the absent operands, else as the units do not agree."""
    inputs = tuple(cell for q in operands for cell in q.inputs)
    reasons = dict.fromkeys(q.reason for q in operands if q.value is None)
    reason = "；".join(reasons) if any(reasons) else _not_of_one_kind(operands)
    return Quantity(None, unit_name, inputs, reason)


def _not_of_one_kind(operands: Sequence[Quantity]) -> str:
    units = "、".join(dict.fromkeys(q.unit for q in operands))
    return f"单位不同类（{units}），不能计算"


def _mixed(a: Quantity, b: Quantity) -> bool:
    return a.unit != b.unit and unit(a.unit).kind != unit(b.unit).kind


def difference(a: Quantity, b: Quantity) -> Quantity:
    """a − b in the unit of a.

    >>> difference(Quantity(Decimal(5), "万元"), Quantity(Decimal(7), "万元")).value
    Decimal('-2')
    """
    if a.value is None or b.value is None or _mixed(a, b):
        return _absent(a.unit, a, b)
    return Quantity(a.value - convert(b.value, b.unit, a.unit), a.unit, a.inputs + b.inputs)


def total(*terms: Quantity) -> Quantity:
    """The sum in the unit of the first term; absent if any term is."""
    first = terms[0]
    if any(term.value is None or _mixed(first, term) for term in terms):
        return _absent(first.unit, *terms)
    values = (convert(t.value, t.unit, first.unit) for t in terms if t.value is not None)
    value = sum(values, Decimal())
    return Quantity(value, first.unit, tuple(cell for t in terms for cell in t.inputs))


def percent_of(part: Quantity, whole: Quantity, whole_name: str) -> Quantity:
    """part ÷ whole × 100%; absent where the whole is not positive.

    >>> percent_of(Quantity(Decimal(120), "万元"), Quantity(Decimal(80), "万元"), "预算").value
    Decimal('150')
    """
    if part.value is None or whole.value is None or _mixed(part, whole):
        return _absent(PERCENT, part, whole)
    inputs = part.inputs + whole.inputs
    if whole.value <= 0:
        state = "为0" if whole.value == 0 else "为负数"
        return Quantity(None, PERCENT, inputs, f"{whole_name}{state}，不计算比率")
    # Multiplied first: a ratio that ends after two decimals then ends exactly.
    value = 100 * convert(part.value, part.unit, whole.unit) / whole.value
    return Quantity(value, PERCENT, inputs)


def growth(now: Quantity, base: Quantity, base_name: str = "上年同期数") -> Quantity:
    """(now − base) ÷ base × 100%: only on a positive base, and not across a change of sign."""
    change = difference(now, base)
    if change.value is None or now.value is None or base.value is None:
        return _absent(PERCENT, now, base)
    if base.value > 0 > now.value:
        reason = f"本期数由正转负（{base_name}为正），不计算增长率"
        return Quantity(None, PERCENT, change.inputs, reason)
    if base.value <= 0:
        state = "为0" if base.value == 0 else "为负数"
        return Quantity(None, PERCENT, change.inputs, f"{base_name}{state}，不计算增长率")
    return Quantity(
        100 * change.value / convert(base.value, base.unit, now.unit), PERCENT, change.inputs
    )


def points(a: Quantity, b: Quantity) -> Quantity:
    """The difference of two rates, in percentage points (个百分点)."""
    change = difference(_as_percent(a), _as_percent(b))
    return Quantity(change.value, POINTS, change.inputs, change.reason)


def _as_percent(a: Quantity) -> Quantity:
    return Quantity(a.value, PERCENT, a.inputs, a.reason)


def quotient(part: Quantity, by: Quantity, by_name: str, unit_name: str) -> Quantity:
    """part ÷ by in base units (元 a head); absent where the divisor is not positive."""
    if part.value is None or by.value is None:
        return _absent(unit_name, part, by)
    inputs = part.inputs + by.inputs
    if by.value <= 0:
        return Quantity(None, unit_name, inputs, f"{by_name}不是正数，不计算")
    value = part.value * unit(part.unit).factor / (by.value * unit(by.unit).factor)
    return Quantity(value, unit_name, inputs)


def average_growth(now: Quantity, base: Quantity, years: int) -> Quantity:
    """年均增长率 (CAGR) in %: the n-th root of now ÷ base, less one; both must be positive."""
    if now.value is None or base.value is None or _mixed(now, base):
        return _absent(PERCENT, now, base)
    inputs = now.inputs + base.inputs
    if now.value <= 0 or base.value <= 0:
        return Quantity(None, PERCENT, inputs, "期初或期末数不是正数，不计算年均增长率")
    ratio = convert(now.value, now.unit, base.unit) / base.value
    # A root is irrational but for rare cases: fifteen digits of a float lose nothing in print.
    return Quantity(Decimal(100 * (float(ratio) ** (1 / years) - 1)), PERCENT, inputs)
