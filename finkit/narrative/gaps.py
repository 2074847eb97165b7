"""What a report could add: what its county is expected to have at the period, and lacks.

Expected is what the kind of report always tells (`by_kind` in `expected.csv`), what the county
itself held the month before or the same month a year ago, and what a caliber of its own names. What
the bureau declares 不公布 is no gap, by its fact or by a row of the calibers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from finkit.accounts.aliases import standard
from finkit.accounts.calibers import LOCAL_GENERAL
from finkit.accounts.names import GENERAL_REVENUE, WITH_SHARED
from finkit.contract import ACTUAL, CUMULATIVE
from finkit.facts import Fact
from finkit.facts.keys import UNPUBLISHED
from finkit.figures import outline
from finkit.figures.county_at import CountyAt, Item
from finkit.figures.figure_set import FigureSet
from finkit.periods import Period

_COMPARED = ("yoy_amount", "yoy_rate", "yoy_rate_comparable")
_LISTED = re.compile(r"[、，,；;\s]+")
_BEFORE = "上年同期数"


class Expected(NamedTuple):
    """A row of `expected.csv`: an item by its names, and the table that usually holds it."""

    names: tuple[str, ...]
    basis: str
    by_kind: bool
    table: str


class Gap(NamedTuple):
    """One thing a report could add: what of an item, in which unit, and where it usually stands."""

    item: str
    what: str
    unit: str
    table: str

    @property
    def wanted(self) -> str:
        """地方财政收入累计数，万元."""
        return f"{self.item}{self.what}，{self.unit}"

    def __str__(self) -> str:
        return f"{self.item}{self.what}（{self.unit}），一般见{self.table}"


@cache
def expected() -> tuple[Expected, ...]:
    """What reports may be expected to have, in the order of a report."""
    table = files(__package__).joinpath("expected.csv").read_text(encoding="utf-8")
    return tuple(
        Expected(
            (row["item"], *filter(None, row["also"].split("|"))),
            row["basis"],
            bool(row["by_kind"]),
            row["table"],
        )
        for row in csv.DictReader(table.splitlines())
    )


def usual_table(item: str) -> str:
    """The table that usually holds an item, "" where none is known.

    >>> usual_table("财政总收入"), usual_table("采购平台")
    ('财政收支月报', '')
    """
    return next((one.table for one in expected() if item in one.names), "")


def unpublished(county: CountyAt, facts: Sequence[Fact]) -> frozenset[str]:
    """The items that the bureau declares 不公布, by standard name.

    地方财政收入上年同期数 declares that no comparison of it is published.
    """
    said = (fact.text for fact in facts if fact.key == UNPUBLISHED and not fact.is_not_applicable)
    named = [name for text in said for name in _LISTED.split(text) if name]
    return frozenset(standard(name).name or name for name in (*named, *county.unpublished))


def gaps(
    county: CountyAt, figures: FigureSet, facts: Sequence[Fact], put_together: Collection[str]
) -> tuple[Gap, ...]:
    """What the county is expected to have and lacks, in the order of a report.

    `put_together`: what the text says as a sum by its caliber.
    """
    silent = unpublished(county, facts)
    return tuple(
        gap
        for one in expected()
        if not silent.intersection(one.names)
        for gap in _lacking(one, county, figures, put_together)
        if f"{gap.item}{gap.what}" not in silent
    )


def _lacking(
    one: Expected, county: CountyAt, figures: FigureSet, put_together: Collection[str]
) -> Iterator[Gap]:
    unit = county.book.money_unit
    held = [item for name in one.names if (item := county.item(name, basis=one.basis)).series]
    if held:
        if one.names[0] in outline.EXPECTED and _is_bare(held[0], figures):
            yield Gap(_label(held[0]), _BEFORE, unit, one.table)
        return
    name = _expected_name(one, county)
    if name and name not in put_together and not _is_budgeted(name, county):
        what = "累计数" if one.basis == CUMULATIVE else "月末数"
        yield Gap(name, what, unit, one.table)


def _label(item: Item) -> str:
    return item.series.label if item.series else item.name


def _is_bare(item: Item, figures: FigureSet) -> bool:
    """Whether an amount stands without any comparison; nothing is asked after a zero."""
    series, cell = item.series, item.cell()
    if series is None or cell is None or cell.value == 0:
        return False
    found = (figures.of(series, key) for key in _COMPARED)
    return all(figure is None or figure.value is None for figure in found)


def _is_budgeted(name: str, county: CountyAt) -> bool:
    """Whether the period's table is a budget table, which has no actual amount of it."""
    found = county.book.named(name)
    return any(series.own(county.period, "budget") for series in found)


def _expected_name(one: Expected, county: CountyAt) -> str:
    """By which name the item is expected here, "" where it is not."""
    if GENERAL_REVENUE in one.names and county.item(WITH_SHARED).series:
        return LOCAL_GENERAL
    for name in one.names:
        caliber = county.calibers.get(name)
        of_its_own = caliber is not None and caliber.region == county.book.county.code
        if of_its_own or _was_held(name, one, county):
            return name
    return one.names[0] if one.by_kind else ""


def _was_held(name: str, one: Expected, county: CountyAt) -> bool:
    """Whether the county held it at the latest period of this year, or this month a year ago."""
    found = county.book.named(name, one.basis)
    return any(series.own(period, ACTUAL) for period in _before(county) for series in found)


def _before(county: CountyAt) -> Iterator[Period]:
    now = county.period
    this_year = [p for p in county.book.periods if p.year == now.year and p < now]
    yield from this_year[-1:]
    yield now.years_before(1)
