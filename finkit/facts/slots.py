"""The slots of the work report as declared (`slots.csv`): what fills each, a figure or a fact."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from finkit.facts import Fact

_NAMED_BY_FACT, _NAMING_KEY = "〈专项支出名称〉", "专项支出名称"


class Slot(NamedTuple):
    """One slot as declared: `kind` is county, period, month_end, figure or fact.

    A figure that the data do not give is taken from the fact named beside it.
    """

    id: str
    section: str
    name: str
    kind: str
    item: str
    indicator: str
    of_item: str
    fact: str

    @property
    def spelled(self) -> str:
        """Its name without what a fact would put in."""
        return self.name.replace(_NAMED_BY_FACT, "")

    def item_by(self, facts: Mapping[str, Fact]) -> str:
        """The item it is of; part of the name may be a fact (〈专项支出名称〉专项支出)."""
        fact = facts.get(_NAMING_KEY)
        return self.item.replace(_NAMED_BY_FACT, fact.text if fact else "")


@cache
def slots() -> tuple[Slot, ...]:
    """All slots, in the order of the report.

    >>> len(slots())
    93
    """
    table = files(__package__).joinpath("slots.csv").read_text(encoding="utf-8")
    return tuple(Slot(**row) for row in csv.DictReader(table.splitlines()))
