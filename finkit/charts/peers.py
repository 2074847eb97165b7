"""The county among the others of its province."""

from __future__ import annotations

from dataclasses import replace

from finkit.accounts.names import DEPOSITS, GENERAL_REVENUE, GENERAL_SPENDING, LOANS
from finkit.charts.chart import Chart
from finkit.charts.scene import NotDrawnError, Scene, bare, label, listed, number
from finkit.charts.strips import Strip, strips
from finkit.contract import BALANCE, CUMULATIVE
from finkit.counties import terms as region
from finkit.figures.county_at import Item
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.indicators.peers import AMOUNT, RATE
from finkit.wording import NOTHING, Phrase, phrase

_COMPARED = (
    (GENERAL_REVENUE, CUMULATIVE),
    (GENERAL_SPENDING, CUMULATIVE),
    (DEPOSITS, BALANCE),
    (LOANS, BALANCE),
)

_OF_AMOUNTS = 2
"""So many of them, the first, are compared by size as well."""


def among_peers(scene: Scene) -> Chart:
    """Amounts and growth of the main lines beside those of the other counties of the province."""
    others = region.peers(scene.at.book.county.province)
    items = [scene.at.item(name, basis=basis) for name, basis in _COMPARED]
    rows = [
        row
        for of in (RATE, AMOUNT)
        for item in (items if of == RATE else items[:_OF_AMOUNTS])
        if (row := _strip(scene, item, of)) is not None
    ]
    if not rows:
        raise NotDrawnError(f"{others}同期可比的不足{FEWEST_PEERS}个")
    title = f"与{others}比较"
    said = listed([(row.label, f"{row.text}，居第{row.rank}") for row in rows])
    measure = f"{scene.period.when()}；点为县区，竖线为其他县区的中位数，大点为{_own(scene)}"
    drawn = strips(title, f"{title}：{said}。", rows, f"本{region.term(_own(scene))}", "位次")
    return replace(drawn, finding=_place(scene, items[0]), measure=measure)


def _own(scene: Scene) -> str:
    return scene.at.book.county.name


def _place(scene: Scene, item: Item) -> Phrase:
    """收入增速居第33位，其他36个区县的中位数为1.8%."""
    asked = (scene.figure(item, key, RATE) for key in ("rank", "peer_count", "peer_median"))
    rank, count, middle = asked
    if rank is None or count is None or middle is None or not scene.figure(item, "yoy_rate"):
        return NOTHING
    level, counties = scene.speaker.level, region.counties(scene.at.book.county.province)
    return phrase(
        label(item), "增速居第", level(rank), "，其他", level(count), f"{counties}的中位数为",
        level(middle),
    )  # fmt: skip


def _strip(scene: Scene, item: Item, of: str) -> Strip | None:
    own = scene.figure(item, "yoy_rate" if of == RATE else "amount")
    rank, middle = scene.figure(item, "rank", of), scene.figure(item, "peer_median", of)
    if item.series is None or own is None or rank is None or middle is None:
        return None
    group = scene.calculator.group(scene.at.book.county.province)
    peers = group.others(item.series, scene.period)
    found = [peer.rate if of == RATE else peer.amount for peer in peers]
    values = [float(value) for value in found if value is not None]
    name = label(item).removeprefix("一般公共预算")
    shown = scene.shown(own, signed=True) if of == RATE else scene.head.level(own).text
    ranks, _ = bare([scene.shown(rank)])
    return Strip(
        f"{name}{'增速' if of == RATE else ''}",
        values,
        number(middle) or 0.0,
        number(own) or 0.0,
        shown,
        ranks[0],
    )
