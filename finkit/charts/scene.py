"""What a chart may draw from, and how it says that there is nothing to draw."""

from __future__ import annotations

from dataclasses import dataclass

from finkit.contract import ACTUAL
from finkit.figures.county_at import CountyAt, Item
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators.calculate import Calculator
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import in_base
from finkit.wording import Speaker


class NotDrawnError(Exception):
    """The data do not allow this chart; the message says what is missing."""


@dataclass(frozen=True)
class Scene:
    """One county at one period, with its figures and its words."""

    at: CountyAt
    figures: FigureSet
    calculator: Calculator
    speaker: Speaker

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.at.period

    def figure(self, item: Item, indicator: str, of_item: str = "") -> Figure | None:
        """The item's figure, if it has a value."""
        if item.series is None:
            return None
        found = self.figures.of(item.series, indicator, of_item)
        return found if found is not None and found.value is not None else None

    def shown(self, figure: Figure | None, absent: str = "缺数据") -> str:
        """The figure as it prints; what stands for it where there is none."""
        return self.speaker.level(figure).text if figure else absent


def number(figure: Figure | None) -> float | None:
    """The figure's value for drawing and ranking: amounts in 元, so that all units compare."""
    if figure is None or figure.value is None:
        return None
    return float(in_base(figure.value, figure.unit))


def label(item: Item) -> str:
    """The item's own name, without numbering."""
    return item.series.label if item.series else item.name


def amounts(series: ItemSeries, periods: list[Period], unit_name: str) -> list[float | None]:
    """The amounts of some periods in one unit; None where a period is not held."""
    cells = (series.own(period, ACTUAL) for period in periods)
    return [float(cell.in_unit(unit_name)) if cell else None for cell in cells]


def unit_of(series: ItemSeries, period: Period) -> str:
    """The unit the series is published in."""
    cell = series.own(period, ACTUAL)
    return cell.unit if cell else "万元"


def listed(pairs: list[tuple[str, str]]) -> str:
    """Labels and texts as one sentence part, for alternative texts."""
    return "；".join(f"{name}{shown}" for name, shown in pairs)
