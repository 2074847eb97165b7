"""Checks (勾稽关系): identities that the amounts of a county must keep, as findings."""

from finkit.checks.finding import COLUMNS, Finding
from finkit.checks.run import check_all, check_county

__all__ = ["COLUMNS", "Finding", "check_all", "check_county"]
