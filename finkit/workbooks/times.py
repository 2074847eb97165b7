"""Rows that are years or months: what holds for one of them."""

from __future__ import annotations

import re

from finkit.periods import MONTHS_A_YEAR, Period
from finkit.workbooks.context import Context
from finkit.workbooks.dates import squeeze
from finkit.workbooks.found import Table

_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度)?")
_MONTH = re.compile(r"(?:((?:19|20)\d{2})年)?(\d{1,2})月?份?")


def dated(table: Table, around: Context, role: str, text: str) -> Context | None:
    """What holds for a row of that year, or month; None if its name is neither.

    A year ends with the month that the table itself says it goes up to, else with December.
    """
    if role == "month":
        return _of_month(around, text)
    found = _YEAR.fullmatch(squeeze(text))
    if not found:
        return None
    said = table.said.get("period")
    month = Period.parse(said.text).month if said and said.place else MONTHS_A_YEAR
    return around._replace(period=str(Period(int(found[1]), month)), year=int(found[1]))


def _of_month(around: Context, text: str) -> Context | None:
    found = _MONTH.fullmatch(squeeze(text))
    if not found or not 1 <= int(found[2]) <= MONTHS_A_YEAR:
        return None
    year = int(found[1] or around.year)
    period = str(Period(year, int(found[2]))) if year else ""
    return around._replace(period=period, year=year)
