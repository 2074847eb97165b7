"""Figures as someone printed them against the same figures computed: right, 尾差 or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, Decimal

from finkit.checks.finding import Finding, Severity
from finkit.checks.formulas import formula_of
from finkit.checks.reach import places, printed_number, within_reach
from finkit.contract import publication
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators import declaration_of
from finkit.readers.side_tables import Printed
from finkit.units import UNITS, convert, round_half_up, text, unit

_SAME_AS = {"年度预算": "年初预算"}
_OF_BUDGET_TABLES = {"yoy_amount": "budget_change", "yoy_rate": "budget_growth"}


def check_printed(rows: Iterable[Printed], figures: FigureSet) -> Iterator[Finding]:
    """A finding for each printed figure that its own inputs do not give."""
    computed: dict[_Key, list[Figure]] = {}
    for figure in figures:
        computed.setdefault(_key(figure), []).append(figure)
    printed: _Printed = {(*_row_key(row), row.scope, row.data_status): row for row in rows}
    for row in printed.values():
        if (number := printed_number(row.value)) is not None:
            yield from _checked(row, number, _matching(row, computed), printed)


def _checked(
    row: Printed, printed: Decimal, figures: list[Figure], rows: _Printed
) -> Iterator[Finding]:
    """What is to be said of one printed figure: nothing if it is right in some edition."""
    verdict = None
    for figure in figures:
        if not _is_of_kind(row.unit, figure.unit):
            yield _about(row, figure, figure.unit, "warning", f"单位应为{figure.unit}")
        # Growth in 个百分点 is wrong in its unit only.
        name = row.unit if _is_of_kind(row.unit, figure.unit) else figure.unit
        verdict = _verdict(printed, figure, name, rows, row)
        if verdict is None:
            return
    if verdict is not None:
        severity, cause = verdict
        assert figure.value is not None
        expected = text(convert(figure.value, figure.unit, name), name, places(printed))
        yield _about(row, figure, expected, severity, cause)


def _is_of_kind(name: str, other: str) -> bool:
    return name in UNITS and unit(name).kind == unit(other).kind


def _about(row: Printed, figure: Figure, expected: str, severity: Severity, cause: str) -> Finding:
    return Finding(
        severity,
        f"印出的{declaration_of(figure.indicator, figure.of_item).label}与金额相符",
        row.county_code,
        row.period,
        row.item,
        row.source,
        expected,
        f"{row.value}{row.unit or figure.unit}",
        cause,
    )


_Key = tuple[str, str, str, str, str, str, str]
_Printed = dict[tuple[str, ...], Printed]


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


def _matching(row: Printed, computed: Mapping[_Key, list[Figure]]) -> list[Figure]:
    """The figures a row may have printed: of its edition, from its own publication if any is."""
    key = _row_key(row)
    found = _of_edition(row, computed.get(key, ()))
    if not found and (other := _OF_BUDGET_TABLES.get(row.indicator)):
        found = _of_edition(row, computed.get((*key[:5], other, key[6]), ()))
    own = publication(row.source)
    beside = [f for f in found if any(publication(cell.source) == own for cell in f.inputs)]
    return beside or found


def _of_edition(row: Printed, figures: Iterable[Figure]) -> list[Figure]:
    return [
        figure
        for figure in figures
        if figure.value is not None
        and row.scope in ("", figure.inputs[0].scope if figure.inputs else "")
        and row.data_status in ("", figure.inputs[0].data_status if figure.inputs else "")
    ]


def _verdict(
    printed: Decimal,
    figure: Figure,
    name: str,
    rows: _Printed,
    row: Printed,
) -> tuple[Severity, str] | None:
    """None where the printed figure, in the unit of that name, is right."""
    assert figure.value is not None
    value = convert(figure.value, figure.unit, name)
    if round_half_up(value, places(printed)) == printed:
        return None
    computed = text(value, name, places(printed) + 2)
    if _reachable(printed, figure, name, rows, row):
        return "notice", f"尾差：按印出的数复算为{computed}，在四舍五入范围内"
    if not _one_source(figure):
        return "warning", f"复算为{computed}，基数取自另一来源，可能已调整"
    return "error", f"按印出的数复算为{computed}{_slip(printed, value)}"


def _one_source(figure: Figure) -> bool:
    """Whether all inputs stand in one publication of one period, which must then agree."""
    return len({(publication(cell.source), cell.period) for cell in figure.inputs}) == 1


def _slip(printed: Decimal, value: Decimal) -> str:
    """The likely slip: 截断 instead of rounding, a lost sign, a shifted decimal point."""
    cut = abs(value).quantize(Decimal(1).scaleb(-places(printed)), rounding=ROUND_DOWN)
    if abs(printed) == cut and printed * value >= 0:
        return "，印出的是截断值，未四舍五入"
    if round_half_up(-value, places(printed)) == printed:
        return "，正负号印反"
    return ""


def _reachable(
    printed: Decimal,
    figure: Figure,
    name: str,
    rows: _Printed,
    row: Printed,
) -> bool:
    if len({cell.period for cell in figure.inputs}) > 1:
        return False
    if figure.indicator == "progress_gap":
        key = (*_row_key(row)[:5], "completion_rate", figure.of_item, row.scope, row.data_status)
        rate = rows.get(key)
        share = printed_number(rate.value) if rate else None
        if share is None or figure.value is None:
            return False
        now, budget = figure.inputs[:2]
        done = 100 * now.in_unit(budget.unit) / budget.value
        schedule = done - figure.value
        return within_reach(printed, [share], lambda rate: rate - schedule)
    formula = formula_of(figure, name)
    if formula is None:
        return False
    return within_reach(printed, [cell.value for cell in figure.inputs], formula)
