"""The charts of a report, in their order; to add one, write its function and name it here, once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from finkit.charts import (
    balances,
    overview,
    peers,
    spending,
    structure,
    taxes,
    this_year,
    trends,
    waterfalls,
)
from finkit.charts.chart import Chart
from finkit.charts.listed.terms import Term, explained
from finkit.charts.scene import NotDrawnError, Scene
from finkit.checks import Doubts
from finkit.claims.thresholds import Threshold
from finkit.contract import publication
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators.calculate import Calculator
from finkit.wording import Speaker

Draw = Callable[[Scene], Chart]

CHARTS: dict[str, tuple[str, Draw]] = {
    "within-years": ("累计数分年走势", this_year.within_years),
    "months": ("单月数", this_year.months),
    "contribution": ("收入增减额的构成", waterfalls.contribution),
    "progress": ("完成全年预算", overview.progress),
    "tax-parts": ("主要税种", taxes.tax_parts),
    "growth": ("同比增长率", overview.growth),
    "levels": ("收支规模与上年同期", overview.levels),
    "spending-changes": ("支出分科目增减额", spending.spending_changes),
    "spending-parts": ("一般公共预算支出分科目", spending.spending_parts),
    "debt": ("地方政府债务余额与限额", balances.debt),
    "peers": ("与同省有数据的县区比较", peers.among_peers),
    "long-run": ("历年收支", trends.long_run),
    "growth-years": ("历年同比增长率", trends.growth_over_years),
    "deposits-loans": ("存贷款余额", balances.deposits_and_loans),
    "revenue-parts": ("收入构成", structure.revenue_parts),
    "fund-parts": ("政府性基金收入的构成", structure.fund_parts),
}
"""By the name under which the text calls it (`charts("growth")`): title, function.

One that no text calls stands in the part 收支图解.
"""


class OwnChart(NamedTuple):
    """A chart of one's own (自定图): its name, title and function, and the extension it is of."""

    name: str
    title: str
    draw: Draw
    origin: str


@dataclass(frozen=True, repr=False)
class ChartSet:
    """The charts drawn, and the others with the reason why not."""

    drawn: tuple[Chart, ...]
    undrawn: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"ChartSet({'、'.join(chart.title for chart in self.drawn)})"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the findings of the drawn charts name, in their order."""
        return tuple(figure for one in self.drawn for figure in one.finding.figures)

    def named(self, names: Collection[str]) -> ChartSet:
        """Those of these names."""
        return ChartSet(tuple(one for one in self.drawn if one.name in names), ())

    def _repr_html_(self) -> str:
        if not self.drawn:
            return ""
        return f'<section id="charts"><h2>收支图解</h2>{self.side_by_side()}</section>'

    def side_by_side(self, names: Sequence[str] | None = None) -> str:
        """The charts of these names, in their order (None: all), as HTML; "" for none drawn."""
        drawn = {one.name: one for one in self.drawn}
        wanted = [drawn[name] for name in (drawn if names is None else names) if name in drawn]
        figures = "\n".join(chart._repr_html_() for chart in wanted)
        return f'<div class="charts">{figures}</div>' if figures else ""

    def marked(self, doubts: Doubts) -> ChartSet:
        """The charts, each saying which of its amounts are in doubt."""
        return ChartSet(tuple(one.marked(doubts) for one in self.drawn), self.undrawn)

    def sourced(self, title_of: Callable[[str], str]) -> ChartSet:
        """The charts, each naming its sources; `title_of` gives the title of a source's key."""
        return ChartSet(tuple(_sourced(one, title_of) for one in self.drawn), self.undrawn)

    def listed(self, place: str) -> Iterator[dict[str, Any]]:
        """What figures.json says of each series drawn; `place` begins their ids."""
        for one in self.drawn:
            for number, series in enumerate(one.series, 1):
                name = f"{place}/chart/{one.name}/{number}"
                head = {"id": name, "status": "series", "label": series.heading}
                yield {**head, **series.told}

    def without(self, names: Collection[str]) -> ChartSet:
        """The others."""
        return ChartSet(tuple(one for one in self.drawn if one.name not in names), self.undrawn)


def draw_all(
    at: CountyAt,
    figures: FigureSet,
    calculator: Calculator,
    speaker: Speaker,
    lines: Mapping[str, Threshold],
    own: Sequence[OwnChart] = (),
) -> ChartSet:
    """Every chart that the data allow; `lines` are the report's thresholds, `own` charts beside
    the package's."""
    every = [OwnChart(name, title, draw, "") for name, (title, draw) in CHARTS.items()]
    drawn: list[Chart] = []
    known: list[Term] = []
    undrawn: list[tuple[str, str]] = []
    for asked in (*every, *own):
        scene = Scene(at, figures, calculator, speaker, lines)
        try:
            one = _whole(asked.draw(scene), asked, scene, known)
            known += one.terms
            # What stands below one chart is not said again below the next.
            told = any(other.note == one.note for other in drawn)
            drawn.append(replace(one, note="") if told else one)
        except NotDrawnError as reason:
            undrawn.append((f"图“{asked.title}”未绘", str(reason)))
    return ChartSet(tuple(drawn), tuple(undrawn))


def _whole(chart: Chart, asked: OwnChart, scene: Scene, known: Collection[Term]) -> Chart:
    """The chart with what its scene knows of it; terms already known are not explained again."""
    cells, written = tuple(scene.cells), tuple(scene.told.values())
    one = replace(chart, name=asked.name, origin=asked.origin, cells=cells, written=written)
    used = {figure.indicator for figure in one.figures}
    return replace(one, terms=explained(one.text, used, known))


def _sourced(chart: Chart, title_of: Callable[[str], str]) -> Chart:
    keys: Iterable[str] = (publication(cell.source) for cell in chart.cells)
    return replace(chart, sources=tuple(dict.fromkeys(map(title_of, dict.fromkeys(keys)))))
