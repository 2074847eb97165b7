"""Change and growth of an amount: 增减额, 增长率, 年均增长率."""

from __future__ import annotations

from collections.abc import Callable

from finkit.contract import ACTUAL, DELTA, PRIOR_ACTUAL
from finkit.figures.declaration import Column, ItemIndicator, Speech
from finkit.figures.levels import base, before_change, yoy_rate
from finkit.figures.quantity import (
    Quantity,
    average_growth,
    difference,
    growth,
    observed,
)
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period


def amount(series: ItemSeries, period: Period) -> Quantity | None:
    """The amount itself, as published."""
    now = series.own(period, ACTUAL)
    return observed(now) if now else None


def base_amount(series: ItemSeries, period: Period) -> Quantity | None:
    """上年同期数, where an actual amount asks for it."""
    return base(series, period) if series.own(period, ACTUAL) else None


def yoy_amount(series: ItemSeries, period: Period) -> Quantity | None:
    """同比增减额: on the published base, else the published change."""
    now, delta = series.own(period, ACTUAL), series.own(period, DELTA)
    if now is None:
        # Without an actual, a change beside a budget is the budget's own (`budget_change`).
        return observed(delta) if delta and not series.budget(period) else None
    if delta and series.find(period, PRIOR_ACTUAL) is None:
        return observed(delta)
    return difference(observed(now), base(series, period))


def yoy_rate_comparable(series: ItemSeries, period: Period) -> Quantity | None:
    """同口径增长率: where the publisher marks the change as on the comparable basis."""
    now, delta = series.own(period, ACTUAL), series.own(period, DELTA)
    if now is None or delta is None or not delta.on_comparable_basis:
        return None
    return growth(observed(now), difference(observed(now), observed(delta)), "同口径上年同期数")


def _average_over(years: int | None) -> Callable[[ItemSeries, Period], Quantity | None]:
    def cagr(series: ItemSeries, period: Period) -> Quantity | None:
        now = series.own(period, ACTUAL)
        start = _first_year(series, period) if years is None else period.years_before(years)
        if now is None or start is None or (then := series.actual(start)) is None:
            return None
        opening = before_change(series, start, period) or observed(then)
        return average_growth(observed(now), opening, period.year - start.year).of(str(start))

    return cagr


_SPANS = (2, 5)


def _first_year(series: ItemSeries, period: Period) -> Period | None:
    """The earliest same month held, if no fixed span begins there."""
    same_month = (p for p in series.periods if p.month == period.month and p.year < period.year)
    first = next(same_month, None)
    return first if first and period.year - first.year not in (1, *_SPANS) else None


def _cagr(years: int | None) -> ItemIndicator:
    span = "有数的最早年份以来" if years is None else f"{years}年"
    return ItemIndicator(
        key="cagr",
        label="年均增长率",
        unit="%",
        basis="item",
        speech=Speech.RATE,
        formula="((本期数÷期初数)^(1÷年数)−1)×100%",
        definition=f"{span}的年均增长率，列明期初的期间；期初、期末均为正数才计算",
        source="复合年均增长率的通用定义；壤塘县“十三五”年均增长按此式复算一致",
        compute=_average_over(years),
    )


INDICATORS = (
    ItemIndicator(
        key="amount",
        label="本期数",
        unit="",
        basis="item",
        speech=Speech.LEVEL,
        formula="公布数",
        definition="本期公布的数额，按所列口径：累计、当月或月末余额",
        source="数据表本身",
        compute=amount,
        column=Column("数额"),
    ),
    ItemIndicator(
        key="base_amount",
        label="上年同期数",
        unit="",
        basis="item",
        speech=Speech.LEVEL,
        formula="随本期公布的上年同期数；只公布增减额的为本期数−增减额；否则为上年自己的数",
        definition="同比所用的基数",
        source="财政收支月报“上年同期”栏",
        compute=base_amount,
    ),
    ItemIndicator(
        key="yoy_amount",
        label="同比增减额",
        unit="",
        basis="item",
        speech=Speech.CHANGE,
        formula="本期数−上年同期数",
        definition="与上年同期相比的增减额；上年同期数以本期一并公布的为准，"
        "只公布增减额的即取增减额，否则取上年自己的数",
        source="财政收支月报“比上年同期增减额”栏",
        compute=yoy_amount,
        column=Column("同比增减"),
    ),
    ItemIndicator(
        key="yoy_rate",
        label="同比增长率",
        unit="%",
        basis="item",
        speech=Speech.RATE,
        formula="(本期数−上年同期数)÷上年同期数×100%",
        definition="增减额与上年同期数之比；上年同期数为正才计算，由正转负不计算",
        source="财政收支月报“增减%”栏；国库统计规定上年基数为0标注无同比",
        compute=yoy_rate,
        column=Column("增减率"),
    ),
    ItemIndicator(
        key="yoy_rate_comparable",
        label="同口径增长率",
        unit="%",
        basis="item",
        speech=Speech.RATE,
        formula="同口径增减额÷(本期数−同口径增减额)×100%",
        definition="剔除政策性不可比因素后的增长率，只在公布方注明同口径时计算，不自行推算",
        source="财政部月报 2022 年扣除留抵退税因素的增幅",
        compute=yoy_rate_comparable,
    ),
    *(_cagr(years) for years in (*_SPANS, None)),
)
