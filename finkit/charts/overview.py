"""The period at a glance: levels, growth, budget progress."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from finkit.accounts.names import GENERAL_REVENUE, GENERAL_SPENDING, WITH_SHARED
from finkit.accounts.spelling import plain_name
from finkit.charts import findings
from finkit.charts.bars import Bar, Pair, bars, paired
from finkit.charts.chart import Chart
from finkit.charts.listed.series import of_figures
from finkit.charts.rows import MOST_ROWS, Progress, Row, bullets, diverging
from finkit.charts.scene import NotDrawnError, Scene, bare, label, listed, number
from finkit.charts.style import DOWN, NOW, PRIOR
from finkit.contract import ACTUAL
from finkit.figures import outline
from finkit.figures.county_at import Item
from finkit.figures.figure import Figure
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import text
from finkit.wording import NOTHING, Phrase, joined, phrase

_GENERAL = (GENERAL_REVENUE, WITH_SHARED, GENERAL_SPENDING)
_SEVERAL_MONTHS = 3
_FEWEST = 3
"""Fewer values are told by the table as well."""


def _headline(scene: Scene) -> list[Item]:
    return outline.lines(scene.at, (*outline.REVENUE_LINES, *outline.SPENDING_LINES))


def _named_apart(items: list[Item]) -> list[str]:
    """The labels of items; where two would read the same, each with its whole in brackets.

    税收收入（大口径财政收入） beside 税收收入（一般公共预算收入）.
    """
    labels = [label(item) for item in items]
    counted = Counter(labels)
    return [
        f"{name}（{plain_name(whole)}）" if counted[name] > 1 and whole else name
        for name, whole in zip(labels, map(_whole, items), strict=True)
    ]


def _whole(item: Item) -> str:
    return item.series.key.parent_item if item.series else ""


def _with_parts(scene: Scene) -> list[Item]:
    """The headline items, each revenue item followed by its tax and non-tax parts."""
    items: list[Item] = []
    for item in _headline(scene):
        items.append(item)
        items += outline.tax_and_nontax(scene.at, item).parts
    return items


def levels(scene: Scene) -> Chart:
    """This period against the same period last year, where the year's months do not show it."""
    if any(_has_months(scene, item) for item in _headline(scene)):
        raise NotDrawnError("已由累计数走势表示")
    found = [
        (item, now, scene.figure(item, "base_amount"))
        for item in _headline(scene)
        if (now := scene.figure(item, "amount"))
    ]
    if not found:
        raise NotDrawnError("数据不含收支总量")
    if len(found) < _FEWEST:
        raise NotDrawnError(f"收支总量不足{_FEWEST}项，见主要指标")
    if not any(before for _, _, before in found):
        return _alone(scene, [(item, now) for item, now, _ in found])
    names = [label(item) for item, _, _ in found]
    rows = [
        Pair(name, number(now), number(before), scene.shown(now), scene.shown(before))
        for name, (_, now, before) in zip(names, found, strict=True)
    ]
    told = listed([(row.label, f"{row.now_text}（上年同期{row.before_text}）") for row in rows])
    alt = f"收支规模与上年同期比较：{told}。"
    drawn = paired("收支规模与上年同期", alt, rows, "本期", "上年同期")
    series = (
        of_figures("本期", names, [now for _, now, _ in found], [row.now_text for row in rows]),
        of_figures("上年同期", names, [b for _, _, b in found], [row.before_text for row in rows]),
    )
    said = (findings.moved_from(scene, item) for item, _, before in found if before)
    finding = next(filter(None, said), NOTHING)
    return replace(drawn, finding=finding, measure=scene.period.when(), series=series)


def _alone(scene: Scene, found: list[tuple[Item, Figure]]) -> Chart:
    """The period's amounts, where there are none to compare with."""
    rows = [Bar(label(item), number(now), scene.shown(now)) for item, now in found]
    names, texts = [row.label for row in rows], [row.text for row in rows]
    drawn = bars("收支规模", f"收支规模：{listed(list(zip(names, texts, strict=True)))}。", rows)
    series = (of_figures("本期", names, [now for _, now in found], texts),)
    return replace(drawn, measure=scene.period.when(), series=series)


def _has_months(scene: Scene, item: Item) -> bool:
    months = [Period(scene.period.year, month) for month in range(1, scene.period.month + 1)]
    series = item.series
    held = sum(series is not None and series.own(month, ACTUAL) is not None for month in months)
    return held >= _SEVERAL_MONTHS


