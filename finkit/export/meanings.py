"""What the columns of the exported tables mean: `meanings.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Meaning(NamedTuple):
    """A column: its part in the table, its type as Table Schema calls it, title, description."""

    name: str
    role: str
    type: str
    title: str
    description: str


@cache
def meanings(table: str) -> dict[str, Meaning]:
    """The columns of a table, in their order.

    >>> meanings("observation")["value"].title
    '数值'
    """
    text = files(__package__).joinpath("meanings.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["table"] == table]
    return {row["name"]: Meaning(*list(row.values())[1:]) for row in rows}
