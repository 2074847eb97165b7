"""Standard names of the items that formulas, checks and sentences ask for by name."""

from __future__ import annotations

WIDEST_REVENUE = (
    "全口径财政收入",
    "财政总收入",
    "组织财政收入",
    "一般公共预算总收入",
    "财政收入",
)
"""What provinces call the widest revenue they state; a county goes by one of these."""

LOCAL_REVENUE = "地方财政收入"
LOCAL_SPENDING = ("地方财政支出", "总支出", "财政支出")
"""What counties call their spending of all budgets."""

GENERAL_REVENUE = "一般公共预算收入"
GENERAL_SPENDING = "一般公共预算支出"
WITH_SHARED = "一般公共预算收入（含上划）"
"""一般公共预算收入 as printed where it contains what is shared upwards: an item of its own."""
FUND_REVENUE, FUND_SPENDING = "政府性基金收入", "政府性基金支出"
SOE_REVENUE, SOE_SPENDING = "国有资本经营预算收入", "国有资本经营预算支出"
SOCIAL_REVENUE = ("社会保险基金预算收入", "社会保险基金收入")
SOCIAL_SPENDING = ("社会保险基金预算支出", "社会保险基金支出")
"""The fourth budget's sides, by the name of the budget or of the chart."""
TAX, NONTAX = "税收收入", "非税收入"
COLLECTORS = ("税务部门征收", "财政部门征收")
THREE_BUDGETS = "一般公共预算、政府性基金、国有资本经营收入合计"
LAND = "国有土地使用权出让收入"
TRANSFERS = "上级补助收入"
KEY_TAXPAYERS = "重点税源企业税收收入"
RESOURCES = "综合财力"
SANBAO = "三保支出"
SANBAO_PARTS = ("保基本民生支出", "保工资支出", "保运转支出")
RIGID, DISPOSABLE = "刚性支出", "可用财力"
ECONOMISED = "一般性支出"
THREE_PUBLIC = "三公经费"
ONE_OFF = "一次性收入"
DEBT_SERVICE = "债务还本付息"
DEBT, LIMIT = "地方政府债务余额", "地方政府债务限额"
DEBT_KINDS = (
    (DEBT, LIMIT),
    ("一般债务余额", "一般债务限额"),
    ("专项债务余额", "专项债务限额"),
)
DEPOSITS, LOANS = "存款余额", "贷款余额"
GDP = "地区生产总值"
POPULATIONS = ("常住人口", "户籍人口")
"""Residents first; registered people where those are not known."""
