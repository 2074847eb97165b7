"""Claims about debt: 偿付压力, 举债空间, 债务率, 负债率."""

from __future__ import annotations

from finkit.claims.evidence import Claim, Evidence

DEBT = "debt"
_BALANCE = "地方政府债务余额"


def service_grows(of: Evidence) -> bool:
    """还本付息增加."""
    return of.falls(-of.of("债务还本付息", "yoy_rate"))


def near_limit(of: Evidence) -> bool:
    """债务余额接近限额."""
    share = of.county_figure("debt_balance_to_limit", item=_BALANCE)
    return share >= of.over("debt_to_limit")


def ratio_high(of: Evidence) -> bool:
    """债务率(测算值)偏高."""
    return of.county_figure("debt_ratio_estimate") >= of.over("debt_ratio")


def debt_to_gdp_high(of: Evidence) -> bool:
    """负债率偏高."""
    return of.county_figure("debt_to_gdp") >= of.over("debt_to_gdp")


CLAIMS = (
    Claim(
        "debt_ratio_high",
        DEBT,
        "债务率（测算值）偏高",
        "债务余额÷综合财力达到阈值",
        "财政部引述的国际通行警戒线",
        90,
        "debt",
        ratio_high,
    ),
    Claim(
        "debt_near_limit",
        DEBT,
        "债务余额接近限额",
        "债务余额÷债务限额达到阈值",
        "预算法第三十五条：举债不得突破限额",
        65,
        "limit",
        near_limit,
    ),
    Claim(
        "debt_to_gdp_high",
        DEBT,
        "负债率偏高",
        "债务余额÷地区生产总值达到阈值",
        "国际通行参考线（转引）",
        80,
        "debt",
        debt_to_gdp_high,
    ),
    Claim(
        "debt_service_grows",
        DEBT,
        "债务还本付息增加",
        "债务还本付息同比增长率＞0",
        "财政运行分析惯例",
        56,
        "debt",
        service_grows,
    ),
)
