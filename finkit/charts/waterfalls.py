"""What moved a total: each tax, then what is no tax, from zero to the change of revenue."""

from __future__ import annotations

from dataclasses import replace

from finkit.accounts.names import NONTAX, TAX
from finkit.charts import findings
from finkit.charts.chart import Chart
from finkit.charts.findings import Moved
from finkit.charts.rows import MOST_ROWS, Row, diverging, waterfall
from finkit.charts.scene import NotDrawnError, Scene, bare, label, listed, number, shortened
from finkit.figures import outline
from finkit.figures.county_at import Item

_FEWEST = 2
_SMALL = 0.002
"""What is left over within so much of the whole way is rounding, not a row."""


def contribution(scene: Scene) -> Chart:
    """增减额的构成: what each tax and non-tax revenue added to or took from the change."""
    for whole in reversed(outline.lines(scene.at, outline.GENERAL_LINES)):
        parts = _parts(scene, whole)
        total = scene.figure(whole, "yoy_amount")
        if len(parts) < _FEWEST:
            continue
        if total is None:
            break
        return _steps(scene, whole, parts)
    return _apart(scene)


def _changed(scene: Scene, items: list[Item]) -> list[Moved]:
    held = [(item, change) for item in items if (change := scene.figure(item, "yoy_amount"))]
    return sorted(held, key=lambda pair: number(pair[1]) or 0.0, reverse=True)


def _parts(scene: Scene, whole: Item) -> list[Moved]:
    """The taxes in place of their sum, where they are held; then the other kinds."""
    kinds = outline.tax_and_nontax(scene.at, whole).parts
    taxes = _changed(scene, outline.taxes(scene.at, whole).parts)
    if len(taxes) < _FEWEST:
        return _changed(scene, kinds)
    return [*taxes, *_changed(scene, [kind for kind in kinds if kind.name != TAX])]


def _steps(scene: Scene, whole: Item, parts: list[Moved]) -> Chart:
    total = scene.figure(whole, "yoy_amount")
    assert total is not None
    sums = number(total) or 0.0
    told = sorted(parts, key=lambda pair: abs(number(pair[1]) or 0.0), reverse=True)
    told = [pair for pair in parts if pair in told[: MOST_ROWS - 2]]
    texts = bare([scene.shown(one, signed=True) for _, one in [*told, (whole, total)]])
    rows = [
        Row(label(item), number(one) or 0.0, text)
        for (item, one), text in zip(told, texts[0], strict=False)
    ]
    way = sum(abs(row.value) for row in rows) or 1.0
    left = sums - sum(row.value for row in rows)
    if abs(left) > _SMALL * way:
        # What is not listed are small taxes, where the taxes are.
        last = len(rows) - (told[-1][0].name == NONTAX)
        rows.insert(last, Row("其他", left, ""))
    end = Row("合计", sums, texts[0][-1], strong=True)
    title = f"{label(whole)}增减额的构成"
    said = listed([(label(item), scene.shown(one, signed=True)) for item, one in told])
    alt = f"{title}：{said}；合计{scene.shown(total, signed=True)}。"
    measure = f"{texts[1]}，{scene.period.when()}比上年同期".lstrip("，")
    drawn = waterfall(title, alt, rows, end)
    return replace(drawn, finding=findings.made_by(scene, whole, parts), measure=measure)


def _apart(scene: Scene) -> Chart:
    """Changes of parts whose whole has none: side by side, not added up."""
    for whole in outline.lines(scene.at, outline.GENERAL_LINES):
        found = _changed(scene, scene.at.parts(whole)) or []
        if len(found) >= _FEWEST:
            break
    else:
        raise NotDrawnError("缺分项的增减额")
    return changes(scene, "各项收入同比增减额", found)


def changes(scene: Scene, title: str, found: list[Moved]) -> Chart:
    """Changes to both sides, the rates beside."""
    ranked = sorted(found, key=lambda pair: abs(number(pair[1]) or 0.0), reverse=True)[:MOST_ROWS]
    told = [pair for pair in found if pair in ranked]
    texts, unit = bare([scene.shown(one, signed=True) for _, one in told])
    rates = [scene.figure(item, "yoy_rate") for item, _ in told]
    names = shortened([label(item) for item, _ in told])
    rows = [
        Row(name, number(one) or 0.0, text, scene.shown(rate, "—", signed=True))
        for name, (_, one), text, rate in zip(names, told, texts, rates, strict=True)
    ]
    said = listed([(label(item), scene.shown(one, signed=True)) for item, one in told])
    measure = f"{unit}，{scene.period.when()}比上年同期".lstrip("，")
    return replace(diverging(title, f"{title}：{said}。", rows, "同比"), measure=measure)
