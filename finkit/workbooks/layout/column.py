"""A column of a table: where it is, how it is headed, what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from finkit.counties import County
from finkit.workbooks.files.grid import column_name
from finkit.workbooks.words.dates import When
from finkit.workbooks.words.headings import Meaning

_NUMBERED = ((re.compile(r"(?:19|20)\d{2}年?"), "某年"), (re.compile(r"\d{1,2}月"), "某月"))


class Column(NamedTuple):
    """A column: where it is, how it is headed, what stands in it.

    In a table of areas `item` is what it holds, under `parent`; in one of items `area` is whose it
    is, where counties stand side by side, `scope` of which level or budget, `under` what its items
    stand under, `side` which side of them it is, as the `groups` over it say. `when` and `unit`
    are what the heading itself says of them. `is_fraction` says of rates that 45.3% stands there
    as 0.453, `is_alike` of an earlier year's amounts that they are of the same months as the
    table's.
    """

    at: int
    printed: str
    meaning: Meaning
    item: str = ""
    parent: str = ""
    when: When = When()
    unit: str = ""
    is_fraction: bool = False
    is_alike: bool = False
    area: County | None = None
    scope: str = ""
    under: str = ""
    side: str = ""
    groups: tuple[str, ...] = ()
    is_answered: bool = False

    @property
    def of(self) -> tuple[str, County | None, str, str, str]:
        """What it is of: columns of the same speak of one another."""
        return self.item, self.area, self.scope, self.under, self.side

    @property
    def asked_as(self) -> str:
        """What a question calls it: the same next month.

        >>> Column(2, "2024年2月", Meaning()).asked_as
        '某年某月'
        """
        return asked_as(self.printed)

    @property
    def letter(self) -> str:
        """Its letter in the sheet."""
        return column_name(self.at)


def asked_as(printed: str) -> str:
    """A heading without the year and month that it is of."""
    for pattern, word in _NUMBERED:
        printed = pattern.sub(word, printed)
    return printed


def answer_to(printed: str, answers: Mapping[str, str]) -> str:
    """What was answered of a heading, as it is printed or for any year and month; "" if nothing."""
    return answers.get(printed) or answers.get(asked_as(printed), "")
