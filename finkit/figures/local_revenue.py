"""Local general revenue: the base of whatever compares revenue with spending, people, GDP, land.

一般公共预算收入 is local, as the budget law has it since 2015, unless the tables or a declared
caliber say that what is printed under this name contains 上划. Then local revenue is what is held
as such (地方一般公共预算收入), else the printed amount less what is shared upwards, else unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from finkit.accounts.calibers import LOCAL_GENERAL
from finkit.accounts.names import (
    GENERAL_REVENUE,
    LOCAL_REVENUE,
    NONTAX,
    TAX,
    WITH_SHARED,
)
from finkit.accounts.spelling import clean
from finkit.contract import ACTUAL, MEASURES, PRIOR_ACTUAL
from finkit.figures.county_at import SCOPES, CountyAt, Item
from finkit.figures.quantity import Quantity, absent, difference, held, total
from finkit.ledger.county_book import ItemSeries, SeriesKey
from finkit.ledger.shared_upwards import is_shared
from finkit.periods import Period
from finkit.units import convert, half_last_digit

_OPEN = "缺一般公共预算收入{measure}（地方财政收入是否含政府性基金收入未说明）"
_UNKNOWN = "一般公共预算收入含上划收入，缺地方一般公共预算收入{measure}"

_LEVELS = (("中央", "中"), ("省", "省"), ("省", "自治区"), ("市", "市"), ("市", "州"))
"""The levels that 上划 goes to, and what stands for each at the beginning of a name."""

_GOES_TO = re.compile("上划(?:中央|中|省|自治区|地市|市|州|级|、|和)*")


@dataclass(frozen=True)
class LocalRevenue(Item):
    """Local revenue that is held under no name: a printed amount less 上划, or unknown.

    `whole` is the printed amount (None where even that is not held), `taken` what is shared
    upwards; `why` says why there is no value.
    """

    whole: Item | None = None
    taken: tuple[Item, ...] = ()
    why: str = ""

    @property
    def terms(self) -> str:
        """What is taken off, as a reader sees it: 一般公共预算收入−上划收入."""
        whole = [self.whole] if self.whole else []
        return "−".join(one.series.label for one in (*whole, *self.taken) if one.series)

    def now(self) -> Quantity:
        """本期数."""
        return self._less(lambda item: item.now(), ACTUAL)

    def before(self) -> Quantity:
        """上年同期数."""
        return self._less(lambda item: item.before(), PRIOR_ACTUAL)

    def at(self, period: Period) -> Quantity:
        """Of another period nothing is known here: ask the county at that period."""
        return held(None, f"{period}{self.name}", ACTUAL)

    def _less(self, amount: Callable[[Item], Quantity], measure: str) -> Quantity:
        if self.whole is None or not self.taken:
            return absent("万元", self.why.format(measure=MEASURES[measure]))
        return difference(amount(self.whole), total(*map(amount, self.taken)))


def contains_shared(county: CountyAt) -> bool:
    """Whether 一般公共预算收入 as printed at this period contains what is shared upwards."""
    return county.item(WITH_SHARED).series is not None


def name_of(county: CountyAt) -> str:
    """What local revenue is to be called, so that nobody takes it for the printed amount."""
    return LOCAL_GENERAL if contains_shared(county) else GENERAL_REVENUE


def local_revenue(county: CountyAt) -> Item:
    """Local general revenue: as held, or put together, or absent with the reason."""
    own, whole = county.item(GENERAL_REVENUE), county.item(WITH_SHARED)
    if own.series and _is_as_wide(own.series, whole.series):
        return Item(name_of(county), own.series, county.period)
    if whole.series is None:
        declared = LOCAL_REVENUE in county.calibers
        if own.series is None and county.item(LOCAL_REVENUE).series and not declared:
            return LocalRevenue(GENERAL_REVENUE, None, county.period, why=_OPEN)
        return own
    key = SeriesKey(LOCAL_GENERAL, "", *whole.series.key[2:])
    return LocalRevenue(
        LOCAL_GENERAL,
        ItemSeries(key, county.book),
        county.period,
        whole=whole,
        taken=_shared(county, whole),
        why=_UNKNOWN,
    )


def _is_as_wide(own: ItemSeries, whole: ItemSeries | None) -> bool:
    """县本级 is not the local part of what is printed of 全县."""
    return whole is None or _rank(own.scope) <= _rank(whole.scope)


def _rank(scope: str) -> int:
    return SCOPES.index(scope) if scope in SCOPES else len(SCOPES)


def _shared(county: CountyAt, whole: Item) -> tuple[Item, ...]:
    """What is shared upwards of a printed amount, nothing twice: under it, else beside it."""
    parts = [part for part in county.parts(whole) if is_shared(part.name)]
    return tuple(_once(parts or _beside(county, whole)))


def _beside(county: CountyAt, whole: Item) -> list[Item]:
    edition = whole.series.key[2:] if whole.series else ()
    return [
        Item(series.name, series, county.period)
        for series in county.book
        if is_shared(series.key.item)
        and not series.key.parent_item
        and series.key[2:] == edition
        and series.own(county.period, ACTUAL)
    ]


def _once(parts: Iterable[Item]) -> list[Item]:
    """上划收入 before 上划中央收入, and that before 上划中央增值税: no level is taken off twice."""
    found: list[Item] = []
    covered: set[str] = set()
    for part in sorted(parts, key=lambda one: (not _is_total(one), -len(_levels(one)))):
        if not covered or not _levels(part) <= covered:
            found.append(part)
            covered |= _levels(part) if _is_total(part) else set()
    return found


def _is_total(part: Item) -> bool:
    """Whether it is all that goes to its levels: 上划中央收入, not 上划中央增值税."""
    return bool(part.series and part.series.resolved.name)


def _levels(part: Item) -> set[str]:
    """The levels its name says; of 上划收入 and the like all of them."""
    said = _GOES_TO.match(clean(part.series.key.item) if part.series else part.name)
    levels = {level for level, mark in _LEVELS if said and mark in said[0]}
    return levels or ({level for level, _ in _LEVELS} if _is_total(part) else set())


def part_of_revenue(county: CountyAt, name: str) -> tuple[Item, Item]:
    """税收收入 or 非税收入 and the revenue that it is part of: the local one before the wider.

    Where 税收收入 and 非税收入 stand under the printed amount and yet add up to local revenue, they
    are parts of that.
    """
    part, whole = county.part_and_whole(name, GENERAL_REVENUE)
    if part.series:
        return part, Item(name_of(county), whole.series, county.period)
    wider, printed = county.part_and_whole(name, WITH_SHARED)
    if wider.series is None:
        return part, local_revenue(county)
    return wider, local_revenue(county) if _makes_up_local(county, printed) else printed


def local_part(county: CountyAt, name: str) -> Quantity:
    """税收收入 or 非税收入 of local revenue, absent where only that of a wider one stands."""
    part, whole = part_of_revenue(county, name)
    if part.series and whole.name == WITH_SHARED:
        reason = f"{name}列在含上划的一般公共预算收入之下，缺地方口径的{name}本期数"
        return absent("万元", reason, part.now())
    return part.now()


def _makes_up_local(county: CountyAt, printed: Item) -> bool:
    local = local_revenue(county).now()
    kinds = [county.item(name, under=printed).now() for name in (TAX, NONTAX)]
    both = total(*kinds)
    if both.value is None or local.value is None:
        return False
    cells = (*both.inputs, *local.inputs)
    reach = sum(convert(half_last_digit(c.value), c.unit, local.unit) for c in cells)
    return abs(convert(both.value, both.unit, local.unit) - local.value) <= reach


def is_at_another_caliber(series: ItemSeries, parent: ItemSeries, period: Period) -> bool:
    """Whether a part stands under the printed amount although it is one of local revenue."""
    if parent.name != WITH_SHARED or series.name not in (TAX, NONTAX):
        return False
    county = CountyAt(series.book, period)
    return _makes_up_local(county, Item(WITH_SHARED, parent, period))
