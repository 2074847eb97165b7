"""Which period a row or a column is of: rows that are years or months, headings that say one."""

from __future__ import annotations

from finkit.contract import ADJUSTED_BUDGET, BUDGET, PRIOR_ACTUAL
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.workbooks.layout.column import Column
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.dates import When
from finkit.workbooks.words.row_times import year_and_month


def dated(table: Table, around: Context, role: str, text: str) -> Context | None:
    """What holds for a row of that year, or month; None if its name is neither.

    A year ends with the month that the table itself says it goes up to, the year that the user
    gives a month of with that month, else with December.
    """
    year, month = year_and_month(role, text)
    if (year, month) == (0, 0):
        return None
    if role == "year":
        said = table.said.get("period")
        month = Period.parse(said.text).month if said and said.place else MONTHS_A_YEAR
        if around.is_given and str(year) == around.period[:4]:
            month = Period.parse(around.period).month
    year = year or around.year
    return around._replace(period=str(Period(year, month)) if year else "", year=year)


def period_of(column: Column, around: Context) -> str:
    """The period of a column: what its heading says, else what the table says."""
    when, measure = column.when, column.meaning.measure
    if not when.year and not when.month:
        is_budget = measure in (BUDGET, ADJUSTED_BUDGET)
        return around.period or (around.budget_period if is_budget else "")
    if measure == PRIOR_ACTUAL:
        return _period_of_prior(when, around)
    year = when.year or around.year
    if year and when.month:
        return str(Period(year, when.month))
    if year and around.period and _shares_months(column, around):
        return f"{year}{around.period[4:]}"
    return str(Period(year, MONTHS_A_YEAR)) if year else ""


def _shares_months(column: Column, around: Context) -> bool:
    """Whether the months up to the table's are meant: its own year, a budget, amounts alike."""
    own = Period.parse(around.period).year
    if column.when.year == own or column.meaning.measure in (BUDGET, ADJUSTED_BUDGET):
        return True
    return column.is_alike and column.when.year < own


def _period_of_prior(when: When, around: Context) -> str:
    """2023年同期 in a table of 2024 is the 上年同期 of the table's own period."""
    year = when.year if when.year in (0, around.year) else when.year + 1
    month = when.month or (Period.parse(around.period).month if around.period else 0)
    return str(Period(year or around.year, month)) if month and (year or around.year) else ""
