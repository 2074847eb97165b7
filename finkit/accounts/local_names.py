"""Names that mean something of their own in a place or time: `local_names.csv`, with their sources.

地方财政收入 is the local revenue of the general budget in 浙江 until 2014; elsewhere it may hold
the fund budget too, and stays what it is.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from finkit.accounts import tables
from finkit.accounts.aliases import StandardName, standard
from finkit.accounts.spelling import clean


class Place(NamedTuple):
    """Where and when a name is used: province, code, the first and the last period (`YYYY-MM`)."""

    province: str
    code: str
    first: str
    last: str


class LocalName(NamedTuple):
    """A row: a name, where (a province, or the beginning of a code) and when, and what it means."""

    alias: str
    region: str
    since: str
    until: str
    standard: str
    source: str

    def holds_at(self, place: Place) -> bool:
        """Whether it holds there, through all that time."""
        here = self.region == place.province or (
            self.region.isdecimal() and place.code.startswith(self.region)
        )
        return here and self.since <= place.first and place.last <= (self.until or place.last)


@cache
def local_names() -> dict[str, tuple[LocalName, ...]]:
    """The rows by cleaned name."""
    found: dict[str, tuple[LocalName, ...]] = {}
    for row in tables.rows("local_names.csv"):
        one = LocalName(*row.values())
        found[clean(one.alias)] = (*found.get(clean(one.alias), ()), one)
    return found


def meant(item: str, parent: str, place: Place) -> StandardName:
    """What a name means there and then; what it means anywhere where no row of its own holds.

    >>> meant("地方财政收入", "", Place("浙江省", "330502", "2013-12", "2013-12")).name
    '一般公共预算收入'
    >>> meant("地方财政收入", "", Place("浙江省", "330502", "2013-12", "2016-12")).name
    '地方财政收入'
    """
    rows = local_names().get(clean(item), ())
    found = next((row for row in rows if row.holds_at(place)), None)
    return StandardName(found.standard) if found else standard(item, parent)
