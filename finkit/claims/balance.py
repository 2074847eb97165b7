"""Claims about balance: 收支矛盾, 三保, 可用财力, 支出进度."""

from __future__ import annotations

from finkit.accounts.names import GENERAL_REVENUE, GENERAL_SPENDING
from finkit.claims.evidence import Claim, Evidence

BALANCE_GROUP, PACE = "balance", "pace"
SANBAO, RIGID, RESOURCES = "三保支出", "刚性支出", "可用财力"
_USAGE = "财政运行分析惯例"


def sanbao_behind(of: Evidence) -> bool:
    """三保支出落后序时进度超过阈值."""
    return of.county.period.month < 12 and of.progress(SANBAO) < -of.over("sanbao_behind")


def resources_short(of: Evidence) -> bool:
    """可用财力不敷刚性支出."""
    return of.of(RESOURCES, "amount") < of.of(RIGID, "amount")


def resources_fall(of: Evidence) -> bool:
    """可用财力同比减少."""
    return of.falls(of.of(RESOURCES, "yoy_rate"))


def gap_widens(of: Evidence) -> bool:
    """支出增长快于收入、收支缺口扩大."""
    faster = of.falls(of.of(GENERAL_REVENUE, "yoy_rate") - of.of(GENERAL_SPENDING, "yoy_rate"))
    more = of.of(GENERAL_SPENDING, "yoy_amount") > of.of(GENERAL_REVENUE, "yoy_amount")
    return faster and more and of.county_figure("fiscal_gap") > 0


def rigid_grows(of: Evidence) -> bool:
    """刚性支出增长."""
    return of.falls(-of.of(RIGID, "yoy_rate"))


def spending_behind(of: Evidence) -> bool:
    """一般公共预算支出落后序时进度."""
    return of.county.period.month < 12 and of.falls(of.progress(GENERAL_SPENDING))


CLAIMS = (
    Claim(
        "sanbao_behind",
        BALANCE_GROUP,
        "三保支出进度严重滞后",
        "三保支出落后序时进度超过阈值",
        "一省三保支出进度监测口径",
        100,
        "sanbao",
        sanbao_behind,
    ),
    Claim(
        "resources_short",
        BALANCE_GROUP,
        "可用财力不敷刚性支出",
        "可用财力＜刚性支出",
        _USAGE,
        95,
        "balance",
        resources_short,
    ),
    Claim(
        "resources_fall",
        BALANCE_GROUP,
        "可用财力减少",
        "可用财力同比增长率＜0",
        _USAGE,
        62,
        "balance",
        resources_fall,
    ),
    Claim(
        "gap_widens",
        BALANCE_GROUP,
        "支出增长快于收入、收支缺口扩大",
        "支出增长率高于收入增长率且增支额大于增收额",
        _USAGE,
        75,
        "balance",
        gap_widens,
    ),
    Claim(
        "rigid_grows",
        BALANCE_GROUP,
        "刚性支出增长",
        "刚性支出同比增长率＞0",
        _USAGE,
        60,
        "sanbao",
        rigid_grows,
    ),
    Claim(
        "spending_behind",
        PACE,
        "一般公共预算支出落后序时进度",
        "完成进度−序时进度＜0",
        _USAGE,
        42,
        "pace",
        spending_behind,
    ),
)
