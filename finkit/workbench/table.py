"""A table of indicators that says of each value its unit, and of each one missing why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import MONEY_UNIT, UNITS, convert, unit
from finkit.workbench.cells import Cell
from finkit.workbench.told_units import Units, units_of

REASONS, UNITS_OF = "reasons", "units"
"""Where a table's `attrs` keep its reasons and the unit of each column."""

PERIOD_WORD, REASON_WORD = "期间", "原因"
_SHOWN, _EPOCH = 5, 1970


class Reasons(NamedTuple):
    """Of each value that is missing where it would stand and why: rows under their heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __deepcopy__(self, memo: object) -> Reasons:
        """Itself: pandas copies what a frame bears at every step, and a nation's are many."""
        return self


class Table(pd.DataFrame):
    """A pandas table of indicators, a period a row. What is computed from it is a plain one.

    `reasons` has a row for each value that is missing, `units` the unit of each column while its
    numbers are those that it was made with; copies keep both in their `attrs`.

    >>> import finkit
    >>> county = finkit.open().county("示例县")
    >>> table = county.table("税收收入", "yoy_rate", periods="2021-09..2021-10")
    >>> table.round(1)
    项目       税收收入
    期间
    2021-09  11.0
    2021-10   8.7
    >>> table.units
    {'税收收入': '%'}
    """

    @property
    def _constructor(self) -> Callable[..., pd.DataFrame]:
        return pd.DataFrame

    @property
    def reasons(self) -> pd.DataFrame:
        """Of each value that is missing (NaN): its period, its column, and why.

        >>> import finkit
        >>> finkit.open().county("临洮县").table("税收收入", "month_amount").reasons.原因[0]
        '1—2月合并公布，不拆分为单月'
        """
        return reasons_of(self)

    @property
    def units(self) -> dict[Any, str]:
        """The unit of each column, "" where it has no value, or others than it was made with.

        >>> import finkit
        >>> finkit.open().county("临洮县").table("税收收入").units
        {'税收收入': '万元'}
        """
        return units_of(self)

    def _repr_html_(self) -> str:
        own = str(super()._repr_html_())  # type: ignore[misc]
        rows = list(_grouped(self.attrs.get(REASONS, NO_REASONS)))
        told = self._units_said()
        said = f"<p>单位：{escape(told)}</p>" if told else ""
        if rows:
            lines = "".join(f"<li>{escape('，'.join(row))}</li>" for row in rows[:_SHOWN])
            more = "<li>……</li>" if len(rows) > _SHOWN else ""
            said += f"<p>没有数的（逐个见 .reasons）：</p><ul>{lines}{more}</ul>"
        return f'<div class="tex2jax_ignore">{own}{said}</div>'

    def _units_said(self) -> str:
        """The units, of which columns where there are others with numbers and no unit."""
        units = {name: told for name, told in self.units.items() if told}
        numbers = self.select_dtypes("number").dropna(axis="columns", how="all")
        if all(name in units for name in numbers.columns):
            return "、".join(dict.fromkeys(units.values()))
        return "、".join(f"{_text(name)}（{told}）" for name, told in units.items())


NO_REASONS = Reasons((PERIOD_WORD, "列", REASON_WORD), ())


def reasons_of(frame: pd.DataFrame | pd.Series) -> pd.DataFrame:
    """The reasons that a table (or a copy of it) bears, as a table; none for one of one's own.

    >>> reasons_of(pd.DataFrame({"甲": [1]})).empty
    True
    """
    told = frame.attrs.get(REASONS, NO_REASONS)
    return pd.DataFrame(list(told.rows), columns=list(told.heads))


