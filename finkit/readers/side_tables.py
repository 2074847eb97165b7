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
from finkit.counties.codes import plain_code
from finkit.credentials import bare
from finkit.encodings import as_csv, encoding_of
from finkit.errors import DataError, UsageError
from finkit.gate.characters import folded
from finkit.gate.names import folded_name
from finkit.periods import Period

_MOST_SAID = 80
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
    with path.open(encoding=encoding_of(path), newline="") as file, as_csv(path.name):
        reader = csv.DictReader(file)
        reader.fieldnames = [folded(name).strip() for name in reader.fieldnames or ()]
        missing = [name for name in needed if name not in reader.fieldnames]
        if missing:
            raise DataError(f"缺少列 {'、'.join(missing)}", where=path.name)
        yield from ({k: v or "" for k, v in row.items() if k} for row in reader)


def sources(sides: list[Side]) -> dict[str, Source]:
    """What the keys in the `source` column stand for."""
    rows = _rows(sides, "sources", ("source", "title"))
    return {
        row["source"]: Source(row["title"], bare(row.get("url", ""), by_value=False))
        for row in rows
    }


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


_EDITION = ("scope", "data_status")
_NAMES = ("item", "parent_item", "of_item", *_EDITION)


def printed(sides: list[Side]) -> list[Printed]:
    """What was printed, in the order of the tables."""
    rows = _rows(sides, "published", _PRINTED_COLUMNS)
    for row in rows:
        row["period"] = _period(row)
    return [
        Printed(
            plain_code(row["county_code"]) or row["county_code"],
            *(_at_gate(name, row.get(name, "")) for name in (*_PRINTED_COLUMNS[1:], *_EDITION)),
        )
        for row in rows
    ]


def _at_gate(column: str, text: str) -> str:
    return folded_name(text) if column in _NAMES else text


def _period(row: dict[str, str]) -> str:
    try:
        return str(Period.parse(row["period"].strip()))
    except UsageError as error:
        where = f"published {row['item'][:_MOST_SAID]}"
        raise DataError(error.what, where=where, advice=error.advice) from error


def own_calibers(sides: list[Side]) -> tuple[Caliber, ...]:
    """The calibers that the data declare themselves."""
    rows = _rows(sides, "calibers", ("item", "region", "components", "source"))
    return tuple(
        parse_caliber({column: folded(text) for column, text in row.items()}) for row in rows
    )


def _rows(sides: list[Side], name: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
    return [row for side in sides for row in side(name, needed)]
