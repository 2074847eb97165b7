"""What a row's item is called below a group of columns, and of what scope it is there."""

from __future__ import annotations

import re

from finkit.accounts.spelling import clean
from finkit.contract import OTHER_BUDGETS
from finkit.workbooks.layout.budgets import joined, scope_of
from finkit.workbooks.layout.column import Column
from finkit.workbooks.layout.hierarchy import Placed
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.titles import scope_in_brackets

_ECONOMIC = "经济分类"
_OWN = "本级"
_SUM = re.compile("合计|总计|小计")


def named_below(
    table: Table, column: Column, around: Context, side: str, item: Placed
) -> tuple[str, str, str]:
    """The item, what it stands under, and its scope.

    保险费收入 in the column of a fund stands under that fund, 城乡社区支出 in the column of
    政府性基金预算 is of that budget.
    """
    title = table.title or table.sheet
    if _ECONOMIC in table.labelled and _ECONOMIC not in title:
        title = f"{_ECONOMIC}{title}"
    is_of_budget = column.scope in OTHER_BUDGETS
    name = item.item
    if column.side and not name.endswith(column.side):
        # 合计 of the funds is that of their side.
        name = f"{column.side}合计" if _SUM.fullmatch(clean(name)) else f"{name}{column.side}"
    parent = f"{column.under}{clean(item.parent)}" if column.under else item.parent
    own = column.scope if is_of_budget else scope_of(title, side, name, parent)
    level = around.scope if is_of_budget else level_of(column, around)
    if column.area and column.area != around.area and not column.scope:
        # 省级 in the title is who gives, no level of the county that gets.
        level = scope_in_brackets(title)
    return name, parent, joined(level, own)


def level_of(column: Column, around: Context) -> str:
    """The level of a column: its own (市本级), else the table's; 全市 beside 市本级 is all."""
    if column.scope in OTHER_BUDGETS or not column.scope:
        return around.scope
    if column.scope.endswith(_OWN):
        return column.scope
    return "" if around.scope.endswith(_OWN) else around.scope
