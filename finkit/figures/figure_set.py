"""The figures of one county and period, asked by item and indicator.

Items and denominators are asked for by standard name; how a table printed them is a matter of
display.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from finkit.accounts.aliases import same_item
from finkit.contract import LATER_BUDGET_FIRST
from finkit.figures.figure import Figure
from finkit.ledger.county_book import ItemSeries, SeriesKey


class FigureSet:
    """All figures of a report, in order; every one reachable by its id."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_id = {figure.id: figure for figure in figures}
        self._by_item: dict[tuple[SeriesKey, str], list[Figure]] = {}
        self._by_indicator: dict[str, list[Figure]] = {}
        self._by_series: dict[SeriesKey, list[Figure]] = {}
        for figure in self._by_id.values():
            key = figure.declared.key
            self._by_item.setdefault((figure.subject.key, key), []).append(figure)
            self._by_indicator.setdefault(key, []).append(figure)
            self._by_series.setdefault(figure.subject.key, []).append(figure)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, figure: str) -> bool:
        return figure in self._by_id

    def __getitem__(self, figure: str) -> Figure:
        return self._by_id[figure]

    def of(self, series: ItemSeries, indicator: str, of_item: str = "") -> Figure | None:
        """The figure of an indicator over a series; None where the indicator does not apply.

        `of_item` is the denominator by any of its names; it may be left out where there is but
        one.
        """
        found = self._by_item.get((series.key, indicator), [])
        if not of_item and len(found) == 1:
            return found[0]
        return next((figure for figure in found if same_item(figure.of_item, of_item)), None)

    def against_budget(self, series: ItemSeries, indicator: str) -> Figure | None:
        """The figure of an indicator against the adjusted budget (调整预算), where that gives none
        against the yearly one (年初预算); `of_item` says which. None where neither has a value."""
        found = (self.of(series, indicator, budget) for budget in LATER_BUDGET_FIRST)
        return next((figure for figure in found if figure and figure.value is not None), None)

    def of_series(self, series: ItemSeries) -> list[Figure]:
        """All figures over a series."""
        return self._by_series.get(series.key, [])

    def named(self, indicator: str, of_item: str | None = None) -> list[Figure]:
        """The figures of an indicator, whatever they are of."""
        found = self._by_indicator.get(indicator, [])
        return [figure for figure in found if of_item is None or same_item(figure.of_item, of_item)]
