"""The charts of a report, in their order; to add one, write its function and name it here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from finkit.charts import overview, peers, structure, trends
from finkit.charts.chart import Chart
from finkit.charts.scene import NotDrawnError, Scene
from finkit.figure_set import FigureSet
from finkit.indicators.calculate import Calculator
from finkit.indicators.county_at import CountyAt
from finkit.wording import Speaker

CHARTS: tuple[tuple[str, Callable[[Scene], Chart]], ...] = (
    ("收支规模与上年同期", overview.levels),
    ("同比增长率", overview.growth),
    ("完成全年预算的百分比", overview.progress),
    ("与序时进度相比的超（短）额", overview.schedule_gap),
    ("收入构成", structure.revenue_parts),
    ("税收收入分税种", structure.tax_parts),
    ("各项收入同比增减额", structure.contribution),
    ("一般公共预算支出分科目", structure.spending_parts),
    ("政府性基金收入的构成", structure.fund_parts),
    ("累计数分年走势", trends.within_years),
    ("单月数", trends.months),
    ("历年收支", trends.long_run),
    ("历年同比增长率", trends.growth_over_years),
    ("存贷款余额", trends.deposits_and_loans),
    ("地方政府债务余额与限额", trends.debt),
    ("与同省其他县区比较", peers.growth_among_peers),
)


@dataclass(frozen=True, repr=False)
class ChartSet:
    """The charts drawn, and the others with the reason why not."""

    drawn: tuple[Chart, ...]
    undrawn: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"ChartSet({'、'.join(chart.title for chart in self.drawn)})"

    def _repr_html_(self) -> str:
        figures = "\n".join(chart._repr_html_() for chart in self.drawn)
        return f'<section class="charts" id="charts"><h2>图表</h2>{figures}</section>'


def draw_all(
    at: CountyAt, figures: FigureSet, calculator: Calculator, speaker: Speaker
) -> ChartSet:
    """Every chart that the data allow."""
    scene = Scene(at, figures, calculator, speaker)
    drawn, undrawn = [], []
    for title, chart in CHARTS:
        try:
            drawn.append(chart(scene))
        except NotDrawnError as reason:
            undrawn.append((f"图“{title}”未绘", str(reason)))
    return ChartSet(tuple(drawn), tuple(undrawn))
