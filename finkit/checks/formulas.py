"""The formulas of figures over their inputs, to see how far rounding of these reaches."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from finkit.contract import ACTUAL, DELTA
from finkit.figures.figure import Figure
from finkit.units import convert, unit

Formula = Callable[..., Decimal]


def formula_of(figure: Figure, name: str) -> Formula | None:
    """The figure's formula over its inputs in their order, giving it in the unit of that name."""
    inputs = figure.inputs
    if not inputs or len({unit(cell.unit).kind for cell in inputs}) > 1:
        return None
    formula = _repeating(figure) if len(set(inputs)) < len(inputs) else _plain(figure)
    if formula is None:
        return None
    units = [cell.unit for cell in inputs]

    def given(*values: Decimal) -> Decimal:
        alike = (convert(v, own, units[0]) for v, own in zip(values, units, strict=True))
        result = formula(*alike)
        return result if name == figure.unit else _in_unit(result, figure, units[0], name)

    return given


def _in_unit(value: Decimal, figure: Figure, inputs_unit: str, name: str) -> Decimal:
    """An amount comes in the unit of the inputs, a rate in that of the figure."""
    is_amount = unit(inputs_unit).kind == unit(figure.unit).kind
    return convert(value, inputs_unit if is_amount else figure.unit, name)


def _plain(figure: Figure) -> Formula | None:
    """Over one input that is the figure itself, or over two."""
    if len(figure.inputs) == 1:
        return _itself if figure.value == figure.inputs[0].value else None
    if len(figure.inputs) != 2:
        return None
    return {
        "completion_rate": _share,
        "share_of": _share,
        "yoy_rate": _growth,
        "budget_growth": _growth,
        "yoy_amount": _difference,
        "base_amount": _difference,
        "budget_change": _difference,
    }.get(figure.indicator)


def _repeating(figure: Figure) -> Formula | None:
    """Growth on a printed change: the amount stands twice among the inputs, as itself and in
    the base, and must move as one."""
    if figure.indicator not in ("yoy_rate", "yoy_rate_comparable") or len(figure.inputs) != 3:
        return None
    now, again, delta = figure.inputs
    if again != now or (now.measure, delta.measure) != (ACTUAL, DELTA):
        return None
    return lambda a, _again, change: 100 * change / (a - change)


def _itself(value: Decimal) -> Decimal:
    return value


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return 100 * part / whole


def _growth(now: Decimal, base: Decimal) -> Decimal:
    return 100 * (now - base) / base


def _difference(now: Decimal, base: Decimal) -> Decimal:
    return now - base
