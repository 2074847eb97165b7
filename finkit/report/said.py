"""The figures that a report may say: as published where that is finer, none too coarse to be said.

A rate computed from 0.03 and 0.02亿元 is anything from 0 to 133%: it is left out with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from finkit.checks.printed import borne_out
from finkit.contract import PRINTED, PRINTED_MEASURES, Observation
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.figures.quantity import as_printed
from finkit.figures.reach import Interval, reach
from finkit.periods import Period
from finkit.readers.side_tables import Printed
from finkit.units import half_last_digit, text, unit

_MOST = Decimal(1)
"""A rate that rounding moves by more than so many points, to either side, is not said."""

_LEAST = Decimal("0.1")
"""Nor one whose sign is open, unless it is 基本持平 whatever the sign."""


def said(figures: FigureSet, rows: Iterable[Printed]) -> FigureSet:
    """The same figures, but rates: as published, where the amounts bear that out and are coarser;
    without value, where they are too coarse to say one."""
    reached = dict(_reached(figures))
    published = {
        figure.id: _as_published(figure, row, number)
        for row, number, figure in borne_out(rows, figures)
        if figure.id in reached and reached[figure.id].width > half_last_digit(number)
    }
    return FigureSet(
        published.get(figure.id) or _unless_coarse(figure, reached.get(figure.id))
        for figure in figures
    )


def _reached(figures: FigureSet) -> Iterator[tuple[str, Interval]]:
    for figure in figures:
        if unit(figure.unit).kind in ("rate", "points") and (found := reach(figure.quantity)):
            yield figure.id, found


def _as_published(figure: Figure, row: Printed, number: Decimal) -> Figure:
    """The figure as printed."""
    cell = Observation(
        row.county_code,
        Period.parse(row.period),
        row.basis,
        row.item,
        row.parent_item,
        row.indicator if row.indicator in PRINTED_MEASURES else PRINTED,
        number,
        row.unit,
        row.source,
        "",
        row.data_status,
        row.scope,
    )
    return figure._replace(quantity=as_printed(cell, figure.quantity))


def unless_coarse(figure: Figure) -> Figure:
    """A rate, without value where its amounts are too coarse to say one."""
    return _unless_coarse(figure, reach(figure.quantity))


def _unless_coarse(figure: Figure, found: Interval | None) -> Figure:
    if found is None or figure.quantity.formula is None or figure.declared.is_gauge:
        return figure
    if found.width <= (_LEAST if found.is_open else _MOST):
        return figure
    return figure._replace(quantity=figure.quantity.because(_too_coarse(figure.unit, found)))


def _too_coarse(name: str, found: Interval) -> str:
    if not found.width.is_finite():
        return "所据的数过粗：基数按印出的位数可能为0，不作表述"
    low, high = (text(end, name) for end in found)
    return f"所据的数过粗：按印出的位数在{low}至{high}之间，不作表述"
