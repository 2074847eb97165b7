"""Over time: within the year, from month to month, from year to year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from finkit.accounts.names import (
    DEBT,
    DEPOSITS,
    GENERAL_REVENUE,
    GENERAL_SPENDING,
    LIMIT,
    LOANS,
    WIDEST_REVENUE,
    WITH_SHARED,
)
from finkit.charts import breaks
from finkit.charts.bars import columns
from finkit.charts.chart import Chart
from finkit.charts.lines import Line, lines
from finkit.charts.scene import NotDrawnError, Scene, unit_of
from finkit.contract import BALANCE, CUMULATIVE
from finkit.figures.levels import yoy_rate
from finkit.indicators.months import single_month
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import convert, text, tick

_LEADING = (GENERAL_REVENUE, WITH_SHARED, *WIDEST_REVENUE)
_FEWEST = 3
_YEARS_SHOWN = 3
_MONTHS_SHOWN = 24
Values = list[float | None]


def _series(scene: Scene, names: tuple[str, ...], basis: str = CUMULATIVE) -> list[ItemSeries]:
    found = (scene.at.item(name, basis=basis).series for name in names)
    return [series for series in found if series is not None]


def _lead(scene: Scene) -> ItemSeries:
    for name in _LEADING:
        if found := _series(scene, (name,)):
            return found[0]
    raise NotDrawnError("缺收入数")


def within_years(scene: Scene) -> Chart:
    """Cumulative revenue through the year, this year against the years before."""
    series = _lead(scene)
    last = scene.period
    unit = unit_of(series, last)
    years = [last.year - back for back in reversed(range(_YEARS_SHOWN))]
    drawn = []
    for year in years:
        months = [Period(year, month) for month in range(1, MONTHS_A_YEAR + 1)]
        values = scene.amounts(series, [p for p in months if p <= last], unit)
        values += [None] * (MONTHS_A_YEAR - len(values))
        if any(value is not None for value in values):
            drawn.append(Line(f"{year}年", values, year == last.year))
    if sum(value is not None for line in drawn for value in line.values) < _FEWEST or not any(
        sum(value is not None for value in line.values) > 1 for line in drawn
    ):
        raise NotDrawnError("缺年内各月的累计数")
    labels = [f"{month}月" for month in range(1, MONTHS_A_YEAR + 1)]
    title = f"{series.label}累计数（{unit}）"
    alt = f"{title}，{_last_values(drawn, unit)}。"
    return lines(title, alt, labels, drawn, tick)


def _last_values(drawn: list[Line], unit: str) -> str:
    said = []
    for line in drawn:
        known = [value for value in line.values if value is not None]
        if known:
            said.append(f"{line.label}最后一个数为{_text(known[-1], unit)}")
    return "；".join(said)


def _text(value: float, unit: str) -> str:
    return text(Decimal(repr(value)), unit)


def months(scene: Scene) -> Chart:
    """Single months of revenue; a month that cannot be told apart is a gap."""
    series, last = _lead(scene), scene.period
    unit = unit_of(series, last)
    wanted = [last]
    while len(wanted) < _MONTHS_SHOWN:
        wanted.insert(0, wanted[0].previous_month())
    values = []
    for period in wanted:
        amount = single_month(series, period)
        scene.note(amount.inputs)
        held = amount.value is not None
        values.append(float(convert(amount.value, amount.unit, unit)) if held else None)  # type: ignore[arg-type]
    while values and values[0] is None:
        values.pop(0)
        wanted.pop(0)
    if sum(value is not None for value in values) < _FEWEST:
        raise NotDrawnError("缺连续各月的数，算不出单月数")
    title = f"{series.label}单月数（{unit}）"
    said = [
        f"{period}为{_text(value, unit) if value is not None else '缺'}"
        for period, value in zip(wanted[-_FEWEST:], values[-_FEWEST:], strict=True)
    ]
    labels = [f"{period.year % 100:02d}-{period.month:02d}" for period in wanted]
    alt = f"{title}，最近几个月：{'；'.join(said)}。"
    return columns(title, alt, labels, values, tick, len(values) - 1)


def _same_month(series: ItemSeries, last: Period) -> list[Period]:
    held = [p for p in series.periods if p.month == last.month and p <= last]
    return [Period(year, last.month) for year in range(held[0].year, last.year + 1)] if held else []


def _over_years(
    scene: Scene,
    title: str,
    names: tuple[str, ...],
    values_of: Callable[[ItemSeries, list[Period]], Values],
    unit: str,
    *,
    basis: str = CUMULATIVE,
    missing: str,
    steps: Callable[[Line], breaks.Drawn] = breaks.of_levels,
) -> Chart:
    held = _series(scene, names, basis)
    spans = [_same_month(series, scene.period) for series in held]
    longest = max(spans, key=len, default=[])
    drawn = [Line(s.label, values_of(s, longest), n == 0) for n, s in enumerate(held)]
    drawn = [line for line in drawn if sum(v is not None for v in line.values) >= _FEWEST]
    if not drawn:
        raise NotDrawnError(missing)
    labels = [str(period.year) for period in longest]
    note = breaks.remark(map(steps, drawn), longest, basis)
    alt = f"{title}，{labels[0]}—{labels[-1]}年，{_last_values(drawn, unit)}。"
    return replace(lines(title, alt, labels, drawn, tick), note=note)


def _span(scene: Scene) -> str:
    return "历年" if scene.period.month == MONTHS_A_YEAR else f"历年{scene.period.span()}"


def _amounts_in(scene: Scene, unit: str) -> Callable[[ItemSeries, list[Period]], Values]:
    return lambda series, periods: scene.amounts(series, periods, unit)


def _rates_in(scene: Scene) -> Callable[[ItemSeries, list[Period]], Values]:
    def rates(series: ItemSeries, periods: list[Period]) -> Values:
        found = [yoy_rate(series, period) for period in periods]
        scene.note(cell for rate in found if rate for cell in rate.inputs)
        return [float(r.value) if r is not None and r.value is not None else None for r in found]

    return rates


def long_run(scene: Scene) -> Chart:
    """General revenue and spending over the years."""
    names = (GENERAL_REVENUE, GENERAL_SPENDING, "财政总收入")
    title = f"{_span(scene)}收支（亿元）"
    return _over_years(
        scene, title, names, _amounts_in(scene, "亿元"), "亿元", missing="缺三年以上的同期数"
    )


def growth_over_years(scene: Scene) -> Chart:
    """Growth of general revenue and spending over the years."""
    names = (GENERAL_REVENUE, GENERAL_SPENDING, "财政总收入")
    title = f"{_span(scene)}同比增长率（%）"
    return _over_years(
        scene,
        title,
        names,
        _rates_in(scene),
        "%",
        missing="缺三年以上的同期增长率",
        steps=breaks.of_rates,
    )


def _by_month_or_year(scene: Scene, what: str, names: tuple[str, ...]) -> Chart:
    """Balances month by month where they are held so, else year by year."""
    held = _series(scene, names, BALANCE)
    recent = _recent_months(scene, held)
    if not recent:
        return _over_years(
            scene,
            f"历年{what}（亿元）",
            names,
            _amounts_in(scene, "亿元"),
            "亿元",
            basis=BALANCE,
            missing=f"缺{what}的连续数",
        )
    drawn = [Line(s.label, scene.amounts(s, recent, "亿元"), n == 0) for n, s in enumerate(held)]
    labels = [f"{period.year % 100:02d}-{period.month:02d}" for period in recent]
    title = f"{what}（亿元）"
    return lines(title, f"{title}，{_last_values(drawn, '亿元')}。", labels, drawn, tick)


def _recent_months(scene: Scene, held: list[ItemSeries]) -> list[Period]:
    """The latest months, where every one of them is held; none where they are not."""
    recent = sorted({p for s in held for p in s.periods if p <= scene.period})[-_MONTHS_SHOWN:]
    unbroken = all(later.previous_month() == earlier for earlier, later in pairwise(recent))
    return recent if len(recent) > 1 and unbroken else []


def deposits_and_loans(scene: Scene) -> Chart:
    """存款余额 and 贷款余额; a year whose loans are several times its deposits is remarked."""
    chart = _by_month_or_year(scene, "存贷款余额", (DEPOSITS, LOANS))
    held = _series(scene, (DEPOSITS, LOANS), BALANCE)
    if len(held) < 2:
        return chart
    years = _same_month(held[0], scene.period)
    drawn = [p for p in _recent_months(scene, held) or years if p in years]
    saved, lent = (Line(series.label, scene.amounts(series, drawn, "亿元")) for series in held)
    note = breaks.too_many_loans(saved, lent, [breaks.month_end(period) for period in drawn])
    return replace(chart, note=chart.note + note)


def debt(scene: Scene) -> Chart:
    """债务余额 against 债务限额."""
    return _by_month_or_year(scene, "地方政府债务余额与限额", (DEBT, LIMIT))
