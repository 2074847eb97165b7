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
from finkit.errors import NotHeldError, UsageError, quoted
from finkit.export import export
from finkit.export.chosen import Chosen
from finkit.figures.declaration import Indicator
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.gate.names import folded_name
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.report import CountyReport, build
from finkit.report.build import require_period
from finkit.units import machine, text, tick
from finkit.workbench import asked
from finkit.workbench.table import Cell, Table, cell_of, figures_of, first_denominator, put_together

_NOT_THEN = "没有这一期的数"


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
        """Every figure of a period. Raises `NotHeldError` naming the nearest for one not held."""
        when = Period.parse(period)
        require_period(self._data, self._book.county, when)
        return self._figures(when)

    def table(self, items: Sequence[str], indicator: str = "amount", of_item: str = "") -> Table:
        """An indicator of some items, a period a row; `.reasons` tells why a value is missing.

        Items go by any of their names. `of_item` is the denominator where there are several: the
        first found otherwise, for the whole column. Raises
        `UsageError` for an indicator that is none, `NotHeldError` naming the nearest item for one
        that is not held.
        """
        wanted = asked.words("items", items, "税收收入")
        declared = asked.indicator(indicator)
        series = {item: asked.series_of(self._book, item) for item in wanted}
        columns = self._cells(series, declared, asked.word("of_item", of_item, "年初预算"))
        return put_together(columns, "项目", _NOT_THEN)

    def column(self, item: str, declared: Indicator, of_item: str = "") -> dict[str, Cell]:
        """One item's values by period. Raises `NotHeldError` for an item that is not held."""
        return self._cells({item: asked.series_of(self._book, item)}, declared, of_item)[item]

    def _cells(
        self, series: Mapping[str, Sequence[ItemSeries]], declared: Indicator, of_item: str
    ) -> dict[str, dict[str, Cell]]:
        by_period = [(period, self._figures(period)) for period in self._book.periods]
        columns: dict[str, dict[str, Cell]] = {}
        for name, held in series.items():
            # One denominator a column: 年初预算 and 调整预算 never stand in one.
            of = of_item or first_denominator([f for _, f in by_period], held, declared)
            columns[name] = {
                str(period): cell_of(figures, held, declared, of, period)
                for period, figures in by_period
            }
        return columns

    def _figures(self, period: Period) -> FigureSet:
        return self._data.told_figures(self.code, period)

    def derive(self, item: str, indicator: str, period: str, of_item: str = "") -> Derivation:
        """How a figure came about. Raises `NotHeldError` if there is none of the kind."""
        declared = asked.indicator(indicator)
        series = asked.series_of(self._book, asked.word("item", item, "税收收入"))
        figures = self.figures(period)
        if found := figures_of(figures, series, declared, of_item):
            return Derivation(found[0])
        advice = ""
        if others := figures_of(figures, series, declared):
            advice = f"有：{'、'.join(dict.fromkeys(f.of_item for f in others if f.of_item))}"
        elif kinds := dict.fromkeys(
            f.declared.key for one in series for f in figures.of_series(one)
        ):
            advice = f"这一项本期有：{'、'.join(kinds)}"
        of = f"（{of_item}）" if of_item else ""
        raise NotHeldError(
            f"{self.name} {period} 没有{quoted(item)}的 {indicator}{of}", advice=advice
        )


class Workbench:
    """A data set opened for exploring."""

    def __init__(self, data: str | Path = "") -> None:
        if not isinstance(data, str | Path):
            raise UsageError(f"数据的位置应为文字或 Path，不是 {type(data).__name__}")
        self.data, self._place = open_dataset(data), str(data)

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

    def county(self, name: str | int) -> CountyBench:
        """A county by code or name. Raises as `finkit report` does for what is not one."""
        given = f"{name:06d}" if isinstance(name, int) and not isinstance(name, bool) else name
        text = asked.word("county", given, "临洮县")
        return CountyBench(self.data, resolve(folded_name(text), self.data.ledger.counties).code)

    def export(
        self, place: str | Path, county: str = "", period: str = "", *, force: bool = False
    ) -> list[Path]:
        """Writes the data, or a county's, a province's, a period's, as `finkit export` does: to
        `.xlsx`, `.parquet`, `.csv` or a folder; gives the paths. Raises as it does."""
        chosen = Chosen(self.data, county, period)
        return export(chosen, Path(place), data=self._place, force=force)

    def compare(
        self, names: Sequence[str], item: str, indicator: str = "amount", of_item: str = ""
    ) -> Table:
        """An indicator of one item, a county a column, a period a row; `.reasons` as in `table`.

        A county without the item has an empty column and its reason. Raises `NotHeldError` where
        none has it, `UsageError` for a county named twice.
        """
        declared = asked.indicator(indicator)
        wanted = asked.word("item", item, "税收收入")
        of = asked.word("of_item", of_item, "年初预算")
        counties = {name: self.county(name) for name in asked.words("names", names, "临洮县")}
        _require_distinct(counties)
        columns, lacking = {}, {}
        for name, county in counties.items():
            try:
                columns[name] = county.column(wanted, declared, of)
            except NotHeldError as error:
                lacking[name] = error
                columns[name] = {period: Cell(None, error.what) for period in county.periods}
        if len(lacking) == len(counties):
            raise max(lacking.values(), key=lambda error: bool(error.advice))
        return put_together(columns, "县区", _NOT_THEN)


def _require_distinct(counties: Mapping[str, CountyBench]) -> None:
    first: dict[str, str] = {}
    for name, county in counties.items():
        if (other := first.setdefault(county.code, name)) != name:
            raise UsageError(f"{quoted(other)}、{quoted(name)}是同一个县区：{county.name}")


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
