"""Sums: an aggregate against the parts its caliber declares, a whole against each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from finkit.accounts.calibers import Caliber
from finkit.accounts.calibers import calibers as packaged
from finkit.accounts.chart import children, spending_classes
from finkit.accounts.names import GENERAL_SPENDING
from finkit.checks.cells import (
    LEVELS,
    ROUNDING,
    about,
    exact,
    shown,
    together,
    tolerance_in,
    total_in,
)
from finkit.checks.one_part import slip_of_one
from finkit.checks.tally import BOUND, EQUATION, Checked
from finkit.contract import (
    BALANCE,
    BASES,
    CUMULATIVE,
    DELTA,
    MEASURES,
    MONTH,
    Observation,
)
from finkit.figures.county_at import CountyAt
from finkit.ledger.county_book import ItemSeries

Signed = list[tuple[int, Observation]]


def declared_sums(county: CountyAt, calibers: Iterable[Caliber]) -> Iterator[Checked]:
    """An aggregate and its change against the sum that its caliber declares.

    Where every part is held they must be equal; where some are, they must not exceed the whole.
    """
    area = county.book.county
    where = area.province, area.code, str(county.period)
    held = [one for one in calibers if one.is_sum and one.holds_in(*where)]
    # What a data set itself says an item consists of is what its county means by it.
    own = {one.item for one in held if one not in packaged()}
    for caliber in held:
        if caliber.item in own and caliber in packaged():
            continue
        for basis in (CUMULATIVE, BALANCE):
            for series in county.book.named(caliber.item, basis):
                for measure in MEASURES:
                    yield from _declared_sum(county, series, measure, caliber)


def _declared_sum(
    county: CountyAt, whole: ItemSeries, measure: str, caliber: Caliber
) -> Iterator[Checked]:
    cell = whole.own(county.period, measure)
    if cell is None:
        return
    parts = [
        (sign, part)
        for sign, name in caliber.components
        if (part := _part(county, whole, cell, name)) is not None
    ]
    missing = len(caliber.components) - len(parts)
    if not parts or (missing and (measure == DELTA or not _only_adds(caliber, parts))):
        return
    yield BOUND if missing else EQUATION
    off = total_in(parts, cell.unit) - cell.value
    if (off <= 0) if missing else (off == 0):
        return
    rounding = abs(off) <= tolerance_in([cell, *(part for _, part in parts)], cell.unit)
    if rounding and missing:
        return
    yield about(
        "notice" if rounding else "error",
        f"{caliber.item}{_of(measure)}{'≥' if missing else '＝'}{_formula(caliber, parts)}",
        cell,
        exact(total_in(parts, cell.unit), cell.unit),
        shown(cell),
        ROUNDING if rounding else f"按口径各项算得的数与所列不符（{caliber.source}）",
    )


def _part(county: CountyAt, whole: ItemSeries, cell: Observation, name: str) -> Observation | None:
    """A part of this very whole: under it, else beside it at the top of the table."""
    book, period = county.book, county.period
    held = [
        (series, found)
        for series in book.named(name, whole.key.basis)
        if (found := series.own(period, cell.measure))
        and together(found, cell)
        and series.key.data_status == whole.key.data_status
    ]
    under = [
        found
        for series, found in held
        if series.parent_name == whole.name and book.parent(series, period, cell.measure) == [whole]
    ]
    if under:
        return under[0] if len(under) == 1 else None
    if len(book.named(whole.name, whole.key.basis)) > 1:
        return None
    # Under another item, it is a part of that one.
    beside = [
        found
        for series, found in held
        if not series.key.parent_item and (not whole.scope or series.scope in (whole.scope, ""))
    ]
    return beside[0] if len(beside) == 1 else None


def _only_adds(caliber: Caliber, parts: Signed) -> bool:
    """Whether what is missing could only make the sum greater, as far as can be seen."""
    return all(sign > 0 for sign, _ in caliber.components) and all(p.value >= 0 for _, p in parts)


def _formula(caliber: Caliber, parts: Signed) -> str:
    if len(parts) < len(caliber.components):
        return "＋".join(part.item for _, part in parts)
    return caliber.terms


def _of(measure: str) -> str:
    return "" if measure == "actual" else f"（{MEASURES[measure]}）"


def part_within_whole(county: CountyAt) -> Iterator[Checked]:
    """Each part ≤ its whole, unless a part beside it is negative (退库, 退税)."""
    for series in county.book:
        for measure in LEVELS if series.key.parent_item else ():
            cell = series.own(county.period, measure)
            if cell is None or cell.value <= 0:
                continue
            wholes = county.book.parent(series, county.period, measure)
            whole = wholes[0].own(county.period, measure) if len(wholes) == 1 else None
            if whole is None or wholes[0] is series or not together(cell, whole):
                continue
            yield BOUND
            over = cell.in_unit(whole.unit) - whole.value
            if over > tolerance_in((cell, whole), whole.unit) and not _offset(county, wholes[0]):
                # A single month's other parts may well be refunds.
                yield about(
                    "warning" if series.key.basis == MONTH else "error",
                    f"{cell.item}≤{whole.item}{_of(measure)}",
                    cell,
                    f"不大于{shown(whole)}",
                    shown(cell),
                    "部分大于总体：单位、口径不同，或数据有误",
                    whole,
                )


def _offset(county: CountyAt, whole: ItemSeries) -> bool:
    """Whether some part of a whole is negative, so that others may exceed it."""
    cells = (
        cell
        for series in county.book
        if series.key.parent_item and series.parent_name == whole.name
        for measure in LEVELS
        if (cell := series.own(county.period, measure))
    )
    return any(cell.value < 0 for cell in cells)


def classes_within_whole(county: CountyAt) -> Iterator[Checked]:
    """The classes of the chart under one whole (各税, 各类支出) together ≤ the whole."""
    for name, parts in _broken_down().items():
        for basis in BASES:
            for whole in county.book.named(name, basis):
                for measure in LEVELS:
                    yield from _classes(county, whole, measure, parts)


@cache
def _broken_down() -> dict[str, frozenset[str]]:
    """The names of the one breakdown by the chart, by the name of the whole."""
    named = {**children(), GENERAL_SPENDING: spending_classes()}
    return {whole: frozenset(parts) for whole, parts in named.items()}


def _classes(
    county: CountyAt, whole: ItemSeries, measure: str, names: frozenset[str]
) -> Iterator[Checked]:
    cell = whole.own(county.period, measure)
    if cell is None:
        return
    held = [
        (series.name, found)
        for series in county.book
        if series.name in names
        and series.parent_name == whole.name
        and series.key.data_status == whole.key.data_status
        and (found := series.own(county.period, measure))
        and together(found, cell)
        and county.book.parent(series, county.period, measure) == [whole]
    ]
    repeated = len({name for name, _ in held}) < len(held)
    if len(held) < 2 or repeated or _offset(county, whole):
        return
    yield BOUND
    parts = [(1, found) for _, found in held]
    total = total_in(parts, cell.unit)
    if total - cell.value > tolerance_in([cell, *(part for _, part in parts)], cell.unit):
        yield about(
            "warning" if whole.key.basis == MONTH else "error",
            f"{cell.item}{_of(measure)}≥所列{len(held)}个科目合计",
            cell,
            f"不小于{exact(total, cell.unit)}",
            shown(cell),
            _cause_of_excess(total - cell.value, held, cell.unit),
        )


def _cause_of_excess(excess: Decimal, held: list[tuple[str, Observation]], unit: str) -> str:
    """Why parts exceed their whole: what one of them explains, else what may be."""
    if said := slip_of_one(excess, held, unit):
        return f"各科目合计大于总数，{said}"
    return "各科目合计大于总数：有重复、单位不同，或数据有误"
