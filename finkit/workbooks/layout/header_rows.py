"""Rows of a header that name nothing: they count its columns, compute them, or translate them."""

from __future__ import annotations

import re
from itertools import pairwise

from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.words.headings import squeezed

_FORMULA = re.compile(
    r"栏次|公式|甲|乙|丙|[A-Za-z]{1,2}\d?(=.*)?|\(?\d{1,2}\)?(=.*)?|[①-⑳⑴-⒇].*|=.*|[—-]+", re.DOTALL
)
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z\s,.&'()/%-]*[A-Za-z.)%]")


def is_foreign(sheet: Sheet, columns: range, row: int) -> bool:
    """Whether a row says in another language what the headings above it say."""
    said = [text for c in columns if (text := sheet.text(row, c))]
    return len(said) > 1 and all(_FOREIGN.fullmatch(text) for text in said)


def is_formula_row(sheet: Sheet, label: int, row: int) -> bool:
    """Whether a row only says how its columns are computed (A、B、C=A+B) or counts them."""
    first = squeezed(sheet.text(row, label))
    if first and not _FORMULA.fullmatch(first):
        return False
    said = [squeezed(text) for c in range(label + 1, sheet.width) if (text := sheet.text(row, c))]
    if not said or not all(_FORMULA.fullmatch(cell) for cell in said):
        return False
    if any(re.search(r"[A-Za-z=①-⑳⑴-⒇(]", cell) for cell in said):
        return True
    counted = [int(cell) for cell in said if cell.isdecimal()]
    is_count = all(b - a == 1 for a, b in pairwise(counted))
    return len(counted) > 1 and is_count and first in ("", "栏次", "甲", "1")
