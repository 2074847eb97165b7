"""What the totals consist of: revenue, spending, and what drove the change."""

from __future__ import annotations

from finkit.accounts.chart import children, spending_classes
from finkit.accounts.names import FUND_REVENUE, GENERAL_SPENDING, TAX
from finkit.charts.bars import Bar, bars
from finkit.charts.chart import Chart
from finkit.charts.scene import NotDrawnError, Scene, label, listed, number
from finkit.figures import outline
from finkit.figures.county_at import Item

_MOST = 10
_FEWEST = 2
_SEVERAL = 2


def _whole_with_parts(scene: Scene, lines: tuple[tuple[str, ...], ...]) -> tuple[Item, list[Item]]:
    """The headline item with the most parts, and those parts."""
    found = [(item, scene.at.parts(item)) for item in outline.lines(scene.at, lines)]
    whole, parts = max(found, key=lambda pair: len(pair[1]), default=(None, []))
    if whole is None or len(parts) < _FEWEST:
        raise NotDrawnError("缺分项数")
    return whole, parts


def _bars_of_amounts(scene: Scene, title: str, *ways: list[Item]) -> Chart:
    """The largest parts first; where there are several ways to break the whole down, one after
    another."""
    rows = [row for parts in ways for row in _largest(scene, parts)][:_MOST]
    return bars(title, f"{title}：{listed([(r.label, r.text) for r in rows])}。", rows)


def _largest(scene: Scene, parts: list[Item]) -> list[Bar]:
    held = [(part, figure) for part in parts if (figure := scene.figure(part, "amount"))]
    held.sort(key=lambda pair: number(pair[1]) or 0.0, reverse=True)
    return [Bar(label(part), number(one), _amount_and_share(scene, part)) for part, one in held]


def _amount_and_share(scene: Scene, part: Item) -> str:
    amount = scene.shown(scene.figure(part, "amount"))
    parent = part.series.key.parent_item if part.series else ""
    share = scene.figure(part, "share_of", parent)
    return f"{amount}，{scene.shown(share)}" if share else amount


def revenue_parts(scene: Scene) -> Chart:
    """The parts of the main revenue item as the table breaks it down, perhaps in several ways.

    A fund's parts have a chart of their own.
    """
    whole, parts = _whole_with_parts(scene, outline.GENERAL_LINES)
    ways = [one.parts for one in outline.breakdowns(scene.at, whole)]
    title = f"{label(whole)}的构成"
    if len(ways) < _SEVERAL:
        return _bars_of_amounts(scene, title, parts)
    title = f"{title}（{len(ways)}种分法，不能相加）"
    return _bars_of_amounts(scene, title, *ways)


def _taxes(scene: Scene) -> list[Item]:
    names = frozenset(children().get(TAX, ()))
    for item in outline.lines(scene.at, outline.REVENUE_LINES):
        for tax in outline.tax_and_nontax(scene.at, item).parts[:1]:
            found = [part for part in scene.at.parts(tax) if part.name in names]
            if len(found) >= _FEWEST:
                return found
    raise NotDrawnError("缺分税种数")


def tax_parts(scene: Scene) -> Chart:
    """Tax by kind."""
    return _bars_of_amounts(scene, "税收收入分税种", _taxes(scene))


def contribution(scene: Scene) -> Chart:
    """What each tax, else each part, added to or took from the change."""
    try:
        parts = _taxes(scene)
    except NotDrawnError:
        _, parts = _whole_with_parts(scene, outline.GENERAL_LINES)
    held = [(part, change) for part in parts if (change := scene.figure(part, "yoy_amount"))]
    if len(held) < _FEWEST:
        raise NotDrawnError("缺分项的增减额")
    held.sort(key=lambda pair: abs(number(pair[1]) or 0.0), reverse=True)
    held = sorted(held[:_MOST], key=lambda pair: number(pair[1]) or 0.0, reverse=True)
    rows = [Bar(label(part), number(change), scene.shown(change)) for part, change in held]
    alt = f"各项收入同比增减额：{listed([(row.label, row.text) for row in rows])}。"
    return bars("各项收入同比增减额", alt, rows)


def spending_parts(scene: Scene) -> Chart:
    """General spending by functional class."""
    names = frozenset(spending_classes())
    spending = scene.at.item(GENERAL_SPENDING)
    parts = [part for part in scene.at.parts(spending) if part.name in names]
    if len(parts) < _FEWEST:
        raise NotDrawnError("缺分科目的支出")
    return _bars_of_amounts(scene, "一般公共预算支出分科目", parts)


def fund_parts(scene: Scene) -> Chart:
    """Government-fund revenue by kind."""
    parts = scene.at.parts(scene.at.item(FUND_REVENUE))
    if len(parts) < _FEWEST:
        raise NotDrawnError("缺基金收入分项数")
    return _bars_of_amounts(scene, "政府性基金收入的构成", parts)
