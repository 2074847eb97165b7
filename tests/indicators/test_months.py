"""Single months out of cumulative amounts, and the nation's own series."""

from __future__ import annotations

from decimal import Decimal

import pytest

from finkit.dataset import open_dataset
from finkit.samples import folders
from tests.conftest import Open, Opened

NATION = "100000"
ITEM = "一般公共预算收入"


def months(*values: int, year: int = 2021) -> list[str]:
    return [
        f"{year}-{month:02d} cumulative 税收收入 actual {value} 万元"
        for month, value in enumerate(values, 1)
    ]


def test_month_amount_is_the_difference_of_two_cumulatives(county: Open) -> None:
    opened = county(*months(30, 50, 90))
    assert opened.figure("month_amount", "2021-01").value == 30
    march = opened.figure("month_amount", "2021-03")
    assert (march.value, march.basis) == (90 - 50, "month")


def test_month_amount_may_be_negative(county: Open) -> None:
    assert county(*months(30, 25)).figure("month_amount", "2021-02").value == 25 - 30


def test_mom_rate_is_against_the_month_before(county: Open) -> None:
    figure = county(*months(30, 50, 90)).figure("mom_rate", "2021-03")
    assert figure.value == Decimal(100 * (40 - 20)) / 20


def test_month_yoy_rate_is_against_the_same_month_last_year(county: Open) -> None:
    opened = county(*months(20, 45, year=2020), *months(30, 60))
    assert opened.figure("month_yoy_rate", "2021-02").value == Decimal(100 * (30 - 25)) / 25


def test_a_published_month_outranks_the_derived_one(county: Open) -> None:
    opened = county(*months(30, 50), "2021-02 month 税收收入 actual 21 万元")
    assert opened.figure("month_amount", "2021-02").value == 21


@pytest.fixture(scope="module")
def nation() -> Opened:
    national = next(folder for folder in folders() if folder.name == "national")
    return Opened(open_dataset(national))


def national(nation: Opened, indicator: str, period: str) -> tuple[Decimal | None, str]:
    figures = nation.figures(period, NATION).named(indicator)
    (figure,) = [f for f in figures if f.item == ITEM]
    return figure.value, figure.reason


def test_january_and_february_are_not_taken_apart(nation: Opened) -> None:
    assert national(nation, "month_amount", "2021-02") == (None, "1—2月合并公布，不拆分为单月")
    # 57115 in three months, 41805 in the first two.
    assert national(nation, "month_amount", "2021-03") == (Decimal(57115 - 41805), "")
    value, reason = national(nation, "mom_rate", "2021-03")
    assert (value, reason) == (None, "1—2月合并公布，不拆分为单月")


def test_a_missing_month_leaves_a_gap_after_it(nation: Opened) -> None:
    assert national(nation, "month_amount", "2023-10") == (None, "缺2023-09累计数，算不出当月数")
    assert national(nation, "month_amount", "2022-03") == (None, "缺2022-02累计数，算不出当月数")
    value, _ = national(nation, "month_amount", "2023-11")
    assert value is not None


def test_growth_over_a_missing_year_is_absent(nation: Opened) -> None:
    value, reason = national(nation, "yoy_rate", "2023-02")
    assert (value, reason) == (None, f"缺{ITEM}上年同期数")


def test_the_first_year_has_no_growth(nation: Opened) -> None:
    assert national(nation, "yoy_rate", "2021-03")[0] is None