def growth(scene: Scene) -> Chart:
    """同比增长率 of the headline items and their parts."""
    held = [(item, rate) for item in _with_parts(scene) if (rate := scene.figure(item, "yoy_rate"))]
    if len(held) < _FEWEST:
        raise NotDrawnError(f"可计算的同比增长率不足{_FEWEST}项，见主要指标")
    held = held[:MOST_ROWS]
    names = _named_apart([item for item, _ in held])
    shown = [scene.shown(rate, signed=True) for _, rate in held]
    amounts = [scene.figure(item, "amount") for item, _ in held]
    texts, unit = bare([scene.shown(amount, "—") for amount in amounts])
    rows = [
        Row(name, number(rate) or 0.0, text, amount, item.name.startswith("一般公共"))
        for name, (item, rate), text, amount in zip(names, held, shown, texts, strict=True)
    ]
    alt = f"同比增长率：{listed(list(zip(names, shown, strict=True)))}。"
    leads = [item for item, _ in held if item.name in _GENERAL] or [held[0][0]]
    said = [findings.grown(scene, item) for item in leads]
    measure = f"{scene.period.when()}；右列为金额{f'，{unit}' if unit else ''}"
    drawn = diverging("同比增长率", alt, rows, "金额")
    series = (
        of_figures("同比增长率", names, [rate for _, rate in held], shown),
        of_figures(f"金额{f'（{unit}）' if unit else ''}", names, amounts, texts),
    )
    return replace(drawn, finding=joined(said), measure=measure, series=series)


def progress(scene: Scene) -> Chart:
    """完成预算 against 序时进度."""
    found = [(item, scene.against_budget(item, "completion_rate")) for item in _with_parts(scene)]
    held = [(item, rate) for item, rate in found if rate][:MOST_ROWS]
    if not held:
        raise NotDrawnError("缺预算数")
    if len(held) < _FEWEST:
        raise NotDrawnError(f"有预算数的不足{_FEWEST}项，见主要指标")
    names = _named_apart([item for item, _ in held])
    gaps = [scene.against_budget(item, "progress_gap") for item, _ in held]
    apart, _ = bare([scene.shown(gap, "—", signed=True) for gap in gaps])
    rows = [
        Progress(
            name,
            number(rate) or 0.0,
            scene.shown(rate),
            beside,
            item.name.startswith("一般公共"),
            _role(scene, gap),
        )
        for name, (item, rate), gap, beside in zip(names, held, gaps, apart, strict=True)
    ]
    due = scene.shown(_schedule(scene), text(scene.period.schedule(), "%"))
    said = listed([(row.label, row.text) for row in rows])
    alt = f"完成全年预算的百分比，序时进度{due}：{said}。"
    drawn = bullets("完成全年预算", alt, rows, float(scene.period.schedule()), f"序时进度{due}")
    measure = f"%，{scene.period.when()}；右列为与序时进度之差，个百分点"
    series = (
        of_figures("完成预算", names, [rate for _, rate in held], [row.text for row in rows]),
        of_figures("与序时进度之差（个百分点）", names, gaps, apart),
    )
    return replace(drawn, finding=_kept_pace(scene, held, gaps), measure=measure, series=series)


def _schedule(scene: Scene) -> Figure | None:
    return next(iter(scene.figures.named("schedule")), None)


def _role(scene: Scene, gap: Figure | None) -> str:
    """The colour: how far behind time."""
    if gap is None or gap.value is None or gap.value > 0 or scene.speaker.is_flat(gap):
        return NOW
    return DOWN if gap.value <= -scene.lines["progress_behind"].value else PRIOR


def _kept_pace(scene: Scene, held: list[tuple[Item, Figure]], gaps: list[Figure | None]) -> Phrase:
    """一般公共预算收入与序时进度基本持平；政府性基金收入落后序时进度19.0个百分点."""
    if scene.period.month == MONTHS_A_YEAR:
        return NOTHING
    told = {item.name: (item, gap) for (item, _), gap in zip(held, gaps, strict=True) if gap}
    first = next((told[name] for name in _GENERAL if name in told), None)
    said = [phrase(label(first[0]), scene.speaker.schedule(first[1]))] if first else []
    behind = [(number(gap) or 0.0, item, gap) for item, gap in told.values()]
    worst = min(behind, key=lambda one: one[0], default=None)
    if worst and _role(scene, worst[2]) == DOWN and not (first and worst[1] is first[0]):
        said.append(phrase(label(worst[1]), scene.speaker.schedule(worst[2])))
    return joined(said, "；")
