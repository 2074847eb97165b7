"""Rows that are years or months: what holds for one of them."""

from __future__ import annotations

from finkit.periods import MONTHS_A_YEAR, Period
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.row_times import year_and_month


def dated(table: Table, around: Context, role: str, text: str) -> Context | None:
    """What holds for a row of that year, or month; None if its name is neither.

    A year ends with the month that the table itself says it goes up to, else with December.
    """
    year, month = year_and_month(role, text)
    if (year, month) == (0, 0):
        return None
    if role == "year":
        said = table.said.get("period")
        month = Period.parse(said.text).month if said and said.place else MONTHS_A_YEAR
    year = year or around.year
    return around._replace(period=str(Period(year, month)) if year else "", year=year)
