"""Figures as someone printed them against the same figures computed: right, 尾差 or wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, Decimal, InvalidOperation

from finkit.checks.finding import Finding, Severity
from finkit.checks.reach import within_reach
from finkit.contract import ACTUAL, DELTA, Observation, publication
from finkit.dataset import Printed
from finkit.figure_set import FigureSet
from finkit.indicators import declaration_of
from finkit.indicators.figure import Figure
from finkit.units import round_half_up, text

_SAME_AS = {"年度预算": "年初预算"}
_OF_BUDGET_TABLES = {"yoy_amount": "budget_change", "yoy_rate": "budget_growth"}


def check_printed(rows: Iterable[Printed], figures: FigureSet) -> Iterator[Finding]:
    """A finding for each printed figure that its own inputs do not give."""
    computed = {_key(figure): figure for figure in figures}
    scoped: dict[tuple[str, ...], Figure] = {
        (*_key(figure), _scope(figure)): figure for figure in figures
    }
    rates = {(*_row_key(row), row.scope): row for row in rows}
    by_key = {_row_key(row): row for row in rates.values()}
    for row in rates.values():
        figure = _of_scope(row, scoped) if row.scope else _matching(row, computed)
        printed = _number(row.value)
        if figure is None or figure.value is None or printed is None:
            continue
        if (verdict := _verdict(printed, figure, by_key)) is not None:
            severity, cause = verdict
            yield Finding(
                severity,
                f"印出的{declaration_of(figure.indicator, figure.of_item).label}与金额相符",
                row.county_code,
                row.period,
                row.item,
                row.source,
                text(figure.value, figure.unit, _places(printed)),
                f"{row.value}{figure.unit}",
                cause,
            )


_Key = tuple[str, str, str, str, str, str, str]


def _key(figure: Figure) -> _Key:
    return (
        figure.county_code,
        figure.period,
        figure.basis,
        figure.item,
        figure.parent_item,
        figure.indicator,
        figure.of_item,
    )


def _row_key(row: Printed) -> _Key:
    of_item = _SAME_AS.get(row.of_item, row.of_item)
    return (
        row.county_code,
        row.period,
        row.basis,
        row.item,
        row.parent_item,
        row.indicator,
        of_item,
    )


def _matching(row: Printed, computed: dict[_Key, Figure]) -> Figure | None:
    key = _row_key(row)
    found = computed.get(key)
    if found is None and (other := _OF_BUDGET_TABLES.get(row.indicator)):
        found = computed.get((*key[:5], other, key[6]))
    return found


def _scope(figure: Figure) -> str:
    return figure.inputs[0].scope if figure.inputs else ""


def _of_scope(row: Printed, scoped: Mapping[tuple[str, ...], Figure]) -> Figure | None:
    return scoped.get((*_row_key(row), row.scope))


def _number(printed: str) -> Decimal | None:
    try:
        return Decimal(printed)
    except InvalidOperation:
        return None


def _places(printed: Decimal) -> int:
    return max(-int(printed.as_tuple().exponent), 0)


def _verdict(
    printed: Decimal, figure: Figure, rows: dict[_Key, Printed]
) -> tuple[Severity, str] | None:
    """None where the printed figure is right."""
    assert figure.value is not None
    if round_half_up(figure.value, _places(printed)) == printed:
        return None
    computed = text(figure.value, figure.unit, _places(printed) + 2)
    if _reachable(printed, figure, rows):
        return "notice", f"尾差：按印出的数复算为{computed}，在四舍五入范围内"
    if not _one_source(figure):
        return "warning", f"复算为{computed}，基数取自另一来源，可能已调整"
    return "error", f"按印出的数复算为{computed}{_slip(printed, figure.value)}"


def _one_source(figure: Figure) -> bool:
    """Whether all inputs stand in one publication of one period, which must then agree."""
    return len({(publication(cell.source), cell.period) for cell in figure.inputs}) == 1


def _slip(printed: Decimal, value: Decimal) -> str:
    """The likely slip: 截断 instead of rounding, a lost sign, a shifted decimal point."""
    cut = abs(value).quantize(Decimal(1).scaleb(-_places(printed)), rounding=ROUND_DOWN)
    if abs(printed) == cut and printed * value >= 0:
        return "，印出的是截断值，未四舍五入"
    if round_half_up(-value, _places(printed)) == printed:
        return "，正负号印反"
    return ""


def _reachable(printed: Decimal, figure: Figure, rows: dict[_Key, Printed]) -> bool:
    if len({cell.period for cell in figure.inputs}) > 1:
        return False
    if figure.indicator == "progress_gap":
        rate = rows.get((*_key(figure)[:5], "completion_rate", figure.of_item))
        share = _number(rate.value) if rate else None
        if share is None or figure.value is None:
            return False
        now, budget = figure.inputs[:2]
        done = 100 * now.in_unit(budget.unit) / budget.value
        schedule = done - figure.value
        return within_reach(printed, [share], lambda rate: rate - schedule)
    formula = _formula(figure)
    if formula is None:
        return False
    return within_reach(printed, [cell.value for cell in figure.inputs], formula)


def _formula(figure: Figure) -> Callable[..., Decimal] | None:
    """The figure's formula over its inputs in their order, for two inputs of one unit."""
    inputs = _distinct(figure.inputs)
    if len({cell.unit for cell in inputs}) > 1 or len(figure.inputs) != len(inputs):
        return _over_change(figure)
    return {
        "completion_rate": _share,
        "share_of": _share,
        "yoy_rate": _growth,
        "budget_growth": _growth,
        "yoy_amount": lambda now, base: now - base,
        "budget_change": lambda now, base: now - base,
    }.get(figure.indicator)


def _distinct(inputs: tuple[Observation, ...]) -> list[Observation]:
    return list(dict.fromkeys(inputs))


def _over_change(figure: Figure) -> Callable[..., Decimal] | None:
    """Growth on a printed change: the amount stands twice among the inputs, as itself and in
    the base, and must move as one."""
    if figure.indicator not in ("yoy_rate", "yoy_rate_comparable"):
        return None
    now, again, delta = (*figure.inputs, None, None, None)[:3]
    if now is None or again is not now or delta is None or delta.measure != DELTA:
        return None
    if now.measure != ACTUAL or now.unit != delta.unit:
        return None
    return lambda a, _again, change: 100 * change / (a - change)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return 100 * part / whole


def _growth(now: Decimal, base: Decimal) -> Decimal:
    return 100 * (now - base) / base
