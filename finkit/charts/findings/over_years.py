"""What charts of long spans show: average growth, runs of growth, how balances moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from finkit.accounts.spelling import plain_name
from finkit.charts import findings
from finkit.charts.scene import Scene, label
from finkit.figures.county_at import Item
from finkit.figures.figure import Figure
from finkit.periods import Period
from finkit.wording import NOTHING, Phrase, joined, phrase
from finkit.wording.rates import grown

_SEVERAL = 2


def since(scene: Scene, item: Item, broken: Sequence[Period]) -> Phrase:
    """一般公共预算收入2015年以来年均增长6.1%: over the longest span that no break lies in; else
    how much it moved this year."""
    after = max((period.year for period in broken), default=0)
    spans = [
        (Period.parse(one.of_item).year, one)
        for one in _of_item(scene, item, "cagr")
        if Period.parse(one.of_item).year >= after
    ]
    for year, rate in sorted(spans, key=lambda pair: pair[0]):
        if scene.period.year - year < _SEVERAL:
            continue
        if said := scene.speaker.rate(rate):
            scene.note(rate.inputs)
            return phrase(label(item), f"{year}年以来年均", said)
    jumped = any(period == scene.period for period in broken)
    return NOTHING if jumped else findings.moved_from(scene, item)


def run_of_growth(scene: Scene, item: Item, *, jumped: bool) -> Phrase:
    """一般公共预算收入连续3个年度下降，本期下降11.4%; without a run its growth alone."""
    if jumped:
        return NOTHING
    rate, run = scene.figure(item, "yoy_rate"), next(_of_item(scene, item, "growth_run"), None)
    said = scene.speaker.rate(rate) if rate else NOTHING
    if not said or rate is None or rate.value is None:
        return NOTHING
    if run is None or run.value is None or run.value < _SEVERAL:
        return findings.grown(scene, item)
    way = f"年度{grown(rate.value)}，{scene.period.when()}"
    return phrase(label(item), "连续", scene.speaker.level(run), way, said)


def balances(scene: Scene, items: Sequence[Item]) -> Phrase:
    """存款余额比上年同期增长13.4%，贷款余额增长12.9%; else since the year's beginning."""
    for indicator, since_when in (("yoy_rate", "同比"), ("ytd_rate", "比年初")):
        said = []
        for item in items:
            rate = scene.figure(item, indicator)
            if rate and (moved := scene.speaker.rate(rate)):
                said.append(phrase(label(item), since_when, moved))
        if said:
            return joined(said)
    return NOTHING


def share(scene: Scene, part: Item) -> Phrase:
    """契税占税收收入的12.4%."""
    whole = part.series.key.parent_item if part.series else ""
    found = scene.figure(part, "share_of", whole) if whole else None
    if found is None:
        return NOTHING
    return phrase(label(part), "占", plain_name(whole), "的", scene.speaker.level(found))


def _of_item(scene: Scene, item: Item, indicator: str) -> Iterator[Figure]:
    """The figures of an indicator over an item, whatever their base."""
    if item.series is None:
        return
    for one in scene.figures.of_series(item.series):
        if one.indicator == indicator and one.value is not None:
            yield one
