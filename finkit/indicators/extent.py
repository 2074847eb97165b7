"""How much the data of a period hold: told where a report rests on little."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from finkit.contract import ACTUAL, BUDGET, Observation, publication
from finkit.figures.county_at import CountyAt, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.quantity import constant

ITEMS, SOURCES = "本期数据", "本期来源"


def _held(county: CountyAt) -> list[Observation]:
    """An amount an item: what it came to, else its budget."""
    cells = (
        series.own(county.period, ACTUAL) or series.own(county.period, BUDGET)
        for series in county.book
    )
    return [cell for cell in cells if cell]


def items_held(county: CountyAt) -> Iterable[Result]:
    """有数的项目数."""
    yield Result(ITEMS, constant(Decimal(len(_held(county))), "项"))


def sources_held(county: CountyAt) -> Iterable[Result]:
    """来源个数."""
    named = {publication(cell.source) for cell in _held(county)}
    yield Result(SOURCES, constant(Decimal(len(named)), "个"))


INDICATORS = (
    CountyIndicator(
        key="items_held",
        label="本期有数的项目",
        unit="项",
        basis="item",
        speech=Speech.LEVEL,
        formula="本期有本期数或预算数的项目个数",
        definition="同一项目的累计、当月、余额各算一项",
        source="本项目的用语规则",
        compute=items_held,
        in_table=False,
    ),
    CountyIndicator(
        key="sources_held",
        label="本期数据的来源",
        unit="个",
        basis="item",
        speech=Speech.LEVEL,
        formula="本期数据出处的个数",
        definition="同一文件的不同单元格算一个来源",
        source="本项目的用语规则",
        compute=sources_held,
        in_table=False,
    ),
)
