"""A table of an indicator that says of each value missing why it is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

import pandas as pd

from finkit.contract import BALANCE, CUMULATIVE, MONTH
from finkit.figures.declaration import Indicator
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period

REASONS = "reasons"
"""Where a table's `attrs` keep its reasons: rows of 期间, column and 原因."""

_BASES = (CUMULATIVE, BALANCE, MONTH)
_SHOWN = 5


class Table(pd.DataFrame):
    """A pandas table of one indicator, a period a row. What is computed from it is a plain one.

    `reasons` has a row for each value that is missing; `attrs["reasons"]` keeps them in copies.
    """

    @property
    def _constructor(self) -> Callable[..., pd.DataFrame]:
        return pd.DataFrame

    @property
    def reasons(self) -> pd.DataFrame:
        """Of each value that is missing (NaN): its period, its column, and why."""
        return reasons_of(self)

    def _repr_html_(self) -> str:
        own = str(super()._repr_html_())  # type: ignore[misc]
        rows = _grouped(self.attrs.get(REASONS, ()))
        if not rows:
            return own
        said = "".join(f"<li>{escape('，'.join(row))}</li>" for row in rows[:_SHOWN])
        more = "<li>……</li>" if len(rows) > _SHOWN else ""
        return f"{own}<p>没有数的（逐个见 .reasons）：</p><ul>{said}{more}</ul>"


def reasons_of(frame: pd.DataFrame) -> pd.DataFrame:
    """The reasons that a table (or a copy of it) bears, as a table; none for one of one's own."""
    column = frame.columns.name or "列"
    return pd.DataFrame(list(frame.attrs.get(REASONS, ())), columns=["期间", column, "原因"])


class Cell(NamedTuple):
    """One value of a table, or the reason why there is none."""

    value: float | None
    reason: str


def put_together(columns: Mapping[str, Mapping[str, Cell]], what: str, absent: str) -> Table:
    """Columns of cells by period as one table; `absent` is why a period has no cell at all."""
    periods = sorted({period for cells in columns.values() for period in cells})
    rows, reasons = [], []
    for period in periods:
        cells = [columns[name].get(period, Cell(None, absent)) for name in columns]
        rows.append([cell.value for cell in cells])
        reasons += [
            (period, name, cell.reason)
            for name, cell in zip(columns, cells, strict=True)
            if cell.value is None
        ]
    index, named = pd.Index(periods, name="期间"), pd.Index(list(columns), name=what)
    table = Table(rows, index=index, columns=named, dtype=float)
    table.attrs[REASONS] = tuple(reasons)
    return table


def cell_of(
    figures: FigureSet,
    series: Sequence[ItemSeries],
    indicator: Indicator,
    of_item: str,
    period: Period,
) -> Cell:
    """The value of an indicator of an item at a period, the likeliest where several hold one."""
    found = figures_of(figures, series, indicator, of_item)
    for figure in found:
        if figure.value is not None:
            return Cell(float(figure.value), "")
    if found:
        return Cell(None, found[0].reason)
    if not any(at == period for one in series for at, _ in one.cells):
        return Cell(None, "本期没有这一项的数")
    of = f"（{of_item}）" if of_item else ""
    return Cell(None, f"本期没有这一项的 {indicator.key}{of}：不适用，或缺所需的数")


def figures_of(
    figures: FigureSet, series: Sequence[ItemSeries], indicator: Indicator, of_item: str = ""
) -> list[Figure]:
    """The figures of an indicator over some series: the cumulative before others, the top first."""
    order = {one.key: n for n, one in enumerate(series)}
    found = [f for f in figures.named(indicator.key, of_item or None) if f.subject.key in order]

    def likeliness(figure: Figure) -> tuple[int, bool, int]:
        key = figure.subject.key
        return _BASES.index(key.basis), bool(key.parent_item), order[key]

    return sorted(found, key=likeliness)


def first_denominator(
    by_period: Iterable[FigureSet], series: Sequence[ItemSeries], indicator: Indicator
) -> str:
    """What the figures of an indicator over some series are of, "" where of nothing."""
    found = (f for figures in by_period for f in figures_of(figures, series, indicator))
    return next((figure.of_item for figure in found if figure.value is not None), "")


def _grouped(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The rows of one column and one reason as one, with the first and the last period."""
    groups: dict[tuple[str, str], list[str]] = {}
    for period, column, reason in rows:
        groups.setdefault((column, reason), []).append(period)
    return [
        (column, held[0] if len(held) == 1 else f"{held[0]}至{held[-1]}共{len(held)}期", reason)
        for (column, reason), held in groups.items()
    ]
