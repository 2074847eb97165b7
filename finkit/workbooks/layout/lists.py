"""Tables that list projects, bonds or performance targets: none of their numbers is an account's.

4-2 地方政府债券使用情况表 repeats the size of a whole bond for each of its projects.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.words.headings import squeezed

_ENOUGH = 2


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    text = files(__package__).joinpath("lists.csv").read_text(encoding="utf-8")
    return [
        (re.compile(row["pattern"]), row["reason"]) for row in csv.DictReader(text.splitlines())
    ]


@lru_cache(maxsize=4096)
def _reasons(text: str) -> tuple[str, ...]:
    return tuple(reason for rule, reason in _rules() if rule.fullmatch(text))


def why_a_list(sheet: Sheet, block: Block) -> str:
    """Why a table is one of projects, bonds or targets, "" if it is none: two of its headings say
    so, in whatever order."""
    rows = range(block.top, block.body)
    said = {squeezed(sheet.text(row, c)) for row in rows for c in range(sheet.width)}
    named = [reason for text in said for reason in _reasons(text)]
    return Counter(named).most_common(1)[0][0] if len(named) >= _ENOUGH else ""
