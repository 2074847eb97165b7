"""What an indicator declares: its term, unit, definition, formula, source and computation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from finkit.figures.county_at import CountyAt, Result
from finkit.figures.peer_group import PeerGroup
from finkit.figures.quantity import Quantity
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period


@dataclass(frozen=True)
class Indicator:
    """The declaration that every indicator shares.

    `label` is the Chinese term, `unit` what its values stand in ("" = the unit of the amount),
    `source` where the definition comes from.
    """

    key: str
    label: str
    unit: str
    formula: str
    definition: str
    source: str


@dataclass(frozen=True)
class ItemIndicator(Indicator):
    """An indicator that every item gets. `compute` gives None where it does not apply."""

    compute: Callable[[ItemSeries, Period], Quantity | None]


@dataclass(frozen=True)
class CountyIndicator(Indicator):
    """An indicator of the county, over named items."""

    compute: Callable[[CountyAt], Iterable[Result]]


@dataclass(frozen=True)
class PeerIndicator(Indicator):
    """An indicator of an item against the other counties of the province."""

    compute: Callable[[ItemSeries, Period, PeerGroup], Quantity | None]
