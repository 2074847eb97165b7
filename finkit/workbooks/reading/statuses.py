"""In what state an amount is: what its column says of it, its table, or the table's title."""

from __future__ import annotations

import re

from finkit.contract import ACTUAL, ADJUSTED_BUDGET, BUDGET
from finkit.workbooks.layout.column import Column
from finkit.workbooks.reading.context import Context
from finkit.workbooks.words.dates import squeeze

EXPECTED, CARRIED_OUT, DRAFT = "预计执行", "执行", "预算草案"

_EXPECTED = re.compile("预计(执行|完成)|执行预计")
_CARRIED_OUT = re.compile(r"(?<!预计)执行(情况|结果)?(总|明细|汇总)?表")
_OF_MONTHS = re.compile(r"\d月|[一二三四]季度|上半年|旬")
_DRAFT = re.compile("草案")
_DECEMBER = "-12"


def status_of(column: Column, around: Context, measure: str, period: str) -> str:
    """The status of an amount, "" where nothing says one.

    A title's 执行 or 预计执行 is that of its own year's outturn; a table of months needs none: all
    of them are of what has been carried out so far. 草案 is that of the budgets.
    """
    if "预计" in column.printed and measure == ACTUAL:
        return EXPECTED
    if around.status:
        return around.status
    if measure in (BUDGET, ADJUSTED_BUDGET):
        return DRAFT if _DRAFT.search(around.title) else ""
    if measure == ACTUAL and period == f"{around.year}{_DECEMBER}":
        return outturn_of(around.title)
    return ""


def outturn_of(title: str) -> str:
    """The status of a year's outturn that a title states.

    >>> outturn_of("2024年定西市收入执行情况表"), outturn_of("2024年1—6月收支执行情况表")
    ('执行', '')
    >>> outturn_of("2024年县级一般公共预算收入预计执行情况表")
    '预计执行'
    """
    plain = squeeze(title)
    if _OF_MONTHS.search(plain):
        return ""
    if _EXPECTED.search(plain):
        return EXPECTED
    return CARRIED_OUT if _CARRIED_OUT.search(plain) else ""
