"""The period at a glance: levels, growth, budget progress."""

from __future__ import annotations

from collections import Counter

from finkit.accounts.spelling import plain_name
from finkit.charts.bars import Bar, Marker, Pair, bars, paired
from finkit.charts.chart import Chart
from finkit.charts.scene import NotDrawnError, Scene, label, listed, number
from finkit.contract import LATER_BUDGET_FIRST
from finkit.figures import outline
from finkit.figures.county_at import Item
from finkit.figures.figure import Figure
from finkit.units import text


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


def _bars(scene: Scene, held: list[tuple[Item, Figure]]) -> list[Bar]:
    """A bar an item, those of the general budget marked."""
    names = _named_apart([item for item, _ in held])
    return [
        Bar(name, number(figure), scene.shown(figure), item.name.startswith("一般公共"))
        for name, (item, figure) in zip(names, held, strict=True)
    ]


def _with_parts(scene: Scene) -> list[Item]:
    """The headline items, each revenue item followed by its tax and non-tax parts."""
    items: list[Item] = []
    for item in _headline(scene):
        items.append(item)
        items += outline.tax_and_nontax(scene.at, item).parts
    return items


def levels(scene: Scene) -> Chart:
    """This period against the same period last year."""
    found = [
        (item, now, scene.figure(item, "base_amount"))
        for item in _headline(scene)
        if (now := scene.figure(item, "amount"))
    ]
    if not found:
        raise NotDrawnError("数据不含收支总量")
    if not any(before for _, _, before in found):
        alone = [Bar(label(item), number(now), scene.shown(now)) for item, now, _ in found]
        said = listed([(row.label, row.text) for row in alone])
        return bars("收支规模", f"收支规模：{said}。", alone)
    rows = [
        Pair(label(item), number(now), number(before), scene.shown(now), scene.shown(before))
        for item, now, before in found
    ]
    said = listed([(row.label, f"{row.now_text}（上年同期{row.before_text}）") for row in rows])
    alt = f"收支规模与上年同期比较：{said}。"
    return paired("收支规模与上年同期", alt, rows, "本期", "上年同期")


def growth(scene: Scene) -> Chart:
    """同比增长率 of the headline items and their parts."""
    held = [(item, scene.figure(item, "yoy_rate")) for item in _with_parts(scene)]
    rows = _bars(scene, [(item, rate) for item, rate in held if rate])
    if not rows:
        raise NotDrawnError("没有可计算的同比增长率")
    alt = f"同比增长率：{listed([(row.label, row.text) for row in rows])}。"
    return bars("同比增长率（%）", alt, rows)


def progress(scene: Scene) -> Chart:
    """完成预算 against 序时进度."""
    held = [(item, _against_budget(scene, item, "completion_rate")) for item in _with_parts(scene)]
    rows = _bars(scene, [(item, rate) for item, rate in held if rate])
    if not rows:
        raise NotDrawnError("缺预算数")
    schedule = scene.period.schedule()
    due = text(schedule, "%")
    said = listed([(row.label, row.text) for row in rows])
    alt = f"完成全年预算的百分比，序时进度{due}：{said}。"
    marker = Marker(float(schedule), f"序时进度{due}")
    return bars("完成全年预算的百分比（%）", alt, rows, marker)


def schedule_gap(scene: Scene) -> Chart:
    """What is ahead of or behind 序时进度, as amounts."""
    held = [
        (item, _against_budget(scene, item, "progress_gap_amount")) for item in _with_parts(scene)
    ]
    rows = _bars(scene, [(item, gap) for item, gap in held if gap])
    if not rows:
        raise NotDrawnError("缺预算数")
    alt = f"与序时进度相比的超短额：{listed([(row.label, row.text) for row in rows])}。"
    return bars("与序时进度相比的超（短）额", alt, rows)


def _against_budget(scene: Scene, item: Item, indicator: str) -> Figure | None:
    """The figure against the adjusted budget where there is one, else the original."""
    found = (scene.figure(item, indicator, name) for name in LATER_BUDGET_FIRST)
    return next(filter(None, found), None)
