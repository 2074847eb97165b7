"""Checks among the amounts of one item: changes, restatements, months and totals, limits."""

from __future__ import annotations

from collections.abc import Iterator

from finkit.accounts.names import DEBT_KINDS
from finkit.checks.cells import (
    ROUNDING,
    about,
    alike,
    cells_of,
    exact,
    shown,
    together,
    tolerance_in,
)
from finkit.checks.finding import Finding, Severity
from finkit.checks.powers import misplaced, named_slip
from finkit.checks.tally import BOUND, EQUATION, Checked
from finkit.contract import (
    ACTUAL,
    BALANCE,
    CUMULATIVE,
    DELTA,
    MEASURES,
    MONTH,
    PRIOR_ACTUAL,
    Observation,
)
from finkit.figures.county_at import CountyAt
from finkit.figures.levels import before_change
from finkit.indicators.debt import limit_of
from finkit.units import convert


def printed_change(county: CountyAt) -> Iterator[Checked]:
    """A printed change against the printed amounts it is the difference of."""
    for series, delta in cells_of(county, DELTA):
        now = series.own(county.period, ACTUAL)
        before = series.own(county.period, PRIOR_ACTUAL)
        if now is None or before is None or not alike(now, before, delta):
            continue
        yield EQUATION
        expected = now.in_unit(delta.unit) - before.in_unit(delta.unit)
        off = abs(expected - delta.value)
        if off == 0:
            continue
        rounding = off <= tolerance_in((now, before, delta), delta.unit)
        severity: Severity = "notice" if rounding else "error"
        cause, others = "增减额与本期数、上年同期数不符", [now, before]
        if abs(expected + delta.value) <= tolerance_in((now, before, delta), delta.unit):
            # Then the sizes agree, and only the sign of the change is wrong.
            cause, others = "正负号与增减方向相反", []
        yield about(
            severity,
            "增减额＝本期数−上年同期数",
            delta,
            exact(expected, delta.unit),
            shown(delta),
            ROUNDING if rounding else cause,
            *others,
        )


def restated_base(county: CountyAt) -> Iterator[Checked]:
    """The base published now against what was published a year ago."""
    for series, before in cells_of(county, PRIOR_ACTUAL):
        then = series.actual(county.period.years_before(1))
        if (
            then is None
            or not alike(then, before)
            or before_change(series, then.period, county.period)
        ):
            continue
        yield EQUATION
        off = abs(then.in_unit(before.unit) - before.value)
        # The same amount published with fewer digits is no restatement.
        allowed = tolerance_in((then, before), before.unit) if then.unit != before.unit else 0
        if off <= allowed:
            continue
        power = misplaced(before.value, then.in_unit(before.unit))
        yield about(
            "error" if power else "warning",
            "上年同期数＝上年公布数",
            before,
            shown(then),
            shown(before),
            named_slip(power, before.unit)
            if power
            else "上年数已调整或口径不同，增长率以本期一并公布的上年同期数计算",
            then,
        )


def falling_total(county: CountyAt) -> Iterator[Finding]:
    """A cumulative amount below that of the month before: refunds, or a slip."""
    if county.period.month == 1:
        return
    for series, now in cells_of(county, ACTUAL):
        if series.key.basis != CUMULATIVE:
            continue
        before = series.actual(county.period.previous_month())
        if before is None or not alike(now, before):
            continue
        if now.in_unit(before.unit) < before.value:
            yield about(
                "warning",
                "累计数不低于上月累计数",
                now,
                f"不低于{shown(before)}",
                shown(now),
                "当月为负，可能是退库或调库，也可能是录入有误",
            )


def month_published(county: CountyAt) -> Iterator[Checked]:
    """A published single month against the difference of two cumulative amounts."""
    for series, month in cells_of(county, ACTUAL):
        if series.key.basis != MONTH:
            continue
        whole = county.book.twin(series, CUMULATIVE)
        now = whole.actual(county.period) if whole else None
        before = whole.actual(county.period.previous_month()) if whole else None
        if now is None or not alike(now, month):
            continue
        if before is None or county.period.month == 1:
            yield from _month_in_total(month, now, first=county.period.month == 1)
            continue
        if not alike(before, month):
            continue
        yield EQUATION
        expected = now.in_unit(month.unit) - before.in_unit(month.unit)
        if abs(expected - month.value) > tolerance_in((now, before, month), month.unit):
            yield about(
                "warning",
                f"当月{MEASURES[ACTUAL]}＝本月累计−上月累计",
                month,
                exact(expected, month.unit),
                shown(month),
                "上月累计数有调整，或当月数有误",
            )


def _month_in_total(month: Observation, now: Observation, *, first: bool) -> Iterator[Checked]:
    """A single month against the total it is in, where the month before is not held."""
    over = month.value - now.in_unit(month.unit)
    wrong = abs(over) if first else over
    if month.value <= 0 or not together(month, now):
        return
    yield EQUATION if first else BOUND
    if wrong > tolerance_in((month, now), month.unit):
        yield about(
            "warning",
            "1月当月数＝1月累计数" if first else "当月数不大于本月累计数",
            month,
            exact(now.in_unit(month.unit), month.unit),
            shown(month),
            "以前月份合计为负（退库），或当月数、累计数有误",
        )


def debt_within_limit(county: CountyAt) -> Iterator[Checked]:
    """债务余额 ≤ 债务限额."""
    for balance_name, limit_name in DEBT_KINDS:
        cell = county.item(balance_name, basis=BALANCE).cell()
        limit = limit_of(county, limit_name)
        if cell is None or limit.value is None or not alike(cell, *limit.inputs):
            continue
        yield BOUND
        most = convert(limit.value, limit.unit, cell.unit)
        if cell.value > most + tolerance_in((cell, *limit.inputs), cell.unit) * (
            cell.unit != limit.unit
        ):
            yield about(
                "error",
                f"{balance_name}≤{limit_name}",
                cell,
                f"不高于{exact(most, cell.unit)}",
                shown(cell),
                "余额突破限额（预算法第三十五条），或数据有误",
                *limit.inputs,
            )
