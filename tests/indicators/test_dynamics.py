"""What moved a total, and how growth itself moved."""

from __future__ import annotations

from decimal import Decimal

from finkit.counties import County
from finkit.facts import Fact
from finkit.indicators.supplied import supplied_figures
from finkit.periods import Period
from tests.conftest import Open

TOTAL = (
    "2024-02 cumulative 税收收入 actual 110 万元",
    "2024-02 cumulative 税收收入 prior_actual 100 万元",
)
VAT = (
    "2024-02 cumulative 增值税<税收收入 actual 56 万元",
    "2024-02 cumulative 增值税<税收收入 prior_actual 40 万元",
)


def test_contribution_is_the_parts_change_over_the_wholes_base(county: Open) -> None:
    figure = county(*TOTAL, *VAT).figure("contribution", "2024-02", "增值税")
    assert (figure.value, figure.unit, figure.of_item) == (Decimal(16), "个百分点", "税收收入")


def test_contributions_of_all_parts_are_the_growth_of_the_whole(county: Open) -> None:
    opened = county(
        *TOTAL,
        *VAT,
        "2024-02 cumulative 契税<税收收入 actual 54 万元",
        "2024-02 cumulative 契税<税收收入 prior_actual 60 万元",
    )
    parts = [opened.figure("contribution", "2024-02", n).value for n in ("增值税", "契税")]
    assert parts == [16, -6]
    assert opened.figure("yoy_rate", "2024-02", "税收收入").value == 16 - 6


def test_no_contribution_on_a_base_of_zero(county: Open) -> None:
    opened = county(TOTAL[0], "2024-02 cumulative 税收收入 prior_actual 0 万元", *VAT)
    assert opened.figure("contribution", "2024-02").value is None


def test_growth_against_last_months_growth(county: Open) -> None:
    opened = county(
        "2024-02 cumulative 税收收入 actual 130 万元",
        "2024-02 cumulative 税收收入 prior_actual 100 万元",
        "2024-03 cumulative 税收收入 actual 180 万元",
        "2024-03 cumulative 税收收入 prior_actual 150 万元",
    )
    figure = opened.figure("yoy_rate_change", "2024-03")
    assert (figure.value, figure.unit) == (Decimal(20) - Decimal(30), "个百分点")


def test_how_the_base_itself_had_grown(county: Open) -> None:
    opened = county(
        *TOTAL,
        "2023-02 cumulative 税收收入 actual 100 万元",
        "2023-02 cumulative 税收收入 prior_actual 125 万元",
    )
    assert opened.figure("base_growth", "2024-02").value == Decimal(100 * (100 - 125)) / 125


def test_general_spending_cut_is_positive_where_less_was_spent(county: Open) -> None:
    opened = county(
        "2024-02 cumulative 一般性支出 actual 95 万元",
        "2024-02 cumulative 一般性支出 prior_actual 100 万元",
    )
    assert opened.figure("general_spending_cut", "2024-02").value == Decimal(100 * (100 - 95)) / 100


def test_a_number_the_bureau_supplies_is_a_figure(county: Open) -> None:
    given = Fact("临洮县", Period(2024, 2), "办实事件数", Decimal(28), "件", "", "局办公室")
    (figure,) = supplied_figures(County("621124", "临洮县"), [given])
    assert (figure.indicator, figure.value, figure.unit) == ("fact", 28, "件")
    assert [(cell.item, cell.source) for cell in figure.inputs] == [("办实事件数", "局办公室")]


def test_key_taxpayers_over_tax_revenue(county: Open) -> None:
    opened = county(
        "2024-02 cumulative 税收收入<一般公共预算收入 actual 80 万元",
        "2024-02 cumulative 一般公共预算收入 actual 100 万元",
        "2024-02 cumulative 重点税源企业税收收入 actual 36 万元",
    )
    assert opened.figure("key_taxpayer_share", "2024-02").value == Decimal(3600) / 80
