"""Over the years: amounts, growth; where a line breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from finkit.accounts.names import GENERAL_REVENUE, GENERAL_SPENDING
from finkit.charts import breaks
from finkit.charts.chart import Chart
from finkit.charts.findings import over_years as said
from finkit.charts.lines import NOT_FROM_ZERO, Break, Line, lines
from finkit.charts.listed.series import Series, Values, over_time
from finkit.charts.scales import axis
from finkit.charts.scene import NotDrawnError, Scene, floats
from finkit.contract import CUMULATIVE
from finkit.figures.county_at import Item
from finkit.figures.levels import yoy_rate
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.wording import NOTHING

_FEWEST = 4
LARGE = "亿元"


class _Measure(NamedTuple):
    """What is drawn of each item: by which indicator, in which unit, and how it is got."""

    indicator: str
    unit: str
    of: Callable[[ItemSeries, Sequence[Period]], Values]
    steps: Callable[[Line], breaks.Drawn]


def levels(scene: Scene) -> _Measure:
    """Amounts, in 亿元."""

    def amounts(series: ItemSeries, periods: Sequence[Period]) -> Values:
        return scene.amounts(series, periods, LARGE)

    return _Measure("amount", LARGE, amounts, breaks.of_levels)


def _rates(scene: Scene) -> _Measure:
    def rates(series: ItemSeries, periods: Sequence[Period]) -> Values:
        found = [yoy_rate(series, period) for period in periods]
        scene.note(cell for rate in found if rate for cell in rate.inputs)
        return [rate.value if rate is not None else None for rate in found]

    return _Measure("yoy_rate", "%", rates, breaks.of_rates)


def series_held(scene: Scene, names: tuple[str, ...], basis: str = CUMULATIVE) -> list[ItemSeries]:
    """The series of these items, of those held."""
    found = (scene.at.item(name, basis=basis).series for name in names)
    return [series for series in found if series is not None]


def last_values(drawn: Sequence[Series], unit: str) -> str:
    """The last value of each, for alternative texts."""
    said = []
    for one in drawn:
        known = [text for text in one.texts if text]
        said += [f"{one.heading}最后一个数为{known[-1]}{unit}"] if known else []
    return "；".join(said)


def same_month(series: ItemSeries, last: Period) -> list[Period]:
    """The same month of each year from the first held to the last."""
    held = [p for p in series.periods if p.month == last.month and p <= last]
    return [Period(year, last.month) for year in range(held[0].year, last.year + 1)] if held else []


class _Broken(NamedTuple):
    """Where the lines of a chart break: the periods, their marks, and what is said of them."""

    at: list[Period]
    marks: list[Break]
    note: str


def _broken(
    scene: Scene, drawn: list[Line], periods: list[Period], basis: str, measure: _Measure
) -> _Broken:
    """Jumps, and the county's mergers and divisions."""
    steps = [measure.steps(line) for line in drawn]
    jumped = breaks.jumps(steps, periods)
    moved = breaks.moved(scene.at.book, periods)
    every = sorted({*jumped, *moved})

    def unexplained(one: breaks.Drawn) -> breaks.Drawn:
        pairs = zip(periods, one.steps, strict=True)
        return one._replace(steps=[None if period in moved else step for period, step in pairs])

    marks = [Break(periods.index(one), "区划调整" if one in moved else "断点") for one in every]
    odd = breaks.remark(map(unexplained, steps), periods, basis)
    return _Broken(every, marks, odd + breaks.not_comparable(moved))


def over_years(
    scene: Scene,
    title: str,
    names: tuple[str, ...],
    measure: _Measure,
    *,
    basis: str = CUMULATIVE,
    missing: str,
) -> tuple[Chart, list[Period]]:
    """Lines over the years, and the periods at which they break."""
    held = series_held(scene, names, basis)
    periods = max((same_month(series, scene.period) for series in held), key=len, default=[])
    labels = [str(period.year) for period in periods]
    drawn, listed = [], []
    for n, one in enumerate(held):
        values = measure.of(one, periods)
        if sum(value is not None for value in values) >= _FEWEST:
            drawn.append(Line(one.label, floats(values), n == 0))
            years = [f"{label}年" for label in labels]
            listed.append(
                over_time(one.label, years, one, measure.indicator, measure.unit, periods, values)
            )
    if not drawn:
        raise NotDrawnError(missing)
    broken = _broken(scene, drawn, periods, basis, measure)
    span = f"{labels[0]}—{labels[-1]}年"
    alt = f"{title}，{span}，{last_values(listed, measure.unit)}。"
    made = lines(title, alt, labels, drawn, axis, breaks=broken.marks)
    how = f"{NOT_FROM_ZERO}{'；竖虚线前后可能不可比' if broken.marks else ''}"
    made = replace(made, note=broken.note, measure=f"{span}；{how}")
    return replace(made, series=tuple(listed), head="年份"), broken.at


def _span(scene: Scene) -> str:
    return "历年" if scene.period.month == MONTHS_A_YEAR else f"历年{scene.period.span()}"


def long_run(scene: Scene) -> Chart:
    """General revenue and spending over the years."""
    names = (GENERAL_REVENUE, GENERAL_SPENDING, "财政总收入")
    title = f"{_span(scene)}收支（亿元）"
    made, broken = over_years(scene, title, names, levels(scene), missing="同期数不足四年")
    found = (said.since(scene, item, broken) for item in told(scene, names))
    return replace(made, finding=next(filter(None, found), NOTHING))


def growth_over_years(scene: Scene) -> Chart:
    """Growth of general revenue and spending over the years."""
    names = (GENERAL_REVENUE, GENERAL_SPENDING, "财政总收入")
    title = f"{_span(scene)}同比增长率（%）"
    made, broken = over_years(scene, title, names, _rates(scene), missing="同期增长率不足四年")
    jumped = scene.period in broken
    found = (said.run_of_growth(scene, item, jumped=jumped) for item in told(scene, names))
    return replace(made, finding=next(filter(None, found), NOTHING))


def told(scene: Scene, names: tuple[str, ...], basis: str = CUMULATIVE) -> list[Item]:
    """The items of these names."""
    return [scene.at.item(name, basis=basis) for name in names]
