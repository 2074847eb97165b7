"""Names of rows that are years or months."""

from __future__ import annotations

import re

from finkit.periods import MONTHS_A_YEAR
from finkit.workbooks.words.dates import squeeze

_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度)?")
_MONTH = re.compile(r"(?:((?:19|20)\d{2})年)?(\d{1,2})月?份?")


def is_time(role: str, text: str) -> bool:
    """Whether a row's name is a year, or a month."""
    return year_and_month(role, text) != (0, 0)


def year_and_month(role: str, text: str) -> tuple[int, int]:
    """The year and the month that a name says, 0 for what it does not say.

    >>> year_and_month("month", "2024年2月"), year_and_month("year", "合计")
    ((2024, 2), (0, 0))
    """
    if role == "year":
        found = _YEAR.fullmatch(squeeze(text))
        return (int(found[1]), 0) if found else (0, 0)
    found = _MONTH.fullmatch(squeeze(text))
    if not found or not 1 <= int(found[2]) <= MONTHS_A_YEAR:
        return 0, 0
    return int(found[1] or 0), int(found[2])