def put_together(
    columns: Mapping[Any, Mapping[Period, Cell]], names: Sequence[str], absent: str
) -> Table:
    """Columns of cells by period as one table; `absent` is why a period has no cell at all.

    A column's key is a text, or several where `names` has several levels.
    """
    periods = sorted({period for cells in columns.values() for period in cells})
    every = {
        key: [cells.get(period, Cell(None, absent)) for period in periods]
        for key, cells in columns.items()
    }
    values = {key: [number(cell) for cell in cells] for key, cells in every.items()}
    if len(names) == 1:
        named: pd.Index = pd.Index(list(columns), name=names[0])
    else:
        named = pd.MultiIndex.from_tuples(list(columns), names=list(names))
    body = list(zip(*values.values(), strict=True)) if periods else []
    table = Table(body, index=period_index(periods), columns=named, dtype=float)
    table.attrs[UNITS_OF] = Units({key: unit_of(cells) for key, cells in every.items()}, table)
    rows = (
        (str(period), *(key if isinstance(key, tuple) else (key,)), every[key][n].reason)
        for n, period in enumerate(periods)
        for key in columns
        if every[key][n].value is None
    )
    table.attrs[REASONS] = Reasons((PERIOD_WORD, *names, REASON_WORD), tuple(rows))
    return table


def in_one_unit(columns: Mapping[Any, Mapping[Period, Cell]]) -> dict[Any, dict[Period, Cell]]:
    """Columns of cells all in one unit: 万元 where several of money meet, else that of the first.
    Units of several kinds stay as they are.

    >>> from decimal import Decimal
    >>> when = Period(2021, 12)
    >>> told = {"甲": Cell(Decimal("1.5"), "", "亿元"), "乙": Cell(Decimal(7), "", "万元")}
    >>> one = in_one_unit({name: {when: cell} for name, cell in told.items()})
    >>> [f"{cells[when].value}{cells[when].unit}" for cells in one.values()]
    ['15000.0万元', '7万元']
    """
    every = (cell for cells in columns.values() for cell in cells.values())
    names = list(dict.fromkeys(cell.unit for cell in every if cell.value is not None))
    kinds = {unit(name).kind if name in UNITS else name for name in names}
    if len(names) < 2 or len(kinds) > 1:
        return {key: dict(cells) for key, cells in columns.items()}
    target = MONEY_UNIT if kinds == {"money"} else names[0]
    return {
        key: {period: _converted(cell, target) for period, cell in cells.items()}
        for key, cells in columns.items()
    }


def _converted(cell: Cell, target: str) -> Cell:
    if cell.value is None:
        return cell
    return cell._replace(value=convert(cell.value, cell.unit, target), unit=target)


def number(cell: Cell) -> float:
    """A cell's value as pandas has it: NaN where there is none."""
    return float("nan") if cell.value is None else float(cell.value)


def unit_of(cells: Iterable[Cell]) -> str:
    """The unit of a column; "" where it has no value, several where no one holds for all."""
    return "、".join(dict.fromkeys(cell.unit for cell in cells if cell.value is not None))


def period_index(periods: Iterable[Period]) -> pd.PeriodIndex:
    """Periods as pandas counts months: `.loc["2021"]`, `.year`, `.shift(12)` work."""
    # Months counted: pandas would parse each text anew.
    months = [(at.year - _EPOCH) * MONTHS_A_YEAR + at.month - 1 for at in periods]
    counted = pd.arrays.PeriodArray(np.array(months, dtype=np.int64), dtype=pd.PeriodDtype("M"))
    return pd.PeriodIndex(counted, name=PERIOD_WORD)


def _text(name: Any) -> str:
    return " ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _grouped(reasons: Reasons) -> Iterator[tuple[str, ...]]:
    """The rows of one column and one reason as one, with the first and the last period."""
    at = reasons.heads.index(PERIOD_WORD)
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in reasons.rows:
        groups.setdefault((*row[:at], *row[at + 1 :]), []).append(row[at])
    for (*column, reason), held in groups.items():
        when = held[0] if len(held) == 1 else f"{held[0]}至{held[-1]}共{len(held)}期"
        yield (*column, when, reason)
