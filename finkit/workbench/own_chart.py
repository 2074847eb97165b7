"""A table of one's own as a chart in the style of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from finkit.charts.chart import Chart
from finkit.charts.lines import Line, lines
from finkit.errors import UsageError, quoted
from finkit.units import text, tick


def chart(frame: pd.DataFrame | pd.Series, title: str, unit: str = "") -> Chart:
    """A table of one's own as a line chart in the style of the reports: a column a line.

    A missing value breaks its line. Raises `UsageError` for what is no table of numbers, or is one
    without rows or columns.
    """
    if not isinstance(frame, pd.DataFrame | pd.Series):
        raise UsageError(f"要画的应为 pandas 表，不是 {type(frame).__name__}")
    if frame.empty:
        raise UsageError("要画的表没有行或没有列")
    table = frame.to_frame() if isinstance(frame, pd.Series) else frame
    series = [Line(str(name), _known(table[name])) for name in table.columns]
    shown = f"{title}（{unit}）" if unit else title
    alt = "；".join(f"{line.label}{_last(line, unit)}" for line in series)
    return lines(shown, f"{shown}：{alt}。", [str(i) for i in table.index], series, tick)


def _known(column: pd.Series) -> list[float | None]:
    if not pd.api.types.is_numeric_dtype(column):
        raise UsageError(f"列{quoted(str(column.name))}不是数")
    return [None if pd.isna(value) else float(value) for value in column]


def _last(line: Line, unit: str) -> str:
    known = [value for value in line.values if value is not None]
    if not known:
        return "没有数"
    number = Decimal(tick(known[-1]))
    return text(number, unit, 2) if unit in _UNITS else tick(known[-1])


_UNITS: Mapping[str, None] = dict.fromkeys(("万元", "亿元", "%"))
