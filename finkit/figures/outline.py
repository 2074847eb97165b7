"""Which items a report speaks of, and in what order."""

from __future__ import annotations

from dataclasses import dataclass

from finkit.accounts.calibers import LOCAL_GENERAL, SHARED_UPWARDS
from finkit.accounts.chart import children, spending_classes
from finkit.accounts.names import (
    COLLECTORS,
    FUND_REVENUE,
    FUND_SPENDING,
    GENERAL_REVENUE,
    GENERAL_SPENDING,
    LOCAL_REVENUE,
    LOCAL_SPENDING,
    NONTAX,
    SOCIAL_REVENUE,
    SOCIAL_SPENDING,
    SOE_REVENUE,
    SOE_SPENDING,
    TAX,
    WIDEST_REVENUE,
    WITH_SHARED,
)
from finkit.contract import ACTUAL, BALANCE
from finkit.figures.county_at import CountyAt, Item
from finkit.ledger.county_book import ItemSeries
from finkit.units import in_base

GENERAL_LINES = (WIDEST_REVENUE, (LOCAL_REVENUE,), (WITH_SHARED,), (GENERAL_REVENUE,))
REVENUE_LINES = (*GENERAL_LINES, (FUND_REVENUE,), (SOE_REVENUE,), SOCIAL_REVENUE)
GENERAL_SPENDING_LINES = (LOCAL_SPENDING, (GENERAL_SPENDING,))
SPENDING_LINES = (
    *GENERAL_SPENDING_LINES,
    (FUND_SPENDING,),
    (SOE_SPENDING,),
    SOCIAL_SPENDING,
)
# What the monthly report always states: named as missing where the data lack it.
EXPECTED_REVENUE = (WIDEST_REVENUE[0], LOCAL_REVENUE, GENERAL_REVENUE, FUND_REVENUE)
EXPECTED_SPENDING = (LOCAL_SPENDING[0], GENERAL_SPENDING, FUND_SPENDING)
EXPECTED = EXPECTED_REVENUE + EXPECTED_SPENDING
KINDS = (TAX, NONTAX)
_MOST_PARTS = 5
MOST_MOVED = 3


@dataclass(frozen=True)
class Breakdown:
    """Some parts of an item, in the order they are told. `way` is what one of them is called."""

    whole: Item
    parts: list[Item]
    way: str = ""

    @property
    def told(self) -> list[Item]:
        """The largest of them, the largest first: what a sentence names."""
        return sorted(self.parts, key=_amount, reverse=True)[:_MOST_PARTS]


def lines(county: CountyAt, wanted: tuple[tuple[str, ...], ...]) -> list[Item]:
    """The headline items held, one a line; a line may go by several names."""
    found = []
    for names in wanted:
        held = [item for name in names if (item := county.item(name)).series]
        found += held[:1]
    return found


def line(county: CountyAt, name: str) -> Item:
    """The item a line of the report is of: by any of the line's names, on any basis."""
    for names in (*REVENUE_LINES, *SPENDING_LINES):
        if name == names[0]:
            return next((i for n in names if (i := county.item(n)).series), county.item(name))
    if name in KINDS and (part := county.part_and_whole(name, GENERAL_REVENUE)[0]).series:
        return part
    found = county.item(name)
    return found if found.series else county.item(name, basis=BALANCE)


def missing(expected: tuple[str, ...], said: list[Item]) -> list[str]:
    """What of the expected lines is not said, by any of a line's names."""
    names = {item.name for item in said}
    lines_said = [one for one in (*REVENUE_LINES, *SPENDING_LINES) if names & set(one)]
    wanted = [name for name in expected if not any(name in line for line in lines_said)]
    called = {GENERAL_REVENUE: LOCAL_GENERAL} if WITH_SHARED in names else {}
    return [called.get(name, name) for name in wanted]


def tax_and_nontax(county: CountyAt, whole: Item) -> Breakdown:
    """税收收入 and 非税收入 under a revenue item."""
    return _named(county, whole, KINDS, "分项")


def collectors(county: CountyAt, whole: Item) -> Breakdown:
    """Who collected: 税务部门, 财政部门."""
    return _named(county, whole, COLLECTORS, "征收部门")


def upwards(county: CountyAt, whole: Item) -> Breakdown:
    """What was passed upwards: 上划中央, 上划省级, …"""
    parts = [part for part in county.parts(whole) if part.name.startswith(SHARED_UPWARDS)]
    return Breakdown(whole, parts, "级次")


def breakdowns(county: CountyAt, whole: Item) -> list[Breakdown]:
    """The ways in which a revenue item is broken down, each a sum by itself: by kind, by collector,
    by level. Two of them are never added up.
    """
    ways = (tax_and_nontax, collectors, upwards)
    return [found for way in ways if (found := way(county, whole)).parts]


def _named(county: CountyAt, whole: Item, names: tuple[str, ...], way: str) -> Breakdown:
    parts = {part.name: part for part in county.parts(whole)}
    return Breakdown(whole, [parts[name] for name in names if name in parts], way)


def taxes(county: CountyAt, whole: Item) -> Breakdown:
    """The taxes (增值税, …) under the 税收收入 of a revenue item, in table order."""
    tax = next((part for part in tax_and_nontax(county, whole).parts if part.name == TAX), None)
    kinds = frozenset(children().get(TAX, ()))
    found = [part for part in county.parts(tax) if part.name in kinds] if tax else []
    return Breakdown(tax or whole, found, "税种")


def classes(county: CountyAt, whole: Item) -> Breakdown:
    """The functional classes (教育支出, …) of a spending item, in table order."""
    known = frozenset(spending_classes())
    return Breakdown(whole, [p for p in county.parts(whole) if p.name in known], "支出科目")


def _amount(item: Item) -> float:
    """For ranking: in 元, so that all units compare."""
    now = item.now()
    return float(in_base(now.value, now.unit)) if now.value is not None else float("-inf")


def monthly(county: CountyAt, item: Item) -> ItemSeries | None:
    """The same item's single months, as published."""
    if item.series is None:
        return None
    twin = county.book.twin(item.series, "month")
    return twin if twin and twin.own(county.period, ACTUAL) else None
