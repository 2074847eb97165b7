"""The values that tables of indicators are made of: figures, each with its unit or its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from finkit.contract import BALANCE, CUMULATIVE, MONTH
from finkit.dataset import Dataset
from finkit.errors import NotHeldError, did_you_mean, quoted
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators import of_budget_tables
from finkit.indicators.asked import figures_of
from finkit.indicators.printed import with_printed
from finkit.indicators.supplied import FACT, supplied_figures
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.periods import Period
from finkit.workbench import asked
from finkit.workbench.asked import Wanted

NOT_THEN = "没有这一期的数"
_BASES = (CUMULATIVE, BALANCE, MONTH)


class Cell(NamedTuple):
    """One value, or the reason why there is none; its unit, and what it is of where there is a
    choice (年初预算)."""

    value: Decimal | None
    reason: str
    unit: str = ""
    of_item: str = ""


Columns = dict[str, dict[Period, Cell]]
"""Cells by what they are of, and by period."""


def columns_of(data: Dataset, book: CountyBook, wanted: Wanted, item: str) -> Columns:
    """An indicator of one item of a county by period; of a county's own indicator, without an item,
    each item that it is of.

    One denominator a column: 年初预算 and 调整预算 never stand in one. Raises `NotHeldError` for an
    item that is not held.
    """
    series = asked.series_of(book, item) if item else list(book)
    when = wanted.periods.among(book.periods)
    held = {at: _figures(data, book, at, wanted, series, any_subject=not item) for at in when}
    names = [item] if item else dict.fromkeys(one.item for found in held.values() for one in found)
    return {name: _column(held, series, wanted, name, own=not item) for name in names}


def require_denominator(
    of_item: str,
    found: Iterable[Mapping[Period, Cell]],
    of_any: Callable[[], Iterable[Mapping[Period, Cell]]],
) -> None:
    """Raises `NotHeldError` where a denominator is asked for and nothing found is of it.

    `of_any` gives the same for whichever denominator there is: what is told to choose from.
    """
    if not of_item or any(cell.of_item for cells in found for cell in cells.values()):
        return
    every = (cell.of_item for cells in of_any() for cell in cells.values())
    names = list(dict.fromkeys(filter(None, every)))
    held = f"有：{'、'.join(names)}" if names else "去掉 of_item"
    advice = did_you_mean(of_item, names) or held
    raise NotHeldError(f"没有以{quoted(of_item)}为分母的数", advice=advice)


def _column(
    held: Mapping[Period, Sequence[Figure]],
    series: Sequence[ItemSeries],
    wanted: Wanted,
    name: str,
    *,
    own: bool,
) -> dict[Period, Cell]:
    of_name = {at: [f for f in found if not own or f.item == name] for at, found in held.items()}
    of = wanted.of_item or _first_denominator(of_name.values())
    there = {at for one in series for at, _ in one.cells}
    return {at: _cell(found, wanted, of, at in there) for at, found in of_name.items()}


def _cell(found: Sequence[Figure], wanted: Wanted, of_item: str, held: bool) -> Cell:
    """The likeliest of the figures that are of this denominator."""
    fitting = [one for one in found if asked.same_denominator(one.of_item, of_item)]
    for figure in fitting:
        if figure.value is not None:
            return Cell(figure.value, "", figure.unit, figure.of_item)
    if fitting:
        return Cell(None, fitting[0].reason, fitting[0].unit, fitting[0].of_item)
    if not held:
        return Cell(None, "本期没有这一项的数")
    # 完成年初预算 and 完成调整预算 are one key.
    own = next((one.label for one in wanted.declared if of_item in one.label), "")
    label = own or f"{wanted.label}（{of_item}）"
    return Cell(None, f"本期没有这一项的{label}：不适用，或缺所需的数")


def _first_denominator(by_period: Iterable[Sequence[Figure]]) -> str:
    found = (figure for figures in by_period for figure in figures if figure.value is not None)
    return next((figure.of_item for figure in found), "")


def _figures(
    data: Dataset,
    book: CountyBook,
    period: Period,
    wanted: Wanted,
    series: Sequence[ItemSeries],
    *,
    any_subject: bool,
) -> list[Figure]:
    """The figures of an indicator over some series at a period, the likeliest first."""
    found = [*figures_of(data.calculator, book, period, wanted.declared, series)]
    if wanted.key == FACT.key:
        county = book.county
        found += supplied_figures(county, data.facts_of(county, period))
    found = _with_printed(data, book, period, wanted, series, found)
    found = [one for one in found if one.declared.key == wanted.key]
    return found if any_subject else ordered(found, series)


def _with_printed(
    data: Dataset,
    book: CountyBook,
    period: Period,
    wanted: Wanted,
    series: Sequence[ItemSeries],
    found: list[Figure],
) -> list[Figure]:
    """And those that were printed where these are absent."""
    printed = {"completion_rate", wanted.key} if wanted.key == "progress_gap" else {wanted.key}
    rows = [one for one in data.printed_at(book.county.code, period) if one.indicator in printed]
    if not rows:
        return found
    by_budget = asked.declared(of_budget_tables().get(wanted.key, ""))
    others = figures_of(data.calculator, book, period, by_budget, list(book))
    known = FigureSet([*found, *others])
    return list(with_printed(book, period, rows, known))


def ordered(figures: Iterable[Figure], series: Sequence[ItemSeries]) -> list[Figure]:
    """The figures over some series: the cumulative before others, the top first."""
    order = {one.key: n for n, one in enumerate(series)}

    def likeliness(figure: Figure) -> tuple[int, bool, int]:
        key = figure.subject.key
        return _BASES.index(key.basis), bool(key.parent_item), order[key]

    return sorted((f for f in figures if f.subject.key in order), key=likeliness)
