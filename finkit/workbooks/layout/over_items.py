"""Headings over areas, years or months that name no item: which item's amounts they speak of."""

from __future__ import annotations

from collections.abc import Sequence

from finkit.workbooks.layout.column import Column
from finkit.workbooks.words.headings import Meaning

WHOLE = ("", "合计", "总计")
"""What names no item but all that the title says the table is of."""

_CHANGES = ("delta", "growth", "completion", "of_prior", "either")
_OF_SEVERAL = Meaning("aside", "", "", "左边有几项的金额，没有写明是哪一项的")


def with_items_of_changes(columns: Sequence[Column]) -> list[Column]:
    """税收收入 | 增幅%: a rate or a change that names no item is of the amounts next to it on the
    left; where those are of several items, of none of them."""
    found: list[Column] = []
    amounts: list[Column] = []
    is_past = False
    for column in columns:
        if column.meaning.role == "amount":
            amounts = [column] if is_past else [*amounts, column]
            is_past = False
        is_past = is_past or column.meaning.role in _CHANGES
        found.append(_of(column, amounts))
    return found


def _of(column: Column, amounts: Sequence[Column]) -> Column:
    if column.meaning.role not in _CHANGES or column.item not in WHOLE or column.is_answered:
        return column
    items = {("", "") if one.item in WHOLE else (one.item, one.parent) for one in amounts}
    if len(items) > 1:
        return column._replace(meaning=_OF_SEVERAL)
    item, parent = next(iter(items), ("", ""))
    return column._replace(item=item, parent=parent) if item else column
