"""What of a bulletin an item that the headline lines leave unsaid belongs to: `subjects.csv`.

A row a section, and its place in the order in which bureaus write them: by the statement of the
chart that an item stands on, or by what its name says; the first row that takes an item has it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from finkit.accounts.chart import accounts
from finkit.narrative.rest.holding import MOST_LISTED, Holding

_PLAN, _LEVELS, _OTHER = "plan", "levels", "other"
_MONEY = "money"
PLAIN = ("income", "outlay", _OTHER)
"""Sections of items that are nothing but parts of their wholes, where these are told."""


class Subject(NamedTuple):
    """A section: its key, its place and heading, and which items stand in it."""

    key: str
    place: int
    title: str
    statements: tuple[str, ...]
    pattern: re.Pattern[str] | None

    def takes(self, standard: str, name: str) -> bool:
        """Whether an item of these names stands in it."""
        known = accounts().get(standard)
        if known and known.statement in self.statements:
            return True
        return bool(self.pattern and (self.pattern.search(standard) or self.pattern.search(name)))


@cache
def subjects() -> tuple[Subject, ...]:
    """The sections, in the order in which they take items."""
    table = files(__package__).joinpath("subjects.csv").read_text(encoding="utf-8")
    return tuple(
        Subject(
            row["key"],
            int(row["place"]),
            row["title"],
            tuple(row["statements"].split()),
            re.compile(row["pattern"]) if row["pattern"] else None,
        )
        for row in csv.DictReader(table.splitlines())
    )


def subject_key(standard: str, name: str, *, planned: bool = False) -> str:
    """The section of an item by its names.

    >>> subject_key("地方政府债务余额", "债务余额"), subject_key("", "节约资金")
    ('debt', 'procurement')
    >>> subject_key("一般公共预算支出", "县级一般公共预算支出"), subject_key("甲", "甲")
    ('levels', 'other')
    """
    found = next((one.key for one in subjects() if one.takes(standard, name)), _OTHER)
    return _PLAN if planned and found in (_LEVELS, *PLAIN) else found


class Section(NamedTuple):
    """A section of a bulletin with what it tells."""

    key: str
    title: str
    holdings: list[Holding]


def sections(held: Iterable[Holding]) -> Iterator[Section]:
    """The sections of what is held, in their order; none that holds nothing.

    Of many items the first are told; the others stand in the table.
    """
    found: dict[str, list[Holding]] = {}
    for one in held:
        key = subject_key(one.standard, one.name, planned=one.is_planned)
        found.setdefault(key, []).append(one)
    for subject in sorted(subjects(), key=lambda one: one.place):
        if holdings := found.get(subject.key):
            told = sorted(holdings, key=_order) if subject.key == _MONEY else holdings
            yield Section(subject.key, subject.title, told[:MOST_LISTED])


def _order(one: Holding) -> int:
    """Deposits before loans, both before people: the chart's order."""
    known = accounts().get(one.standard)
    return known.order if known else len(accounts())
