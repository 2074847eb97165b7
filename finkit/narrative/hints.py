"""Where what fills a missing slot is usually found: the table and the item's name, or the fact."""

from __future__ import annotations

from finkit.accounts.chart import accounts
from finkit.contract import ACTUAL, BUDGET, MEASURES, PRIOR_ACTUAL
from finkit.facts.slots import Slot
from finkit.narrative.gaps import expected, usual_table

_NOW, _BEFORE = MEASURES[ACTUAL], MEASURES[PRIOR_ACTUAL]
_NEEDS: dict[str, tuple[str, ...]] = {
    "budget_amount": (MEASURES[BUDGET],),
    "yoy_amount": (_NOW, _BEFORE),
    "yoy_rate": (_NOW, _BEFORE),
    "general_spending_cut": (_NOW, _BEFORE),
    "completion_rate": (_NOW, MEASURES[BUDGET]),
    "ytd_amount": (_NOW, "上年末数"),
    "ytd_rate": (_NOW, "上年末数"),
    "key_taxpayer_share": (_NOW, "税收收入的本期数"),
    "loan_deposit_ratio": (_NOW, "存款余额的本期数"),
}
"""What an indicator needs of the item, where that is more or other than its amount."""

_OWN_LIST = "单位台账"


def hint(slot: Slot) -> str:
    """一般见财政收支月报：项目“地方财政收入”的本期数、上年同期数; 事实表的“招商引资项目数”.

    "" for what the report knows of itself: the county's name, the period.
    """
    places = []
    if slot.kind == "figure":
        needed = "、".join(_NEEDS.get(slot.indicator, (MEASURES[ACTUAL],)))
        places.append(f"一般见{_table(slot.item)}：项目“{_names(slot.item)}”的{needed}")
    if slot.fact:
        places.append(f"事实表的“{slot.fact}”")
    return "；或".join(places)


def _names(item: str) -> str:
    """The names it may go by: 全口径财政收入”或“财政总收入."""
    known = next((one.names for one in expected() if item in one.names), (item,))
    return "”或“".join(known)


def _table(item: str) -> str:
    """The table that usually holds an item; what is a bureau's own stands in its own list."""
    if known := usual_table(item):
        return known
    account = accounts().get(item)
    return _TABLES.get(account.statement, _OWN_LIST) if account else _OWN_LIST


_TABLES = {
    "general_revenue": "一般公共预算收支月报",
    "general_expenditure": "一般公共预算收支月报",
    "fund_revenue": "政府性基金收支月报",
    "fund_expenditure": "政府性基金收支月报",
    "transfer_revenue": "一般公共预算收支平衡表",
    "transfer_expenditure": "一般公共预算收支平衡表",
    "debt_revenue": "地方政府债券发行及还本付息情况表",
    "debt_expenditure": "地方政府债券发行及还本付息情况表",
    "balance": "余额情况表",
    "economy": "统计公报",
}
