"""Standard names of the items that formulas, checks and sentences ask for by name."""

from __future__ import annotations

GENERAL_REVENUE = "一般公共预算收入"
GENERAL_SPENDING = "一般公共预算支出"
FUND_REVENUE = "政府性基金收入"
SOE_REVENUE = "国有资本经营预算收入"
TAX, NONTAX = "税收收入", "非税收入"
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
