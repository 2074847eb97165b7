"""What is made up of 示例县: the tables beside this file, an item of them as a tuple."""

import csv
from pathlib import Path
from typing import NamedTuple

TABLES = Path(__file__).parent
DRAWN_YEARS = (2018, 2019, 2020, 2021)
YEARS = DRAWN_YEARS[1:]  # 2018 is drawn only as the base of 2019

PUBLISHED = {
    "monthly": tuple(range(1, 13)),
    "quarterly": (3, 6, 9, 12),
    "december": (12,),
    "never": (),
}

Row = dict[str, str]


class Item(NamedTuple):
    """A line of `items.csv`."""

    name: str
    parent: str
    unit: str
    basis: str
    months: tuple[int, ...]  # when it is published
    season: str
    bend: str
    noise: float  # a month's weight strays up to this many %
    amounts: dict[int, int]  # whole years, or year ends
    budgets: dict[int, int]  # 年初预算 as % of last year's actual


def table(name: str) -> list[Row]:
    """The rows of a table of `tools/demo/`."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def monthly(row: Row) -> list[float]:
    """The twelve numbers of a row, January first."""
    return [float(row[f"m{month}"]) for month in PUBLISHED["monthly"]]


def item_of(row: Row) -> Item:
    """The item that a line of `items.csv` declares."""
    return Item(
        name=row["item"],
        parent=row["parent"],
        unit=row["unit"],
        basis=row["basis"],
        months=PUBLISHED[row["published"]],
        season=row["season"],
        bend=row["bend"],
        noise=float(row["noise"] or 0),
        amounts={year: int(row[str(year)]) for year in DRAWN_YEARS if row[str(year)]},
        budgets={year: int(row[f"budget{year}"]) for year in YEARS if row[f"budget{year}"]},
    )


ITEMS = [item_of(row) for row in table("items")]
SEASONS = {row["season"]: monthly(row) for row in table("seasons")}
BENDS = {(row["bend"], int(row["year"])): monthly(row) for row in table("bends")}
