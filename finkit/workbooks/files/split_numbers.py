"""Rows of a text file whose numbers their own commas split: 4,900 as the cells 4 and 900."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from finkit.gate.numbers import looks_given
from finkit.workbooks.files.grid import Cell, Unread

WHY = "这一行比表头多出一格：数里的逗号把一个数分成了几格"
_FIRST = re.compile(r"-?\d{1,3}")
_NEXT = re.compile(r"\d{3}(\.\d+)?")
_FEWEST = 2


def split_numbers(rows: Sequence[Sequence[str]]) -> dict[Cell, Unread]:
    """The numbers of the rows that are longer than the header above, and may be split by a comma.

    >>> [*split_numbers([["科目", "累计"], ["税收收入", "4", "900"], ["契税", "800"]])]
    [(1, 1), (1, 2)]
    """
    found: dict[Cell, Unread] = {}
    width = 0
    for number, row in enumerate(rows):
        said = [text for text in row if text.strip()]
        if len(said) >= _FEWEST and not any(map(looks_given, said)):
            width = _width(row)
        elif width and _width(row) > width and _is_split(row):
            given = ((c, text) for c, text in enumerate(row) if looks_given(text))
            found.update({(number, c): Unread(text, WHY) for c, text in given})
    return found


def _width(row: Sequence[str]) -> int:
    return max((c + 1 for c, text in enumerate(row) if text.strip()), default=0)


def _is_split(row: Sequence[str]) -> bool:
    cells = [text.strip() for text in row]
    return any(_FIRST.fullmatch(a) and _NEXT.fullmatch(b) for a, b in pairwise(cells))
