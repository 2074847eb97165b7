"""A county among the others of its province that are held: 位次, 中位数, how many they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal

from finkit.contract import ACTUAL
from finkit.counties import registered
from finkit.figures.declaration import PeerIndicator, Speech
from finkit.figures.levels import yoy_rate
from finkit.figures.peer_group import FEWEST_PEERS, PeerGroup
from finkit.figures.quantity import PERCENT, Quantity, derived, observed
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import in_base, unit

AMOUNT, RATE = "本期数", "同比增长率"
Formula = Callable[[ItemSeries, Period, PeerGroup], Quantity | None]


def _own(series: ItemSeries, period: Period, of: str) -> Quantity | None:
    cell = series.own(period, ACTUAL)
    if cell is None:
        return None
    return observed(cell) if of == AMOUNT else yoy_rate(series, period)


def _too_few(values: list[Decimal]) -> str:
    return f"同省同期可比县区不足{FEWEST_PEERS}个（现有{len(values)}个）"


Taken = Callable[[Decimal, list[Decimal]], Decimal]
"""What is taken of the county's own value and its peers', all in base units."""


def _compared(of: str, unit_of: Callable[[Quantity], str], take: Taken) -> Formula:
    """A formula over the county's own value and its peers', at least five of them."""

    def compute(series: ItemSeries, period: Period, group: PeerGroup) -> Quantity | None:
        values = _values(series, period, group, of)
        own = _own(series, period, of) if values else None
        if own is None:
            return None
        stands_in, gives = own.unit, unit_of(own)

        def among_peers(mine: Decimal) -> Decimal | str:
            if len(values) < FEWEST_PEERS:
                return _too_few(values)
            return take(in_base(mine, stands_in), values) / unit(gives).factor

        return derived(among_peers, gives, own).of(of)

    return compute


def _values(series: ItemSeries, period: Period, group: PeerGroup, of: str) -> list[Decimal]:
    amounts, rates = group.amounts_and_rates(series, period)
    return amounts if of == AMOUNT else rates


def _coverage(of: str) -> Formula:
    """How much of the register's counties of the province are compared, this one with them."""

    def compute(series: ItemSeries, period: Period, group: PeerGroup) -> Quantity | None:
        own = _own(series, period, of) if _values(series, period, group, of) else None
        known = registered(series.book.county.code)
        if own is None or not known:
            return None
        held = group.registered_held(series, period, with_rate=of == RATE)
        return derived(lambda _: Decimal(100 * held) / known, PERCENT, own).of(of)

    return compute


def _place(mine: Decimal, values: list[Decimal]) -> Decimal:
    return Decimal(1 + len(values) - bisect_right(values, mine))


def _middle(mine: Decimal, values: list[Decimal]) -> Decimal:
    half, odd = divmod(len(values), 2)
    return values[half] if odd else (values[half - 1] + values[half]) / 2


def _deviation(mine: Decimal, values: list[Decimal]) -> Decimal:
    middle = _middle(mine, values)
    return sum((abs(one - middle) for one in values), Decimal()) / len(values)


def _counted(mine: Decimal, values: list[Decimal]) -> Decimal:
    return Decimal(len(values))


def _family(of: str) -> tuple[PeerIndicator, ...]:
    return (
        PeerIndicator(
            key="rank",
            label=f"{of}位次",
            unit="位",
            basis="item",
            speech=Speech.LEVEL,
            formula=f"1＋有数据的同省同期{of}更大的县区个数",
            definition=f"{of}由大到小的位次，在有数据的同省、同期、同口径县区中排位，"
            "至少有5个其他县区才排；是否为全省位次看参排县区覆盖率",
            source="公报“居全市（省）第几位”的用法，参排个数一并列出",
            compute=_compared(of, lambda own: "位", _place),
        ),
        PeerIndicator(
            key="peer_median",
            label=f"{of}可比县区中位数",
            unit="",
            basis="item",
            speech=Speech.LEVEL,
            formula=f"有数据的同省同期其他县区{of}的中位数",
            definition="只在有数据的县区中取，不含本县区，至少有5个其他县区才算",
            source="通用定义",
            compute=_compared(of, lambda own: own.unit, _middle),
        ),
        PeerIndicator(
            key="peer_count",
            label=f"{of}参排县区数",
            unit="个",
            basis="item",
            speech=Speech.LEVEL,
            formula="同省同期有数据的其他县区个数",
            definition="位次与中位数所比的其他县区个数，不含本县区",
            source="通用定义",
            compute=_compared(of, lambda own: "个", _counted),
        ),
        PeerIndicator(
            key="peer_coverage",
            label=f"{of}参排县区覆盖率",
            unit=PERCENT,
            basis="item",
            speech=Speech.LEVEL,
            formula="参排县区（含本县区）个数÷全省县级行政区个数×100%",
            definition="县级行政区按 GB/T 2260；达到阈值才称全省（市）位次，否则只称有数据的县区",
            source="GB/T 2260—2023年末的县级行政区",
            compute=_coverage(of),
            is_gauge=True,
        ),
    )


DEVIATION = PeerIndicator(
    key="peer_deviation",
    label="同比增长率可比县区平均偏离",
    unit="个百分点",
    basis="item",
    speech=Speech.LEVEL,
    formula="有数据的同省同期其他县区同比增长率与其中位数之差的绝对值的平均",
    definition="用来判断与其他县区的差距是否寻常，正文不列；至少有5个其他县区才算",
    source="通用定义",
    compute=_compared(RATE, lambda own: "个百分点", _deviation),
    is_gauge=True,
)
INDICATORS = (*_family(AMOUNT), *_family(RATE), DEVIATION)
