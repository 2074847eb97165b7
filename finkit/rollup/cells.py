"""The table of counties as rows of cells: what the page, the workbook and the text all show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from finkit.batch.index_rows import bar_of
from finkit.gate.pinyin import spelled
from finkit.rollup.columns import GROWTH, REVENUE
from finkit.rollup.line import Line
from finkit.rollup.rollup import Rollup
from finkit.units import grouped

FILED, NOT_FILED = "已报", "未报"


_PLACES = {REVENUE.key: "收入位次", GROWTH.key: "增幅位次"}


class Head(NamedTuple):
    """A numeric column: its key, name and unit; `plain`: it has no distribution of its own."""

    key: str
    name: str
    unit: str
    plain: bool = False


class Cell(NamedTuple):
    """A number as printed ("" where there is none), and of a change its bar in percent."""

    text: str
    bar: int | None = None
    is_fall: bool = False


class Row(NamedTuple):
    """A county of the table; `search` is what it is found by."""

    name: str
    code: str
    prefecture: str
    province: str
    search: str
    cells: tuple[Cell, ...]
    day: str
    has_filed: bool
    why: str
    address: str


def heads(made: Rollup) -> list[Head]:
    """The numeric columns: those of figures, the place of revenue and of its growth behind each."""
    found = []
    for column in made.columns:
        found.append(Head(column.key, column.heading, column.unit))
        if column.key in _PLACES:
            found.append(Head(f"{column.key}_rank", _PLACES[column.key], "", plain=True))
    return found


def rows(made: Rollup) -> Iterator[Row]:
    """The counties, the largest revenue first, those that have not filed last."""
    for line in made.ordered:
        county = line.county
        spellings = (*spelled(county.name), *spelled(county.prefecture))
        yield Row(
            county.name,
            county.code,
            county.prefecture or county.province,
            county.province,
            " ".join((county.code, *filter(None, spellings))),
            tuple(_cells(made, line)),
            line.day,
            line.has_filed,
            f"最近{line.last}" if line.last else "",
            line.address,
        )


def _cells(made: Rollup, line: Line) -> Iterator[Cell]:
    for column in made.columns:
        printed, value = grouped(line.marked(column)), line.value(column)
        if value is None:
            yield Cell("")
        elif not column.is_change:
            yield Cell(printed)
        else:
            is_rise = value > 0 and bool(printed.strip("约0.*"))
            shown = f"+{printed}" if is_rise else printed
            yield Cell(shown, bar_of(value), value < 0)
        if column.key in _PLACES:
            place = made.rank(line, column)
            yield Cell("" if place is None else str(place))
