"""What stands beside a column of numbers that nobody knows, or that may be of two kinds."""

from __future__ import annotations

import re
from collections.abc import Callable

from finkit.workbooks.layout.column import Column
from finkit.workbooks.layout.months import OPEN
from finkit.workbooks.words.headings import Meaning

_TOLD_BY_AMOUNTS = ("growth", "completion", "of_prior", "either", "delta")
_UP_TO_MONTH = re.compile(r"[本当]月份?累计.*")
"""The year up to this month; beside 本年累计 rather the days of the month up to today."""


def without_unknown_amounts(
    found: list[Column], has_numbers: Callable[[Column], bool]
) -> list[Column]:
    """The columns, each rate or change left aside whose amounts nobody knows.

    到账数 | 年初预算 | 同比增长%: how 到账数 grew, most likely; at any rate not known to be how the
    budget did. The nearest column on the left that holds what was done is what it speaks of.
    """

    def amounts_of(place: int) -> Column | None:
        of = found[place].of
        left = (one for one in reversed(found[:place]) if one.of == of)
        return next((one for one in left if _is_done(one) or _is_unknown(one, has_numbers)), None)

    def told(place: int, column: Column) -> Column:
        said = column.meaning
        if said.role not in _TOLD_BY_AMOUNTS or said.measure == "budget" or column.is_answered:
            return column
        amounts = amounts_of(place)
        if amounts is None or _is_done(amounts):
            return column
        reason = f"左边的栏目「{amounts.printed}」不认识，不知是不是它的"
        return column._replace(meaning=Meaning("aside", "", "", reason))

    return [told(place, column) for place, column in enumerate(found)]


def _is_done(column: Column) -> bool:
    return column.meaning[:2] == ("amount", "actual")


def _is_unknown(column: Column, has_numbers: Callable[[Column], bool]) -> bool:
    return bool(column.printed) and not column.meaning.role and has_numbers(column)


def with_open_months(found: list[Column]) -> list[Column]:
    """本月累计 beside 本年累计: of the month or of the year, which is to be asked."""
    return [
        column._replace(meaning=column.meaning._replace(basis=OPEN))
        if _may_be_of_month(column)
        and any(
            _is_done(one)
            and one.meaning.basis == "cumulative"
            and one.of == column.of
            and one.when == column.when
            and not _may_be_of_month(one)
            for one in found
        )
        else column
        for column in found
    ]


def _may_be_of_month(column: Column) -> bool:
    return (
        _is_done(column)
        and not column.is_answered
        and bool(_UP_TO_MONTH.fullmatch(column.printed.split(" ")[-1]))
    )
