"""Indicators: declared formulas over observations, a file per family.

To add one, declare it in its family's `INDICATORS`; the flat table, the report's table and the
documentation follow.
"""

from finkit.figures.declaration import (
    CountyIndicator,
    Indicator,
    ItemIndicator,
    PeerIndicator,
)
from finkit.indicators import (
    balances,
    budget,
    calibers,
    debt,
    dynamics,
    extent,
    growth,
    heads,
    months,
    pace,
    parts,
    peers,
    printed,
    revenue,
    runs,
    schedule,
    spending,
    steps,
    structure,
    usual,
)
from finkit.indicators.supplied import FACT

ITEM_INDICATORS: tuple[ItemIndicator, ...] = (
    *growth.INDICATORS,
    *budget.INDICATORS,
    *structure.INDICATORS,
    *months.INDICATORS,
    *dynamics.INDICATORS,
    *balances.INDICATORS,
    *pace.INDICATORS,
    *usual.INDICATORS,
)
PEER_INDICATORS: tuple[PeerIndicator, ...] = peers.INDICATORS
COUNTY_INDICATORS: tuple[CountyIndicator, ...] = (
    *revenue.INDICATORS,
    *heads.INDICATORS,
    *spending.INDICATORS,
    *debt.INDICATORS,
    *parts.INDICATORS,
    *calibers.INDICATORS,
    *extent.INDICATORS,
    *schedule.INDICATORS,
    *steps.INDICATORS,
    *runs.INDICATORS,
)


def all_declared() -> tuple[Indicator, ...]:
    """Every indicator: of items, among peers, of the county, printed, supplied."""
    return (*ITEM_INDICATORS, *PEER_INDICATORS, *COUNTY_INDICATORS, *printed.INDICATORS, FACT)


def of_budget_tables() -> dict[str, str]:
    """The indicators of a budget table, by the one as which it prints each.

    >>> of_budget_tables()["yoy_rate"]
    'budget_growth'
    """
    return {one.printed_as: one.key for one in ITEM_INDICATORS if one.printed_as}


def declared(indicator: str) -> Indicator:
    """The declaration of that key; where several share it (of 年初预算, of 调整预算), the first.

    A figure carries its own: this is for what is asked before there is one.

    >>> declared("yoy_rate").label
    '同比增长率'
    """
    return next(one for one in all_declared() if one.key == indicator)
