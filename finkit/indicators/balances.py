"""Balances at a month end against the start of the year: 较年初增减."""

from __future__ import annotations

from finkit.contract import ACTUAL, BALANCE
from finkit.figures.declaration import ItemIndicator, Speech
from finkit.figures.levels import before_change
from finkit.figures.quantity import Quantity, difference, growth, held, observed
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period


def _opening(series: ItemSeries, period: Period, unit: str) -> Quantity:
    if across := before_change(series, period.last_december(), period):
        return across
    name = f"上年末（{period.last_december()}）{series.label}"
    return held(series.actual(period.last_december()), name, ACTUAL, unit)


def ytd_amount(series: ItemSeries, period: Period) -> Quantity | None:
    """较年初增减额."""
    now = series.own(period, ACTUAL)
    if now is None or series.key.basis != BALANCE:
        return None
    return difference(observed(now), _opening(series, period, now.unit))


def ytd_rate(series: ItemSeries, period: Period) -> Quantity | None:
    """较年初增长率."""
    now = series.own(period, ACTUAL)
    if now is None or series.key.basis != BALANCE:
        return None
    return growth(observed(now), _opening(series, period, now.unit), "年初数")


INDICATORS = (
    ItemIndicator(
        key="ytd_amount",
        label="较年初增减额",
        unit="",
        basis="item",
        speech=Speech.CHANGE,
        formula="月末余额−上年12月末余额",
        definition="余额与上年末相比的增减额（不是同比）",
        source="人民银行金融统计“比年初”栏",
        compute=ytd_amount,
    ),
    ItemIndicator(
        key="ytd_rate",
        label="较年初增长率",
        unit="%",
        basis="item",
        speech=Speech.RATE,
        formula="(月末余额−上年12月末余额)÷上年12月末余额×100%",
        definition="余额与上年末相比的增长率；上年末余额为正才计算",
        source="人民银行金融统计“比年初”栏",
        compute=ytd_rate,
    ),
)
