"""Amounts that accumulate through a year, laid over the year before: never as a sawtooth."""

from __future__ import annotations

from numbers import Integral

import pandas as pd

from finkit.errors import UsageError, quoted
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.workbench.table import UNITS_OF, Table
from finkit.workbench.told_units import Units, units_of


def by_month(column: pd.Series, years: int = 2) -> Table:
    """A series by period as a month a row and a year a column: the last `years` that are held.

    A month without a value is missing (NaN); the rows end at the last month that has one. The unit
    that the series bears stays.

    >>> import pandas as pd
    >>> by_month(pd.Series([3.0, 5.0, 4.0], ["2020-01", "2020-02", "2021-01"]))
        2020年  2021年
    1月    3.0    4.0
    2月    5.0    NaN

    Raises `UsageError` for `years` that are no number from 1.
    """
    if not isinstance(years, Integral) or isinstance(years, bool) or years < 1:
        raise UsageError(f"years 应为1以上的整数，不是{quoted(str(years))}")
    known = {Period.parse(str(when)): value for when, value in column.dropna().items()}
    shown = sorted({period.year for period in known})[-years:]
    last = max((period.month for period in known if period.year in shown), default=0)
    rows = [[known.get(Period(year, month)) for year in shown] for month in range(1, last + 1)]
    names = [f"{year}年" for year in shown]
    months = [f"{month}月" for month in range(1, last + 1)]
    table = Table(rows, index=months, columns=names, dtype=float)
    unit = next(iter(units_of(column).values()), "")
    table.attrs[UNITS_OF] = Units(dict.fromkeys(names, unit), table)
    return table


def is_by_month(column: pd.Series) -> bool:
    """Whether a series has months within a year, not the ends of years alone.

    >>> import pandas as pd
    >>> is_by_month(pd.Series([1.0, 2.0], ["2020-12", "2021-12"]))
    False
    """
    return any(Period.parse(str(at)).month < MONTHS_A_YEAR for at in column.dropna().index)
