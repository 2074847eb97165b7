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
    growth,
    months,
    peers,
    revenue,
    spending,
    structure,
)
from finkit.indicators.supplied import FACT

ITEM_INDICATORS: tuple[ItemIndicator, ...] = (
    *growth.INDICATORS,
    *budget.INDICATORS,
    *structure.INDICATORS,
    *months.INDICATORS,
    *dynamics.INDICATORS,
    *balances.INDICATORS,
)
PEER_INDICATORS: tuple[PeerIndicator, ...] = peers.INDICATORS
COUNTY_INDICATORS: tuple[CountyIndicator, ...] = (
    *revenue.INDICATORS,
    *spending.INDICATORS,
    *debt.INDICATORS,
    *calibers.INDICATORS,
)
INDICATORS = (*ITEM_INDICATORS, *PEER_INDICATORS, *COUNTY_INDICATORS, FACT)


def declaration_of(indicator: str, of_item: str = "") -> Indicator:
    """The declaration of a figure: where one key has several (of 年初预算, of 调整预算) its own.

    >>> declaration_of("completion_rate", "年初预算").label
    '完成年初预算'
    """
    named = [one for one in INDICATORS if one.key == indicator]
    return next((one for one in named if of_item and of_item in one.formula), named[0])
