"""Columns that are months: each of that month alone, or of the year up to it, or it is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from finkit.contract import CUMULATIVE, MONTH
from finkit.workbooks.layout.column import Column, answer_to
from finkit.workbooks.words.headings import heading

OPEN = "?"
"""The basis of amounts of which nothing says whether they are of a month or up to it."""

_BARE = re.compile(r"(\d{1,2}月份?)?")
_CUMULATIVE = re.compile(r"累计")
_OF_MONTH = re.compile(r"当月|单月|本月|月度发生|逐月发生|分月发生")
_SUM = re.compile(r"合计|总计|小计|全年")


def basis_said(text: str) -> str:
    """What a title or a group of columns says its amounts are of; "" where neither or both.

    >>> basis_said("各月累计完成情况"), basis_said("当月收入"), basis_said("当月及累计")
    ('cumulative', 'month', '')
    """
    said = bool(_CUMULATIVE.search(text)), bool(_OF_MONTH.search(text))
    return {(True, False): CUMULATIVE, (False, True): MONTH}.get(said, "")


def with_basis(found: list[Column], answers: Mapping[str, str], said: str) -> list[Column]:
    """The columns, those headed by a month alone with what their group, the columns beside them or
    what is `said` around the table tell of it: beside the months up to it, or beside a sum, a month
    is itself."""
    beside = MONTH if any(_tells_months(one) for one in found) else ""

    def basis(column: Column) -> str:
        return basis_said(_group(column)) or beside or basis_said(said) or OPEN

    return [
        column._replace(meaning=column.meaning._replace(basis=basis(column)))
        if _is_lone(column) and not answer_to(column.printed, answers)
        else column
        for column in found
    ]


def _tells_months(column: Column) -> bool:
    if _is_lone(column):
        return False
    is_up_to = column.when.is_range or column.meaning.basis == CUMULATIVE
    return is_up_to or bool(_SUM.fullmatch(column.printed))


def _is_lone(column: Column) -> bool:
    """Whether a column of amounts says a month, and nothing else of what they are."""
    said = column.meaning
    is_amount = said.role == "amount" and said.measure in ("actual", "prior_actual")
    is_of_month = is_amount and said.basis == MONTH and bool(column.when.month)
    return is_of_month and bool(_BARE.fullmatch(heading(column.printed.split(" ")[-1]).text))


def _group(column: Column) -> str:
    return " ".join(column.printed.split(" ")[:-1])
