"""The taxes over the months, each a small panel on one scale; else their amounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from finkit.charts import findings
from finkit.charts.chart import Chart
from finkit.charts.listed.series import Values, over_time
from finkit.charts.panels import MOST_PANELS, Panel, panels
from finkit.charts.scene import NotDrawnError, Scene, floats, label, listed, number
from finkit.charts.structure import largest_bars
from finkit.figures import outline
from finkit.figures.county_at import Item
from finkit.figures.levels import yoy_rate
from finkit.periods import Period

_FEWEST, _MONTHS = 4, 6
_NAMED = 2
_WILD = 200.0
"""A rate beyond this, in %, would flatten all others."""


def _taxes(scene: Scene) -> list[Item]:
    for whole in outline.lines(scene.at, outline.REVENUE_LINES):
        if len(found := outline.taxes(scene.at, whole).parts) >= _NAMED:
            return found
    raise NotDrawnError("缺分税种数")


def tax_parts(scene: Scene) -> Chart:
    """Growth of the largest taxes, month by month of this year."""
    found = _taxes(scene)
    held = [(tax, rate) for tax in found if (rate := scene.figure(tax, "yoy_rate"))]
    held.sort(key=lambda pair: number(scene.figure(pair[0], "amount")) or 0.0, reverse=True)
    held = held[:MOST_PANELS]
    rates = [_rates(scene, tax) for tax, _ in held]
    known = [value for values in rates for value in values if value is not None]
    each = all(sum(v is not None for v in values) >= _MONTHS for values in rates)
    if len(held) < _FEWEST or not each or max(map(abs, known), default=Decimal()) > _WILD:
        return largest_bars(scene, "税收收入分税种", found)
    rows = [
        Panel(
            label(tax),
            floats(values),
            scene.shown(rate, signed=True),
            scene.shown(scene.figure(tax, "amount")),
        )
        for (tax, rate), values in zip(held, rates, strict=True)
    ]
    title = "主要税种累计同比增幅"
    said = listed([(label(tax), scene.shown(rate, signed=True)) for tax, rate in held])
    measure = f"%，{scene.period.when()}；税额居前{len(rows)}位，各图同一尺度"
    drawn = panels(title, f"{title}：{said}。", rows, "1月", f"{scene.period.month}月")
    months = _months(scene)
    labels = [f"{period.month}月" for period in months]
    series = tuple(
        over_time(label(tax), labels, tax.series, "yoy_rate", "%", months, values)
        for (tax, _), values in zip(held, rates, strict=True)
        if tax.series
    )
    finding = findings.farthest_fall(scene, held)
    return replace(drawn, finding=finding, measure=measure, series=series, head="月份")


def _months(scene: Scene) -> list[Period]:
    return [Period(scene.period.year, month) for month in range(1, scene.period.month + 1)]


def _rates(scene: Scene, tax: Item) -> Values:
    assert tax.series is not None
    found = [yoy_rate(tax.series, month) for month in _months(scene)]
    scene.note(cell for rate in found if rate and rate.value is not None for cell in rate.inputs)
    return [rate.value if rate is not None else None for rate in found]
