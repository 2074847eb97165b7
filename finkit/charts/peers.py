"""The county among the others of its province."""

from __future__ import annotations

from decimal import Decimal

from finkit.accounts.names import GENERAL_REVENUE
from finkit.charts.bars import Marker
from finkit.charts.chart import Chart
from finkit.charts.dots import Dot, dots
from finkit.charts.scene import NotDrawnError, Scene, listed, number
from finkit.counties import terms as region
from finkit.figures.county_at import Item
from finkit.figures.local_revenue import name_of
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.indicators.peers import RATE
from finkit.units import text


def growth_among_peers(scene: Scene) -> Chart:
    """Growth of general revenue beside that of the other counties of the province."""
    item = scene.at.item(GENERAL_REVENUE)
    others = region.peers(scene.at.book.county.province)
    own = scene.figure(item, "yoy_rate")
    rank, middle = scene.figure(item, "rank", RATE), scene.figure(item, "peer_median", RATE)
    if own is None or rank is None or middle is None:
        raise NotDrawnError(f"{others}同期可比的不足{FEWEST_PEERS}个")
    rows = [*_others(scene, item), Dot(own.county, number(own) or 0.0, scene.shown(own), True)]
    rows.sort(key=lambda row: row.value, reverse=True)
    median = Marker(number(middle) or 0.0, f"中位数{scene.shown(middle)}")
    said = listed([(own.county, scene.shown(own)), (others, median.text)])
    title = f"{name_of(scene.at)}增长率与{others}（%）"
    alt = f"{title}：{said}，居第{scene.shown(rank)}。"
    return dots(title, alt, rows, median)


def _others(scene: Scene, item: Item) -> list[Dot]:
    if item.series is None:
        return []
    group = scene.calculator.group(scene.at.book.county.province)
    return [
        Dot(peer.name, float(peer.rate), _percent(peer.rate))
        for peer in group.others(item.series, scene.period)
        if peer.rate is not None
    ]


def _percent(rate: Decimal) -> str:
    return text(rate, "%")
