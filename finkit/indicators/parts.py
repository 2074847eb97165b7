"""How much of a whole its parts held make up: what a sentence about 构成 or 主要 rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from finkit.figures import outline
from finkit.figures.county_at import CountyAt, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.outline import Breakdown
from finkit.figures.quantity import PERCENT, derived, percent_of, total


def _breakdowns(county: CountyAt) -> Iterator[Breakdown]:
    """The ways in which the report tells its headline items by their parts."""
    for item in outline.lines(county, outline.REVENUE_LINES):
        yield outline.tax_and_nontax(county, item)
        yield outline.collectors(county, item)
        yield outline.taxes(county, item)
    for item in outline.lines(county, outline.SPENDING_LINES):
        yield outline.classes(county, item)


def parts_coverage(county: CountyAt) -> Iterable[Result]:
    """分项占比合计."""
    for one in _breakdowns(county):
        if one.parts:
            held = total(*(part.now() for part in one.parts))
            share = percent_of(held, one.whole.now(), one.whole.name)
            yield Result(one.whole.subject, share.of(one.way))


def parts_held(county: CountyAt) -> Iterable[Result]:
    """有数的分项个数."""
    for one in _breakdowns(county):
        if one.parts:
            count = derived(lambda *held: Decimal(len(held)), "个", *(p.now() for p in one.parts))
            yield Result(one.whole.subject, count.of(one.way))


INDICATORS = (
    CountyIndicator(
        key="parts_coverage",
        label="分项占比合计",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="有数的各分项本期数之和÷本期数×100%",
        definition="表中列出的分项合计占该项目的比重，列明分项的种类；"
        "达到阈值才称“从构成看”“主要”“居前”",
        source="本项目的用语规则",
        compute=parts_coverage,
        in_table=False,
        is_gauge=True,
    ),
    CountyIndicator(
        key="parts_held",
        label="有数的分项个数",
        unit="个",
        basis="item",
        speech=Speech.LEVEL,
        formula="有本期数的分项个数",
        definition="“在已有数据的5个税种中”所说的个数，列明分项的种类",
        source="本项目的用语规则",
        compute=parts_held,
        in_table=False,
    ),
)
