"""Terms that a reader may not know, a plain sentence each: `terms.csv`.

Every indicator that a chart may ask for has its row there; one that explains itself has no
sentence.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Term(NamedTuple):
    """A term as charts write it, the indicator it is the term of ("" for an item or another word),
    and the sentence that explains it."""

    term: str
    indicator: str
    sentence: str


@cache
def terms() -> tuple[Term, ...]:
    """All of them, in the order in which they are explained.

    >>> next(one.term for one in terms() if one.indicator == "progress_gap")
    '序时进度'
    """
    table = files(__package__).joinpath("terms.csv").read_text(encoding="utf-8")
    return tuple(
        Term(row["term"], row["indicator"], row["sentence"])
        for row in csv.DictReader(table.splitlines())
    )


def explained(text: str, indicators: Collection[str], known: Collection[Term]) -> tuple[Term, ...]:
    """The terms that a chart of this text and these indicators uses and that are not yet `known`;
    each term once."""
    found: dict[str, Term] = {}
    told = {one.term for one in known}
    for one in terms():
        used = one.term in text or one.indicator in indicators
        if one.sentence and used and one.term not in told:
            found.setdefault(one.term, one)
    return tuple(found.values())
