"""Amounts that accumulate through a year, laid over the year before: never as a sawtooth."""

from __future__ import annotations

import pandas as pd

from finkit.periods import Period


def by_month(column: pd.Series[float], years: int = 2) -> pd.DataFrame:
    """One item's values with a month a row and a year a column, the last `years` that are held.

    `column` is one of a table of `county.table(…)` or `data.compare(…)`: its index are periods.
    A month without a value is missing (NaN); the rows end at the last month that has one.

    >>> import finkit
    >>> amounts = finkit.open().county("示例县").table(["税收收入"])["税收收入"]
    >>> print(by_month(amounts.tail(14)).tail(2))
        2020年    2021年
    月                  
    11月  98240.0  107158.0
    12月 111017.0  118918.0

    Raises `UsageError` for a column whose index is no list of periods.
    """
    known = column.dropna()
    cells = {Period.parse(when): value for when, value in known.items()}
    shown = sorted({period.year for period in cells})[-years:]
    last = max((period.month for period in cells if period.year in shown), default=0)
    months = range(1, last + 1)
    rows = [[cells.get(Period(year, month)) for year in shown] for month in months]
    index = pd.Index([f"{month}月" for month in months], name="月")
    return pd.DataFrame(rows, index=index, columns=[f"{year}年" for year in shown], dtype=float)


def accumulates(column: pd.Series[float]) -> bool:
    """Whether a column has more of a year than its end, so that it would rise and fall back.

    >>> accumulates(pd.Series([1.0, 2.0], ["2020-12", "2021-12"]))
    False
    """
    return any(Period.parse(when).month < 12 for when in column.dropna().index)
