"""The county's spending: 支出结构 and 三保."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from finkit.accounts.chart import spending_classes
from finkit.accounts.names import ECONOMISED, GENERAL_SPENDING, SANBAO, SANBAO_PARTS
from finkit.contract import BUDGET
from finkit.figures.county_at import CountyAt, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.quantity import (
    PERCENT,
    POINTS,
    Quantity,
    absent,
    difference,
    held,
    percent_of,
    points,
)


@cache
def _classes() -> frozenset[str]:
    return frozenset(spending_classes())


def _structure(county: CountyAt) -> Iterable[tuple[Result, Quantity]]:
    whole = county.item(GENERAL_SPENDING)
    for part in county.parts(whole):
        if part.name in _classes():
            share = percent_of(part.now(), whole.now(), whole.name).of(whole.name)
            then = percent_of(part.before(), whole.before(), f"上年{whole.name}")
            yield Result(part.subject, share), then


def _none_held() -> Quantity:
    return absent(PERCENT, "缺分科目的一般公共预算支出").of(GENERAL_SPENDING)


def spending_structure(county: CountyAt) -> Iterable[Result]:
    """支出结构: the share of each functional class held."""
    rows = [result for result, _ in _structure(county)]
    return rows or [Result(GENERAL_SPENDING, _none_held())]


def spending_structure_change(county: CountyAt) -> Iterable[Result]:
    """支出结构 against the same period last year, in points."""
    for result, then in _structure(county):
        change = points(result.quantity, then).of(GENERAL_SPENDING)
        yield Result(result.subject, change)


def sanbao_progress(county: CountyAt) -> Iterable[Result]:
    """三保支出执行进度, whole and by part where held."""
    for name in (SANBAO, *SANBAO_PARTS):
        item = county.item(name)
        if item.series is None and name != SANBAO:
            continue
        need = item.series.budget(county.period) if item.series else None
        whole = held(need, name, BUDGET)
        yield Result(item.subject, percent_of(item.now(), whole, "全年需求").of("年初预算"))


def sanbao_share(county: CountyAt) -> Iterable[Result]:
    """三保支出占比."""
    spending = county.item(GENERAL_SPENDING)
    item = county.item(SANBAO, beside=spending)
    share = percent_of(item.now(), spending.now(), spending.name)
    yield Result(item.subject, share.of(spending.name))


def general_spending_cut(county: CountyAt) -> Iterable[Result]:
    """一般性支出压减率: positive where less was spent; nothing where no such list is kept."""
    spent = county.item(ECONOMISED)
    if spent.series:
        less = difference(spent.before(), spent.now())
        yield Result(spent.subject, percent_of(less, spent.before(), "上年同期数"))


INDICATORS = (
    CountyIndicator(
        key="spending_structure",
        label="支出结构",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="某类支出÷一般公共预算支出×100%",
        definition="一般公共预算支出各功能科目的比重，只列表中有的科目",
        source="政府收支分类科目：支出功能分类“类”级",
        compute=spending_structure,
        in_table=False,
    ),
    CountyIndicator(
        key="spending_structure_change",
        label="支出结构变动",
        unit=POINTS,
        basis="item",
        speech=Speech.POINTS,
        formula="本期占比−上年同期占比",
        definition="各功能科目占比与上年同期之差，以百分点计",
        source="同支出结构",
        compute=spending_structure_change,
        in_table=False,
    ),
    CountyIndicator(
        key="sanbao_progress",
        label="三保支出执行进度",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="三保支出÷全年需求（年初预算）×100%",
        definition="保基本民生、保工资、保运转支出占全年需求的比重；范围由财政部门标识，不由科目推定",
        source="县财政局工作报告 59987÷95506＝62.81% 的用法",
        compute=sanbao_progress,
    ),
    CountyIndicator(
        key="sanbao_share",
        label="三保支出占比",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="三保支出÷一般公共预算支出×100%",
        definition="三保支出与一般公共预算支出之比",
        source="通用定义，分母须注明",
        compute=sanbao_share,
    ),
    CountyIndicator(
        key="general_spending_cut",
        label="一般性支出压减率",
        unit="%",
        basis="item",
        speech=Speech.CUT,
        formula="(上年同期一般性支出−本期一般性支出)÷上年同期一般性支出×100%",
        definition="按本单位申报的科目范围计算的一般性支出比上年同期压减的比例；增加时为负数",
        source="过紧日子要求下各级财政的通行算法，科目范围由单位申报",
        compute=general_spending_cut,
    ),
)
