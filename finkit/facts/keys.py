"""The closed list of what a bureau may supply: `keys.csv`, and which fact may not exceed which.

A key with a unit is a number, one without is a text. One row adds a key.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from finkit.errors import DataError, did_you_mean, quoted

UNPUBLISHED = "不公布"
"""The key under which a bureau names the items that it does not publish, so that none is asked."""

NOT_APPLICABLE = "不适用"
"""What a bureau writes as the text of a fact that its county has nothing of."""


class Key(NamedTuple):
    """One key: the unit its number is kept in ("" for a text), its range, what it means.

    `speech`: how its number is spoken, where not as a level ("cut": 压减, 增长).
    """

    key: str
    unit: str
    least: Decimal | None
    most: Decimal | None
    meaning: str
    example: str
    speech: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the fact is a number with a unit, not a text."""
        return bool(self.unit)


class Relation(NamedTuple):
    """A fact (`less`) that may not exceed another (`more`), and the likely cause if it does."""

    less: str
    more: str
    cause: str


def _table(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def keys() -> dict[str, Key]:
    """Every key by its name, in the order of the report.

    >>> keys()["办实事件数"].unit
    '件'
    """
    return {
        row["key"]: Key(
            row["key"],
            row["unit"],
            Decimal(row["least"]) if row["least"] else None,
            Decimal(row["most"]) if row["most"] else None,
            row["meaning"],
            row["example"],
            row["speech"],
        )
        for row in _table("keys.csv")
    }


def key_named(name: str) -> Key:
    """The key of that name. Raises `DataError` naming the nearest known key."""
    found = keys().get(name)
    if found is None:
        advice = did_you_mean(name, keys()) or "可用 finkit facts 列出全部 key"
        raise DataError(f"不认识的 key {quoted(name)}", advice=advice)
    return found


@cache
def relations() -> tuple[Relation, ...]:
    """Every declared relation between two facts."""
    return tuple(Relation(**row) for row in _table("relations.csv"))
