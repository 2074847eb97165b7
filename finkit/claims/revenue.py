"""Claims about revenue: 增收压力, 收入质量."""

from __future__ import annotations

from finkit.accounts.names import FUND_REVENUE, GENERAL_REVENUE, LAND, NONTAX, TAX
from finkit.claims.evidence import Claim, Evidence

PRESSURE, QUALITY = "pressure", "quality"
_MONITOR = "一省财政运行监测口径"
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


def tax_share_low(of: Evidence) -> bool:
    """税收占比偏低."""
    return of.county_figure("tax_share") < of.over("tax_share")


def tax_share_down(of: Evidence) -> bool:
    """税收占比同比下降."""
    return of.falls(of.of(TAX, "share_change", _name(of), GENERAL_REVENUE))


def nontax_faster(of: Evidence) -> bool:
    """非税收入增长快于税收收入."""
    nontax = of.of(NONTAX, "yoy_rate", under=GENERAL_REVENUE)
    faster = of.of(TAX, "yoy_rate", under=GENERAL_REVENUE) - nontax
    return of.falls(-nontax) and of.falls(faster)


def one_off(of: Evidence) -> bool:
    """一次性收入占比较大."""
    return of.of("一次性收入", "share_of", _name(of), GENERAL_REVENUE) >= of.over("one_off_share")


def land_above(of: Evidence) -> bool:
    """土地出让收入超过一般公共预算收入."""
    return of.county_figure("land_dependence", _name(of)) > of.over("land_to_revenue")


def land_falls(of: Evidence) -> bool:
    """土地出让收入和政府性基金收入双双下降."""
    land = of.falls(of.of(LAND, "yoy_rate", under=FUND_REVENUE))
    return land and of.falls(of.of(FUND_REVENUE, "yoy_rate"))


def _name(of: Evidence) -> str:
    """General revenue as the data call it: what its parts name as their parent."""
    series = of.county.part_and_whole(TAX, GENERAL_REVENUE)[1].series
    return series.key.item if series else GENERAL_REVENUE


CLAIMS = (
    Claim(
        "revenue_falls",
        PRESSURE,
        "一般公共预算收入下降",
        "累计同比增长率＜0",
        _USAGE,
        70,
        "collect",
        revenue_falls,
    ),
    Claim(
        "revenue_behind",
        PRESSURE,
        "一般公共预算收入落后序时进度",
        "完成进度−序时进度＜0",
        _USAGE,
        68,
        "collect",
        revenue_behind,
    ),
    Claim(
        "revenue_slows",
        PRESSURE,
        "一般公共预算收入增幅明显回落",
        "累计增幅比上月回落达到阈值",
        _USAGE,
        45,
        "analyse",
        revenue_slows,
    ),
    Claim(
        "low_base",
        PRESSURE,
        "收入增长有低基数影响",
        "本期增长而上年同期下降",
        _USAGE,
        40,
        "analyse",
        low_base,
    ),
    Claim(
        "land_falls",
        PRESSURE,
        "土地出让收入下降带动基金收入下降",
        "土地出让收入与政府性基金收入同比均＜0",
        _USAGE,
        66,
        "land",
        land_falls,
    ),
    Claim(
        "tax_share_low",
        QUALITY,
        "税收占比偏低",
        "税收占比低于阈值",
        _MONITOR,
        58,
        "quality",
        tax_share_low,
    ),
    Claim(
        "tax_share_down",
        QUALITY,
        "税收占比下降",
        "税收占比同比变动＜0",
        _USAGE,
        50,
        "quality",
        tax_share_down,
    ),
    Claim(
        "nontax_faster",
        QUALITY,
        "非税收入增长快于税收收入",
        "非税收入增长率＞0且高于税收收入增长率",
        _USAGE,
        48,
        "quality",
        nontax_faster,
    ),
    Claim(
        "one_off",
        QUALITY,
        "一次性收入占比较大",
        "一次性收入占一般公共预算收入达到阈值",
        "广西财政分析：一次性收入对增收的贡献",
        55,
        "quality",
        one_off,
    ),
    Claim(
        "land_above",
        QUALITY,
        "土地出让收入超过一般公共预算收入",
        "土地出让收入÷一般公共预算收入超过阈值",
        _MONITOR,
        64,
        "land",
        land_above,
    ),
)
