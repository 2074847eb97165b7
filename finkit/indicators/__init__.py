"""Indicators: declared formulas over observations, a file per family.

To add one, declare it in its family's `INDICATORS`; the flat table, the report's table and the
documentation follow.
"""

from finkit.indicators import (
    balances,
    budget,
    debt,
    dynamics,
    growth,
    months,
    peers,
    revenue,
    spending,
    structure,
)
from finkit.indicators.declaration import CountyIndicator, ItemIndicator, PeerIndicator
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
)
INDICATORS = (*ITEM_INDICATORS, *PEER_INDICATORS, *COUNTY_INDICATORS, FACT)
