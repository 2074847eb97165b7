"""What an indicator declares: its term, unit, definition, formula, source and computation; its
basis, how it is spoken, where it is shown. Whoever reads figures asks the declaration, and treats
no indicator otherwise for its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple

from finkit.figures.county_at import CountyAt, Result
from finkit.figures.peer_group import PeerGroup
from finkit.figures.quantity import Quantity
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period

Basis = Literal["item", "month"]
"""What period a figure is of: the item's own (累计, 余额), or the single month within it."""


class Speech(Enum):
    """How a figure is put into words."""

    LEVEL = "level"
    """17056万元; 90.0%."""
    CHANGE = "change"
    """增收2113万元 / 减支9240万元, by the item's nature."""
    RATE = "rate"
    """增长14.1% / 下降7.9%."""
    POINTS = "points"
    """提高0.5个百分点 / 下降0.5个百分点."""
    CUT = "cut"
    """压减8.6% / 增长8.6%: positive where less was spent."""
    SCHEDULE = "schedule"
    """超序时进度8.5个百分点 / 落后序时进度0.5个百分点."""
    PULL = "pull"
    """拉动税收收入增长4.2个百分点 / 下拉税收收入0.3个百分点."""


class Column(NamedTuple):
    """The column of the page's item table that an indicator fills; of several, the first."""

    heading: str
    rank: int = 0


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """The declaration that every indicator shares.

    `label` is the Chinese term, `unit` what its values stand in ("" = the unit of the amount),
    `source` where the definition comes from, `column` its place in the page's item table (None: it
    stands elsewhere). `internal`: kept for the bureau itself, in tables and not in the text unless
    a report is asked for it. `is_gauge`: it is held against a threshold and never said, however
    coarse its amounts. `origin`: the extension that declares it, "" of the package.
    """

    key: str
    label: str
    unit: str
    basis: Basis
    speech: Speech
    formula: str
    definition: str
    source: str
    column: Column | None = None
    internal: bool = False
    is_gauge: bool = False
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemIndicator(Indicator):
    """An indicator that every item gets. `compute` gives None where it does not apply.

    `printed_as` is the indicator as which a budget table, which has no actual amounts, prints it.
    """

    compute: Callable[[ItemSeries, Period], Quantity | None]
    printed_as: str = ""


@dataclass(frozen=True, kw_only=True)
class CountyIndicator(Indicator):
    """An indicator of the county, over named items.

    `in_table`: whether it stands in the page's table of these; False where the item table and the
    charts tell it item by item.
    """

    compute: Callable[[CountyAt], Iterable[Result]]
    in_table: bool = True


@dataclass(frozen=True, kw_only=True)
class PeerIndicator(Indicator):
    """An indicator of an item against the other counties of the province."""

    compute: Callable[[ItemSeries, Period, PeerGroup], Quantity | None]
