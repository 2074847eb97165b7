"""For analysts in JupyterLab: counties, their items as pandas tables, charts, derivations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from finkit.charts.chart import Chart
from finkit.charts.lines import Line, lines
from finkit.counties import resolve
from finkit.dataset import Dataset, open_dataset
from finkit.errors import NotHeldError, did_you_mean, quoted
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.periods import Period
from finkit.report import CountyReport, build
from finkit.units import machine, text, tick


class Derivation:
    """How one figure came about, to be read: formula, inputs, sources; the reason if absent."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    @property
    def lines(self) -> list[str]:
        """What it is, its formula, and each amount it rests on."""
        figure = self.figure
        shown = f"没有值：{figure.reason}"
        if figure.value is not None:
            shown = f"{machine(figure.value)}{figure.unit}"
        of = f"（{figure.of_item}）" if figure.of_item else ""
        return [
            f"{figure.period} {figure.item}{figure.declared.label}{of}：{shown}",
            f"算式：{figure.formula}",
            *(
                f"{c.period} {c.item} {machine(c.value)}{c.unit}〔{c.source}〕"
                for c in figure.inputs
            ),
        ]

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        first, *rest = map(escape, self.lines)
        items = "".join(f"<li>{line}</li>" for line in rest)
        return f'<div class="tex2jax_ignore"><strong>{first}</strong><ul>{items}</ul></div>'


class CountyBench:
    """One county of a data set: what is held of it, as tables; its reports."""

    def __init__(self, data: Dataset, code: str) -> None:
        self._data, self._book = data, data.ledger.county(code)
        self.code, self.name = code, self._book.county.name

    def __repr__(self) -> str:
        return f"{self.name}（{self.code}），{len(self.periods)}期，{len(self.items)}个项目"

    @property
    def periods(self) -> list[str]:
        """The periods held, in order."""
        return [str(period) for period in self._book.periods]

    @property
    def items(self) -> list[str]:
        """The names of the items held, in table order."""
        return list(dict.fromkeys(series.key.item for series in self._book))

    def report(self, period: str, facts: str | Path = "", **options: Any) -> CountyReport:
        """The report of a period; options as in a parameters file: `kind="bulletin"` (the usual) or
        `"work_report"`, `mode="final"`, …
        """
        return build(self.code, period, self._data, facts, options)

    def figures(self, period: str) -> FigureSet:
        """Every figure of a period."""
        return FigureSet(self._data.figures(self.code, Period.parse(period)))

    def table(self, items: Sequence[str], indicator: str = "amount") -> pd.DataFrame:
        """An indicator of some items, a period a row; a missing value is missing (NaN).

        Raises `NotHeldError` naming the nearest item for one that is not held.
        """
        for item in items:
            if item not in self.items:
                advice = did_you_mean(item, self.items)
                raise NotHeldError(f"{self.name}没有项目{quoted(item)}", advice=advice)
        rows: dict[str, dict[str, float]] = {}
        for period in self.periods:
            wanted = (f for f in self.figures(period).named(indicator) if f.item in items)
            rows[period] = {f.item: float(f.value) for f in wanted if f.value is not None}
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(items), dtype=float)
        return frame.rename_axis("期间")

    def derive(self, item: str, indicator: str, period: str, of_item: str = "") -> Derivation:
        """How a figure came about. Raises `NotHeldError` if there is none of the kind."""
        for figure in self.figures(period).named(indicator, of_item or None):
            if figure.item == item:
                return Derivation(figure)
        raise NotHeldError(f"{self.name} {period} 没有{quoted(item)}的 {indicator}")


class Workbench:
    """A data set opened for exploring."""

    def __init__(self, data: str | Path = "") -> None:
        self.data = open_dataset(data)

    def __repr__(self) -> str:
        return f"Workbench({len(self.data.ledger.counties)}个县区，{self.data.ledger.rows}条观测)"

    @property
    def counties(self) -> pd.DataFrame:
        """The counties held: code, name, province, first and last period."""
        ledger = self.data.ledger
        rows = [
            (c.code, c.name, c.province, str((held := ledger.periods(c.code))[0]), str(held[-1]))
            for c in ledger.counties
        ]
        return pd.DataFrame(rows, columns=["代码", "县区", "省份", "最早", "最近"])

    def county(self, name: str) -> CountyBench:
        """A county by code or name. Raises as `finkit report` does for what is not one."""
        return CountyBench(self.data, resolve(name, self.data.ledger.counties).code)

    def compare(self, names: Sequence[str], item: str, indicator: str = "amount") -> pd.DataFrame:
        """An indicator of one item, a county a column, a period a row."""
        columns = {name: self.county(name).table([item], indicator)[item] for name in names}
        return pd.DataFrame(columns).sort_index().rename_axis("期间")


def chart(frame: pd.DataFrame | pd.Series, title: str, unit: str = "") -> Chart:
    """A table of one's own as a line chart in the style of the reports: a column a line.

    A missing value breaks its line. Raises `ValueError` for a table without rows or columns.
    """
    table = frame.to_frame() if isinstance(frame, pd.Series) else frame
    series = [Line(str(name), _known(table[name])) for name in table.columns]
    shown = f"{title}（{unit}）" if unit else title
    alt = "；".join(f"{line.label}{_last(line, unit)}" for line in series)
    return lines(shown, f"{shown}：{alt}。", [str(i) for i in table.index], series, tick)


def _known(column: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in column]


def _last(line: Line, unit: str) -> str:
    known = [value for value in line.values if value is not None]
    if not known:
        return "没有数"
    number = Decimal(tick(known[-1]))
    return text(number, unit, 2) if unit in _UNITS else tick(known[-1])


_UNITS: Mapping[str, None] = dict.fromkeys(("万元", "亿元", "%"))
