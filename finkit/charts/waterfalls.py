"""What moved a total: each tax, then what is no tax, from zero to the change of revenue."""

from __future__ import annotations

from dataclasses import replace

from finkit.accounts.names import NONTAX
from finkit.charts import findings
from finkit.charts.chart import Chart
from finkit.charts.findings import Moved
from finkit.charts.listed.series import of_figures, printed
from finkit.charts.rows import MOST_ROWS, Row, diverging, waterfall
from finkit.charts.scene import NotDrawnError, Scene, bare, label, listed, number, shortened
from finkit.figures import outline
from finkit.figures.figure import Figure
from finkit.indicators.steps import Steps, steps

_FEWEST = 3
_REST, _TOTAL = "其他", "合计"


def contribution(scene: Scene) -> Chart:
    """增减额的构成: what each tax and non-tax revenue added to or took from the change."""
    found = steps(scene.at)
    if found is None:
        return _apart(scene)
    if len(found.parts) < _FEWEST:
        raise NotDrawnError(f"有增减额的分项不足{_FEWEST}项，见主要指标")
    return _steps(scene, found)


def _moved(scene: Scene, found: Steps, *, shown: bool) -> list[Moved]:
    items = [item for item, _ in (found.shown if shown else found.parts)]
    return [(item, one) for item in items if (one := scene.figure(item, "yoy_amount"))]


def _steps(scene: Scene, found: Steps) -> Chart:
    whole = found.whole
    total, rest = scene.figure(whole, "yoy_amount"), scene.figure(whole, "rest_change")
    assert total is not None
    told: list[tuple[str, Figure]] = [
        (label(item), one) for item, one in _moved(scene, found, shown=True)
    ]
    if rest and rest.value:
        # What is not listed are small taxes, where the taxes are.
        last = len(told) - (found.shown[-1][0].name == NONTAX)
        told.insert(last, (_REST, rest))
    figures = [*(one for _, one in told), total]
    names = [*(name for name, _ in told), _TOTAL]
    shown = [_shown(scene, one) for one in figures]
    texts, unit = bare(shown)
    rows = [
        Row(name, number(one) or 0.0, text, strong=one is total)
        for name, one, text in zip(names, figures, texts, strict=True)
    ]
    title = f"{label(whole)}增减额的构成"
    said = listed(list(zip(names[:-1], shown, strict=False)))
    alt = f"{title}：{said}；合计{shown[-1]}。"
    measure = f"{unit}，{scene.period.when()}比上年同期".lstrip("，")
    heading = f"增减额{f'（{unit}）' if unit else ''}"
    return replace(
        waterfall(title, alt, rows[:-1], rows[-1]),
        finding=findings.made_by(scene, whole, _moved(scene, found, shown=False)),
        measure=measure,
        series=(of_figures(heading, names, figures, texts),),
    )


def _shown(scene: Scene, one: Figure) -> str:
    """As it prints; what is left over to its last digit, so that the rows add up."""
    if one.indicator != "rest_change" or one.value is None:
        return scene.shown(one, signed=True)
    scene.told[one.id] = one
    return f"{'+' if one.value > 0 else ''}{printed(one.value, one.unit)}{one.unit}"


def _apart(scene: Scene) -> Chart:
    """Changes of parts whose whole has none: side by side, not added up."""
    for whole in outline.lines(scene.at, outline.GENERAL_LINES):
        parts = scene.at.parts(whole)
        found = [(part, one) for part in parts if (one := scene.figure(part, "yoy_amount"))]
        if len(found) >= _FEWEST:
            break
    else:
        raise NotDrawnError("缺分项的增减额")
    found.sort(key=lambda pair: number(pair[1]) or 0.0, reverse=True)
    return changes(scene, "各项收入同比增减额", found)


def changes(scene: Scene, title: str, found: list[Moved]) -> Chart:
    """Changes to both sides, the rates beside."""
    ranked = sorted(found, key=lambda pair: abs(number(pair[1]) or 0.0), reverse=True)[:MOST_ROWS]
    told = [pair for pair in found if pair in ranked]
    figures, names = [one for _, one in told], [label(item) for item, _ in told]
    texts, unit = bare([scene.shown(one, signed=True) for one in figures])
    rates = [scene.figure(item, "yoy_rate") for item, _ in told]
    beside = [scene.shown(rate, "—", signed=True) for rate in rates]
    rows = [
        Row(name, number(one) or 0.0, text, rate)
        for name, one, text, rate in zip(shortened(names), figures, texts, beside, strict=True)
    ]
    said = listed([(label(item), scene.shown(one, signed=True)) for item, one in told])
    measure = f"{unit}，{scene.period.when()}比上年同期".lstrip("，")
    heading = f"增减额{f'（{unit}）' if unit else ''}"
    return replace(
        diverging(title, f"{title}：{said}。", rows, "同比"),
        measure=measure,
        series=(
            of_figures(heading, names, figures, texts),
            of_figures("同比", names, rates, beside),
        ),
    )
