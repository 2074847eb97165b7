"""Calibers (口径): what an aggregate consists of, where that is declared."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from finkit.accounts import tables


class Caliber(NamedTuple):
    """A declared definition: `item` is the sum of `components`, (sign, standard name) each."""

    item: str
    region: str
    components: tuple[tuple[int, str], ...]
    source: str


@cache
def calibers() -> tuple[Caliber, ...]:
    """Every declared caliber; `region` is "" (anywhere), a province name or a county code."""
    return tuple(parse_caliber(row) for row in tables.rows("calibers.csv"))


def parse_caliber(row: dict[str, str]) -> Caliber:
    """One row of a calibers table; `components` reads `A+B-C` in standard names."""
    parts = re.findall(r"([+-]?)([^+-]+)", row["components"])
    components = tuple((-1 if sign == "-" else 1, name.strip()) for sign, name in parts)
    return Caliber(row["item"], row["region"], components, row["source"])
