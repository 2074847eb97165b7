"""Indicators of items over many counties and periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from finkit.counties import County, told_apart
from finkit.dataset import Dataset
from finkit.errors import NotHeldError
from finkit.indicators.asked import rests_on_its_item
from finkit.ledger.county_book import CountyBook
from finkit.ledger.related import related
from finkit.periods import Period
from finkit.workbench.asked import Wanted, series_of
from finkit.workbench.cells import Cell, columns_of
from finkit.workbench.table import (
    REASON_WORD,
    REASONS,
    UNITS_OF,
    Reasons,
    Table,
    in_one_unit,
    number,
    period_index,
    unit_of,
)
from finkit.workbench.told_units import Units

COLUMNS = (
    *("county_code", "county", "period", "item", "indicator", "value", "unit", "of_item"),
    "reason",
)
COLUMN_WORDS = ("代码", "县区", "期间", "项目", "指标", "数值", "单位", "分母", "原因")
"""The columns of a tidy panel, and what they are called in Chinese."""


class Column(NamedTuple):
    """One indicator of one item of one county by period."""

    county: County
    item: str
    wanted: Wanted
    cells: dict[Period, Cell]


def columns(
    data: Dataset, counties: Sequence[County], items: Sequence[str], wanted: Sequence[Wanted]
) -> list[Column]:
    """Every column asked for; amounts of one item in one unit, whichever county they are of.

    A county without the item has its periods with the reason. Raises `NotHeldError`, naming the
    nearest, for an item that no county has.
    """
    book_of = _books(data, items, wanted)
    found, lacking = [], dict.fromkeys(items, 0)
    for county in counties:
        book = book_of(county.code)
        for item in items:
            try:
                found += [
                    Column(county, name, one, cells)
                    for one in wanted
                    for name, cells in columns_of(data, book, one, item).items()
                ]
            except NotHeldError as error:
                lacking[item] += 1
                reason = error.what.removeprefix(county.name)
                found += _without(data, county, item, wanted, reason)
    for item, counted in lacking.items():
        if counted and counted == len(counties):
            raise _not_held(data, counties, item)
    return list(_in_one_unit(found))


def _books(
    data: Dataset, items: Sequence[str], wanted: Sequence[Wanted]
) -> Callable[[str], CountyBook]:
    """How a county's book is had: no larger than these indicators of these items need."""
    ledger = data.ledger
    if not all(items) or not all(rests_on_its_item(one.key) for one in wanted):
        return ledger.county
    spelled = ledger.spelled()
    needed = frozenset().union(*(related(item, spelled) for item in items))
    return lambda code: ledger.county_of(code, needed)


def _without(
    data: Dataset, county: County, item: str, wanted: Sequence[Wanted], reason: str
) -> Iterator[Column]:
    held = data.ledger.periods(county.code)
    for one in wanted:
        yield Column(county, item, one, {at: Cell(None, reason) for at in one.periods.among(held)})


def _not_held(data: Dataset, counties: Sequence[County], item: str) -> NotHeldError:
    """What is wrong with an item that no county has: with advice, if any has one alike."""
    errors = []
    for county in counties:
        try:
            series_of(data.ledger.county(county.code), item)
        except NotHeldError as error:
            errors.append(error)
            if error.advice:
                break
    return max(errors, key=lambda error: bool(error.advice))


def _in_one_unit(found: Sequence[Column]) -> Iterator[Column]:
    groups: dict[tuple[str, str], dict[int, Column]] = {}
    for n, one in enumerate(found):
        groups.setdefault((one.item, one.wanted.key), {})[n] = one
    cells: dict[int, dict[Period, Cell]] = {}
    for group in groups.values():
        cells |= in_one_unit({n: one.cells for n, one in group.items()})
    return (one._replace(cells=cells[n]) for n, one in enumerate(found))


def tidy(found: Sequence[Column], *, chinese: bool) -> Table:
    """A row a county, period, item and indicator; a missing value is NaN with its reason."""
    rows = [
        (
            one.county.code,
            one.county.name,
            None,
            one.item,
            one.wanted.label if chinese else one.wanted.key,
            number(cell),
            cell.unit,
            cell.of_item,
            cell.reason,
        )
        for one in found
        for cell in one.cells.values()
    ]
    heads = COLUMN_WORDS if chinese else COLUMNS
    frame = Table(rows, columns=list(heads))
    frame[heads[2]] = period_index(at for one in found for at in one.cells)
    told = "、".join(dict.fromkeys(filter(None, frame[heads[6]])))
    frame.attrs[UNITS_OF] = Units({heads[5]: told}, frame)
    return frame


def wide(found: Sequence[Column], *, chinese: bool) -> Table:
    """A row a county and period, a column an item and indicator; units and reasons beside."""
    levels = (
        ("项目", list(dict.fromkeys(one.item for one in found))),
        ("指标", list(dict.fromkeys(_indicator(one, chinese) for one in found))),
    )
    named = [name for name, values in levels if len(values) > 1] or ["项目"]
    cells: dict[Any, dict[tuple[str, Period], Cell]] = {}
    names = _names(found)
    for one in found:
        parts = {"项目": one.item, "指标": _indicator(one, chinese)}
        key: Any = tuple(parts[name] for name in named)
        key = key if len(named) > 1 else key[0]
        own = {(names[one.county.code], at): cell for at, cell in one.cells.items()}
        cells.setdefault(key, {}).update(own)
    return _framed(cells, named, ["县区", "期间"] if chinese else ["county", "period"])


def _framed(
    cells: dict[Any, dict[tuple[str, Period], Cell]], named: Sequence[str], index: Sequence[str]
) -> Table:
    places = list(dict.fromkeys(place for held in cells.values() for place in held))
    nothing = Cell(None, "没有这一期的数")
    every = {key: [held.get(place, nothing) for place in places] for key, held in cells.items()}
    rows = pd.MultiIndex.from_arrays(
        [[name for name, _ in places], period_index(at for _, at in places)], names=list(index)
    )
    heads: pd.Index = (
        pd.Index(list(cells), name=named[0])
        if len(named) == 1
        else pd.MultiIndex.from_tuples(list(cells), names=list(named))
    )
    values = [[number(cell) for cell in column] for column in every.values()]
    table = Table(dict(enumerate(values)), index=rows, dtype=float).set_axis(heads, axis="columns")
    shown = Table(table)
    units = {key: unit_of(held.values()) for key, held in cells.items()}
    shown.attrs[UNITS_OF] = Units(units, shown)
    lacking = tuple(
        (name, str(at), *(key if isinstance(key, tuple) else (key,)), cell.reason)
        for key, column in every.items()
        for (name, at), cell in zip(places, column, strict=True)
        if cell.value is None
    )
    shown.attrs[REASONS] = Reasons(("县区", "期间", *named, REASON_WORD), lacking)
    return shown


def _indicator(one: Column, chinese: bool) -> str:
    return one.wanted.label if chinese else one.wanted.key


def _names(found: Sequence[Column]) -> dict[str, str]:
    """What each county is called, by its code."""
    return {one.code: name for name, one in told_apart(column.county for column in found).items()}
