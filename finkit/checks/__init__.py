"""Checks (勾稽关系): identities that the amounts of a county must keep, as findings."""

from finkit.checks.doubts import Doubts, doubts_in, doubts_of
from finkit.checks.finding import COLUMN_WORDS, COLUMNS, SEVERITIES, Finding
from finkit.checks.run import check_all, check_county

__all__ = [
    "COLUMNS",
    "COLUMN_WORDS",
    "SEVERITIES",
    "Doubts",
    "Finding",
    "check_all",
    "check_county",
    "doubts_in",
    "doubts_of",
]
