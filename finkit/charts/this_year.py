"""Within the year: revenue as it adds up, and month by month, against the years before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from finkit.accounts.names import GENERAL_REVENUE, WIDEST_REVENUE, WITH_SHARED
from finkit.charts import findings
from finkit.charts.bars import columns
from finkit.charts.chart import Chart
from finkit.charts.lines import Line, lines
from finkit.charts.scales import axis
from finkit.charts.scene import NotDrawnError, Scene, unit_of
from finkit.contract import ACTUAL
from finkit.figures.county_at import Item
from finkit.indicators.months import single_month
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import convert, grouped, in_base, text, unit

_LEADING = (GENERAL_REVENUE, WITH_SHARED, *WIDEST_REVENUE)
_FEWEST = 4
_YEARS_SHOWN = 3
_LARGE = "亿元"
Values = list[float | None]


def _lead(scene: Scene) -> tuple[Item, ItemSeries]:
    for name in _LEADING:
        item = scene.at.item(name)
        if item.series is not None:
            return item, item.series
    raise NotDrawnError("缺收入数")


def _unit(series: ItemSeries, period: Period) -> str:
    """亿元 for an amount of one or more, else what the series is published in."""
    cell = series.own(period, ACTUAL)
    large = cell is not None and in_base(cell.value, cell.unit) >= unit(_LARGE).factor
    return _LARGE if large else unit_of(series, period)


def within_years(scene: Scene) -> Chart:
    """Cumulative revenue through the year, this year against the years before and the budget."""
    item, series = _lead(scene)
    last, name = scene.period, _unit(series, scene.period)
    drawn = []
    for year in range(last.year - _YEARS_SHOWN + 1, last.year + 1):
        months = [Period(year, month) for month in range(1, MONTHS_A_YEAR + 1)]
        values = scene.amounts(series, [p for p in months if p <= last], name)
        values += [None] * (MONTHS_A_YEAR - len(values))
        if sum(value is not None for value in values) > 1:
            now = scene.shown_in(scene.figure(item, "amount"), name) if year == last.year else ""
            drawn.append(Line(f"{year}年", values, year == last.year, now))
    if sum(value is not None for line in drawn for value in line.values) < _FEWEST:
        raise NotDrawnError("缺年内各月的累计数")
    labels = [f"{month}月" for month in range(1, MONTHS_A_YEAR + 1)]
    title = f"{series.label}累计数"
    said = [f"{line.label}最后一个数为{_last(line.values, name)}" for line in drawn]
    target = _budget(scene, item, name)
    said += [f"全年预算{_last(target.values, name)}"] if target else []
    made = lines(title, f"{title}，{'；'.join(said)}。", labels, drawn, axis, target)
    measure = f"{name}，{drawn[0].label}—{last.year}年{last.month}月"
    return replace(made, finding=findings.moved(scene, item), measure=measure)


def _last(values: Sequence[float | None], name: str) -> str:
    known = [value for value in values if value is not None]
    return grouped(text(_decimal(known[-1]), name)) if known else "缺"


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))


def _budget(scene: Scene, item: Item, name: str) -> Line | None:
    """The budget of the year, where it stands at December."""
    budget = scene.against_budget(item, "budget_amount")
    if budget is None or budget.value is None:
        return None
    value = float(convert(budget.value, budget.unit, name))
    values = [*[None] * (MONTHS_A_YEAR - 1), value]
    return Line("预算", values, text=scene.shown_in(budget, name))


def months(scene: Scene) -> Chart:
    """Single months of revenue, last year's as short lines; one that cannot be told is a gap."""
    item, series = _lead(scene)
    last, name = scene.period, _unit(series, scene.period)
    wanted = [Period(last.year, month) for month in range(1, last.month + 1)]
    values = _singles(scene, series, wanted, name)
    if sum(value is not None for value in values) < _FEWEST:
        raise NotDrawnError("本年单月数不足四个")
    before = _singles(scene, series, [period.years_before(1) for period in wanted], name)
    title = f"{series.label}单月数"
    said = [
        f"{period.month}月{grouped(text(_decimal(value), name)) if value is not None else '缺'}"
        for period, value in zip(wanted, values, strict=True)
    ]
    labels = [f"{period.month}月" for period in wanted]
    alt = f"{title}：{'；'.join(said)}。"
    made = columns(title, alt, labels, values, axis, len(values) - 1, before)
    how = "；短横线为上年同月" if any(value is not None for value in before) else ""
    measure = f"{name}，{last.year}年{how}"
    return replace(made, finding=findings.in_month(scene, item), measure=measure)


def _singles(scene: Scene, series: ItemSeries, periods: list[Period], name: str) -> Values:
    values: Values = []
    for period in periods:
        amount = single_month(series, period)
        if amount.value is not None:
            scene.note(amount.inputs)
        value = amount.value
        values.append(None if value is None else float(convert(value, amount.unit, name)))
    return values
