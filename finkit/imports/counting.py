"""How many cells of a file were left aside, and how many questions it leaves, by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from finkit.workbooks.reading.found import Table

_QUOTED = re.compile(r"「[^」]*」")


def kinds_of_asides(tables: Iterable[Table]) -> Counter[str]:
    """How many cells were left aside, by the reason without what it names."""
    return Counter(_QUOTED.sub("「」", one.reason) for table in tables for one in table.asides)


def kinds_of_questions(tables: Iterable[Table]) -> Counter[str]:
    """How many questions there are, by kind."""
    return Counter(question.kind for table in tables for question in table.questions)
