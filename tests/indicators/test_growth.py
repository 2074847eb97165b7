"""Change and growth: table in, arithmetic out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from finkit.dataset import open_dataset
from tests.conftest import HEADER, Open, Opened, Write

NOW = "2024-02 cumulative 税收收入 actual 15348 万元"
THEN = "2024-02 cumulative 税收收入 prior_actual 14032 万元"


def test_amount_is_as_published(county: Open) -> None:
    figure = county(NOW).figure("amount", "2024-02")
    assert (figure.value, figure.unit) == (Decimal(15348), "万元")


def test_change_and_growth_on_the_published_base(county: Open) -> None:
    opened = county(NOW, THEN)
    assert opened.figure("base_amount", "2024-02").value == 14032
    assert opened.figure("yoy_amount", "2024-02").value == 15348 - 14032
    expected = Decimal(100 * (15348 - 14032)) / 14032
    assert opened.figure("yoy_rate", "2024-02").value == expected


def test_base_is_amount_less_published_change(county: Open) -> None:
    opened = county(
        "2024-02 month 大口径财政收入 actual 5682 万元",
        "2024-02 month 大口径财政收入 delta -1816 万元",
    )
    assert opened.figure("base_amount", "2024-02").value == 5682 + 1816
    assert opened.figure("yoy_rate", "2024-02").value == Decimal(-181600) / 7498


def test_base_falls_back_on_last_years_own_amount(county: Open) -> None:
    opened = county(NOW, "2023-02 cumulative 税收收入 actual 1.4 亿元")
    assert opened.figure("yoy_amount", "2024-02").value == 15348 - 14000


def test_published_base_outranks_last_years_own_amount(county: Open) -> None:
    opened = county(NOW, THEN, "2023-02 cumulative 税收收入 actual 13999 万元")
    assert opened.figure("yoy_amount", "2024-02").value == 15348 - 14032


def test_last_years_amount_under_another_spelling(county: Open) -> None:
    opened = county(
        "2024-12 cumulative 一般公共预算收入 actual 110 万元",
        "2023-12 cumulative 公共财政预算收入 actual 100 万元",
    )
    assert opened.figure("yoy_rate", "2024-12").value == 10


@pytest.mark.parametrize(
    ("now", "then", "reason"),
    [
        ("9620", "0", "上年同期数为0，不计算增长率"),
        ("80", "-20", "上年同期数为负数，不计算增长率"),
        ("-20", "80", "本期数由正转负（上年同期数为正），不计算增长率"),
    ],
)
def test_no_rate_on_a_base_that_is_not_positive_or_across_signs(
    county: Open, now: str, then: str, reason: str
) -> None:
    opened = county(
        f"2024-02 cumulative 资源税 actual {now} 万元",
        f"2024-02 cumulative 资源税 prior_actual {then} 万元",
    )
    figure = opened.figure("yoy_rate", "2024-02")
    assert (figure.value, figure.status, figure.reason) == (None, "absent", reason)
    assert opened.figure("yoy_amount", "2024-02").value == Decimal(now) - Decimal(then)


def test_a_fall_to_zero_is_minus_100_percent(county: Open) -> None:
    opened = county(
        "2024-02 cumulative 资源税 actual 0 万元",
        "2024-02 cumulative 资源税 prior_actual 21 万元",
    )
    assert opened.figure("yoy_rate", "2024-02").value == -100


def test_missing_base_is_said_to_be_missing(county: Open) -> None:
    figure = county(NOW).figure("yoy_rate", "2024-02")
    assert (figure.value, figure.reason) == (None, "缺税收收入上年同期数")


def test_amounts_of_different_kinds_do_not_meet(county: Open) -> None:
    opened = county(NOW, "2024-02 cumulative 税收收入 prior_actual 14032 人")
    figure = opened.figure("yoy_rate", "2024-02")
    assert (figure.value, figure.reason) == (None, "单位不同类（万元、人），不能计算")


def test_yoy_rate_comparable_only_where_the_publisher_says_so(write: Write, county: Open) -> None:
    path = write(
        "450223,鹿寨县,2019-12,cumulative,三公经费,,actual,1165.08,万元,表,按同口径同比",
        "450223,鹿寨县,2019-12,cumulative,三公经费,,delta,-63.96,万元,表,按同口径同比",
        header=f"{HEADER},note",
    )
    figures = Opened(open_dataset(path)).figures("2019-12", "450223")
    (figure,) = figures.named("yoy_rate_comparable")
    assert figure.value == Decimal("-6396") / Decimal("1229.04")
    assert not county(NOW, THEN).figures("2024-02").named("yoy_rate_comparable")


def test_cagr_is_the_root_of_the_ratio(county: Open) -> None:
    opened = county(
        "2015-12 cumulative 一般公共预算收入 actual 2007 万元",
        "2020-12 cumulative 一般公共预算收入 actual 2468 万元",
    )
    figure = opened.figure("cagr", "2020-12", of_item="2015-12")
    assert float(figure.value or 0) == pytest.approx(100 * ((2468 / 2007) ** (1 / 5) - 1))


def test_cagr_counts_from_the_first_year_held_too(county: Open) -> None:
    opened = county(
        *(
            f"{year}-12 cumulative 税收收入 actual {100 * 2 ** (year - 2014)} 万元"
            for year in range(2014, 2021)
        )
    )
    starts = [figure.of_item for figure in opened.figures("2020-12").named("cagr")]
    assert starts == ["2018-12", "2015-12", "2014-12"]
    assert all(round(f.value or 0, 9) == 100 for f in opened.figures("2020-12").named("cagr"))
