"""Relations between items, by the tables beside: limits, totals, balances, flows of debt."""

from __future__ import annotations

from collections.abc import Iterator

from finkit.checks.cells import (
    LEVELS,
    ROUNDING,
    about,
    alike,
    cells_of,
    exact,
    shown,
    together,
    tolerance_in,
    total_in,
)
from finkit.checks.finding import Severity
from finkit.checks.tables import only, rows, stands_under
from finkit.checks.tally import BOUND, EQUATION, Checked
from finkit.contract import ACTUAL, BALANCE, CUMULATIVE, MEASURES, Observation
from finkit.figures.county_at import CountyAt

Parts = list[tuple[int, Observation]]


def within_limits(county: CountyAt) -> Iterator[Checked]:
    """One item ≤ another (`limits.csv`): 三保 within spending, 调出 within 调入."""
    for row in rows("limits.csv"):
        less = _cell(county, row["less"], parents=row["less_parent"])
        more = _cell(county, row["more"], parents=row["more_parent"]) if less else None
        if less is None or more is None or not alike(less, more):
            continue
        yield BOUND
        if less.in_unit(more.unit) - more.value > tolerance_in((less, more), more.unit):
            yield about(
                "error" if row["severity"] == "error" else "warning",
                f"{less.item}≤{more.item}",
                less,
                f"不大于{shown(more)}",
                shown(less),
                row["cause"],
                more,
            )


def _cell(
    county: CountyAt,
    names: str,
    measure: str = ACTUAL,
    basis: str = CUMULATIVE,
    parents: str = "*",
) -> Observation | None:
    return only(county.book, county.period, names, basis, measure, parents)


def totals_add_up(county: CountyAt) -> Iterator[Checked]:
    """收入总计 and 支出总计 against what they consist of (`totals.csv`).

    The parts may not exceed the total. Where every part is held, and nothing else stands under the
    total, they must be equal.
    """
    for row in rows("totals.csv"):
        for measure in LEVELS:
            total = _cell(county, row["total"], measure, parents="")
            if total is None:
                continue
            found = [_term(county, term, row, total) for term in row["parts"].split("+")]
            cells = [cell for term in found for cell in term]
            if cells:
                whole = all(found) and not _others(county, row, total, cells)
                yield from _compared(total, cells, row["source"], whole=whole)


def _others(
    county: CountyAt, row: dict[str, str], total: Observation, cells: list[Observation]
) -> bool:
    """Whether something else stands under the total."""
    return any(
        cell not in cells
        for series, cell in cells_of(county, total.measure)
        if series.key.parent_item and stands_under(series, row["total"])
    )


def _term(
    county: CountyAt, term: str, row: dict[str, str], total: Observation
) -> list[Observation]:
    """The cells of one part of a total: its own, or those that stand for it together (`&`)."""
    for choice in term.split("|"):
        names = choice.split("&")
        under = row["total"] + ("?" if choice == row["beside"] else "")
        cells = [_cell(county, name, total.measure, parents=under) for name in names]
        held = [cell for cell in cells if cell and together(cell, total)]
        if len(held) == len(names):
            return held
    return []


def _compared(
    total: Observation, cells: list[Observation], source: str, *, whole: bool
) -> Iterator[Checked]:
    found = total_in([(1, cell) for cell in cells], total.unit)
    off = found - total.value
    allowed = tolerance_in([total, *cells], total.unit)
    yield EQUATION if whole else BOUND
    if abs(off) > allowed and (whole or off > 0):
        yield about(
            "error",
            f"{total.item}{_of(total)}＝各项合计",
            total,
            exact(found, total.unit),
            shown(total),
            f"收支不平衡：{len(cells)}项合计与总计不符（{source}）",
        )
    elif off and abs(off) <= allowed and whole:
        rule = f"{total.item}{_of(total)}＝各项合计"
        yield about("notice", rule, total, exact(found, total.unit), shown(total), ROUNDING)


