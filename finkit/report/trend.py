"""How an item came to where it is: its growth over the months, else its amounts over the years."""

from __future__ import annotations

from typing import NamedTuple

from finkit.charts.marks import spark
from finkit.contract import ACTUAL, BALANCE, Observation
from finkit.figures.levels import yoy_rate
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import in_base

_MONTHS, _YEARS = 13, 20


class Trend(NamedTuple):
    """A line (SVG; "" for too few points), what it shows, and the amounts it draws."""

    svg: str = ""
    label: str = ""
    cells: tuple[Observation, ...] = ()


def trend(series: ItemSeries, period: Period) -> Trend:
    """The last months: growth of what adds up, amounts of what stands at month's end;
    else this month of the years."""
    months = _recent(period)
    found = (_amounts(series, months, "月末余额") if series.key.basis == BALANCE else None) or (
        None if series.key.basis == BALANCE else _rates(series, months)
    )
    years = [period.years_before(back) for back in range(_YEARS, -1, -1)]
    return found or _amounts(series, years, "") or Trend()


def _recent(period: Period) -> list[Period]:
    months = [period]
    while len(months) < _MONTHS:
        months.insert(0, months[0].previous_month())
    return months


def _rates(series: ItemSeries, months: list[Period]) -> Trend | None:
    rates = [yoy_rate(series, month) for month in months]
    values = [None if r is None or r.value is None else float(r.value) for r in rates]
    if not (svg := spark(values, about_zero=True)):
        return None
    cells = dict.fromkeys(
        cell for rate in rates if rate and rate.value is not None for cell in rate.inputs
    )
    return Trend(svg, f"累计增幅，{_since(values, months)}", tuple(cells))


def _amounts(series: ItemSeries, periods: list[Period], label: str) -> Trend | None:
    held = [series.own(period, ACTUAL) for period in periods]
    values = [None if cell is None else float(in_base(cell.value, cell.unit)) for cell in held]
    if not (svg := spark(values)):
        return None
    since = _since(values, periods)
    years = f"{since[:4]}—{periods[-1].year}年" + ("" if periods[-1].month == 12 else "同期")
    return Trend(svg, f"{label}，{since}" if label else years, tuple(c for c in held if c))


def _since(values: list[float | None], periods: list[Period]) -> str:
    first = next(p for p, value in zip(periods, values, strict=True) if value is not None)
    return f"{first.year}年{first.month}月以来"
