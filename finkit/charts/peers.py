"""The county among the others of its province."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from finkit.accounts.names import DEPOSITS, GENERAL_REVENUE, GENERAL_SPENDING, LOANS
from finkit.charts.chart import Chart
from finkit.charts.listed.series import Series, among, in_unit
from finkit.charts.scene import NotDrawnError, Scene, bare, label, listed, number
from finkit.charts.strips import Strip, strips
from finkit.contract import BALANCE, CUMULATIVE
from finkit.counties import terms as region
from finkit.figures.county_at import Item
from finkit.figures.figure import Figure
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.indicators.peers import AMOUNT, RATE
from finkit.units import unit
from finkit.wording import NOTHING, Phrase, phrase

_COMPARED = (
    (GENERAL_REVENUE, CUMULATIVE),
    (GENERAL_SPENDING, CUMULATIVE),
    (DEPOSITS, BALANCE),
    (LOANS, BALANCE),
)

_LARGE = "亿元"
_FACTOR = unit(_LARGE).factor
_OF_AMOUNTS = 2
"""So many of them, the first, are compared by size as well."""


def among_peers(scene: Scene) -> Chart:
    """Amounts and growth of the main lines beside those of the other counties of the province."""
    others = region.peers(scene.at.book.county.province)
    items = [scene.at.item(name, basis=basis) for name, basis in _COMPARED]
    found = [
        row
        for of in (RATE, AMOUNT)
        for item in (items if of == RATE else items[:_OF_AMOUNTS])
        if (row := _strip(scene, item, of)) is not None
    ]
    rows = [row for row, _ in found]
    if not rows:
        raise NotDrawnError(f"{others}同期可比的不足{FEWEST_PEERS}个")
    title = f"与{others}比较"
    said = listed([(row.label, f"{row.text}，居第{row.rank}") for row in rows])
    measure = f"{scene.period.when()}；点为县区，竖线为其他县区的中位数，大点为{_own(scene)}"
    drawn = strips(title, f"{title}：{said}。", rows, f"本{region.term(_own(scene))}", "位次")
    series = tuple(one for _, one in found)
    finding = _place(scene, items[0])
    return replace(drawn, finding=finding, measure=measure, series=series, head="县区")


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


def _strip(scene: Scene, item: Item, of: str) -> tuple[Strip, Series] | None:
    own = scene.figure(item, "yoy_rate" if of == RATE else "amount")
    rank, middle = scene.figure(item, "rank", of), scene.figure(item, "peer_median", of)
    if item.series is None or own is None or rank is None or middle is None:
        return None
    group = scene.calculator.group(scene.at.book.county.province)
    peers = group.others(item.series, scene.period)
    found = [peer.rate if of == RATE else peer.amount / _FACTOR for peer in peers]
    values = [float(value) for value in found if value is not None]
    name = label(item).removeprefix("一般公共预算")
    shown = scene.shown(own, signed=True)
    shown = shown if of == RATE else scene.head.level(own).text
    ranks, _ = bare([scene.shown(rank)])
    row = Strip(
        f"{name}{'增速' if of == RATE else ''}",
        values,
        _drawn(middle, of),
        _drawn(own, of),
        shown,
        ranks[0],
    )
    mine = scene.at.book.county
    counties = [(mine.code, mine.name), *((peer.code, peer.name) for peer in peers)]
    unit_name = "%" if of == RATE else _LARGE
    listed = [in_unit(own.value or Decimal(), own.unit, unit_name), *found]
    heading = f"{row.label}（{unit_name}）"
    measure = "yoy_rate" if of == RATE else "amount"
    return row, among(heading, item.series, measure, unit_name, counties, listed)


def _drawn(figure: Figure, of: str) -> float:
    """Its value on the strip's scale: rates in %, amounts in 亿元."""
    value = number(figure) or 0.0
    return value if of == RATE else value / float(_FACTOR)
