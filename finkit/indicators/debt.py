"""Debt and money: 债务余额与限额, 债务率（测算值）, 负债率, 存贷比."""

from __future__ import annotations

from collections.abc import Iterable

from finkit.accounts.names import (
    DEBT,
    DEBT_KINDS,
    DEPOSITS,
    GDP,
    GENERAL_REVENUE,
    LOANS,
    RESOURCES,
)
from finkit.contract import ACTUAL, BALANCE, BUDGET, CUMULATIVE, Observation
from finkit.figures.by_caliber import put_together
from finkit.figures.county_at import CountyAt, Item, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.local_revenue import contains_shared, local_revenue
from finkit.figures.quantity import PERCENT, Quantity, held, percent_of
from finkit.periods import MONTHS_A_YEAR, Period


def limit_of(county: CountyAt, name: str) -> Quantity:
    """A debt limit: published as an amount or as the budget it is set in."""
    cells: list[Observation] = [
        cell
        for series in county.book.named(name, BALANCE)
        for measure in (ACTUAL, BUDGET)
        if (cell := series.own(county.period, measure))
    ]
    return held(cells[0] if cells else None, name, ACTUAL)


def debt_balance_to_limit(county: CountyAt) -> Iterable[Result]:
    """债务余额占限额: whole, general and special."""
    for balance_name, limit_name in DEBT_KINDS:
        balance = county.item(balance_name, basis=BALANCE)
        if balance.series is None and balance_name != DEBT:
            continue
        limit = limit_of(county, limit_name)
        yield Result(balance.subject, percent_of(balance.now(), limit, limit_name).of(limit_name))


def _whole_year(county: CountyAt) -> Period:
    """The last full year: this one at December, else the one before."""
    whole = county.period.month == MONTHS_A_YEAR
    return county.period if whole else county.period.last_december()


def _yearly(county: CountyAt, name: str) -> Quantity:
    year = _whole_year(county)
    if name == GENERAL_REVENUE and contains_shared(then := county.at(year)):
        return local_revenue(then).now()
    series = min(
        (s for s in county.book.named(name, CUMULATIVE) if s.own(year, ACTUAL)),
        key=lambda s: (bool(s.key.parent_item), s.key.item != name),
        default=None,
    )
    return Item(name, series, year).at(year)


def debt_ratio_estimate(county: CountyAt) -> Iterable[Result]:
    """债务率（测算值）: over 综合财力 as published, else as usually put together."""
    debt, year = county.item(DEBT, basis=BALANCE), _whole_year(county)
    resources = _yearly(county, RESOURCES)
    name = f"{RESOURCES}（{year}）"
    if resources.value is None:
        usual = county.calibers[RESOURCES]
        resources = put_together(usual, lambda part: _yearly(county, part))
        name = f"{usual.spoken}（{year}）"
    yield Result(debt.subject, percent_of(debt.now(), resources, RESOURCES).of(name))


def debt_to_gdp(county: CountyAt) -> Iterable[Result]:
    """负债率: over the GDP of the last full year."""
    debt, year = county.item(DEBT, basis=BALANCE), _whole_year(county)
    yield Result(
        debt.subject, percent_of(debt.now(), _yearly(county, GDP), GDP).of(f"{GDP}（{year}）")
    )


def loan_deposit_ratio(county: CountyAt) -> Iterable[Result]:
    """存贷比."""
    loans = county.item(LOANS, basis=BALANCE)
    deposits = county.item(DEPOSITS, basis=BALANCE)
    yield Result(loans.subject, percent_of(loans.now(), deposits.now(), DEPOSITS).of(DEPOSITS))


INDICATORS = (
    CountyIndicator(
        key="debt_balance_to_limit",
        label="债务余额占限额比重",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="债务余额÷债务限额×100%",
        definition="余额不得突破限额；合计、一般债务、专项债务分列",
        source="预算法第三十五条：限额由上级下达",
        compute=debt_balance_to_limit,
    ),
    CountyIndicator(
        key="debt_ratio_estimate",
        label="债务率（测算值）",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="债务余额÷综合财力×100%",
        definition="综合财力无统一公开公式：有公布数的用公布数，否则按一般公共预算收入、上级补助收入、"
        "政府性基金收入合计测算；非12月用上年全年数。仅为测算值，风险等级以上级通报为准",
        source="财政部引用的国际通行警戒线100%—120%；综合财力构成为通行算法",
        compute=debt_ratio_estimate,
    ),
    CountyIndicator(
        key="debt_to_gdp",
        label="负债率",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="债务余额÷地区生产总值×100%",
        definition="地区生产总值用全年数；非12月用上年全年数",
        source="通行定义（60%为国际参考线）",
        compute=debt_to_gdp,
    ),
    CountyIndicator(
        key="loan_deposit_ratio",
        label="存贷比",
        unit=PERCENT,
        basis="item",
        speech=Speech.LEVEL,
        formula="贷款余额÷存款余额×100%",
        definition="月末金融机构各项贷款余额与各项存款余额之比",
        source="人民银行县域货币统计",
        compute=loan_deposit_ratio,
    ),
)
