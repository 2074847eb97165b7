"""`finkit diff`: what is new, withdrawn, revised, across a threshold, or said in other words."""

from finkit.changes.change import COLUMN_WORDS, COLUMNS, Change, Changes
from finkit.changes.comparing import diff

__all__ = ["COLUMNS", "COLUMN_WORDS", "Change", "Changes", "diff"]
