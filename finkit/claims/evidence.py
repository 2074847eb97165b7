"""The evidence that claims (论断) stand on: a county's figures, asked for by standard names.

A claim holds, does not hold, or cannot be judged (待核) because an input is missing; only the first
is ever asserted, with the figures that prove it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from finkit.accounts.names import GENERAL_REVENUE
from finkit.claims.thresholds import Threshold
from finkit.contract import BALANCE
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.figures.local_revenue import name_of
from finkit.indicators import declared
from finkit.ledger.county_book import ItemSeries
from finkit.units import convert, round_half_up, unit

NO_LABELS: Mapping[str, str] = MappingProxyType({})


class MissingError(Exception):
    """An input of a claim is missing; the message says which."""


@dataclass
class Evidence:
    """A county's figures at a period, as claims ask for them.

    `labels`: what indicators of one's own are called, by key.
    """

    county: CountyAt
    figures: FigureSet
    thresholds: Mapping[str, Threshold]
    labels: Mapping[str, str] = field(default_factory=dict)
    seen: list[Figure] = field(default_factory=list)

    def of(
        self, item: str, indicator: str, of_item: str = "", under: str = "", beside: str = ""
    ) -> Decimal:
        """An item's figure, amounts in 元. Raises `MissingError` where it is not to be had.

        `beside`: only if it is of the scope of that item, with which it is compared.
        """
        series = self._series(item, under)
        if beside and self._of_another_scope(item, beside):
            raise MissingError(f"{item}与{beside}口径不同")
        figure = self.figures.of(series, indicator, of_item)
        return self._known(figure, item)

    def _of_another_scope(self, item: str, beside: str) -> bool:
        other = self.county.item(beside)
        same = self.county.item(item, beside=other)
        return same.series is not self.county.item(item).series

    def county_figure(self, indicator: str, of_item: str = "", item: str = "") -> Decimal:
        """A figure of the county: of any item and any denominator unless they are named."""
        label = item or self.labels.get(indicator) or declared(indicator).label
        for figure in self.figures.named(indicator, of_item or None):
            if item in ("", figure.item, figure.standard_item):
                return self._known(figure, label)
        raise MissingError(f"缺{label}")

    def progress(self, item: str) -> Decimal:
        """超/落后序时进度, against the adjusted budget where there is one."""
        found = self.figures.against_budget(self._series(item), "progress_gap")
        return self._known(found, f"{item}预算数")

    def falls(self, rate: Decimal) -> bool:
        """Whether a rate or a number of points prints as a fall, not as 基本持平."""
        return round_half_up(rate, 1) < 0

    def over(self, key: str) -> Decimal:
        """The threshold of that key."""
        return self.thresholds[key].value

    def _series(self, item: str, under: str = "") -> ItemSeries:
        found = self.county.part_and_whole(item, under)[0] if under else self.county.item(item)
        series = found.series or self.county.item(item, basis=BALANCE).series
        if series is None:
            name = name_of(self.county) if item == GENERAL_REVENUE else item
            raise MissingError(f"缺{name}本期数")
        return series

    def _known(self, figure: Figure | None, name: str) -> Decimal:
        if figure is None:
            raise MissingError(f"缺{name}的同比、预算等数据")
        self.seen.append(figure)
        if figure.value is None:
            raise MissingError(figure.reason)
        # Amounts are compared with one another, whatever unit each is kept in.
        money = unit(figure.unit).kind == "money" and "/" not in figure.unit
        return convert(figure.value, figure.unit, "元") if money else figure.value
