"""The counties as tiles, a prefecture a row: no borders, a name and its number each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from finkit.report.standing import IN_DOUBT
from finkit.rollup.cells import NOT_FILED
from finkit.rollup.columns import GROWTH
from finkit.rollup.line import Line, by_prefecture
from finkit.rollup.rollup import Rollup
from finkit.units import grouped

_STRONG = Decimal(10)
"""A change of so many percent and more has the stronger tint."""


class Tile(NamedTuple):
    """One county: its name, what stands below it, its look, and the address of its report."""

    name: str
    text: str
    look: str
    address: str


class Group(NamedTuple):
    """The tiles of a prefecture, and how many of it have filed."""

    name: str
    told: str
    tiles: tuple[Tile, ...]


def has_growth(made: Rollup) -> bool:
    """Whether the tiles tell growth; else whether a county has filed, and no more."""
    return bool(made.compared(GROWTH))


def groups(made: Rollup) -> Iterator[Group]:
    """A group a prefecture, those below the province directly last; one group where there is but
    one."""
    found = list(by_prefecture(list(made.lines))) if made.parts else [("", list(made.lines))]
    for name, lines in sorted(found, key=lambda one: not one[0] and len(found) > 1):
        filed = sum(one.has_filed for one in lines)
        told = f"{len(lines)}个已报{filed}个"
        called = name or ("省直管" if made.parts else made.area.name)
        yield Group(called, told, tuple(_tiles(made, lines)))


def _tiles(made: Rollup, lines: Sequence[Line]) -> Iterator[Tile]:
    """The fastest growing first, those without a number behind, those that have not filed last."""
    known = {one.county.code for one in made.compared(GROWTH)}

    def place(line: Line) -> tuple[bool, bool, Decimal, str]:
        value = line.value(GROWTH) if line.county.code in known else None
        return not line.has_filed, value is None, -(value or Decimal()), line.county.code

    for line in sorted(lines, key=place):
        yield _tile(line, is_known=line.county.code in known)


def _tile(line: Line, *, is_known: bool) -> Tile:
    name, value = line.county.name, line.value(GROWTH)
    if not line.has_filed:
        return Tile(name, NOT_FILED, "missing", "")
    if value is None or not is_known:
        return Tile(name, "已报", "bare", line.address)
    printed = f"{grouped(line.text(GROWTH))}%{IN_DOUBT * (GROWTH.key in line.doubtful)}"
    if not printed.strip("约0.*%−"):
        return Tile(name, printed, "flat", line.address)
    look = f"{'up' if value > 0 else 'down'}{2 if abs(value) >= _STRONG else 1}"
    return Tile(name, f"{'+' if value > 0 else ''}{printed}", look, line.address)
