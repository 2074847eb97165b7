"""Shares of a parent, and balances against the start of the year."""

from __future__ import annotations

from decimal import Decimal

from tests.conftest import Open

WHOLE = ("2024-02 cumulative 财政总收入 actual 4348 万元",)
PART = "2024-02 cumulative 税收收入<财政总收入 actual 3511 万元"


def test_share_of_the_parent_that_the_table_names(county: Open) -> None:
    opened = county(*WHOLE, PART)
    figure = opened.figure("share_of", "2024-02")
    assert (figure.value, figure.of_item) == (Decimal(100 * 3511) / 4348, "财政总收入")


def test_one_label_under_two_parents(county: Open) -> None:
    opened = county(
        *WHOLE,
        PART,
        "2024-02 cumulative 地方一般公共预算收入<财政总收入 actual 1720 万元",
        "2024-02 cumulative 税收收入<地方一般公共预算收入 actual 1035 万元",
    )
    shares = {
        f.of_item: f.value
        for f in opened.figures("2024-02").named("share_of")
        if f.item == "税收收入"
    }
    assert shares == {
        "财政总收入": Decimal(100 * 3511) / 4348,
        "地方一般公共预算收入": Decimal(100 * 1035) / 1720,
    }


def test_share_without_its_parent_is_absent(county: Open) -> None:
    assert county(PART).figure("share_of", "2024-02").reason == "缺财政总收入本期数"


def test_share_change_is_in_points(county: Open) -> None:
    opened = county(
        *WHOLE,
        PART,
        "2024-02 cumulative 财政总收入 prior_actual 4000 万元",
        "2024-02 cumulative 税收收入<财政总收入 prior_actual 3000 万元",
    )
    figure = opened.figure("share_change", "2024-02", "税收收入")
    expected = Decimal(100 * 3511) / 4348 - Decimal(100 * 3000) / 4000
    assert (figure.value, figure.unit) == (expected, "个百分点")


def test_ytd_amount_and_ytd_rate_compare_with_december(county: Open) -> None:
    opened = county(
        "2021-10 balance 存款余额 actual 312 亿元",
        "2020-12 balance 存款余额 actual 300 亿元",
        "2020-10 balance 存款余额 actual 250 亿元",
    )
    assert opened.figure("ytd_amount", "2021-10").value == 312 - 300
    assert opened.figure("ytd_rate", "2021-10").value == Decimal(100 * 12) / 300
    assert opened.figure("yoy_rate", "2021-10").value == Decimal(100 * 62) / 250


def test_the_start_of_the_year_may_be_missing(county: Open) -> None:
    figure = county("2021-10 balance 存款余额 actual 312 亿元").figure("ytd_amount", "2021-10")
    assert (figure.value, figure.reason) == (None, "缺上年末（2020-12）存款余额本期数")
