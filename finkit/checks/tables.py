"""The tables of the checks, and how their names find items of a county.

In a cell of names `|` separates names that may stand for one another, `+` terms of a sum; `?` after
a parent means that the item may also stand at the top of the table.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from finkit.accounts.spelling import clean
from finkit.contract import Observation
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.periods import Period


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of this package."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def goes_by(series: ItemSeries, names: str) -> bool:
    """Whether a series is one of the names of a cell, by its standard name or its own."""
    return bool({series.name, clean(series.key.item)} & _split(names))


def stands_under(series: ItemSeries, parents: str) -> bool:
    """Whether a series stands under one of the parents of a cell; "" is the top."""
    parent = series.key.parent_item
    if not parent:
        return not parents or parents.endswith("?")
    return bool({series.parent_name, clean(parent)} & _split(parents.removesuffix("?")))


def only(
    book: CountyBook, period: Period, names: str, basis: str, measure: str, parents: str = "*"
) -> Observation | None:
    """The one cell that goes by a name of the cell; None if there is none, or several.

    The same amount held under two names or in two editions counts once. `parents` "*" is anywhere.
    """
    named = dict.fromkeys(s for name in _split(names) for s in book.called(name, basis))
    found = [
        cell
        for series in named
        if (parents == "*" or stands_under(series, parents))
        and (cell := series.own(period, measure))
    ]
    amounts = {(cell.value, cell.unit) for cell in found}
    return found[0] if len(amounts) == 1 else None


@cache
def _split(names: str) -> frozenset[str]:
    return frozenset(names.split("|"))
