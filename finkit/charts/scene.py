"""What a chart may draw from, and how it says that there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from finkit.contract import ACTUAL, Observation
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
    """One county at one period, with its figures and its words; `cells` are those asked for.

    What a chart asks of its scene it draws: by that it is known which errors touch it.
    """

    at: CountyAt
    figures: FigureSet
    calculator: Calculator
    speaker: Speaker
    cells: dict[Observation, None] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.at.period

    def figure(self, item: Item, indicator: str, of_item: str = "") -> Figure | None:
        """The item's figure, if it has a value."""
        if item.series is None:
            return None
        found = self.figures.of(item.series, indicator, of_item)
        if found is None or found.value is None:
            return None
        self.note(found.inputs)
        return found

    def note(self, cells: Iterable[Observation]) -> None:
        """That these are drawn."""
        self.cells.update(dict.fromkeys(cells))

    def amounts(
        self, series: ItemSeries, periods: list[Period], unit_name: str
    ) -> list[float | None]:
        """The amounts of some periods in one unit; None where a period is not held."""
        cells = [series.own(period, ACTUAL) for period in periods]
        self.note(cell for cell in cells if cell)
        return [float(cell.in_unit(unit_name)) if cell else None for cell in cells]

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


def unit_of(series: ItemSeries, period: Period) -> str:
    """The unit the series is published in."""
    cell = series.own(period, ACTUAL)
    return cell.unit if cell else "万元"


def listed(pairs: list[tuple[str, str]]) -> str:
    """Labels and texts as one sentence part, for alternative texts."""
    return "；".join(f"{name}{shown}" for name, shown in pairs)
