"""Items in two columns below one merged heading, put into one: 税收收入 | 小计, then | 增值税.

The group's name moves to the row of its total; what stands beside it moves below it, further in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from finkit.gate.numbers import looks_given
from finkit.units import UNITS
from finkit.workbooks.files.grid import Merge, Sheet
from finkit.workbooks.words.headings import heading, meaning, squeezed

_TOTAL = re.compile(r"小计|合计|总计|计")
_NUMBERING = re.compile(r"[(（]?[一二三四五六七八九十\dIVXⅠ-Ⅻ①-⑳]{1,4}[)）、.．]?")
_IN = "  "


def in_one_column(sheet: Sheet) -> Sheet:
    """The sheet with the names of such tables in the first of the two columns."""
    heads = [merge for merge in sheet.merges if _is_head(sheet, merge)]
    heads = [head for head in heads if _holds_names(sheet, head, _below(sheet, head, heads))]
    if not heads:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for head in heads:
        for row, name in _names(sheet, head, _below(sheet, head, heads)):
            rows[row][head[1]], rows[row][head[3]] = name, ""
    return replace(sheet, rows=rows)


def _is_head(sheet: Sheet, merge: Merge) -> bool:
    top, left, _, right = merge
    return right == left + 1 and meaning(heading(sheet.text(top, left)).text).role == "item"


def _below(sheet: Sheet, head: Merge, heads: Sequence[Merge]) -> range:
    nexts = [other[0] for other in heads if other[0] > head[2] and other[1] <= head[3]]
    return range(head[2] + 1, min(nexts, default=sheet.height))


def _holds_names(sheet: Sheet, head: Merge, rows: range) -> bool:
    """Whether the second column names items and the first their groups: a group has several, no
    number of an item is a group, and no unit an item."""
    pairs = [(sheet.text(row, head[1]), sheet.text(row, head[3])) for row in rows]
    is_grouped = any(name and not group for group, name in pairs)
    is_numbered = any(_NUMBERING.fullmatch(group) for group, _ in pairs)
    no_names = any(name and (looks_given(name) or name in UNITS) for _, name in pairs)
    return is_grouped and not is_numbered and not no_names


def _names(sheet: Sheet, head: Merge, rows: range) -> Iterator[tuple[int, str]]:
    """The rows whose name stands in the second column, with the name they get."""
    group, has_row = "", False
    for row in rows:
        own, name = sheet.text(row, head[1]), sheet.text(row, head[3])
        if own:
            group, has_row = own, not name
        if name and group and _TOTAL.fullmatch(squeezed(name)):
            has_row = True
            yield row, group
        elif name:
            # A group without an amount of its own has no row to stand below.
            yield row, (_IN if has_row else "") + name
