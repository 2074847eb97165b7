"""The data contract: the columns of an observations table and the words they may hold."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from finkit.periods import Period
from finkit.units import convert

REQUIRED_COLUMNS = (
    "county_code",
    "county",
    "period",
    "basis",
    "item",
    "measure",
    "value",
    "unit",
    "source",
)
OPTIONAL_COLUMNS = ("province", "parent_item", "note", "data_status", "scope")
COLUMNS = REQUIRED_COLUMNS + OPTIONAL_COLUMNS
COLUMN_WORDS = {
    "county_code": "代码",
    "county": "县区",
    "period": "期间",
    "basis": "时段",
    "item": "项目",
    "measure": "数别",
    "value": "数值",
    "unit": "单位",
    "source": "来源",
    "province": "省份",
    "parent_item": "上级项目",
    "note": "备注",
    "data_status": "数据状态",
    "scope": "口径",
}
"""What the columns are called in Chinese, wherever they are shown and when they are read back."""

CUMULATIVE, MONTH, BALANCE = "cumulative", "month", "balance"
BASES = {CUMULATIVE: "累计", MONTH: "当月", BALANCE: "月末余额"}

ACTUAL, PRIOR_ACTUAL, BUDGET, ADJUSTED_BUDGET, DELTA = (
    "actual",
    "prior_actual",
    "budget",
    "adjusted_budget",
    "delta",
)
MEASURES = {
    ACTUAL: "本期数",
    PRIOR_ACTUAL: "上年同期数",
    BUDGET: "年初预算",
    ADJUSTED_BUDGET: "调整预算",
    DELTA: "增减额",
}

PRINTED = "printed"
PRINTED_MEASURES = {
    PRINTED: "公布的数",
    "yoy_amount": "公布的增减额",
    "yoy_rate": "公布的增长率",
    "yoy_rate_comparable": "公布的同口径增长率",
    "completion_rate": "公布的完成预算比例",
    "share_of": "公布的占比",
}
"""What a printed rate is called where figures name what they rest on."""


def measure_name(measure: str) -> str:
    """本期数, 公布的增长率.

    >>> measure_name("delta"), measure_name("yoy_rate")
    ('增减额', '公布的增长率')
    """
    return MEASURES.get(measure) or PRINTED_MEASURES[measure]


LATER_BUDGET_FIRST = (MEASURES[ADJUSTED_BUDGET], MEASURES[BUDGET])
"""What 完成预算 is against: the adjusted budget where there is one."""

OTHER_BUDGETS = ("政府性基金预算", "国有资本经营预算", "社会保险基金预算", "经济分类")
"""Scopes (口径) of rows that go by the name of an item of the general budget, and are not it."""

KEY_COLUMNS = (
    "county_code",
    "period",
    "basis",
    "item",
    "parent_item",
    "measure",
    "data_status",
    "scope",
)


# The end of a source that names a cell: 决算.xls/L01/C5, 月报.xlsx!B12.
_CELL = re.compile(r"[!/#:：|\s]\$?([A-Z]{1,3}\$?\d+)$")


class Observation(NamedTuple):
    """One published or booked amount: who, when, what, which measure, how much, from where.

    `value` stands in `unit`, with the decimals it was published with.
    """

    county_code: str
    period: Period
    basis: str
    item: str
    parent_item: str
    measure: str
    value: Decimal
    unit: str
    source: str
    note: str = ""
    data_status: str = ""
    scope: str = ""

    def in_unit(self, unit: str) -> Decimal:
        """The value in another unit of the same kind."""
        return convert(self.value, self.unit, unit)

    @property
    def on_comparable_basis(self) -> bool:
        """Whether the publisher says that this change is on the comparable basis (同口径)."""
        return "同口径" in self.note or "可比口径" in self.note


@lru_cache(maxsize=65536)
def publication(source: str) -> str:
    """The publication a source names, without the cell in it.

    >>> publication("月报.xlsx!收入!B12"), publication("liuba-2024-05")
    ('月报.xlsx!收入', 'liuba-2024-05')
    """
    return _CELL.sub("", source)


def cell_of(source: str) -> str:
    """The cell a source names, "" if none.

    >>> cell_of("月报.xlsx!收入!B12"), cell_of("liuba-2024-05")
    ('B12', '')
    """
    found = _CELL.search(source)
    return found[1] if found else ""
