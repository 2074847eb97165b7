"""What a chart may draw from, and how it says that there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from finkit.charts.listed.series import in_unit
from finkit.claims.thresholds import Threshold
from finkit.contract import ACTUAL, Observation
from finkit.figures.county_at import CountyAt, Item
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators.calculate import Calculator
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import in_base
from finkit.wording import Speaker
from finkit.wording.display import HeadSpeaker, TableSpeaker


class NotDrawnError(Exception):
    """The data do not allow this chart; the message says what is missing."""


@dataclass(frozen=True)
class Scene:
    """One county at one period, with its figures and its words; `cells` are those asked for.

    What a chart asks of its scene it draws: by that it is known which errors touch it, and what
    figures it writes (`told`). `lines` are the report's thresholds.
    """

    at: CountyAt
    figures: FigureSet
    calculator: Calculator
    speaker: Speaker
    lines: Mapping[str, Threshold]
    told: dict[str, Figure] = field(default_factory=dict)
    cells: dict[Observation, None] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.at.period

    @property
    def head(self) -> Speaker:
        """Large amounts in 亿元, for labels of few characters."""
        return HeadSpeaker(self.speaker.style, spots=self.speaker.spots)

    def figure(self, item: Item, indicator: str, of_item: str = "") -> Figure | None:
        """The item's figure, if it has a value."""
        if item.series is None:
            return None
        found = self.figures.of(item.series, indicator, of_item)
        if found is None or found.value is None:
            return None
        self.note(found.inputs)
        return found

    def against_budget(self, item: Item, indicator: str) -> Figure | None:
        """The item's figure against the adjusted budget where there is one, else the yearly."""
        found = self.figures.against_budget(item.series, indicator) if item.series else None
        if found:
            self.note(found.inputs)
        return found

    def note(self, cells: Iterable[Observation]) -> None:
        """That these are drawn."""
        self.cells.update(dict.fromkeys(cells))

    def amounts(
        self, series: ItemSeries, periods: Sequence[Period], unit_name: str
    ) -> list[Decimal | None]:
        """The amounts of some periods in one unit; None where a period is not held."""
        cells = [series.own(period, ACTUAL) for period in periods]
        self.note(cell for cell in cells if cell)
        return [in_unit(cell.value, cell.unit, unit_name) if cell else None for cell in cells]

    def shown(self, figure: Figure | None, absent: str = "缺数据", *, signed: bool = False) -> str:
        """The figure as it prints, a rise with + where `signed`; `absent` where there is none."""
        if figure is None:
            return absent
        self.told[figure.id] = figure
        printed = self.speaker.level(figure).text
        rises = signed and figure.value is not None and figure.value > 0
        if not rises or self.speaker.is_flat(figure):
            return printed
        return f"约+{printed[1:]}" if printed.startswith("约") else f"+{printed}"

    def shown_in(self, figure: Figure | None, name: str) -> str:
        """An amount as it prints in a unit, without it; "" where it does not print so."""
        if figure is None:
            return ""
        self.told[figure.id] = figure
        style = replace(self.speaker.style, money=name, amount_decimals=None)
        printed = TableSpeaker(style).level(figure).text
        return printed.removesuffix(name) if printed.endswith(name) else ""


def number(figure: Figure | None) -> float | None:
    """The figure's value for drawing and ranking: amounts in 元, so that all units compare."""
    if figure is None or figure.value is None:
        return None
    return float(in_base(figure.value, figure.unit))


def floats(values: Iterable[Decimal | None]) -> list[float | None]:
    """Values for drawing."""
    return [None if value is None else float(value) for value in values]


def label(item: Item) -> str:
    """The item's own name, without numbering."""
    return item.series.label if item.series else item.name


def unit_of(series: ItemSeries, period: Period) -> str:
    """The unit the series is published in."""
    cell = series.own(period, ACTUAL)
    return cell.unit if cell else "万元"


def shortened(names: list[str]) -> list[str]:
    """The names without the 支出 or 收入 that all of them end in.

    >>> shortened(["教育支出", "农林水支出"]), shortened(["增值税", "非税收入"])
    (['教育', '农林水'], ['增值税', '非税收入'])
    """
    for end in ("支出", "收入"):
        if all(name.endswith(end) and name != end for name in names):
            return [name.removesuffix(end) for name in names]
    return names


def bare(texts: list[str]) -> tuple[list[str], str]:
    """The texts without the unit that all share, and that unit; as they are where they differ.

    >>> bare(["+3,721万元", "−558万元"]), bare(["5.2亿元", "800万元"])
    ((['+3,721', '−558'], '万元'), (['5.2亿元', '800万元'], ''))
    """
    units = {text.lstrip("约+−0123456789.,") for text in texts}
    if len(units) != 1:
        return texts, ""
    unit_name = units.pop()
    return [text.removesuffix(unit_name) for text in texts], unit_name


def listed(pairs: list[tuple[str, str]]) -> str:
    """Labels and texts as one sentence part, for alternative texts."""
    return "；".join(f"{name}{shown}" for name, shown in pairs)
