"""均衡进度: this year's progress against the county's own of three past years."""

from __future__ import annotations

from decimal import Decimal

from finkit.report import build
from tests.conftest import Open

ITEM = "一般公共预算收入"
PAST = ((2023, 30, 100), (2022, 45, 150), (2021, 39, 100))


def lines(*years: tuple[int, int, int]) -> list[str]:
    past = [
        line
        for year, by_may, whole in years
        for line in (
            f"{year}-05 cumulative {ITEM} actual {by_may} 万元",
            f"{year}-12 cumulative {ITEM} actual {whole} 万元",
        )
    ]
    return [
        f"2024-05 cumulative {ITEM} actual 80 万元",
        f"2024-05 cumulative {ITEM} budget 200 万元",
        *past,
    ]


def test_progress_against_three_past_years(county: Open) -> None:
    opened = county(*lines(*PAST))
    # 80/200 − (30% + 30% + 39%) ÷ 3
    assert opened.figure("usual_progress_gap", "2024-05").value == Decimal(7)
    text = build("临洮县", "2024-05", opened.data).narrative.text
    assert "从均衡进度看，一般公共预算收入快于近三年同期平均进度7.0个百分点。" in text


def test_two_years_are_too_few(county: Open) -> None:
    opened = county(*lines(*PAST[:2]))
    assert opened.figures("2024-05").named("usual_progress_gap") == []


def test_december_has_none(county: Open) -> None:
    opened = county(*lines(*PAST))
    assert opened.figures("2023-12").named("usual_progress_gap") == []
