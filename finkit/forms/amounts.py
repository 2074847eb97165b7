"""The amounts a line begins with: what the ledger holds, in the unit of its sheet.

The year's budgets and last year's amount are carried over from where they were stated; the month
and the year so far stand only where the ledger holds this very period.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from finkit.contract import ACTUAL, Observation
from finkit.figures.levels import base
from finkit.forms.lines import Line
from finkit.inert import original
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import convert, unit

_CONVERTIBLE = ("money", "people")


class Amounts(NamedTuple):
    """The amounts of one line; None where the ledger holds none."""

    budget: Decimal | None = None
    adjusted_budget: Decimal | None = None
    month: Decimal | None = None
    actual: Decimal | None = None
    opening: Decimal | None = None
    prior: Decimal | None = None
    note: str = ""


def amounts(line: Line, period: Period, unit_name: str) -> Amounts:
    """What the ledger holds for a line at a period."""
    main = line.main or line.month
    if main is None:
        return Amounts()

    def held(series: ItemSeries | None) -> Decimal | None:
        cell = series.own(period, ACTUAL) if series else None
        return _in_unit(cell, unit_name)

    return Amounts(
        budget=_in_unit(main.budget(period), unit_name),
        adjusted_budget=_in_unit(main.adjusted_budget(period), unit_name),
        month=held(line.month),
        actual=held(line.main),
        opening=_in_unit(main.actual(period.last_december()), unit_name),
        prior=_prior(line.main, period, unit_name),
        note=_note(line, period),
    )


def _prior(series: ItemSeries | None, period: Period, unit_name: str) -> Decimal | None:
    """上年同期: as published, else by the published change, else last year's own."""
    if series is None:
        return None
    found = base(series, period)
    if found.value is None or not _same_kind(found.unit, unit_name):
        return None
    return convert(found.value, found.unit, unit_name)


def _in_unit(cell: Observation | None, unit_name: str) -> Decimal | None:
    if cell is None or not _same_kind(cell.unit, unit_name):
        return None
    return convert(cell.value, cell.unit, unit_name)


def _same_kind(given: str, wanted: str) -> bool:
    """Whether one may be converted to the other: money and people may, pieces and strokes not."""
    if given == wanted:
        return True
    return unit(given).kind == unit(wanted).kind and unit(given).kind in _CONVERTIBLE


def _note(line: Line, period: Period) -> str:
    """The note of the amount itself, else of what else the ledger says of it at this period."""
    for series in (line.main, line.month):
        cells = [cell for (at, _), cell in series.cells.items() if at == period] if series else []
        cells.sort(key=lambda cell: cell.measure != ACTUAL)
        if note := next((cell.note for cell in cells if cell.note), ""):
            return original(note)
    return ""
