"""What the totals consist of: revenue, spending, and what drove the change."""

from __future__ import annotations

from dataclasses import replace

from finkit.accounts.names import FUND_REVENUE
from finkit.charts.bars import Bar, bars
from finkit.charts.chart import Chart
from finkit.charts.findings import over_years
from finkit.charts.listed.series import of_figures
from finkit.charts.scene import NotDrawnError, Scene, bare, label, listed, number
from finkit.figures import outline
from finkit.figures.county_at import Item
from finkit.figures.figure import Figure
from finkit.wording import NOTHING

_MOST = 10
_FEWEST = 2
_SEVERAL = 3
_NEARLY_ALL = 0.95
_NOTHING_BESIDE = 100
"""A part so many times its neighbour leaves it nothing to be seen."""


def _whole_with_parts(scene: Scene, lines: tuple[tuple[str, ...], ...]) -> tuple[Item, list[Item]]:
    """The headline item with the most parts, and those parts."""
    found = [(item, scene.at.parts(item)) for item in outline.lines(scene.at, lines)]
    whole, parts = max(found, key=lambda pair: len(pair[1]), default=(None, []))
    if whole is None or len(parts) < _FEWEST:
        raise NotDrawnError("缺分项数")
    return whole, parts


def largest_bars(scene: Scene, title: str, parts: list[Item]) -> Chart:
    """The largest parts first; the table alone tells what would leave no trace beside them."""
    every = _largest(scene, parts)
    least = (number(every[0][1]) or 0.0) / _NOTHING_BESIDE if every else 0.0
    held = [one for one in every if abs(number(one[1]) or 0.0) >= least][:_MOST]
    names = [label(part) for part, _, _ in held]
    amounts, unit = bare([scene.shown(amount) for _, amount, _ in held])
    shares = [scene.shown(share, "") for _, _, share in held]
    rows = [
        Bar(name, number(amount), "，".join(filter(None, (text, share))))
        for name, (_, amount, _), text, share in zip(names, held, amounts, shares, strict=True)
    ]
    said = listed([(row.label, row.text) for row in rows])
    series = [
        of_figures(f"金额{f'（{unit}）' if unit else ''}", names, [a for _, a, _ in held], amounts)
    ]
    if any(shares):
        series.append(of_figures("占比", names, [share for _, _, share in held], shares))
    units = "、".join(filter(None, (unit, "占比为%" if any(shares) else "")))
    left = "；不到最大项百分之一的未列" if len(held) < min(len(every), _MOST) else ""
    return replace(
        bars(title, f"{title}{f'（{unit}）' if unit else ''}：{said}。", rows),
        measure="，".join(filter(None, (units, scene.period.when()))) + left,
        finding=over_years.share(scene, held[0][0]) if held else NOTHING,
        series=tuple(series),
    )


def _largest(scene: Scene, parts: list[Item]) -> list[tuple[Item, Figure, Figure | None]]:
    """The parts with their amounts and shares, the largest first."""
    held = [
        (part, amount, scene.figure(part, "share_of", _above(part)))
        for part in parts
        if (amount := scene.figure(part, "amount"))
    ]
    return sorted(held, key=lambda one: number(one[1]) or 0.0, reverse=True)


def _above(part: Item) -> str:
    return part.series.key.parent_item if part.series else ""


def _worth_drawing(scene: Scene, parts: list[Item]) -> bool:
    """Whether there is something to see: several parts, none of which is nearly all."""
    amounts = [amount for _, amount, _ in _largest(scene, parts)]
    sizes = [abs(number(amount) or 0.0) for amount in amounts]
    seen = [size for size in sizes if size * _NOTHING_BESIDE >= max(sizes)]
    return len(seen) >= _SEVERAL and max(sizes) < _NEARLY_ALL * sum(sizes)


def revenue_parts(scene: Scene) -> Chart:
    """The parts of the main revenue item, by the first of its ways that has several.

    Two ways of breaking it down are never in one drawing. A fund's parts have a chart of their own.
    """
    whole, parts = _whole_with_parts(scene, outline.GENERAL_LINES)
    ways = [one.parts for one in outline.breakdowns(scene.at, whole)]
    ways = [parts] if len(ways) < _FEWEST else ways
    found = next((way for way in ways if _worth_drawing(scene, way)), None)
    if found is None:
        raise NotDrawnError("分项不足三项或几乎只有一项，见主要指标")
    return largest_bars(scene, f"{label(whole)}的构成", found)


def fund_parts(scene: Scene) -> Chart:
    """Government-fund revenue by kind."""
    parts = scene.at.parts(scene.at.item(FUND_REVENUE))
    if len(parts) < _FEWEST:
        raise NotDrawnError("缺基金收入分项数")
    if not _worth_drawing(scene, parts):
        raise NotDrawnError("基金收入分项不足三项或几乎只有一项，见全部指标")
    return largest_bars(scene, "政府性基金收入的构成", parts)
