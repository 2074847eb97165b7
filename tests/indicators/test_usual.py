"""Growth and shares beside the county's own past years: at least three, up to five, no gap."""

from __future__ import annotations

from decimal import Decimal

from tests.conftest import Open

INCOME, TAX = "一般公共预算收入", "税收收入"
RATES = {2024: 20, 2023: 8, 2022: 10, 2021: 12, 2020: 6, 2019: 9, 2018: 70}


def grown(*years: int) -> list[str]:
    return [
        f"{year}-05 cumulative {INCOME} {measure} {amount} 万元"
        for year in years
        for measure, amount in (("actual", 100 + RATES[year]), ("prior_actual", 100))
    ]


def test_growth_against_the_mean_of_three_years(county: Open) -> None:
    # 20 − (8 + 10 + 12) ÷ 3
    opened = county(*grown(2024, 2023, 2022, 2021))
    assert opened.figure("usual_growth_gap", "2024-05").value == Decimal(10)


def test_five_years_are_taken_at_most(county: Open) -> None:
    # 20 − (8 + 10 + 12 + 6 + 9) ÷ 5; the 70 of 2018 is not asked.
    opened = county(*grown(*RATES))
    assert opened.figure("usual_growth_gap", "2024-05").value == Decimal(11)


def test_a_gap_ends_them_and_two_are_too_few(county: Open) -> None:
    opened = county(*grown(2024, 2023, 2022, 2020, 2019))
    assert opened.figures("2024-05").named("usual_growth_gap") == []


def test_a_share_against_the_mean_of_its_own(county: Open) -> None:
    # 60% − (70% + 71% + 72%) ÷ 3
    lines = [
        f"{year}-05 cumulative {item} actual {amount} 万元"
        for year, tax in ((2024, 60), (2023, 70), (2022, 71), (2021, 72))
        for item, amount in ((INCOME, 100), (f"{TAX}<{INCOME}", tax))
    ]
    figure = county(*lines).figure("usual_share_gap", "2024-05", TAX)
    assert (figure.value, figure.of_item) == (Decimal(-11), INCOME)
