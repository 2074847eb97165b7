"""The chart of accounts (政府收支分类科目), and the named items that have no code.

A caliber makes its item known, also where the chart has no row of it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from finkit.accounts import tables
from finkit.accounts.calibers import FORMULA, calibers
from finkit.accounts.spelling import clean


class Account(NamedTuple):
    """An account of the chart: its code ("" for an aggregate), its statement, its place.

    `nature` is given where the statement has accounts of several natures. On the form every county
    is asked for those that stand at the top of a `sheet` or `under` another account.
    """

    code: str
    name: str
    statement: str
    nature: str
    sheet: str
    under: str
    order: int
    by_caliber: bool = False


@cache
def accounts() -> dict[str, Account]:
    """Every account by its standard name, in chart order.

    >>> accounts()["教育支出"].code, accounts()["教育支出"].statement
    ('205', 'general_expenditure')
    """
    found: dict[str, Account] = {}
    table = tables.rows("chart.csv")
    for order, row in enumerate(table):
        found.setdefault(row["name"], _account(row, order))
    for order, caliber in enumerate(calibers(), len(table)):
        if caliber.role != FORMULA:
            found.setdefault(caliber.item, _by_caliber(caliber.item, order))
    return found


def _by_caliber(name: str, order: int) -> Account:
    """An item that only its caliber makes known: one of the bureau's own."""
    return Account("", name, "tagged", "", "", "", order, by_caliber=True)


def _account(row: dict[str, str], order: int) -> Account:
    return Account(
        code=row["code"],
        name=row["name"],
        statement=row["statement"],
        nature=row["nature"],
        sheet=row["sheet"],
        under=row["under"],
        order=order,
    )


@cache
def chart() -> dict[str, str]:
    """Standard names by code and by (cleaned) name."""
    names: dict[str, str] = {}
    for name in accounts():
        names.setdefault(clean(name), name)
    for row in tables.rows("chart.csv"):
        if row["code"]:
            names.setdefault(row["code"], row["name"])
    return names


@lru_cache(maxsize=1024)
def is_of_several_budgets(code: str) -> bool:
    """Whether accounts of several budgets stand below a code: 103 holds those of funds as well.

    >>> is_of_several_budgets("103"), is_of_several_budgets("101")
    (True, False)
    """
    budgets = {
        row["statement"].partition("_")[0]
        for row in tables.rows("chart.csv")
        if row["code"].startswith(code)
    }
    return len(budgets) > 1


@cache
def children() -> dict[str, list[str]]:
    """The standard names one level below each standard name, in chart order."""
    table = tables.rows("chart.csv")
    by_code = {row["code"]: row["name"] for row in table if row["code"]}
    below: dict[str, list[str]] = {}
    for row in table:
        if parent := by_code.get(row["parent"]):
            below.setdefault(parent, []).append(row["name"])
    return below


@cache
def spending_classes() -> tuple[str, ...]:
    """The functional classes of general spending (支出功能分类“类”), in chart order."""
    return tuple(
        row["name"]
        for row in tables.rows("chart.csv")
        if len(row["code"]) == 3 and row["statement"] == "general_expenditure"
    )
