"""The figures of one county and period, asked by item and indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from finkit.figures.figure import Figure, FigureIds
from finkit.ledger.county_book import ItemSeries


class FigureSet:
    """All figures of a report, in order; every one reachable by its id."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_id = {figure.id: figure for figure in figures}

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __getitem__(self, figure: str) -> Figure:
        return self._by_id[figure]

    def of(
        self, series: ItemSeries, period: str, indicator: str, of_item: str = "", basis: str = ""
    ) -> Figure | None:
        """The figure of an indicator over a series; None where the indicator does not apply.

        `basis` is the series' own unless the indicator changes it (the single month of 累计).
        """
        key = series.key
        edition = (key.scope, key.data_status)
        ids = FigureIds(series.book.county.code, period, key.item, key.parent_item, edition)
        return self._by_id.get(ids.of(basis or key.basis, indicator, of_item))

    def whatever_against(self, series: ItemSeries, indicator: str) -> Figure | None:
        """The figure of an indicator over a series, whatever its denominator is called."""
        return next((f for f in self.named(indicator) if f.item == series.key.item), None)

    def named(self, indicator: str, of_item: str | None = None) -> list[Figure]:
        """The figures of an indicator, whatever they are of."""
        return [
            figure
            for figure in self
            if figure.indicator == indicator and of_item in (None, figure.of_item)
        ]
