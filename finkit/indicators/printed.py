"""Rates and changes as the source printed them (公布数), where no amounts give them.

A bureau that prints 34096万元 and 下降10.2%, and not last year's amount, has said by how much it
fell. Where the amounts give the same figure theirs is told: it can be asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from finkit.accounts.aliases import same_item
from finkit.contract import BALANCE, MEASURES, Observation
from finkit.figures.declaration import Column, Indicator, Speech
from finkit.figures.figure import Figure, FigureIds, Subject
from finkit.figures.figure_set import FigureSet
from finkit.figures.quantity import Quantity, observed, points
from finkit.indicators import budget
from finkit.ledger.county_book import CountyBook, ItemSeries, SeriesKey
from finkit.periods import Period
from finkit.readers.side_tables import Printed
from finkit.units import UNITS, unit

_SAME_AS = {"年度预算": MEASURES["budget"], "预算": MEASURES["budget"], "": MEASURES["budget"]}
_SOURCE = "发布单位印出的数"


def _declared(
    key: str, label: str, unit_name: str, speech: Speech, column: Column | None = None
) -> Indicator:
    return Indicator(
        key=key,
        label=f"公布的{label}",
        unit=unit_name,
        basis="item",
        speech=speech,
        formula="公布数",
        definition=f"发布单位印出的{label}，只在金额算不出时采用，按印出的位数列示",
        source=_SOURCE,
        column=column,
    )


INDICATORS = (
    _declared("yoy_amount", "增减额", "", Speech.CHANGE, Column("同比增减", 2)),
    _declared("yoy_rate", "增长率", "%", Speech.RATE, Column("增减率", 2)),
    _declared("yoy_rate_comparable", "同口径增长率", "%", Speech.RATE),
    _declared("completion_rate", "完成预算比例", "%", Speech.LEVEL, Column("完成预算", 2)),
    _declared("share_of", "占比", "%", Speech.LEVEL, Column("占上级项目", 2)),
)
_KNOWN = {one.key: one for one in INDICATORS}
_GAP = next(one for one in budget.INDICATORS if one.key == "progress_gap")


class _Place(NamedTuple):
    """What a printed figure is of: the item's key, and its standard name."""

    key: SeriesKey
    standard: str


def with_printed(
    book: CountyBook, period: Period, rows: Iterable[Printed], known: FigureSet
) -> FigureSet:
    """The figures of a county at a period, and what was printed where they are absent."""
    found = [figure for row in rows for figure in _figures(book, period, row, known)]
    return FigureSet([*known, *found]) if found else known


def _figures(book: CountyBook, period: Period, row: Printed, known: FigureSet) -> Iterator[Figure]:
    declared, value = _KNOWN.get(row.indicator), row.number
    if declared is None or value is None or row.unit not in UNITS or not _fits(row, declared):
        return
    place = _place(book, period, row)
    if _budget_tells(book, place, row, known):
        return
    cell = Observation(
        book.county.code, period, row.basis, place.key.item, place.key.parent_item, row.indicator,
        value, row.unit, row.source, "", place.key.data_status, place.key.scope,
    )  # fmt: skip
    of_item = _of_item(row, place.key)
    yield from _unless_known(book, place, declared, observed(cell).of(of_item), known)
    if row.indicator == "completion_rate" and row.basis != BALANCE:
        gap = points(observed(cell), budget.schedule(row.basis, period)).of(of_item)
        yield from _unless_known(book, place, _GAP, gap, known)


def _fits(row: Printed, declared: Indicator) -> bool:
    """Whether it stands in a unit of its kind."""
    wanted = unit(declared.unit).kind if declared.unit else "money"
    return unit(row.unit).kind == wanted


def _unless_known(
    book: CountyBook, place: _Place, declared: Indicator, quantity: Quantity, known: FigureSet
) -> Iterator[Figure]:
    key = place.key
    cell = quantity.inputs[0]
    edition = (key.scope, key.data_status)
    ids = FigureIds(book.county.code, str(cell.period), key.item, key.parent_item, edition)
    name = ids.of(key.basis, declared.key, quantity.of_item)
    if name in known and known[name].value is not None:
        return
    yield Figure(
        name, Subject(book.county, str(cell.period), key, place.standard), declared, quantity
    )


def _of_item(row: Printed, key: SeriesKey) -> str:
    """The denominator as figures name it: 年初预算, the item's own parent."""
    if row.indicator == "completion_rate":
        return _SAME_AS.get(row.of_item, row.of_item)
    if row.indicator == "share_of" and same_item(row.of_item or key.parent_item, key.parent_item):
        return key.parent_item
    return row.of_item if row.indicator == "share_of" else ""


def _place(book: CountyBook, period: Period, row: Printed) -> _Place:
    """The item printed: of the book, so spelled or by any of its names; else as the row has it."""
    here = [
        series
        for series in book
        if series.key.basis == row.basis
        and row.scope in ("", series.key.scope)
        and row.data_status in ("", series.key.data_status)
        and any(period == when for when, _ in series.cells)
    ]
    named = (row.item, row.parent_item)
    spelled = [s for s in here if (s.key.item, s.key.parent_item) == named]
    found = spelled or [s for s in here if _is_of(s, row)]
    if found:
        return _Place(found[0].key, found[0].resolved.name)
    key = SeriesKey(row.item, row.parent_item, row.basis, row.scope, row.data_status)
    return _Place(key, ItemSeries(key, book).resolved.name)


def _is_of(series: ItemSeries, row: Printed) -> bool:
    key = series.key
    return same_item(key.item, row.item) and same_item(key.parent_item, row.parent_item)


def _budget_tells(book: CountyBook, place: _Place, row: Printed, known: FigureSet) -> bool:
    """Whether it is a budget table's own change, which the budget gives."""
    told = {one.printed_as: one.key for one in budget.INDICATORS if one.printed_as}
    other = told.get(row.indicator)
    if other is None:
        return False
    figure = known.of(ItemSeries(place.key, book), other)
    return figure is not None and figure.value is not None
