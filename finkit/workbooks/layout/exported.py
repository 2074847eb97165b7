"""Sheets as the national debt system exports them, with its own rows and columns: blanked here.

Above a form stand the query, its parameters and the codes of its columns; before its rows VALID#
and a code each. Bureaus unhide these rows, or leave them out of step with what is printed: what is
printed rules.
"""

from __future__ import annotations

import re
from dataclasses import replace

from finkit.workbooks.files.grid import Sheet

_CODE = re.compile(r"[A-Za-z]+(?:_[A-Za-z0-9]+)*#.*")
_QUERY = re.compile(r"DEBT_T_\w+")
_VALID = ("VALID#", "0")
_OF_ROWS = re.compile(r"(XM_TYPE|AD_CODE|ROW_NUM|XH|\w+_(ID|CODE))#.*", re.IGNORECASE)
"""The columns of codes and numbers of rows."""

_LOOK = 8


def as_printed(sheet: Sheet) -> Sheet:
    """The sheet without what the system put there for itself."""
    top = _technical_rows(sheet)
    columns = _technical_columns(sheet, top)
    if not top and not columns:
        return sheet
    rows = [
        [] if number in top else ["" if c in columns else text for c, text in enumerate(row)]
        for number, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows, row_codes=_codes_of_areas(sheet, max(top, default=-1)))


def _codes_of_areas(sheet: Sheet, head: int) -> dict[int, str]:
    """The code of each row's area, where the system says in which column they are."""
    at = [c for c in range(sheet.width) if sheet.text(head, c).upper() == "AD_CODE#"]
    rows = range(head + 1, sheet.height) if at else ()
    return {row: text for row in rows if (text := sheet.text(row, at[0])).isdecimal()}


def _technical_rows(sheet: Sheet) -> set[int]:
    """The rows of the query, its parameters and the codes of columns."""
    found = set()
    for row in range(min(_LOOK, sheet.height)):
        said = [text for c in range(sheet.width) if (text := sheet.text(row, c))]
        codes = [text for text in said if _CODE.fullmatch(text) and text not in _VALID]
        if len(codes) > 1 or any(_QUERY.fullmatch(text) for text in said):
            found.add(row)
    return found


def _technical_columns(sheet: Sheet, top: set[int]) -> set[int]:
    """The column of VALID#, and those of the codes of rows where the system says which they are."""
    codes = max(top, default=-1)
    found = {c for c in range(sheet.width) if _OF_ROWS.fullmatch(sheet.text(codes, c))}
    first = {sheet.text(row, 0) for row in range(sheet.height) if row not in top} - {""}
    return found | {0} if first and first <= set(_VALID) and (top or "VALID#" in first) else found
