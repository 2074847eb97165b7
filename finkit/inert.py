"""Texts that a spreadsheet would take for a formula, made harmless."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=@\t\r]")
_SIGNED = re.compile(r"[+-]")
_SIGNS = r"[+-][+\s-]*"
_NUMBER = rf"{_SIGNS}(?:\d[\d,]*)?(?:\.\d+)?(?:[eE][+-]?\d+)?\s*[%％‰]?"
_NAME = rf"{_SIGNS}(?![A-Za-zＡ-Ｚａ-ｚ])[\w\s.%、，。；：·—]*"
"""Without an operator or a bracket, and not begun as the name of a function is."""

_HARMLESS = re.compile(f"{_NUMBER}|{_NAME}")


def inert(text: str) -> str:
    """The text, after an apostrophe if Excel would run it when it opens the file as CSV.

    After a sign, only a plain number or name is left as it is.

    >>> inert("=cmd|' /C calc'!A0"), inert("-12.5"), inert("-增值税")
    ("'=cmd|' /C calc'!A0", '-12.5', '-增值税')
    """
    return f"'{text}" if _would_run(text) else text


def _would_run(text: str) -> bool:
    if _SIGNED.match(text):
        return not _HARMLESS.fullmatch(text)
    return bool(_FORMULA.match(text))


def original(text: str) -> str:
    """The text that was made inert, as it was.

    >>> original("'-国有资源（资产）收入"), original("'三公'经费")
    ('-国有资源（资产）收入', "'三公'经费")
    """
    return text[1:] if text.startswith("'") and _would_run(text[1:]) else text
