"""Rows that are years or months: what holds for one of them."""

from __future__ import annotations

import re

from finkit.periods import MONTHS_A_YEAR, Period
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.dates import squeeze

_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度)?")
_MONTH = re.compile(r"(?:((?:19|20)\d{2})年)?(\d{1,2})月?份?")


def is_time(role: str, text: str) -> bool:
    """Whether a row's name is a year, or a month."""
    return _year_and_month(role, text) != (0, 0)


def dated(table: Table, around: Context, role: str, text: str) -> Context | None:
    """What holds for a row of that year, or month; None if its name is neither.

    A year ends with the month that the table itself says it goes up to, else with December.
    """
    year, month = _year_and_month(role, text)
    if (year, month) == (0, 0):
        return None
    if role == "year":
        said = table.said.get("period")
        month = Period.parse(said.text).month if said and said.place else MONTHS_A_YEAR
    year = year or around.year
    return around._replace(period=str(Period(year, month)) if year else "", year=year)


def _year_and_month(role: str, text: str) -> tuple[int, int]:
    """The year and the month that a name says, 0 for what it does not say."""
    if role == "year":
        found = _YEAR.fullmatch(squeeze(text))
        return (int(found[1]), 0) if found else (0, 0)
    found = _MONTH.fullmatch(squeeze(text))
    if not found or not 1 <= int(found[2]) <= MONTHS_A_YEAR:
        return 0, 0
    return int(found[1] or 0), int(found[2])