def _of(cell: Observation) -> str:
    return "" if cell.measure == ACTUAL else f"（{MEASURES[cell.measure]}）"


def totals_balance(county: CountyAt) -> Iterator[Checked]:
    """收入总计 − 支出总计 = 结转下年, or both are equal where that stands under 支出总计."""
    for row in rows("balances.csv"):
        for measure in LEVELS:
            revenue = _cell(county, row["revenue"], measure, parents="")
            spending = _cell(county, row["spending"], measure, parents="") if revenue else None
            if revenue is None or spending is None or not together(revenue, spending):
                continue
            inside = _cell(county, row["carried"], measure, parents=row["spending"])
            beside = _cell(county, row["carried"], measure, parents="")
            yield from _balanced(revenue, spending, inside, beside)


def _balanced(
    revenue: Observation,
    spending: Observation,
    inside: Observation | None,
    beside: Observation | None,
) -> Iterator[Checked]:
    left = total_in([(1, revenue), (-1, spending)], revenue.unit)
    carried = beside if inside is None and beside and together(beside, revenue) else None
    cells = [revenue, spending, *([carried] if carried else [])]
    allowed = tolerance_in(cells, revenue.unit)
    off = left - (carried.in_unit(revenue.unit) if carried else 0)
    known = inside is not None or carried is not None
    # Many tables count what is carried over in the total below it: then the two are equal.
    is_inside = carried is not None and abs(left) <= allowed
    yield EQUATION if known else BOUND
    # Without a word of what is carried over, only more spent than received is impossible.
    if abs(off) <= allowed or is_inside or (not known and off > 0):
        return
    rule = (
        f"{revenue.item}−{spending.item}＝{carried.item}"
        if carried
        else (f"{revenue.item}＝{spending.item}" if known else f"{spending.item}≤{revenue.item}")
    )
    yield about(
        "error",
        rule + _of(revenue),
        carried or spending,
        exact(left, revenue.unit) if carried else shown(revenue),
        shown(carried or spending),
        "收支不平衡：总计或结转数有误",
        *(cell for cell in cells if cell is not (carried or spending)),
    )


def debt_rolls_forward(county: CountyAt) -> Iterator[Checked]:
    """上年末余额 + 本年举借 − 本年还本 = 年末余额 (`flows.csv`), for a whole year."""
    for row in rows("flows.csv"):
        closing = _cell(county, row["closing"], basis=BALANCE)
        if closing is None or county.period.month != 12:
            continue
        opening = _cell(county, row["opening"], basis=BALANCE) or _last_december(county, row)
        issued = _cell(county, row["issued"])
        repaid = _cell(county, row["repaid"])
        if opening is None or issued is None or repaid is None:
            continue
        if alike(closing, opening, issued, repaid):
            yield from _rolled(closing, [(1, opening), (1, issued), (-1, repaid)])


def _last_december(county: CountyAt, row: dict[str, str]) -> Observation | None:
    period = county.period.last_december()
    return only(county.book, period, row["closing"], BALANCE, ACTUAL)


def _rolled(closing: Observation, parts: Parts) -> Iterator[Checked]:
    expected = total_in(parts, closing.unit)
    cells = [closing, *(cell for _, cell in parts)]
    yield EQUATION
    if abs(expected - closing.value) <= tolerance_in(cells, closing.unit):
        return
    # Across publications other things move a balance too (核销, 外债汇率, restated openings).
    severity: Severity = "error" if together(*cells) and _one_period(cells) else "warning"
    yield about(
        severity,
        f"{closing.item}＝上年末余额＋本年举借−本年还本",
        closing,
        exact(expected, closing.unit),
        shown(closing),
        "债务余额与举借、还本数对不上" + ("" if severity == "error" else "，或有核销、汇率变动"),
    )


def _one_period(cells: list[Observation]) -> bool:
    return len({cell.period for cell in cells}) == 1
