"""Numbers that the bureau supplies as facts: figures like the computed ones, with their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from finkit.contract import ACTUAL, CUMULATIVE, Observation
from finkit.counties import County
from finkit.facts import Fact
from finkit.figures.declaration import Indicator
from finkit.figures.figure import Figure, FigureIds

FACT = Indicator(
    key="fact",
    label="单位提供数",
    unit="",
    formula="单位提供",
    definition="由单位在事实表中提供、数据不能算出的数，按提供的单位列示",
    source="单位提供的事实表（facts.csv）",
)


def supplied_figures(county: County, facts: Iterable[Fact]) -> Iterator[Figure]:
    """A figure for each number among a county's facts, in table order."""
    for fact in facts:
        if fact.value is not None:
            yield _figure(county, fact)


def _figure(county: County, fact: Fact) -> Figure:
    assert fact.value is not None
    period = str(fact.period)
    cell = Observation(
        county.code,
        fact.period,
        CUMULATIVE,
        fact.key,
        "",
        ACTUAL,
        fact.value,
        fact.unit,
        fact.source,
        fact.text,
        "",
        "",
    )
    return Figure(
        FigureIds(county.code, period, fact.key).of(CUMULATIVE, FACT.key),
        county.code,
        county.name,
        period,
        CUMULATIVE,
        fact.key,
        "",
        "",
        FACT.key,
        "",
        fact.value,
        fact.unit,
        "",
        FACT.formula,
        (cell,),
    )
