"""Over the years, and balances over the months."""

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
)
from finkit.charts import breaks
from finkit.charts.chart import Chart
from finkit.charts.lines import NOT_FROM_ZERO, Line, lines
from finkit.charts.scales import axis
from finkit.charts.scene import NotDrawnError, Scene
from finkit.contract import BALANCE, CUMULATIVE
from finkit.figures.levels import yoy_rate
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import grouped, text
from finkit.wording import phrase

_FEWEST = 4
_MONTHS_SHOWN = 24
Values = list[float | None]


def _series(scene: Scene, names: tuple[str, ...], basis: str = CUMULATIVE) -> list[ItemSeries]:
    found = (scene.at.item(name, basis=basis).series for name in names)
    return [series for series in found if series is not None]


def _last_values(drawn: list[Line], unit: str) -> str:
    said = []
    for line in drawn:
        known = [value for value in line.values if value is not None]
        if known:
            said.append(f"{line.label}最后一个数为{_text(known[-1], unit)}")
    return "；".join(said)


def _text(value: float, unit: str) -> str:
    return grouped(text(Decimal(repr(value)), unit))


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
    made = lines(title, alt, labels, drawn, axis)
    span = f"{labels[0]}—{labels[-1]}年"
    return replace(made, note=note, measure=f"{span}；{NOT_FROM_ZERO}")


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
        scene, title, names, _amounts_in(scene, "亿元"), "亿元", missing="同期数不足四年"
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
        missing="同期增长率不足四年",
        steps=breaks.of_rates,
    )


def _by_month_or_year(scene: Scene, what: str, names: tuple[str, ...], stepped: str = "") -> Chart:
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
    drawn = [
        Line(s.label, scene.amounts(s, recent, "亿元"), n == 0, step=s.name == stepped)
        for n, s in enumerate(held)
    ]
    labels = [f"{period.year % 100:02d}-{period.month:02d}" for period in recent]
    title = f"{what}（亿元）"
    made = lines(title, f"{title}，{_last_values(drawn, '亿元')}。", labels, drawn, axis)
    span = f"{_month(recent[0])}—{_month(recent[-1])}"
    return replace(made, measure=f"{span}；{NOT_FROM_ZERO}")


def _month(period: Period) -> str:
    return f"{period.year}年{period.month}月"


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
    """债务余额 under 债务限额, which holds until the next is set."""
    made = _by_month_or_year(scene, "地方政府债务余额与限额", (DEBT, LIMIT), stepped=LIMIT)
    item = scene.at.item(DEBT, basis=BALANCE)
    found = (
        f
        for f in scene.figures.named("debt_balance_to_limit")
        if item.series and f.item == item.series.key.item
    )
    rate = next((f for f in found if f.value is not None), None)
    if rate is None:
        return made
    scene.note(rate.inputs)
    return replace(made, finding=phrase("债务余额占限额的", scene.speaker.level(rate)))
