"""Totals against the parts that stand under them: 税收＋非税, and what the table itself lists.

The children of one whole may be several breakdowns (by kind, by collector, by level), one after
another in the table: a breakdown is a run of neighbours that add up, never all of them by force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from finkit.accounts.calibers import FORMULA, UNPUBLISHED, Caliber
from finkit.accounts.chart import accounts, children, spending_classes
from finkit.accounts.names import GENERAL_SPENDING, NONTAX, TAX
from finkit.accounts.nature import Nature, nature_of
from finkit.checks.cells import ROUNDING, about, exact, shown, together, tolerance_in, total_in
from finkit.checks.one_part import slip_of_one
from finkit.checks.tables import goes_by, rows
from finkit.checks.tally import EQUATION, Checked
from finkit.contract import MEASURES, Observation
from finkit.figures.county_at import CountyAt
from finkit.ledger.county_book import ItemSeries
from finkit.units import text

_FEWEST_LISTED = 3
_NEAR = Decimal("0.02")
_MOST_LISTED = 60
_TELLING = 50
# What a total of all budgets has beside taxes and non-tax revenue.
_BESIDE_TAXES = {"fund_revenue", "soe_revenue", "social_revenue", "transfer_revenue"} | {
    "debt_revenue"
}

_TWO = {TAX, NONTAX}
_SHARED = "上划"

Listed = list[tuple[str, Observation]]
"""The parts under one whole: standard name and amount, in the order of the table."""


def taxes_and_the_rest(county: CountyAt, calibers: Iterable[Caliber]) -> Iterator[Checked]:
    """Any revenue under which both stand is 税收收入＋非税收入, 大口径 as much as 地方级.

    Where what is shared upward stands beside them, the two may be the local part only.
    """
    declared = _declared(county, calibers)
    for whole, measure, total, listed in _wholes(county):
        if _TWO in declared.get(whole.name, []) or not _is_of_taxes(whole, listed):
            continue
        yield EQUATION
        taxes = [cell for name, cell in listed if name in _TWO]
        shared = [cell for name, cell in listed if name.startswith(_SHARED)]
        if not (shared and _adds_up([*taxes, *shared], total)):
            yield from _taxes(total, taxes, measure)


def _is_of_taxes(whole: ItemSeries, listed: Listed) -> bool:
    """Whether both stand under a revenue, and nothing that is of another budget."""
    names = {name for name, _ in listed}
    known = (accounts().get(name) for name in names)
    beside = any(account and account.statement in _BESIDE_TAXES for account in known)
    return names >= _TWO and not beside and nature_of(whole.name) is Nature.REVENUE


def _taxes(total: Observation, parts: Sequence[Observation], measure: str) -> Iterator[Checked]:
    found = _sum(parts, total)
    if found == total.value:
        return
    rounding = _adds_up(parts, total)
    yield about(
        "notice" if rounding else "error",
        f"{total.item}{_of(measure)}＝{TAX}＋{NONTAX}",
        total,
        exact(found, total.unit),
        shown(total),
        ROUNDING if rounding else "其下所列税收、非税两项合计与总数不符：口径不同，或数据有误",
    )


def listed_parts(county: CountyAt, calibers: Iterable[Caliber]) -> Iterator[Checked]:
    """A whole without a declared sum, against the parts that its table lists.

    Neighbours that add up to it are its parts: it holds. Where the same parts add up in another
    column of the table, they must in this one. Else three or more that all but add up are noticed.
    """
    declared = _declared(county, calibers)
    adding: dict[ItemSeries, dict[str, frozenset[str]]] = {}
    missing: list[tuple[ItemSeries, str, Observation, Listed]] = []
    for whole, measure, total, listed in _wholes(county):
        if any(goes_by(whole, row["total"]) for row in rows("totals.csv")):
            continue
        held = {name for name, _ in listed}
        told = set[str]().union(*(sum_ for sum_ in declared.get(whole.name, []) if sum_ <= held))
        told |= _TWO if held >= _TWO else set()
        rest = [(name, cell) for name, cell in listed if name not in told]
        if run := _run(rest, total):
            adding.setdefault(whole, {})[measure] = run
            yield EQUATION
        elif not told:
            missing.append((whole, measure, total, rest))
    for whole, measure, total, rest in missing:
        yield from _missed(whole, total, rest, measure, adding.get(whole, {}))


def _missed(
    whole: ItemSeries,
    total: Observation,
    listed: Listed,
    measure: str,
    adding: dict[str, frozenset[str]],
) -> Iterator[Checked]:
    """What is to be said of a whole that no run of its parts gives."""
    names = {name for name, _ in listed}
    column = next(
        (m for m, run in adding.items() if len(run) >= _FEWEST_LISTED and run == names), ""
    )
    parts = [cell for name, cell in listed if name not in _nested(names)]
    if total.value <= 0 or len(parts) < _FEWEST_LISTED:
        return
    found = _sum(parts, total)
    off = abs(found - total.value)
    if found > total.value and all(_class_of().get(name) == whole.name for name in names):
        return  # Classes of the chart above their whole are an error already.
    if column:
        among = [(name, cell) for name, cell in listed if cell in parts]
        why = slip_of_one(found - total.value, among, total.unit) or "有漏列的项，或数据有误"
        cause = f"同表{MEASURES[column]}的各项合计等于总数，这一栏不等：{why}"
        yield EQUATION
    elif off <= total.value * _NEAR:
        cause = f"相差{text(100 * off / total.value, '%', 2)}：有未列的项，或数据有误，请核实"
    else:
        return
    yield about(
        "warning" if column else "notice",
        f"{total.item}{_of(measure)}＝所列{len(parts)}项合计",
        total,
        exact(found, total.unit),
        shown(total),
        cause,
    )


def _run(listed: Listed, total: Observation) -> frozenset[str]:
    """The longest run of neighbours that add up to a whole; none if there is none."""
    sums, slack = [Decimal()], [tolerance_in([total], total.unit)]
    for _, cell in listed:
        sums.append(sums[-1] + cell.in_unit(total.unit))
        slack.append(slack[-1] + tolerance_in([cell], total.unit))
    spans = [(a, b) for a, b in combinations(range(len(listed) + 1), 2) if b - a > 1]
    for first, end in sorted(spans, key=lambda span: span[0] - span[1]):
        allowed = slack[end] - slack[first] + slack[0]
        # Small numbers add up by chance.
        telling = abs(total.value) >= _TELLING * allowed
        if telling and abs(sums[end] - sums[first] - total.value) <= allowed:
            return frozenset(name for name, _ in listed[first:end])
    return frozenset()


def _nested(names: set[str]) -> set[str]:
    """Those of some names that the chart places under another of them: 增值税 beside 税收收入."""
    return {child for name in names for child in children().get(name, []) if child in names}


def _wholes(county: CountyAt) -> Iterator[tuple[ItemSeries, str, Observation, Listed]]:
    """Every whole with two or more parts of its own publication under it, measure by measure."""
    book, period = county.book, county.period
    for measure in MEASURES:
        found: dict[ItemSeries, Listed] = {}
        for series in book:
            cell = series.own(period, measure)
            if cell is None:
                continue
            under = series.key.parent_item
            wholes = book.parent(series, period, measure) if under else _beside(series)
            wholes = [whole for whole in wholes if whole.own(period, measure)]
            if len(wholes) == 1 and wholes[0] is not series:
                found.setdefault(wholes[0], []).append((series.name, cell))
        for whole, listed in found.items():
            total = whole.own(period, measure)
            assert total is not None
            parts = [(name, cell) for name, cell in listed if together(cell, total)]
            if 1 < len(parts) <= _MOST_LISTED and len(parts) == len({name for name, _ in parts}):
                yield whole, measure, total, parts


def _beside(series: ItemSeries) -> list[ItemSeries]:
    """The whole of a class of the chart, where a table without indents has both at the top."""
    edition = series.key._replace(item="")
    return [
        whole
        for whole in series.book.named(_class_of().get(series.name, ""), series.key.basis)
        if whole.key._replace(item="") == edition
    ]


@cache
def _class_of() -> dict[str, str]:
    """What each class of the chart is a class of: 教育支出 of 一般公共预算支出."""
    named = {**children(), GENERAL_SPENDING: list(spending_classes())}
    return {part: whole for whole, parts in named.items() for part in parts}


def _declared(county: CountyAt, calibers: Iterable[Caliber]) -> dict[str, list[set[str]]]:
    """The parts of each item by the calibers that hold here."""
    area = county.book.county
    found: dict[str, list[set[str]]] = {}
    for caliber in calibers:
        if caliber.role not in (FORMULA, UNPUBLISHED) and caliber.holds_in(
            area.province, area.code
        ):
            found.setdefault(caliber.item, []).append(set(caliber.parts))
    return found


def _sum(parts: Iterable[Observation], total: Observation) -> Decimal:
    return total_in(((1, part) for part in parts), total.unit)


def _adds_up(parts: Sequence[Observation], total: Observation) -> bool:
    return abs(_sum(parts, total) - total.value) <= tolerance_in([total, *parts], total.unit)


def _of(measure: str) -> str:
    return "" if measure == "actual" else f"（{MEASURES[measure]}）"
