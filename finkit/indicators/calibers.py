"""What the data do not hold themselves, put together of the parts that its caliber names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from finkit.accounts.calibers import Caliber
from finkit.accounts.names import (
    COLLECTORS,
    GENERAL_REVENUE,
    LOCAL_REVENUE,
    NONTAX,
    TAX,
    WIDEST_REVENUE,
    WITH_SHARED,
)
from finkit.contract import BALANCE, CUMULATIVE
from finkit.figures.by_caliber import put_together
from finkit.figures.county_at import SCOPES, CountyAt, Item, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.local_revenue import LocalRevenue, local_revenue
from finkit.figures.quantity import PERCENT, Quantity, growth
from finkit.ledger.county_book import ItemSeries, SeriesKey

_OF_ANY_REVENUE = frozenset((TAX, NONTAX, *COLLECTORS))
_REVENUES = (*WIDEST_REVENUE, LOCAL_REVENUE, WITH_SHARED, GENERAL_REVENUE)
"""Each is broken down into 税收收入 and 非税收入: at the top of a table these do not say whose."""


class _Whole(NamedTuple):
    """An item that is not held, and its parts by name, all of one basis, scope and status."""

    subject: ItemSeries
    caliber: Caliber
    parts: dict[str, Item]

    def now(self) -> Quantity:
        """The parts' amounts, put together."""
        return put_together(self.caliber, lambda name: self.parts[name].now())

    def before(self) -> Quantity:
        """The parts' bases, put together."""
        return put_together(self.caliber, lambda name: self.parts[name].before())


def _wholes(county: CountyAt) -> Iterator[_Whole]:
    """What can be put together. Formulas (测算) define nothing, so they make no item."""
    for caliber in county.calibers.values():
        for basis in (CUMULATIVE, BALANCE) if caliber.is_sum else ():
            # Few counties hold every part of anything: that is asked first, and is cheap to ask.
            known = all(_held(county, part, basis) for part in caliber.parts)
            if known and not _held(county, caliber.item, basis):
                yield from _of_each_edition(county, caliber, basis)


def _held(county: CountyAt, name: str, basis: str) -> bool:
    return bool(county.named(name, basis))


def _of_each_edition(county: CountyAt, caliber: Caliber, basis: str) -> Iterator[_Whole]:
    """全县 and 县本级, 快报 and 决算 never meet in one sum."""
    found: dict[tuple[str, str], dict[str, list[ItemSeries]]] = {}
    for name in dict.fromkeys(caliber.parts):
        for series in _parts_named(county, caliber.item, name, basis):
            edition = (series.scope, series.key.data_status)
            found.setdefault(edition, {}).setdefault(name, []).append(series)
    for edition, named in sorted(found.items(), key=lambda one: _preference(*one[0])):
        # Of two amounts of one name nobody says which is meant.
        if named.keys() == set(caliber.parts) and all(len(held) == 1 for held in named.values()):
            subject = ItemSeries(SeriesKey(caliber.item, "", basis, *edition), county.book)
            parts = {name: Item(name, held[0], county.period) for name, held in named.items()}
            yield _Whole(subject, caliber, parts)


def _preference(scope: str, status: str) -> tuple[int, str]:
    return SCOPES.index(scope) if scope in SCOPES else len(SCOPES), status


def _parts_named(county: CountyAt, whole: str, name: str, basis: str) -> Iterator[ItemSeries]:
    """Amounts of that name under the whole itself, or at the top: under another, it is of that."""
    places = (whole,) if _may_be_of_another(county, whole, name) else (whole, "")
    for series in county.named(name, basis):
        if series.parent_name in places:
            yield series


def _may_be_of_another(county: CountyAt, whole: str, name: str) -> bool:
    others = (one for one in _REVENUES if one != whole)
    return name in _OF_ANY_REVENUE and any(_held(county, one, CUMULATIVE) for one in others)


def caliber_amount(county: CountyAt) -> Iterable[Result]:
    """按口径合计数: nothing where the item itself is held, or any of its parts is not."""
    for whole in _wholes(county):
        if (now := whole.now()).value is not None:
            yield Result(whole.subject, now.of(whole.caliber.terms))
    local = local_revenue(county)
    if isinstance(local, LocalRevenue) and (now := local.now()).value is not None:
        yield Result(local.subject, now.of(local.terms))


def caliber_yoy_rate(county: CountyAt) -> Iterable[Result]:
    """按口径合计数同比增长率: nothing where the base of any part is not held."""
    for whole in _wholes(county):
        now, before = whole.now(), whole.before()
        if now.value is not None and before.value is not None:
            yield Result(whole.subject, growth(now, before).of(whole.caliber.terms))
    local = local_revenue(county)
    now, before = local.now(), local.before()
    if isinstance(local, LocalRevenue) and now.value is not None and before.value is not None:
        yield Result(local.subject, growth(now, before).of(local.terms))


INDICATORS = (
    CountyIndicator(
        key="caliber_amount",
        label="按口径合计数",
        unit="",
        basis="item",
        speech=Speech.LEVEL,
        formula="口径所列各项本期数相加减",
        definition="数据没有该项目本身、但有其口径所列全部各项时，按口径合计"
        "（地方一般公共预算收入为含上划的收入减去上划各项）；"
        "各项须在表的顶层或列在该项目之下，范围和数据状态相同；测算用的算法不作口径",
        source="口径表所列出处，随口径说明注明",
        compute=caliber_amount,
    ),
    CountyIndicator(
        key="caliber_yoy_rate",
        label="按口径合计数同比增长率",
        unit=PERCENT,
        basis="item",
        speech=Speech.RATE,
        formula="(口径所列各项本期数合计−上年同期数合计)÷上年同期数合计×100%",
        definition="按口径合计数与各项上年同期数的合计相比；各项都有上年同期数才计算",
        source="同按口径合计数",
        compute=caliber_yoy_rate,
    ),
)
