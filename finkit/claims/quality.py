"""Problems of what revenue is made of (收入质量): taxes, what comes but once, land."""

from __future__ import annotations

from finkit.accounts.names import GENERAL_REVENUE, NONTAX, ONE_OFF, TAX
from finkit.claims.declaration import Measure, Problem
from finkit.claims.evidence import Evidence
from finkit.claims.groups import QUALITY
from finkit.claims.revenue import LAND_RECEIPTS

_MONITOR = "一省财政运行监测口径"
_USAGE = "财政运行分析惯例"


def tax_share_low(of: Evidence) -> bool:
    """税收占比偏低, of local revenue: a share of what contains 上划 is higher than that."""
    # Taxes paid back on balance have no share.
    return 0 <= of.county_figure("tax_share", GENERAL_REVENUE) < of.over("tax_share")


def tax_share_down(of: Evidence) -> bool:
    """税收占比同比下降."""
    change = of.of(TAX, "share_change", GENERAL_REVENUE, GENERAL_REVENUE)
    return change <= -of.over("structure_floor")


def nontax_faster(of: Evidence) -> bool:
    """非税收入增长快于税收收入."""
    nontax = of.of(NONTAX, "yoy_rate", under=GENERAL_REVENUE)
    faster = of.of(TAX, "yoy_rate", under=GENERAL_REVENUE) - nontax
    return of.falls(-nontax) and of.falls(faster)


def one_off(of: Evidence) -> bool:
    """一次性收入占比较大."""
    return of.of(ONE_OFF, "share_of", GENERAL_REVENUE, GENERAL_REVENUE) >= of.over("one_off_share")


def land_above(of: Evidence) -> bool:
    """土地出让收入超过一般公共预算收入."""
    return of.county_figure("land_dependence", GENERAL_REVENUE) > of.over("land_to_revenue")


BETTER = Measure(
    key="quality",
    plan="sources",
    title="着力提高收入质量",
    text="培育稳定税源，提高税收收入占比，规范非税收入管理，减少对一次性收入的依赖。",
)
CLAIMS = (
    Problem(
        key="tax_share_low",
        group=QUALITY,
        label="税收占比偏低",
        condition="税收占比低于阈值",
        source=_MONITOR,
        severity=58,
        says='税收收入占一般公共预算收入的{{ level("tax_share") }}，占比偏低。',
        answer=BETTER,
        reference="tax_share",
        holds=tax_share_low,
    ),
    Problem(
        key="tax_share_down",
        group=QUALITY,
        label="税收占比下降",
        condition="税收占比同比变动＜0",
        source=_USAGE,
        severity=50,
        says='税收收入占一般公共预算收入的{{ item("税收收入").share_moved }}。',
        answer=BETTER,
        holds=tax_share_down,
    ),
    Problem(
        key="nontax_faster",
        group=QUALITY,
        label="非税收入增长快于税收收入",
        condition="非税收入增长率＞0且高于税收收入增长率",
        source=_USAGE,
        severity=48,
        says='非税收入{{ item("非税收入").grown }}，税收收入{{ item("税收收入").grown }}，'
        "非税收入增长快于税收收入。",
        answer=BETTER,
        holds=nontax_faster,
    ),
    Problem(
        key="one_off",
        group=QUALITY,
        label="一次性收入占比较大",
        condition="一次性收入占一般公共预算收入达到阈值",
        source="广西财政分析：一次性收入对增收的贡献",
        severity=55,
        says='{% set one_off = item("一次性收入") %}一次性收入{{ one_off.level }}，'
        "占一般公共预算收入的比重较大（{{ one_off.share }}），可持续性不强。",
        answer=BETTER,
        holds=one_off,
    ),
    Problem(
        key="land_above",
        group=QUALITY,
        label="土地出让收入超过一般公共预算收入",
        condition="土地出让收入÷一般公共预算收入超过阈值",
        source=_MONITOR,
        severity=64,
        says='国有土地使用权出让收入{{ item("国有土地使用权出让收入").level }}，'
        '相当于一般公共预算收入的{{ level("land_dependence", "一般公共预算收入") }}，'
        "对土地出让收入依赖较大。",
        answer=LAND_RECEIPTS,
        holds=land_above,
    ),
)
