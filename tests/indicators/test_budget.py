"""Budgets: completion, schedule, and budget tables."""

from __future__ import annotations

from decimal import Decimal

from tests.conftest import Open

NOW = "2024-02 cumulative 大口径财政收入 actual 17056 万元"
BUDGET = "2024-02 cumulative 大口径财政收入 budget 105425 万元"


def test_completion_and_gap_against_the_named_budget(county: Open) -> None:
    opened = county(NOW, BUDGET)
    done = Decimal(100 * 17056) / 105425
    assert opened.figure("budget_amount", "2024-02", of_item="年初预算").value == 105425
    assert opened.figure("completion_rate", "2024-02", of_item="年初预算").value == done
    gap = opened.figure("progress_gap", "2024-02", of_item="年初预算")
    assert (gap.value, gap.unit) == (done - Decimal(200) / 12, "个百分点")


def test_progress_gap_amount_is_short_of_schedule(county: Open) -> None:
    opened = county(
        "2022-05 cumulative 大口径财政收入 actual 21282 万元",
        "2022-05 cumulative 大口径财政收入 budget 96540 万元",
    )
    assert opened.figure("progress_gap_amount", "2022-05").value == 21282 - 96540 * 5 / 12


def test_a_single_months_share_is_held_against_one_month(county: Open) -> None:
    opened = county(
        "2024-02 month 大口径财政收入 actual 5682 万元",
        "2024-02 month 大口径财政收入 budget 105425 万元",
    )
    expected = Decimal(100 * 5682) / 105425 - Decimal(100) / 12
    assert opened.figure("progress_gap", "2024-02").value == expected


def test_the_budget_may_stand_anywhere_in_the_year(county: Open) -> None:
    opened = county(
        "2021-10 cumulative 税收收入 actual 120 万元",
        "2021-01 cumulative 税收收入 budget 150 万元",
    )
    assert opened.figure("completion_rate", "2021-10").value == Decimal(100 * 120) / 150


def test_an_adjusted_budget_counts_from_its_month_on(county: Open) -> None:
    opened = county(
        "2021-06 cumulative 税收收入 actual 70 万元",
        "2021-10 cumulative 税收收入 actual 120 万元",
        "2021-01 cumulative 税收收入 budget 150 万元",
        "2021-09 cumulative 税收收入 adjusted_budget 160 万元",
    )
    rates = {f.of_item: f.value for f in opened.figures("2021-10").named("completion_rate")}
    assert rates == {"年初预算": Decimal(80), "调整预算": Decimal(75)}
    in_june = [f.of_item for f in opened.figures("2021-06").named("completion_rate")]
    assert in_june == ["年初预算"]


def test_the_schedule_of_an_adjusted_budget(county: Open) -> None:
    opened = county(
        "2021-09 cumulative 税收收入 actual 120 万元",
        "2021-09 cumulative 税收收入 adjusted_budget 200 万元",
    )
    against = {"period": "2021-09", "of_item": "调整预算"}
    assert opened.figure("budget_amount", **against).value == 200
    # 120 ÷ 200 = 60%, of 75% due: 200 × 75% = 150.
    assert opened.figure("progress_gap", **against).value == 60 - 75
    assert opened.figure("progress_gap_amount", **against).value == 120 - 150


def test_missing_and_zero_budgets(county: Open) -> None:
    assert county(NOW).figure("completion_rate", "2024-02").reason == "缺大口径财政收入年初预算"
    zero = county(NOW, BUDGET.replace("105425", "0")).figure("completion_rate", "2024-02")
    assert (zero.value, zero.reason) == (None, "年初预算为0，不计算比率")


def test_a_budget_table_gives_the_budgets_growth(county: Open) -> None:
    opened = county(
        "2016-12 cumulative 增值税 budget 2319 万元",
        "2016-12 cumulative 增值税 prior_actual 2070 万元",
        "2016-12 cumulative 增值税 delta 249 万元",
    )
    assert opened.figure("budget_change", "2016-12").value == 2319 - 2070
    assert opened.figure("budget_growth", "2016-12").value == Decimal(100 * 249) / 2070
    assert not opened.figures("2016-12").named("yoy_rate")


def test_a_budget_table_with_the_change_only(county: Open) -> None:
    opened = county(
        "2016-12 cumulative 增值税 budget 2319 万元", "2016-12 cumulative 增值税 delta 249 万元"
    )
    assert opened.figure("budget_growth", "2016-12").value == Decimal(100 * 249) / (2319 - 249)
