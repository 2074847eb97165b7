"""Worked by hand: what charts and their headings ask for besides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.conftest import Open

REVENUE = "一般公共预算收入"
TAXES = (
    "增值税",
    "契税",
    "印花税",
    "资源税",
    "房产税",
    "车船税",
    "烟叶税",
    "环境保护税",
    "耕地占用税",
)


def test_schedule_is_the_share_of_the_months(county: Open) -> None:
    planned = f"2024-03 cumulative {REVENUE} budget 400 万元"
    opened = county(f"2024-03 cumulative {REVENUE} actual 100 万元", planned)
    assert opened.figure("schedule", "2024-03").value == Decimal(25)
    without = county(f"2024-03 cumulative {REVENUE} actual 100 万元")
    assert not without.figures("2024-03").named("schedule")


def test_the_rest_is_what_the_eight_largest_changes_leave(county: Open) -> None:
    """Nine taxes rise by 10, 20, …, 90, non-tax revenue by 7: the smallest two are the rest."""
    lines = [
        f"2024-03 cumulative {REVENUE} actual 1470 万元",
        f"2024-03 cumulative {REVENUE} prior_actual 1010 万元",
        f"2024-03 cumulative 税收收入<{REVENUE} actual 1000 万元",
        f"2024-03 cumulative 非税收入<{REVENUE} actual 107 万元",
        f"2024-03 cumulative 非税收入<{REVENUE} prior_actual 100 万元",
    ]
    for n, tax in enumerate(TAXES, 1):
        lines += [
            f"2024-03 cumulative {tax}<税收收入 actual {100 + 10 * n} 万元",
            f"2024-03 cumulative {tax}<税收收入 prior_actual 100 万元",
        ]
    rest = county(*lines).figure("rest_change", "2024-03", item=REVENUE)
    assert rest.value == 460 - (20 + 30 + 40 + 50 + 60 + 70 + 80 + 90)


@pytest.mark.parametrize(
    ("amounts", "years"),
    [
        ((100, 110, 121, 130), 3),
        ((100, 90, 121, 130), 2),
        ((100, 110, 121, 120), 1),
        # A change that prints as zero goes no way.
        ((100_000, 110_000, 121_000, 121_010), 0),
    ],
)
def test_a_run_counts_the_years_that_go_one_way(
    county: Open, amounts: tuple[int, ...], years: int
) -> None:
    lines = [
        f"{2021 + n}-12 cumulative {REVENUE} actual {amount} 万元"
        for n, amount in enumerate(amounts)
    ]
    assert county(*lines).figure("growth_run", "2024-12").value == years
