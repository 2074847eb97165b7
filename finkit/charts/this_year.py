"""Within the year: revenue as it adds up, and month by month, against the years before."""

from __future__ import annotations

from dataclasses import replace

from finkit.accounts.names import GENERAL_REVENUE, WIDEST_REVENUE, WITH_SHARED
from finkit.charts import breaks, findings
from finkit.charts.bars import columns
from finkit.charts.chart import Chart
from finkit.charts.lines import Line, lines
from finkit.charts.listed.series import Series, Values, in_unit, of_figures, over_time, printed
from finkit.charts.scales import axis
from finkit.charts.scene import NotDrawnError, Scene, floats, unit_of
from finkit.contract import ACTUAL
from finkit.figures.county_at import Item
from finkit.indicators.months import single_month
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import convert, in_base, unit

_LEADING = (GENERAL_REVENUE, WITH_SHARED, *WIDEST_REVENUE)
_FEWEST = 4
_YEARS_SHOWN = 3
_LARGE = "亿元"


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
    labels = [f"{month}月" for month in range(1, MONTHS_A_YEAR + 1)]
    drawn, listed = [], []
    for year in range(last.year - _YEARS_SHOWN + 1, last.year + 1):
        months = [Period(year, month) for month in range(1, MONTHS_A_YEAR + 1)]
        months = [month for month in months if month <= last]
        values = scene.amounts(series, months, name)
        if sum(value is not None for value in values) > 1:
            now = scene.shown_in(scene.figure(item, "amount"), name) if year == last.year else ""
            whole = [*values, *[None] * (MONTHS_A_YEAR - len(values))]
            drawn.append(Line(f"{year}年", floats(whole), year == last.year, now))
            listed.append(
                over_time(
                    f"{year}年", labels[: len(months)], series, "amount", name, months, values
                )
            )
    if sum(value is not None for line in drawn for value in line.values) < _FEWEST:
        raise NotDrawnError("缺年内各月的累计数")
    title = f"{series.label}累计数"
    said = [f"{one.heading}最后一个数为{_last(one)}{name}" for one in listed]
    target, budget = _budget(scene, item, name), scene.against_budget(item, "budget_amount")
    if target and budget:
        listed.append(of_figures("全年预算", labels[-1:], [budget], [target.text]))
        said.append(f"全年预算{target.text}{name}")
    made = lines(title, f"{title}，{'；'.join(said)}。", labels, drawn, axis, target)
    measure = f"{name}，{drawn[0].label}—{last.year}年{last.month}月"
    return replace(
        made,
        finding=findings.moved(scene, item),
        measure=measure,
        series=tuple(listed),
        head="月份",
        note=_moved(scene, drawn[0].label),
    )


def _moved(scene: Scene, first: str) -> str:
    """What became of the county since the first year drawn."""
    begin = Period(int(first.removesuffix("年")), scene.period.month)
    years = [Period(year, begin.month) for year in range(begin.year, scene.period.year + 1)]
    return breaks.not_comparable(breaks.moved(scene.at.book, years))


def _last(series: Series) -> str:
    return next((text for text in reversed(series.texts) if text), "缺")


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
    ago = [period.years_before(1) for period in wanted]
    before = _singles(scene, series, ago, name)
    title = f"{series.label}单月数"
    said = [
        f"{period.month}月{f'{printed(value, name)}{name}' if value is not None else '缺'}"
        for period, value in zip(wanted, values, strict=True)
    ]
    labels = [f"{period.month}月" for period in wanted]
    alt = f"{title}：{'；'.join(said)}。"
    made = columns(title, alt, labels, floats(values), axis, len(values) - 1, floats(before))
    how = "；短横线为上年同月" if any(value is not None for value in before) else ""
    measure = f"{name}，{last.year}年{how}"
    years = [
        over_time(f"{then[0].year}年", labels, series, "month_amount", name, then, held)
        for then, held in ((wanted, values), (ago, before))
        if any(value is not None for value in held)
    ]
    return replace(
        made,
        finding=findings.in_month(scene, item),
        measure=measure,
        series=tuple(years),
        head="月份",
        note=_moved(scene, years[-1].heading),
    )


def _singles(scene: Scene, series: ItemSeries, periods: list[Period], name: str) -> Values:
    values: Values = []
    for period in periods:
        amount = single_month(series, period)
        if amount.value is not None:
            scene.note(amount.inputs)
        value = amount.value
        values.append(None if value is None else in_unit(value, amount.unit, name))
    return values
