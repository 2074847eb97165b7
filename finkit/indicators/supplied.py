"""Numbers that the bureau supplies as facts: figures like the computed ones, with their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from finkit.contract import ACTUAL, CUMULATIVE, Observation
from finkit.counties import County
from finkit.facts import Fact
from finkit.facts.keys import keys
from finkit.figures.declaration import Indicator, Speech
from finkit.figures.figure import Figure, FigureIds, Subject
from finkit.figures.quantity import observed
from finkit.ledger.county_book import SeriesKey

FACT = Indicator(
    key="fact",
    label="单位提供数",
    unit="",
    basis="item",
    speech=Speech.LEVEL,
    formula="单位提供",
    definition="由单位在事实表中提供、数据不能算出的数，按提供的单位列示",
    source="单位提供的事实表（facts.csv）",
)


def supplied_figures(county: County, facts: Iterable[Fact]) -> Iterator[Figure]:
    """A figure for each number among a county's facts, in table order."""
    for fact in facts:
        if fact.value is not None:
            yield _figure(county, fact)


def supplied_cell(code: str, fact: Fact) -> Observation:
    """A number of a county's facts as the amount that its figure rests on."""
    assert fact.value is not None
    return Observation(
        code,
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


def _figure(county: County, fact: Fact) -> Figure:
    cell = supplied_cell(county.code, fact)
    subject = Subject(county, str(fact.period), SeriesKey(fact.key, "", CUMULATIVE, "", ""), "")
    declared = replace(FACT, speech=Speech(keys()[fact.key].speech or FACT.speech.value))
    ids = FigureIds(county.code, subject.period, fact.key)
    return Figure(ids.of(CUMULATIVE, FACT.key), subject, declared, observed(cell))
