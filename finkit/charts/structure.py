"""What the totals consist of: revenue, spending, and what drove the change."""

from __future__ import annotations

from dataclasses import replace

from finkit.accounts.names import FUND_REVENUE
from finkit.charts.bars import Bar, bars
from finkit.charts.chart import Chart
from finkit.charts.scene import NotDrawnError, Scene, label, listed, number
from finkit.figures import outline
from finkit.figures.county_at import Item

_MOST = 10
_FEWEST = 2
_SEVERAL = 2
_NOTHING_BESIDE = 100
"""A part so many times its neighbour leaves it nothing to be seen."""


def _whole_with_parts(scene: Scene, lines: tuple[tuple[str, ...], ...]) -> tuple[Item, list[Item]]:
    """The headline item with the most parts, and those parts."""
    found = [(item, scene.at.parts(item)) for item in outline.lines(scene.at, lines)]
    whole, parts = max(found, key=lambda pair: len(pair[1]), default=(None, []))
    if whole is None or len(parts) < _FEWEST:
        raise NotDrawnError("缺分项数")
    return whole, parts


def largest_bars(scene: Scene, title: str, *ways: list[Item]) -> Chart:
    """The largest parts first; where there are several ways to break the whole down, one after
    another."""
    rows = [row for parts in ways for row in _largest(scene, parts)][:_MOST]
    said = listed([(row.label, row.text) for row in rows])
    return replace(bars(title, f"{title}：{said}。", rows), measure=scene.period.when())


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
        return largest_bars(scene, title, parts)
    title = f"{title}（{len(ways)}种分法，不能相加）"
    return largest_bars(scene, title, *ways)


def fund_parts(scene: Scene) -> Chart:
    """Government-fund revenue by kind."""
    parts = scene.at.parts(scene.at.item(FUND_REVENUE))
    if len(parts) < _FEWEST:
        raise NotDrawnError("缺基金收入分项数")
    amounts = sorted((number(scene.figure(part, "amount")) or 0.0 for part in parts), reverse=True)
    if amounts[0] > _NOTHING_BESIDE * amounts[1]:
        raise NotDrawnError("基金收入几乎只有一项，见全部指标")
    return largest_bars(scene, "政府性基金收入的构成", parts)
