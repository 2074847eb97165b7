"""Figures as someone printed them against the same figures computed: right, 尾差 or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, Decimal

from finkit import indicators
from finkit.accounts.aliases import same_item
from finkit.checks.digits import places
from finkit.checks.finding import Finding, Severity
from finkit.checks.tally import EQUATION, Checked
from finkit.contract import publication
from finkit.figures.declaration import PeerIndicator
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.figures.reach import reach
from finkit.readers.side_tables import Printed
from finkit.units import UNITS, convert, round_half_up, text, unit

_SAME_AS = {"年度预算": "年初预算"}


def check_printed(rows: Iterable[Printed], figures: FigureSet) -> Iterator[Checked]:
    """A finding for each printed figure that its own inputs do not give."""
    for row, number, found in _against(rows, figures):
        yield from _checked(row, number, found)


def borne_out(
    rows: Iterable[Printed], figures: FigureSet
) -> Iterator[tuple[Printed, Decimal, Figure]]:
    """Each printed figure with its number and the figure that gives it, as far as rounding of its
    inputs reaches: neither contradicts the other."""
    for row, number, found in _against(rows, figures):
        for figure in found:
            same = _is_of_kind(row.unit, figure.unit)
            if same and _is_reachable(number, figure, row.unit):
                yield row, number, figure


def _against(
    rows: Iterable[Printed], figures: FigureSet
) -> Iterator[tuple[Printed, Decimal, list[Figure]]]:
    """Each printed figure once, its number, and the figures that it may be."""
    computed: dict[_Key, list[Figure]] = {}
    for figure in figures:
        computed.setdefault(_key(figure, figure.indicator), []).append(figure)
    # Printed twice, in the document and in a copy of it, a figure is one.
    for row in {_whole_key(row): row for row in rows}.values():
        if (number := row.number) is not None:
            yield row, number, _matching(row, computed)


def _checked(row: Printed, printed: Decimal, figures: list[Figure]) -> Iterator[Checked]:
    """What is to be said of one printed figure: nothing if it is right in some edition."""
    verdict = None
    if figures:
        yield EQUATION
    for figure in figures:
        if not _is_of_kind(row.unit, figure.unit):
            yield _about(row, figure, figure.unit, "warning", f"单位应为{figure.unit}")
        # Growth in 个百分点 is wrong in its unit only.
        name = row.unit if _is_of_kind(row.unit, figure.unit) else figure.unit
        verdict = _verdict(printed, figure, name)
        if verdict is None:
            return
    if verdict is not None:
        severity, cause = verdict
        assert figure.value is not None
        expected = text(convert(figure.value, figure.unit, name), name, places(printed))
        yield _about(row, figure, expected, severity, cause)


def _whole_key(row: Printed) -> tuple[str, ...]:
    edition = (row.scope, row.data_status)
    return (*_key(row, row.indicator), row.item, row.parent_item, row.of_item, *edition)


def _is_of_kind(name: str, other: str) -> bool:
    return name in UNITS and unit(name).kind == unit(other).kind


def _about(row: Printed, figure: Figure, expected: str, severity: Severity, cause: str) -> Finding:
    return Finding(
        severity,
        f"印出的{figure.declared.label}与金额相符",
        row.county_code,
        row.period,
        row.item,
        row.source,
        expected,
        f"{row.value}{row.unit or figure.unit}",
        cause,
        key=(*_whole_key(row), "unit" if expected == figure.unit else "value"),
    )


_Key = tuple[str, str, str, str]
_Computed = Mapping[_Key, list[Figure]]


def _key(one: Figure | Printed, indicator: str) -> _Key:
    return one.county_code, one.period, one.basis, indicator


def _matching(row: Printed, computed: _Computed) -> list[Figure]:
    """The figures a row may have printed: of its edition, from its own publication if any is."""
    found = _of_edition(row, _named_so(row, computed.get(_key(row, row.indicator), [])))
    if not found and (other := indicators.of_budget_tables().get(row.indicator)):
        found = _of_edition(row, _named_so(row, computed.get(_key(row, other), [])))
    own = publication(row.source)
    beside = [f for f in found if any(publication(cell.source) == own for cell in f.inputs)]
    return beside or found


def _named_so(row: Printed, figures: list[Figure]) -> list[Figure]:
    """Those of the row's item, parent and denominator: so spelled, else by any of their names."""
    of_item = _SAME_AS.get(row.of_item, row.of_item)
    names = (row.item, row.parent_item, of_item)
    spelled = [f for f in figures if (f.item, f.parent_item, f.of_item) == names]
    if spelled:
        return spelled
    found = [
        f
        for f in figures
        if same_item(f.item, row.item) and same_item(f.parent_item, row.parent_item)
    ]
    against = {f.of_item for f in found}
    if not of_item and len(against) == 1:
        return found
    return [f for f in found if same_item(f.of_item, of_item)]


def _of_edition(row: Printed, figures: Iterable[Figure]) -> list[Figure]:
    return [
        figure
        for figure in figures
        if figure.value is not None
        and row.scope in ("", figure.inputs[0].scope if figure.inputs else "")
        and row.data_status in ("", figure.inputs[0].data_status if figure.inputs else "")
    ]


def _verdict(printed: Decimal, figure: Figure, name: str) -> tuple[Severity, str] | None:
    """None where the printed figure, in the unit of that name, is right."""
    assert figure.value is not None
    value = convert(figure.value, figure.unit, name)
    if round_half_up(value, places(printed)) == printed:
        return None
    computed = text(value, name, places(printed) + 2)
    if _is_reachable(printed, figure, name):
        return "notice", f"尾差：按印出的数复算为{computed}，在四舍五入范围内"
    if isinstance(figure.declared, PeerIndicator):
        return "warning", f"按现有各县区的数为{computed}，参排的县区可能不同"
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


def _is_reachable(printed: Decimal, figure: Figure, name: str) -> bool:
    """Whether the figure gives what was printed when its inputs move by half a last digit, as they
    are or by way of rates that were rounded to as many decimals before."""
    is_rate = unit(figure.unit).kind in ("rate", "points")
    ways = (None, places(printed)) if is_rate else (None,)
    found = (reach(figure.quantity, by_way_of) for by_way_of in ways)
    return any(one and one.in_unit(figure.unit, name).rounds_to(printed) for one in found)
