"""What moved a total, and how its growth itself moved: 拉动, 增幅变动, 上年同期增幅."""

from __future__ import annotations

from finkit.contract import ACTUAL, CUMULATIVE
from finkit.figures.declaration import ItemIndicator, Speech
from finkit.figures.levels import base, yoy_rate
from finkit.figures.quantity import POINTS, Quantity, percent_of, points
from finkit.indicators.growth import yoy_amount
from finkit.indicators.structure import parent_of
from finkit.ledger.county_book import ItemSeries
from finkit.ledger.remembered import remembered
from finkit.periods import Period


def contribution(series: ItemSeries, period: Period) -> Quantity | None:
    """拉动: the part's change over the whole's base, in points of the whole's growth."""
    name = series.key.parent_item
    if series.own(period, ACTUAL) is None or not name:
        return None
    change = yoy_amount(series, period)
    parent = parent_of(series, period)
    if change is None or isinstance(parent, str):
        return None
    moved = percent_of(change, base(parent, period), f"{name}上年同期数")
    return moved._replace(unit=POINTS).of(name)


@remembered
def yoy_rate_change(series: ItemSeries, period: Period) -> Quantity | None:
    """增幅比上月变动: this month's cumulative growth less last month's, in the same year."""
    if series.key.basis != CUMULATIVE or period.month == 1:
        return None
    now, then = yoy_rate(series, period), yoy_rate(series, period.previous_month())
    return points(now, then) if now and then else None


@remembered
def base_growth(series: ItemSeries, period: Period) -> Quantity | None:
    """上年同期增长率: how the base itself had grown, where the data hold last year's growth."""
    then = yoy_rate(series, period.years_before(1))
    now = series.own(period, ACTUAL)
    return then if now and then and then.value is not None else None


INDICATORS = (
    ItemIndicator(
        key="contribution",
        label="拉动百分点",
        unit="个百分点",
        basis="item",
        speech=Speech.PULL,
        formula="同比增减额÷上级项目上年同期数×100%",
        definition="该项增减使上级项目增长率变动的百分点；各组成部分之和等于上级项目的增长率",
        source="统计用语惯例：拉动率＝分项增量÷总量基数",
        compute=contribution,
    ),
    ItemIndicator(
        key="yoy_rate_change",
        label="增幅比上月变动",
        unit="个百分点",
        basis="item",
        speech=Speech.POINTS,
        formula="本期累计增长率−上月累计增长率",
        definition="累计同比增长率与同年上月累计同比增长率之差；只对累计数，1月不计算",
        source="荆门公报“增幅环比提高0.7个百分点”的用法",
        compute=yoy_rate_change,
    ),
    ItemIndicator(
        key="base_growth",
        label="上年同期增长率",
        unit="%",
        basis="item",
        speech=Speech.RATE,
        formula="(上年同期数−前年同期数)÷前年同期数×100%",
        definition="上年同期自身的同比增长率，用来说明基数高低；数据不含上年增长情况的不计算",
        source="国家统计局“两年平均增速”说明：基数异常时并列上年同期增速",
        compute=base_growth,
    ),
)
