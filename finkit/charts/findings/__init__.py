"""What a chart shows, in one sentence of figures: its heading. Direction words are those of the
text; a superlative names its set; where nothing is to be said the chart bears its topic.
"""

from __future__ import annotations

from collections.abc import Sequence

from finkit.accounts.nature import nature_of
from finkit.charts.scene import Scene, label, number
from finkit.figures.county_at import Item
from finkit.figures.figure import Figure
from finkit.wording import NOTHING, Phrase, direction, joined, phrase

Moved = tuple[Item, Figure]
"""An item with its change."""


def moved(scene: Scene, item: Item) -> Phrase:
    """累计增收12,414万元，增长9.4%."""
    change, rate = scene.figure(item, "yoy_amount"), scene.figure(item, "yoy_rate")
    if change is None or rate is None:
        return NOTHING
    said = scene.speaker.change(change, nature_of(item.name))
    grown = scene.speaker.rate(rate)
    return joined([phrase("累计", said), grown]) if said and grown else NOTHING


def moved_from(scene: Scene, item: Item) -> Phrase:
    """一般公共预算收入累计增收12,414万元，增长9.4%."""
    said = moved(scene, item)
    return phrase(label(item), said) if said else NOTHING


def grown(scene: Scene, item: Item) -> Phrase:
    """一般公共预算收入增长9.4%."""
    rate = scene.figure(item, "yoy_rate")
    said = scene.speaker.rate(rate) if rate else NOTHING
    return phrase(label(item), said) if said else NOTHING


def in_month(scene: Scene, item: Item) -> Phrase:
    """10月当月下降0.2%."""
    rate = scene.figure(item, "month_yoy_rate")
    said = scene.speaker.rate(rate) if rate else NOTHING
    return phrase(f"{scene.period.month}月当月", said) if said else NOTHING


def made_by(scene: Scene, whole: Item, parts: Sequence[Moved]) -> Phrase:
    """增收12,414万元，所列各项中增值税增收最多: the part that went farthest the whole's way."""
    change = scene.figure(whole, "yoy_amount")
    said = scene.speaker.change(change, nature_of(whole.name)) if change else NOTHING
    if not said or change is None or not change.value:
        return NOTHING
    way = 1 if change.value > 0 else -1
    ranked = sorted(((number(one) or 0.0) * way, n) for n, (_, one) in enumerate(parts))
    clear = len(ranked) > 1 and ranked[-1][0] > max(ranked[-2][0], 0.0)
    if not clear:
        return said
    item, most = parts[ranked[-1][1]]
    if scene.speaker.is_flat(most):
        return said
    word = direction(nature_of(whole.name), way)
    return phrase(said, "，所列各项中", label(item), word, "最多")


def share_moved(scene: Scene, parts: Sequence[Moved]) -> Phrase:
    """教育支出比重提高0.7个百分点，卫生健康支出比重下降0.5个百分点: the farthest each way."""
    told = [(number(one) or 0.0, item, one) for item, one in parts]
    told = [one for one in told if not scene.speaker.is_flat(one[2])]
    up = max(told, key=lambda one: one[0], default=None)
    down = min(told, key=lambda one: one[0], default=None)
    said = []
    if up and up[0] > 0:
        said.append(phrase(label(up[1]), "比重", scene.speaker.points(up[2])))
    if down and down[0] < 0:
        said.append(phrase(label(down[1]), "比重", scene.speaker.points(down[2])))
    return joined(said)


def farthest_fall(scene: Scene, rates: Sequence[Moved]) -> Phrase:
    """所列税种中耕地占用税降幅最大，下降15.7%; where none fell, the largest rise."""
    ranked = sorted(rates, key=lambda pair: number(pair[1]) or 0.0)
    if len(ranked) < 2:
        return NOTHING
    least, most = ranked[0], ranked[-1]
    falls = (number(least[1]) or 0.0) < 0
    item, rate = least if falls else most
    beside = ranked[1] if falls else ranked[-2]
    said = scene.speaker.rate(rate)
    if not said or number(beside[1]) == number(rate):
        return NOTHING
    return phrase("所列税种中", label(item), "降幅最大，" if falls else "增幅最大，", said)
