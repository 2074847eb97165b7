"""A county among the others of its province: 位次, 中位数."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal

from finkit.contract import ACTUAL
from finkit.figures.declaration import PeerIndicator
from finkit.figures.levels import yoy_rate
from finkit.figures.peer_group import FEWEST_PEERS, PeerGroup
from finkit.figures.quantity import PERCENT, Quantity, observed
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


def _compared(
    of: str, unit_of: Callable[[Quantity], str], take: Callable[[Quantity, list[Decimal]], Decimal]
) -> Formula:
    """A formula over the county's own value and its peers', at least five of them."""

    def compute(series: ItemSeries, period: Period, group: PeerGroup) -> Quantity | None:
        amounts, rates = group.amounts_and_rates(series, period)
        values = amounts if of == AMOUNT else rates
        own = _own(series, period, of) if values else None
        if own is None:
            return None
        result = Quantity(None, unit_of(own), own.inputs, own.reason, of)
        if own.value is None:
            return result
        if len(values) < FEWEST_PEERS:
            return result.because(_too_few(values))
        return Quantity(take(own, values), unit_of(own), own.inputs, "", of)

    return compute


def _place(own: Quantity, values: list[Decimal]) -> Decimal:
    mine = own.value if own.unit == PERCENT else _base(own)
    assert mine is not None
    return Decimal(1 + len(values) - bisect_right(values, mine))


def _base(own: Quantity) -> Decimal | None:
    return None if own.value is None else in_base(own.value, own.unit)


def _middle(own: Quantity, values: list[Decimal]) -> Decimal:
    half, odd = divmod(len(values), 2)
    middle = values[half] if odd else (values[half - 1] + values[half]) / 2
    return middle / unit(own.unit).factor


def _counted(own: Quantity, values: list[Decimal]) -> Decimal:
    return Decimal(len(values))


def _family(of: str) -> tuple[PeerIndicator, ...]:
    return (
        PeerIndicator(
            key="rank",
            label=f"{of}全省位次",
            unit="位",
            formula=f"1＋同省同期{of}更大的县区个数",
            definition=f"{of}由大到小的位次，同省、同期、同口径，至少有5个其他县区才排；"
            "只在数据集所含县区中排位",
            source="公报“居全市（省）第几位”的用法，参排个数一并列出",
            compute=_compared(of, lambda own: "位", _place),
        ),
        PeerIndicator(
            key="peer_median",
            label=f"{of}同省中位数",
            unit="",
            formula=f"同省同期其他县区{of}的中位数",
            definition="不含本县区，至少有5个其他县区才算",
            source="通用定义",
            compute=_compared(of, lambda own: own.unit, _middle),
        ),
        PeerIndicator(
            key="peer_count",
            label=f"{of}参排县区数",
            unit="个",
            formula="同省同期有数的其他县区个数",
            definition="位次与中位数所比的其他县区个数，不含本县区",
            source="通用定义",
            compute=_compared(of, lambda own: "个", _counted),
        ),
    )


INDICATORS = (*_family(AMOUNT), *_family(RATE))
