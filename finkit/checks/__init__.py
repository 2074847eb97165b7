"""Checks (勾稽关系): identities that the amounts of a county must keep, as findings."""

from finkit.checks.doubts import Doubts, doubts_in, doubts_of, doubts_of_book
from finkit.checks.finding import COLUMN_WORDS, COLUMNS, SEVERITIES, Finding
from finkit.checks.findings import Findings
from finkit.checks.run import Examined, check_all, check_county, examine, examine_all
from finkit.checks.tally import Tally

__all__ = [
    "COLUMNS",
    "COLUMN_WORDS",
    "SEVERITIES",
    "Doubts",
    "Examined",
    "Finding",
    "Findings",
    "Tally",
    "check_all",
    "check_county",
    "doubts_in",
    "doubts_of",
    "doubts_of_book",
    "examine",
    "examine_all",
]
