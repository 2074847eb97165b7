"""Problems of revenue (增收压力): it falls, lags, slows, or grows on a low base."""

from __future__ import annotations

from finkit.accounts.names import FUND_REVENUE, GENERAL_REVENUE, LAND
from finkit.claims.declaration import Measure, Problem
from finkit.claims.evidence import Evidence
from finkit.claims.groups import PRESSURE

_USAGE = "财政运行分析惯例"


def revenue_falls(of: Evidence) -> bool:
    """一般公共预算收入同比下降."""
    return of.falls(of.of(GENERAL_REVENUE, "yoy_rate"))


def revenue_behind(of: Evidence) -> bool:
    """一般公共预算收入落后序时进度."""
    return of.county.period.month < 12 and of.falls(of.progress(GENERAL_REVENUE))


def revenue_slows(of: Evidence) -> bool:
    """增幅比上月明显回落: said only of revenue that still grows."""
    return of.of(GENERAL_REVENUE, "yoy_rate") >= 0 and of.of(
        GENERAL_REVENUE, "yoy_rate_change"
    ) <= -of.over("slowdown")


def low_base(of: Evidence) -> bool:
    """增长有低基数影响: growth now on a base that had fallen."""
    grows = of.falls(-of.of(GENERAL_REVENUE, "yoy_rate"))
    return grows and of.falls(of.of(GENERAL_REVENUE, "base_growth"))


def land_falls(of: Evidence) -> bool:
    """土地出让收入和政府性基金收入双双下降."""
    land = of.falls(of.of(LAND, "yoy_rate", under=FUND_REVENUE))
    return land and of.falls(of.of(FUND_REVENUE, "yoy_rate"))


COLLECT = Measure(
    key="collect",
    plan="collection",
    title="紧盯收入目标抓征收",
    text="对照全年收入任务倒排进度，加强重点行业、重点企业税收分析调度，"
    "依法征收、应收尽收，坚决不收过头税费。",
)
LAND_RECEIPTS = Measure(
    key="land",
    plan="sources",
    title="统筹土地出让收支",
    text="合理把握土地出让节奏，以收定支安排政府性基金项目，防止收入短收影响支出兑现。",
)
ANALYSE = Measure(
    key="analyse",
    plan="collection",
    title="加强收入形势研判",
    text="剔除基数等不可比因素分析收入走势，及早提出应对建议。",
)
CLAIMS = (
    Problem(
        key="revenue_falls",
        group=PRESSURE,
        label="一般公共预算收入下降",
        condition="累计同比增长率＜0",
        source=_USAGE,
        severity=70,
        says='{{ when }}，一般公共预算收入{{ item("一般公共预算收入").compared }}。',
        answer=COLLECT,
        holds=revenue_falls,
    ),
    Problem(
        key="revenue_behind",
        group=PRESSURE,
        label="一般公共预算收入落后序时进度",
        condition="完成进度−序时进度＜0",
        source=_USAGE,
        severity=68,
        says='一般公共预算收入{{ item("一般公共预算收入").against_budget }}，'
        "完成全年预算任务仍需努力。",
        answer=COLLECT,
        holds=revenue_behind,
    ),
    Problem(
        key="revenue_slows",
        group=PRESSURE,
        label="一般公共预算收入增幅明显回落",
        condition="累计增幅比上月回落达到阈值",
        source=_USAGE,
        severity=45,
        says='{% set income = item("一般公共预算收入") %}'
        "{{ when }}，一般公共预算收入{{ income.grown }}，{{ income.pace_moved }}。",
        answer=ANALYSE,
        holds=revenue_slows,
    ),
    Problem(
        key="low_base",
        group=PRESSURE,
        label="收入增长有低基数影响",
        condition="本期增长而上年同期下降",
        source=_USAGE,
        severity=40,
        says='{% set income = item("一般公共预算收入") %}'
        "{% if not told.revenue_slows %}一般公共预算收入{{ income.grown }}，但{% endif %}"
        "{{ income.base_moved }}，增长有低基数因素"
        "{% if income.two_year_average %}，{{ income.two_year_average }}{% endif %}。",
        answer=ANALYSE,
        holds=low_base,
    ),
    Problem(
        key="land_falls",
        group=PRESSURE,
        label="土地出让收入下降带动基金收入下降",
        condition="土地出让收入与政府性基金收入同比均＜0",
        source=_USAGE,
        severity=66,
        says='{% set land = item("国有土地使用权出让收入") %}'
        "国有土地使用权出让收入{{ land.level }}，{{ land.compared }}，"
        '政府性基金收入{{ item("政府性基金收入").grown }}。',
        answer=LAND_RECEIPTS,
        holds=land_falls,
    ),
)
