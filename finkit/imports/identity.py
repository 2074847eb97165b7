"""Which printed names are one item: a ledger holds each amount once, whatever layout it came in."""

from __future__ import annotations

from functools import cache, lru_cache

from finkit.accounts.aliases import standard
from finkit.accounts.chart import children
from finkit.accounts.names import (
    FUND_REVENUE,
    FUND_SPENDING,
    GENERAL_REVENUE,
    GENERAL_SPENDING,
)
from finkit.accounts.spelling import clean


@lru_cache(maxsize=65536)
def identity(item: str, parent: str) -> tuple[str, str, str]:
    """What an item is: its standard name, its parent where that tells it apart, its scope.

    A known item that stands where the chart of accounts has it needs no parent: 税收收入 is one
    amount, whether its sheet says what it belongs to or not. 其他支出 under 教育支出 is another one
    than the class of that name.

    >>> identity("（一）税收收入", "一、一般公共预算收入") == identity("税收收入", "")
    True
    >>> identity("其他支出", "教育支出") == identity("其他支出", "")
    False
    """
    known, above = standard(item, parent), standard(parent).name or clean(parent) if parent else ""
    name = known.name or clean(item)
    if known.name and known == standard(item) and _may_contain(above, known.name):
        above = ""
    return name, above, known.scope


def _may_contain(above: str, name: str) -> bool:
    """Whether the chart puts a name below another, or does not say that it is elsewhere."""
    return not above or above in _ancestors(name)


@cache
def _parents() -> dict[str, str]:
    return {child: parent for parent, below in children().items() for child in below}


_WHOLES = frozenset((GENERAL_REVENUE, GENERAL_SPENDING, FUND_REVENUE, FUND_SPENDING))


@lru_cache(maxsize=8192)
def _ancestors(name: str) -> frozenset[str]:
    """All that a name may stand below: by the chart, or the whole budget it belongs to."""
    found, above = set(_WHOLES), name
    while above := _parents().get(above, ""):
        found.add(above)
    return frozenset(found - {name})
