"""Claims of good standing: said in the text only where the figures bear them out."""

from __future__ import annotations

from finkit.accounts.names import GENERAL_REVENUE, GENERAL_SPENDING
from finkit.claims.evidence import Claim, Evidence, MissingError


def three_public_flat(of: Evidence) -> bool:
    """三公经费零增长: as much as last year."""
    return of.of("三公经费", "yoy_amount") == 0


def three_public_falls(of: Evidence) -> bool:
    """三公经费只减不增: less than last year."""
    return of.of("三公经费", "yoy_amount") < 0


def general_spending_rises(of: Evidence) -> bool:
    """一般性支出增长: by the ledger, else by the rate that the bureau supplies."""
    try:
        cut = of.county_figure("general_spending_cut")
    except MissingError:
        cut = of.county_figure("fact", item="一般性支出压减率")
    return cut < 0


def double_half(of: Evidence) -> bool:
    """双过半: by June both revenue and spending have done half of the year's budget."""
    half_year = of.county.period.month == 6
    # At June the schedule is one half: not behind it means half is done.
    return half_year and of.progress(GENERAL_REVENUE) >= 0 and of.progress(GENERAL_SPENDING) >= 0


def high_growth(of: Evidence) -> bool:
    """较快增长: general revenue grew by the threshold or more."""
    return of.of(GENERAL_REVENUE, "yoy_rate") >= of.over("high_growth")


def within_limit(of: Evidence) -> bool:
    """债务余额控制在限额以内."""
    return of.county_figure("debt_balance_to_limit", item="地方政府债务余额") <= 100


CLAIMS = (
    Claim(
        "three_public_flat",
        "standing",
        "三公经费零增长",
        "三公经费同比增减额＝0",
        "“零增长”的字面含义：与上年相等",
        0,
        "",
        three_public_flat,
    ),
    Claim(
        "three_public_falls",
        "standing",
        "三公经费只减不增",
        "三公经费同比增减额＜0",
        "“三公”经费“只减不增”的通行要求",
        0,
        "",
        three_public_falls,
    ),
    Claim(
        "general_spending_rises",
        "standing",
        "一般性支出增长",
        "一般性支出压减率＜0",
        "过紧日子、压减一般性支出的通行要求",
        0,
        "",
        general_spending_rises,
    ),
    Claim(
        "double_half",
        "standing",
        "收支双过半",
        "6月末收入、支出均完成预算50%以上",
        "财政运行分析惯例",
        0,
        "",
        double_half,
    ),
    Claim(
        "high_growth",
        "standing",
        "收入较快增长",
        "一般公共预算收入累计增长率达到阈值",
        "财政运行分析惯例",
        0,
        "",
        high_growth,
    ),
    Claim(
        "within_limit",
        "standing",
        "债务余额在限额以内",
        "债务余额≤债务限额",
        "预算法第三十五条：举债不得突破限额",
        0,
        "",
        within_limit,
    ),
)
