"""Claims of good standing: said in the text only where the figures bear them out."""

from __future__ import annotations

from finkit.accounts.names import DEBT, GENERAL_REVENUE, GENERAL_SPENDING, SANBAO, THREE_PUBLIC
from finkit.claims.declaration import Claim
from finkit.claims.evidence import Evidence, MissingError


def three_public_flat(of: Evidence) -> bool:
    """三公经费零增长: as much as last year."""
    return of.of(THREE_PUBLIC, "yoy_amount") == 0


def three_public_falls(of: Evidence) -> bool:
    """三公经费只减不增: less than last year."""
    return of.of(THREE_PUBLIC, "yoy_amount") < 0


def general_spending_rises(of: Evidence) -> bool:
    """一般性支出增长: by the ledger, else by the rate that the bureau supplies."""
    try:
        cut = of.county_figure("general_spending_cut")
    except MissingError:
        cut = of.county_figure("fact", item="一般性支出压减率")
    return cut < 0


def sanbao_keeps_pace(of: Evidence) -> bool:
    """兜牢三保底线: what was to be spent by now is spent."""
    return not of.falls(of.progress(SANBAO))


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
    return of.county_figure("debt_balance_to_limit", item=DEBT) <= 100


CLAIMS = (
    Claim(
        key="three_public_flat",
        label="三公经费零增长",
        condition="三公经费同比增减额＝0",
        source="“零增长”的字面含义：与上年相等",
        holds=three_public_flat,
    ),
    Claim(
        key="three_public_falls",
        label="三公经费只减不增",
        condition="三公经费同比增减额＜0",
        source="“三公”经费“只减不增”的通行要求",
        holds=three_public_falls,
    ),
    Claim(
        key="general_spending_rises",
        label="一般性支出增长",
        condition="一般性支出压减率＜0",
        source="过紧日子、压减一般性支出的通行要求",
        holds=general_spending_rises,
    ),
    Claim(
        key="sanbao_keeps_pace",
        label="三保支出达到序时进度",
        condition="三保支出完成进度−序时进度≥0",
        source="兜牢“三保”底线的通行要求：按时足额",
        holds=sanbao_keeps_pace,
    ),
    Claim(
        key="double_half",
        label="收支双过半",
        condition="6月末收入、支出均完成预算50%以上",
        source="财政运行分析惯例",
        holds=double_half,
    ),
    Claim(
        key="high_growth",
        label="收入较快增长",
        condition="一般公共预算收入累计增长率达到阈值",
        source="财政运行分析惯例",
        holds=high_growth,
    ),
    Claim(
        key="within_limit",
        label="债务余额在限额以内",
        condition="债务余额≤债务限额",
        source="预算法第三十五条：举债不得突破限额",
        holds=within_limit,
    ),
)
