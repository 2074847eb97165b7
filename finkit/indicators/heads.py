"""Amounts a head: 人均一般公共预算收入, 人均一般公共预算支出."""

from __future__ import annotations

from collections.abc import Iterable

from finkit.accounts.names import GENERAL_SPENDING, POPULATIONS
from finkit.contract import BALANCE
from finkit.figures.county_at import CountyAt, Item, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.local_revenue import local_revenue
from finkit.figures.quantity import Quantity, quotient


def population(county: CountyAt) -> tuple[str, Quantity]:
    """Residents at the period, else at the end of last year; registered people if unknown.

    With what they are called: 常住人口（2023-12）.
    """
    for name in POPULATIONS:
        for series in county.book.named(name, BALANCE):
            for period in (county.period, county.period.last_december()):
                if (now := Item(name, series, period).now()).value is not None:
                    return f"{name}（{period}）", now
    return POPULATIONS[0], county.item(POPULATIONS[0], basis=BALANCE).now()


def per_head(county: CountyAt, item: Item) -> Iterable[Result]:
    """An amount a head, in 元/人; absent, saying so, where amount or population is missing."""
    people, number = population(county)
    yield Result(item.subject, quotient(item.now(), number, people, "元/人").of(people))


def revenue_per_capita(county: CountyAt) -> Iterable[Result]:
    """人均一般公共预算收入."""
    return per_head(county, local_revenue(county))


def expenditure_per_capita(county: CountyAt) -> Iterable[Result]:
    """人均一般公共预算支出."""
    return per_head(county, county.item(GENERAL_SPENDING))


INDICATORS = (
    CountyIndicator(
        key="revenue_per_capita",
        label="人均一般公共预算收入",
        unit="元/人",
        basis="item",
        speech=Speech.LEVEL,
        formula="地方一般公共预算收入÷所列人口",
        definition="收入不含上划；按常住人口（没有则按户籍人口）；当期没有人口数的用上年末数，"
        "列明所用的人口",
        source="通用定义",
        compute=revenue_per_capita,
    ),
    CountyIndicator(
        key="expenditure_per_capita",
        label="人均一般公共预算支出",
        unit="元/人",
        basis="item",
        speech=Speech.LEVEL,
        formula="一般公共预算支出÷所列人口",
        definition="同人均一般公共预算收入",
        source="通用定义",
        compute=expenditure_per_capita,
    ),
)
