"""The sheets that are lists: what the workbook is, facts, sources, indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version

from finkit.contract import BASES, COLUMN_WORDS
from finkit.export.chosen import Chosen
from finkit.export.families import sheet_of
from finkit.facts.keys import keys
from finkit.figures.declaration import Indicator
from finkit.indicators.supplied import FACT
from finkit.readers.side_tables import Source
from finkit.sheets.cells import Cell, Number, number_format
from finkit.units import unit

FRONT_HEADS = ("项", "内容")
FACT_HEADS = ("县区", "期间", "事项", "数值", "单位", "文字", "来源", "说明")
SOURCE_HEADS = ("来源", "标题", "网址")
INDICATOR_HEADS = ("指标", "表", "单位", COLUMN_WORDS["basis"], "算式", "定义", "出处")

_MOST_NAMED = 10
_READING = (
    ("空白", "没有值，不是0；原因写在同一行的「说明」里。某项目不适用的指标也是空白，没有说明"),
    ("数值", "没有四舍五入，显示的小数位数与报告一致；观测按公布的小数位数显示"),
    ("单位", "数额的单位在「单位」列；比率等的单位写在列名里"),
    ("对象", "同一指标的分母或基数：占哪个项目的比重，比哪种预算，几年的年均"),
    ("来源", "所用的数取自哪里，键见「来源」；逐格的出处见「观测」"),
)


def front(
    chosen: Chosen, cited: Collection[str], sheets: Sequence[tuple[str, str, int]]
) -> Iterator[list[Cell]]:
    """What this is, how to read it, and its sheets: name, what about, how many rows."""
    periods = sorted({when for _, when in chosen.held})
    yield ["数据", f"县级财政收支数据{f'（{chosen.said}）' if chosen.said else ''}"]
    if warning := chosen.warning(cited):
        yield ["注意", warning]
    named = "、".join(county.name for county in chosen.counties[:_MOST_NAMED])
    more = len(chosen.counties) > _MOST_NAMED
    yield ["县区", f"{named}{f'等{len(chosen.counties)}个' if more else ''}"]
    yield ["期间", f"{periods[0]}至{periods[-1]}" if len(periods) > 1 else str(periods[0])]
    yield ["导出", f"finkit {version('finkit')}"]
    yield from map(list, _READING)
    for title, about, rows in sheets:
        yield [f"表：{title}", f"{about}（{rows}行）" if about else f"{rows}行"]


def facts(chosen: Chosen) -> Iterator[list[Cell]]:
    """What the bureau supplies: a number with its unit, or a text."""
    for fact in chosen.facts:
        number = None
        if fact.value is not None:
            number = Number(fact.value, number_format(unit(fact.unit).decimals))
        told = [fact.county, str(fact.period), fact.key, number, fact.unit, fact.text, fact.source]
        yield [*told, keys()[fact.key].meaning]


def sources(held: Mapping[str, Source]) -> Iterator[list[Cell]]:
    """The titles and addresses of sources."""
    for key, one in held.items():
        yield [key, one.title, one.url]


def indicators(declared: Iterable[Indicator]) -> Iterator[list[Cell]]:
    """Indicators as they are declared."""
    for one in declared:
        sheet = "单位提供" if one.key == FACT.key else sheet_of(one)
        basis = BASES["month"] if one.basis == "month" else "同项目"
        told = [one.label, sheet, one.unit or "同数额", basis]
        yield [*told, one.formula, one.definition, one.source]
