"""Side tables: what may lie beside the observations, all optional; CSV files, by the contract.

A folder holds `facts.csv` and the like; `x.parquet` has `x.facts.csv` beside it; a database has a
table of the name.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from finkit.accounts.calibers import Caliber, parse_caliber
from finkit.errors import DataError

SIDE_TABLES = ("sources.csv", "facts.csv", "published.csv", "calibers.csv")

Side = Callable[[str, tuple[str, ...]], list[dict[str, str]]]
"""Gives the rows of an optional side table by its name and the columns it must have."""


class Source(NamedTuple):
    """Where an observation comes from: title and address of a key in its `source` column."""

    title: str
    url: str


class Printed(NamedTuple):
    """A derived figure as someone printed it, to be checked. `value` keeps the printed digits."""

    county_code: str
    period: str
    basis: str
    item: str
    parent_item: str
    indicator: str
    of_item: str
    value: str
    unit: str
    source: str
    scope: str = ""
    data_status: str = ""

    @property
    def number(self) -> Decimal | None:
        """The printed figure as a number; None for what is none, or infinite."""
        try:
            found = Decimal(self.value)
        except InvalidOperation:
            return None
        return found if found.is_finite() else None


def side_path(place: Path, name: str) -> Path:
    """Where a side table is: `facts.csv` in a folder, `x.facts.csv` beside `x.parquet`."""
    return place / f"{name}.csv" if is_folder(place) else place.with_suffix(f".{name}.csv")


def is_folder(place: Path) -> bool:
    """Whether a place is a data folder, be it there yet or not; else it is one table."""
    return place.is_dir() or not place.suffix


def rows_beside(place: Path, name: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a side table of the data at a place. Raises as `read_table` does."""
    return read_table(side_path(place, name), needed)


def read_table(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of an optional side table; none if there is no such file.

    Raises `DataError` naming a needed column that is missing.
    """
    return list(rows_in(path, needed))


def rows_in(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """As `read_table`, one after another: a nation's need not all be held."""
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                raise DataError(f"缺少列 {'、'.join(missing)}", where=path.name)
            yield from ({k: v or "" for k, v in row.items() if k} for row in reader)
    except UnicodeDecodeError as error:
        raise DataError("不是 UTF-8 编码", where=path.name) from error


def sources(sides: list[Side]) -> dict[str, Source]:
    """What the keys in the `source` column stand for."""
    rows = _rows(sides, "sources", ("source", "title"))
    return {row["source"]: Source(row["title"], row.get("url", "")) for row in rows}


_PRINTED_COLUMNS = (
    "county_code",
    "period",
    "basis",
    "item",
    "parent_item",
    "indicator",
    "of_item",
    "printed",
    "unit",
    "source",
)


def printed(sides: list[Side]) -> list[Printed]:
    """What was printed, in the order of the tables."""
    rows = _rows(sides, "published", _PRINTED_COLUMNS)
    return [
        Printed(*(row.get(name, "") for name in (*_PRINTED_COLUMNS, "scope", "data_status")))
        for row in rows
    ]


def own_calibers(sides: list[Side]) -> tuple[Caliber, ...]:
    """The calibers that the data declare themselves."""
    rows = _rows(sides, "calibers", ("item", "region", "components", "source"))
    return tuple(parse_caliber(row) for row in rows)


def _rows(sides: list[Side], name: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
    return [row for side in sides for row in side(name, needed)]
