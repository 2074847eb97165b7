"""The charts of a rollup, each headed by what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from statistics import median

from finkit.charts.chart import Chart
from finkit.charts.listed.series import Series, told_apart
from finkit.charts.rows import Row as Bar
from finkit.charts.rows import diverging
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.report.standing import Column
from finkit.rollup.columns import COMPLETION, GROWTH, REVENUE, SPENDING_GROWTH
from finkit.rollup.drawing.by_prefecture import Row, strips
from finkit.rollup.drawing.quadrants import Dot, quadrants
from finkit.rollup.drawing.ranked import End, limits, ranked
from finkit.rollup.line import Line
from finkit.rollup.rollup import Rollup
from finkit.rollup.said import moved_in, paced_in, percent
from finkit.units import grouped, round_half_up
from finkit.wording import phrase
from finkit.wording.rates import speed, utmost

_FEWEST_PARTS = 2
_MOST_ENDS = 5
_LARGE, _SMALL = "规模大", "规模小"


def charts(made: Rollup) -> list[Chart]:
    """Those that the counties' figures allow, in their order."""
    found = (
        _ranked(made, GROWTH, "revenue-growth"),
        _ends(made),
        _quadrants(made),
        _by_prefecture(made),
        _ranked(made, SPENDING_GROWTH, "spending-growth"),
        _progress(made),
    )
    return [one for one in found if one]


def _held(made: Rollup, column: Column) -> list[tuple[Line, Decimal]]:
    """The counties that compare in a column with their values, the greatest first; none of too
    few."""
    lines = made.compared(column)
    found = [(one, value) for one in lines if (value := one.value(column)) is not None]
    return found if len(found) >= FEWEST_PEERS else []


def _ranked(made: Rollup, column: Column, name: str) -> Chart | None:
    held, middle = _held(made, column), made.middle(column)
    if not held or middle is None:
        return None
    title = f"各县区{column.heading}"
    told = f"{speed(middle)}中位数{percent(middle)}"
    what = column.heading.removesuffix("增幅")
    finding = phrase(f"{what}{moved_in(made, column)}")
    ends = _ends_of(held, column)
    alt = f"{title}由高到低：{_named(ends)}，{told}。"
    values = [float(value) for _, value in held]
    drawn = ranked(title, alt, values, (float(middle), f"中位数 {percent(middle)}"), 0.0, ends)
    measure = f"%，{made.period.when()}，每柱一个县区，由高到低{_cut(values)}"
    return replace(drawn, name=name, finding=finding, measure=measure)


def _cut(values: list[float]) -> str:
    low, high = limits(values, 0.0)
    return "，断开的柱未按比例" if any(not low <= value <= high for value in values) else ""


def _rate(line: Line, column: Column) -> str:
    """The rate of a county as the table prints it, with its unit: no digit more."""
    return f"{grouped(line.text(column))}%"


def _ends_of(held: list[tuple[Line, Decimal]], column: Column) -> tuple[End, End]:
    (first, _), *_, (last, _) = held
    return End(first.county.name, _rate(first, column)), End(last.county.name, _rate(last, column))


def _named(ends: tuple[End, End]) -> str:
    return "，".join(f"{one.name}{one.text}" for one in ends)


def _ends(made: Rollup) -> Chart | None:
    """The fastest and the slowest, where there are more than both."""
    held, middle = _held(made, GROWTH), made.middle(GROWTH)
    if len(held) <= 2 * _MOST_ENDS or middle is None:
        return None
    shown = [*held[:_MOST_ENDS], *held[-_MOST_ENDS:]]
    rows = [Bar(one.county.name, float(value), _rate(one, GROWTH)) for one, value in shown]
    title = (
        f"收入增速{utmost(held[0][1] - middle)}和{utmost(held[-1][1] - middle)}的各{_MOST_ENDS}个"
    )
    alt = f"{title}：{'，'.join(f'{row.label}{row.text}' for row in rows)}。"
    rank = f"%，{made.period.when()}，共{len(held)}个县区"
    series = Series(
        "收入增幅", told_apart([row.label for row in rows]), tuple(r.text for r in rows)
    )
    drawn = diverging(title, alt, rows)
    return replace(drawn, name="ends", measure=rank, series=(series,), head="县区")


