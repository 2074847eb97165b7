"""Parts of a whole: 占比 and its change in points."""

from __future__ import annotations

from finkit.contract import ACTUAL
from finkit.figures.declaration import Column, ItemIndicator, Speech
from finkit.figures.levels import base
from finkit.figures.local_revenue import is_at_another_caliber
from finkit.figures.quantity import PERCENT, Quantity, absent, observed, percent_of, points
from finkit.ledger.county_book import ItemSeries
from finkit.ledger.remembered import remembered
from finkit.periods import Period


def parent_of(series: ItemSeries, period: Period) -> ItemSeries | str:
    """The parent's series, or the reason why there is none to divide by."""
    name = series.key.parent_item
    parents = series.book.parent(series, period)
    if not parents:
        return f"缺{name}本期数"
    if len({(p.cells[period, ACTUAL].value, p.cells[period, ACTUAL].unit) for p in parents}) > 1:
        return f"{name}有几个不同的数，分不清以哪个为分母"
    if is_at_another_caliber(series, parents[0], period):
        return f"{series.label}是地方收入，{parents[0].label}含上划，口径不同"
    return parents[0]


@remembered
def share_of(series: ItemSeries, period: Period) -> Quantity | None:
    """占比: the part in its parent, as the table places it."""
    now, name = series.own(period, ACTUAL), series.key.parent_item
    if now is None or not name:
        return None
    parent = parent_of(series, period)
    if isinstance(parent, str):
        return absent(PERCENT, parent, observed(now)).of(name)
    whole = parent.own(period, ACTUAL)
    assert whole is not None
    return percent_of(observed(now), observed(whole), name).of(name)


def share_change(series: ItemSeries, period: Period) -> Quantity | None:
    """占比 against the same period last year, in points."""
    share = share_of(series, period)
    if share is None:
        return None
    parent = parent_of(series, period)
    if isinstance(parent, str):
        return points(share, share).of(share.of_item)
    then = percent_of(base(series, period), base(parent, period), f"上年{share.of_item}")
    return points(share, then).of(share.of_item)


INDICATORS = (
    ItemIndicator(
        key="share_of",
        label="占比",
        unit="%",
        basis="item",
        speech=Speech.LEVEL,
        formula="本期数÷上级项目本期数×100%",
        definition="占表中上级项目的比重；上级项目为正才计算",
        source="财政收支公报“占……的比重”",
        compute=share_of,
        column=Column("占上级项目"),
    ),
    ItemIndicator(
        key="share_change",
        label="占比变动",
        unit="个百分点",
        basis="item",
        speech=Speech.POINTS,
        formula="本期占比−上年同期占比",
        definition="占比与上年同期之差，以百分点计；不称“增长百分之几”",
        source="统计用语惯例：比率之差以百分点计",
        compute=share_change,
    ),
)
