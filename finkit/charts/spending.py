"""General spending by functional class (科目): what rose and fell, how the structure moved."""

from __future__ import annotations

from dataclasses import replace

from finkit.accounts.names import GENERAL_SPENDING
from finkit.charts import findings
from finkit.charts.chart import Chart
from finkit.charts.listed.series import of_figures
from finkit.charts.scene import NotDrawnError, Scene, bare, label, listed, number, shortened
from finkit.charts.slope import Share, slope
from finkit.charts.structure import largest_bars
from finkit.charts.waterfalls import changes
from finkit.figures import outline
from finkit.figures.county_at import Item

_FEWEST = 4
_MOST = 7
_TITLE = "一般公共预算支出分科目"
_NAMED = 2


def _classes(scene: Scene) -> tuple[Item, list[Item]]:
    whole = scene.at.item(GENERAL_SPENDING)
    parts = outline.classes(scene.at, whole).parts if whole.series else []
    if len(parts) < _NAMED:
        raise NotDrawnError("缺分科目的支出")
    return whole, parts


def spending_changes(scene: Scene) -> Chart:
    """Changes by class, to both sides, with their rates."""
    whole, parts = _classes(scene)
    held = [(part, change) for part in parts if (change := scene.figure(part, "yoy_amount"))]
    if len(held) < _FEWEST:
        raise NotDrawnError("缺分科目支出的增减额")
    held.sort(key=lambda pair: number(pair[1]) or 0.0, reverse=True)
    made = changes(scene, f"{_TITLE}增减额", held)
    return replace(made, finding=findings.made_by(scene, whole, held))


def spending_parts(scene: Scene) -> Chart:
    """The largest classes: how their shares moved, else their amounts."""
    whole, parts = _classes(scene)
    above = whole.series.key.item if whole.series else ""
    held = [
        (part, share, change)
        for part in parts
        if (share := scene.figure(part, "share_of", above))
        and (change := scene.figure(part, "share_change", above))
    ]
    if len(held) < _FEWEST:
        return largest_bars(scene, _TITLE, parts)
    held.sort(key=lambda one: number(one[1]) or 0.0, reverse=True)
    held = held[:_MOST]
    finding = findings.share_moved(scene, [(part, change) for part, _, change in held])
    named = {figure.id for figure in finding.figures}
    moves, _ = bare([scene.shown(change, signed=True) for _, _, change in held])
    labels = [label(part) for part, _, _ in held]
    names = shortened(labels)
    rows = [
        Share(
            name,
            (number(share) or 0.0) - (number(change) or 0.0),
            number(share) or 0.0,
            scene.shown(share),
            moved,
            ((number(change) or 0.0) > 0) - ((number(change) or 0.0) < 0)
            if change.id in named
            else 0,
        )
        for name, (_, share, change), moved in zip(names, held, moves, strict=True)
    ]
    said = listed([(label(part), f"占{scene.shown(share)}") for part, share, _ in held])
    measure = f"占一般公共预算支出的比重，%；变化为个百分点；居前{len(held)}位的科目"
    drawn = slope(f"{_TITLE}结构", f"{_TITLE}：{said}。", rows, "上年同期", scene.period.when())
    shares, changed = [share for _, share, _ in held], [change for _, _, change in held]
    series = (
        of_figures("比重", labels, shares, [row.now_text for row in rows]),
        of_figures("变化（个百分点）", labels, changed, moves),
    )
    return replace(drawn, finding=finding, measure=measure, series=series)
