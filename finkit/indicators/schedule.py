"""序时进度: the share of the year that has passed, which progress is held against."""

from __future__ import annotations

from collections.abc import Iterable

from finkit.contract import CUMULATIVE
from finkit.figures import outline
from finkit.figures.county_at import CountyAt, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.quantity import PERCENT
from finkit.indicators import budget

_SUBJECT = "全年预算"


def schedule(county: CountyAt) -> Iterable[Result]:
    """序时进度, where anything is held against it."""
    items = outline.lines(county, (*outline.REVENUE_LINES, *outline.SPENDING_LINES))
    series = (item.series for item in items if item.series)
    planned = (s.adjusted_budget(county.period) or s.budget(county.period) for s in series)
    if any(planned):
        yield Result(_SUBJECT, budget.schedule(CUMULATIVE, county.period))


INDICATORS = (
    CountyIndicator(
        key="schedule",
        label="序时进度",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="累计月数÷12×100%",
        definition="一年已过的月份所占的比例；有预算数才列",
        source="财政收支公报“序时进度”的通行用法",
        compute=schedule,
        in_table=False,
    ),
)
