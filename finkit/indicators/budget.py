"""Budgets: 完成率, 序时进度, and a budget against last year."""

from __future__ import annotations

from collections.abc import Callable

from finkit.contract import (
    ACTUAL,
    ADJUSTED_BUDGET,
    BALANCE,
    BUDGET,
    CUMULATIVE,
    DELTA,
    MEASURES,
    MONTH,
    PRIOR_ACTUAL,
    Observation,
)
from finkit.figures.declaration import Column, ItemIndicator, Speech
from finkit.figures.quantity import (
    PERCENT,
    Quantity,
    constant,
    derived,
    difference,
    growth,
    held,
    observed,
    percent_of,
    points,
)
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period

Formula = Callable[[ItemSeries, Period], Quantity | None]


def _budget(series: ItemSeries, period: Period, measure: str) -> Observation | None:
    if measure == BUDGET:
        return series.budget(period)
    return series.adjusted_budget(period)


def schedule(basis: str, period: Period) -> Quantity:
    """序时进度: of a single month one month's share of the year."""
    months = 1 if basis == MONTH else period.month
    return constant(period.schedule(months), PERCENT)


def _due(planned: Quantity, schedule: Quantity) -> Quantity:
    """What of a budget the schedule asks for by now."""
    return derived(lambda amount, share: amount * share / 100, planned.unit, planned, schedule)


def planned_amount(measure: str) -> Formula:
    """预算数 as held for the year."""

    def compute(series: ItemSeries, period: Period) -> Quantity | None:
        planned = _budget(series, period, measure)
        return observed(planned).of(MEASURES[measure]) if planned else None

    return compute


def completion(measure: str) -> Formula:
    """完成率 against the named budget; an adjusted budget is only asked for where one is held."""

    def compute(series: ItemSeries, period: Period) -> Quantity | None:
        now = series.own(period, ACTUAL)
        planned = _budget(series, period, measure)
        if now is None or series.key.basis == BALANCE:
            return None
        if planned is None and measure == ADJUSTED_BUDGET:
            return None
        name = MEASURES[measure]
        whole = held(planned, series.label, measure, now.unit)
        return percent_of(observed(now), whole, name).of(name)

    return compute


def gap(measure: str) -> Formula:
    """完成率 − 序时进度, in points; a single month's share is held against one month's."""
    rate = completion(measure)

    def compute(series: ItemSeries, period: Period) -> Quantity | None:
        done = rate(series, period)
        if done is None:
            return None
        return points(done, schedule(series.key.basis, period)).of(MEASURES[measure])

    return compute


def gap_amount(measure: str) -> Formula:
    """完成数 − 预算 × 序时进度: what is ahead of (behind) schedule, as an amount."""

    def compute(series: ItemSeries, period: Period) -> Quantity | None:
        now, planned = series.own(period, ACTUAL), _budget(series, period, measure)
        if now is None or planned is None or series.key.basis == BALANCE:
            return None
        due = _due(observed(planned), schedule(series.key.basis, period))
        return difference(observed(now), due).of(MEASURES[measure])

    return compute


def _budget_table(series: ItemSeries, period: Period) -> Observation | None:
    """The budget of an item that has no actual here: then the table is a budget table."""
    if series.key.basis != CUMULATIVE or series.own(period, ACTUAL):
        return None
    return series.own(period, BUDGET)


def _last_year(series: ItemSeries, period: Period, planned: Observation) -> Quantity:
    delta = series.own(period, DELTA)
    whole_year = series.actual(period.last_december())
    # Beside a month's budget stands what the same months made a year ago, and no whole year.
    printed = series.find(period, PRIOR_ACTUAL) if period.month == MONTHS_A_YEAR else None
    published = printed or (None if delta else whole_year)
    if published is None and delta is not None:
        return difference(observed(planned), observed(delta))
    return held(published, series.label, PRIOR_ACTUAL, planned.unit)


def budget_change(series: ItemSeries, period: Period) -> Quantity | None:
    """预算数比上年完成数增减额."""
    planned = _budget_table(series, period)
    if planned is None:
        return None
    return difference(observed(planned), _last_year(series, period, planned))


def budget_growth(series: ItemSeries, period: Period) -> Quantity | None:
    """预算数比上年完成数增长率."""
    planned = _budget_table(series, period)
    if planned is None:
        return None
    return growth(observed(planned), _last_year(series, period, planned), "上年完成数")


def _against(measure: str) -> tuple[ItemIndicator, ...]:
    name, later = MEASURES[measure], measure == ADJUSTED_BUDGET
    return (
        ItemIndicator(
            key="budget_amount",
            label=f"{name}数",
            unit="",
            basis="item",
            speech=Speech.LEVEL,
            formula="公布数",
            definition=f"全年{name}；调整预算取截至本期最近一次",
            source="数据表本身",
            compute=planned_amount(measure),
            column=Column("数额", 1 + later),
        ),
        ItemIndicator(
            key="completion_rate",
            label=f"完成{name}",
            unit="%",
            basis="item",
            speech=Speech.LEVEL,
            formula=f"本期数÷{name}×100%",
            definition=f"累计（或当月）数占全年{name}的比重；预算为正才计算",
            source="财政收支月报“占预算%”栏；调整预算须经法定程序（预算法第六十七条）",
            compute=completion(measure),
            column=Column("完成预算", 1 - later),
        ),
        ItemIndicator(
            key="progress_gap",
            label="与序时进度之差",
            unit="个百分点",
            basis="item",
            speech=Speech.SCHEDULE,
            formula=f"完成{name}的百分比−月数÷12×100%",
            definition="超序时进度为正，落后为负；当月数与一个月的进度相比",
            source="序时进度＝月数÷12：省级县级财政运行监测口径",
            compute=gap(measure),
        ),
        ItemIndicator(
            key="progress_gap_amount",
            label="超（短）序时进度额",
            unit="",
            basis="item",
            speech=Speech.LEVEL,
            formula=f"本期数−{name}×月数÷12",
            definition="为负即“短收”：未达序时进度的缺口，不是同比减收",
            source="秦安县 2022 年 5 月公报“短收”按此式复算一致",
            compute=gap_amount(measure),
        ),
    )


INDICATORS = (
    *_against(BUDGET),
    *_against(ADJUSTED_BUDGET),
    ItemIndicator(
        key="budget_change",
        label="预算数比上年增减额",
        unit="",
        basis="item",
        speech=Speech.CHANGE,
        formula="预算数−上年完成数",
        definition="预算表中预算数与上年完成数之差，只在没有本期数时计算",
        source="预算公开表“比上年增减额”栏",
        compute=budget_change,
        column=Column("同比增减", 1),
        printed_as="yoy_amount",
    ),
    ItemIndicator(
        key="budget_growth",
        label="预算数比上年增长率",
        unit="%",
        basis="item",
        speech=Speech.RATE,
        formula="(预算数−上年完成数)÷上年完成数×100%",
        definition="预算表中预算数比上年完成数的增长率；上年完成数为正才计算",
        source="预算公开表“比上年增减%”栏",
        compute=budget_growth,
        column=Column("增减率", 1),
        printed_as="yoy_rate",
    ),
)
