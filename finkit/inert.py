"""Texts that a spreadsheet would take for a formula, made harmless."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=@\t\r]|[+-]\s*[A-Za-z(@=]")


def inert(text: str) -> str:
    """The text, after an apostrophe if Excel would run it when it opens the file as CSV.

    >>> inert("=cmd|' /C calc'!A0"), inert("-12.5"), inert("-增值税")
    ("'=cmd|' /C calc'!A0", '-12.5', '-增值税')
    """
    return f"'{text}" if _FORMULA.match(text) else text