def _quadrants(made: Rollup) -> Chart | None:
    held = [
        (one, level, value)
        for one, value in _held(made, GROWTH)
        if (level := one.value(REVENUE)) is not None and level > 0
    ]
    if len(held) <= 2 * FEWEST_PEERS:
        return None
    level = median(one for _, one, _ in held)
    growth = median(value for _, _, value in held)
    fields = [_LARGE, _SMALL]
    counted = {
        (large, fast): sum((a > level) == large and (b > growth) == fast for _, a, b in held)
        for large in (False, True)
        for fast in (False, True)
    }
    corners = [
        f"{fields[not large]}、{'增速高' if fast else '增速低'} {counted[large, fast]}个"
        for fast in (True, False)
        for large in (False, True)
    ]
    finding = phrase(
        f"收入规模高于中位数的{counted[True, True] + counted[True, False]}个县区中，"
        f"增速也高于中位数的{counted[True, True]}个"
    )
    title = "收入规模与增幅"
    dots = [Dot(one.county.name, float(a), float(b)) for one, a, b in held]
    alt = f"{title}：{'，'.join(corners)}。"
    middle = "虚线为中位数，高于它为大、高，不高于为小、低"
    measure = f"横：收入（亿元，对数）；纵：增幅（%）；{middle}，{made.period.when()}"
    drawn = quadrants(title, alt, dots, (float(level), float(growth)), corners)
    return replace(drawn, name="quadrants", finding=finding, measure=measure)


def _by_prefecture(made: Rollup) -> Chart | None:
    rows = sorted(_rows(made), key=lambda row: (-row.middle, row.label))
    if len(rows) < _FEWEST_PARTS or not _held(made, GROWTH):
        return None
    title = "各地市县区收入增幅"
    told = [f"{row.label}{row.text}" for row in rows]
    first, last = rows[0], rows[-1]
    gap = Decimal(str(first.middle)) - Decimal(str(last.middle))
    ends = f"{utmost(gap)}的是{first.label}，{utmost(-gap)}的是{last.label}"
    is_told = first.text != last.text
    finding = phrase(f"县区收入增速中位数，{ends}") if is_told else phrase(title)
    drawn = strips(title, f"{title}中位数：{'，'.join(told)}。", rows, ("中位数", "县区"))
    series = (
        Series("中位数", tuple(r.label for r in rows), tuple(r.text for r in rows)),
        Series("有数县区", tuple(r.label for r in rows), tuple(r.count for r in rows)),
    )
    measure = f"%，每点一个县区，竖线为中位数，{made.period.when()}"
    return replace(
        drawn, name="prefectures", finding=finding, measure=measure, series=series, head="地市"
    )


def _rows(made: Rollup) -> Iterator[Row]:
    compared = {one.county.code for one, _ in _held(made, GROWTH)}
    for part in made.parts:
        values = [
            value
            for one in part.lines
            if one.county.code in compared and (value := one.value(GROWTH)) is not None
        ]
        if values:
            middle = median(values)
            count = f"{len(values)}/{len(part.lines)}"
            numbers = [float(value) for value in values]
            yield Row(part.area.name, numbers, float(middle), percent(middle), count)


def _progress(made: Rollup) -> Chart | None:
    held = _held(made, COMPLETION)
    if not held:
        return None
    due = made.period.schedule()
    title = "各县区收入完成预算"
    values = [float(value) for _, value in held]
    due_text = f"序时进度 {percent(round_half_up(due, 1))}"
    ends = _ends_of(held, COMPLETION)
    alt = f"{title}由高到低：{_named(ends)}，{due_text}。"
    drawn = ranked(title, alt, values, (float(due), due_text), 0.0, ends)
    measure = f"%，{made.period.when()}，每柱一个县区，由高到低{_cut(values)}"
    finding = phrase(f"收入进度{paced_in(made)}")
    return replace(drawn, name="progress", finding=finding, measure=measure)
