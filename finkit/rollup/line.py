"""One county of a rollup: whether it has filed, when, and its figures of the period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from finkit.checks import doubts_of_book
from finkit.contract import ACTUAL, publication
from finkit.counties import County
from finkit.dataset import Dataset
from finkit.figures.county_at import SCOPES, CountyAt
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.figures.quantity import Quantity
from finkit.ledger.county_book import CountyBook
from finkit.periods import Period
from finkit.report.said import said
from finkit.report.standing import IN_DOUBT, Column, figure_in, text_in, value_in
from finkit.rollup.columns import AMOUNTS, COLUMNS, INDICATORS, ITEMS
from finkit.samples import SYNTHETIC_SOURCE
from finkit.units import machine
from finkit.wording import Style

STYLE = Style()


@dataclass(frozen=True)
class Line:
    """A county at the period. `day`: when its amounts came into the ledger ("" unknown); `last`:
    the latest period before that is held of one that has not filed; `figures` and those in doubt
    (待核) by the key of their column, `bases` (上年同期数) by that of an amount; `address`: of its
    report, "" where there is none."""

    county: County
    has_filed: bool
    day: str = ""
    last: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    bases: Mapping[str, Quantity] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    is_synthetic: bool = False
    address: str = ""

    def figure(self, column: Column) -> Figure | None:
        """The figure in a column; None where there is none."""
        return self.figures.get(column.key)

    def value(self, column: Column) -> Decimal | None:
        """The same in the column's unit."""
        figure = self.figure(column)
        return None if figure is None else value_in(figure, column)

    def text(self, column: Column) -> str:
        """The same as printed, without its unit; "" where there is none."""
        figure = self.figure(column)
        return "" if figure is None else text_in(figure, column, STYLE)

    def marked(self, column: Column) -> str:
        """The same with the mark of what is in doubt."""
        return f"{self.text(column)}{IN_DOUBT * (column.key in self.doubtful)}"

    def machine(self, column: Column) -> str:
        """The value for programs, unrounded; "" where there is none."""
        value = self.value(column)
        return "" if value is None else machine(value)

    def edition(self, column: Column) -> tuple[str, str]:
        """What its figure in a column is of: "" for the whole area, else the scope as stated; and
        the status of the data. Of one kind alone figures stand beside each other."""
        figure = self.figure(column)
        if figure is None:
            return "", ""
        key = figure.subject.key
        return "" if key.scope in SCOPES else key.scope, key.data_status


def lines(
    data: Dataset, counties: list[County], period: Period, days: Mapping[str, str]
) -> list[Line]:
    """The counties of an area at a period, by code."""
    return [_line(data, one, period, days.get(one.code, "")) for one in counties]


def _line(data: Dataset, county: County, period: Period, day: str) -> Line:
    if not data.ledger.holds(county.code):
        return Line(county, has_filed=False)
    book = data.ledger.county(county.code, period)
    if not has_actual(book, period):
        before = [one for one in book.periods if one < period and has_actual(book, one)]
        return Line(county, has_filed=False, last=str(before[-1]) if before else "")
    figures = shown_figures(data, book, period)
    items = CountyAt(book, period, data.calibers)
    bases = {
        column.key: items.item(column.item).before()
        for column, _ in AMOUNTS
        if column.key in figures
    }
    doubts = doubts_of_book(data, book)
    # All asked at once, each period is checked once for them all.
    doubts.standing([cell for one in figures.values() for cell in one.inputs], drawn=True)
    doubtful = (key for key, one in figures.items() if doubts.standing(one.inputs, drawn=True))
    sources = {publication(cell.source) for one in figures.values() for cell in one.inputs}
    is_synthetic = SYNTHETIC_SOURCE in sources
    return Line(county, True, day, "", figures, bases, frozenset(doubtful), is_synthetic)


def last_filed(data: Dataset, code: str, period: Period) -> str:
    """The latest period of the year, up to this one, that amounts of a code are held of; ""."""
    if not data.ledger.holds(code):
        return ""
    book = data.ledger.county(code, period)
    held = (one for one in reversed(book.periods) if period.year == one.year and one <= period)
    return next((str(one) for one in held if has_actual(book, one)), "")


def has_actual(book: CountyBook, period: Period) -> bool:
    """Whether any amount (本期数) of a period is held: a budget alone files nothing."""
    return any(series.own(period, ACTUAL) is not None for series in book)


def shown_figures(data: Dataset, book: CountyBook, period: Period) -> dict[str, Figure]:
    """The figures of an area's columns, as its report says them, by the key of the column."""
    at = CountyAt(book, period, data.calibers)
    computed = FigureSet(data.calculator.asked(at, ITEMS, INDICATORS))
    printed = data.printed_at(book.county.code, period)
    figures = said(data.with_printed(book, period, computed), printed)
    found = ((column.key, figure_in(figures, at, column)) for column in COLUMNS)
    return {key: figure for key, figure in found if figure is not None}


def by_prefecture(of: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The lines of each prefecture, in the order of codes; "" of counties directly below the
    province."""
    names = dict.fromkeys(one.county.prefecture for one in of)
    for name in names:
        yield name, [one for one in of if one.county.prefecture == name]
