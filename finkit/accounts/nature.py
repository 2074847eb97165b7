"""What an amount is: revenue, spending, a balance, or none of these."""

from __future__ import annotations

from enum import Enum
from functools import cache

from finkit.accounts.aliases import standard
from finkit.accounts.calibers import calibers
from finkit.accounts.chart import Account, accounts


class Nature(Enum):
    """What an amount is, as far as words go: one is received, one spent, one stands at a time."""

    REVENUE = "revenue"
    SPENDING = "spending"
    BALANCE = "balance"
    OTHER = "other"


STATEMENTS: dict[str, Nature | None] = {
    "general_revenue": Nature.REVENUE,
    "fund_revenue": Nature.REVENUE,
    "soe_revenue": Nature.REVENUE,
    "social_revenue": Nature.REVENUE,
    "transfer_revenue": Nature.REVENUE,
    "debt_revenue": Nature.REVENUE,
    "general_expenditure": Nature.SPENDING,
    "fund_expenditure": Nature.SPENDING,
    "soe_expenditure": Nature.SPENDING,
    "social_expenditure": Nature.SPENDING,
    "transfer_expenditure": Nature.SPENDING,
    "debt_expenditure": Nature.SPENDING,
    "balance": Nature.BALANCE,
    "aggregate": None,
    "tagged": None,
    "economy": None,
    "treasury_summary": None,
}
"""The statements of the chart, with the nature of what stands on each.

None: a statement of several natures, so that each of its rows in the chart declares its own.
"""


@cache
def nature_of(name: str) -> Nature:
    """The nature of an item: declared where the chart knows it, else guessed from the name.

    >>> nature_of("预备费").name, nature_of("三公经费").name, nature_of("各项贷款").name
    ('SPENDING', 'OTHER', 'BALANCE')
    """
    known = accounts().get(standard(name).name)
    return declared(known) if known else guessed(name)


def declared(account: Account) -> Nature:
    """The nature of an account: that of its statement, its own where the statement has several.

    An item that only its caliber makes known is of the nature of its parts.
    """
    if known := STATEMENTS[account.statement]:
        return known
    return Nature(account.nature) if account.nature else _of_parts(account.name)


def _of_parts(name: str) -> Nature:
    parts = (part for one in calibers() if one.item == name for part in one.parts)
    natures = {nature_of(part) for part in parts if part != name}
    return natures.pop() if len(natures) == 1 else guessed(name)


def guessed(name: str) -> Nature:
    """What a name says of the nature of an item that nobody declared.

    >>> guessed("污水管网支出").name, guessed("隐性债务余额").name, guessed("水利专项经费").name
    ('SPENDING', 'BALANCE', 'OTHER')
    """
    if "支出" in name:
        return Nature.SPENDING
    if any(mark in name for mark in ("余额", "限额", "存款", "贷款")):
        return Nature.BALANCE
    if "收入" in name or name.endswith("税") or "征收" in name or name.endswith("部门"):
        return Nature.REVENUE
    return Nature.OTHER
