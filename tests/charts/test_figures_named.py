"""Figures in one chart are told apart by what they differ in, and not added up where they differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import finkit
from finkit.errors import UsageError
from finkit.figures.figure import Figure
from finkit.report import build
from tests.conftest import Open

LINES = (
    "2024-02 cumulative 税收收入 actual 120 万元",
    "2024-02 month 税收收入 actual 50 万元",
    "2024-02 cumulative 非税收入 actual 30 万元",
)


def amounts(county: Open, *lines: str) -> list[Figure]:
    return build("临洮县", "2024-02", county(*lines).data).figures.named("amount")


def refused(draw: Callable[[], Any]) -> str:
    with pytest.raises(UsageError) as error:
        draw()
    return str(error.value)


def test_a_month_and_what_has_accumulated_are_told_apart(county: Open) -> None:
    drawn = finkit.charts.bars(amounts(county, *LINES), "收入").alt
    said = {"税收收入（累计）120万元", "税收收入（当月）50万元", "非税收入（累计）30万元"}
    assert {*drawn.rstrip("。").removeprefix("收入（万元）：").split("；")} == said


def test_of_one_basis_the_item_says_it(county: Open) -> None:
    cumulative = amounts(county, LINES[0], LINES[2])
    assert "税收收入120万元；非税收入30万元" in finkit.charts.bars(cumulative, "收入").alt
    assert finkit.charts.waterfall(cumulative, "收入").alt.endswith("合计+150万元。")


def test_a_month_is_not_added_to_what_has_accumulated(county: Open) -> None:
    mixed = amounts(county, *LINES)
    assert refused(lambda: finkit.charts.waterfall(mixed)) in (
        "这些数不能相加（累计、当月）；先选同一种的数",
        "这些数不能相加（当月、累计）；先选同一种的数",
    )


def test_one_item_under_two_parents_is_told_apart_by_them(county: Open) -> None:
    lines = (
        "2024-02 cumulative 甲收入 actual 100 万元",
        "2024-02 cumulative 乙收入 actual 80 万元",
        "2024-02 cumulative 其他收入<甲收入 actual 7 万元",
        "2024-02 cumulative 其他收入<乙收入 actual 5 万元",
    )
    drawn = finkit.charts.bars(amounts(county, *lines), "收入").alt
    assert "其他收入（甲收入）7万元" in drawn
    assert "其他收入（乙收入）5万元" in drawn


def test_shares_of_two_wholes_name_them(county: Open) -> None:
    lines = (
        "2024-02 cumulative 甲收入 actual 100 万元",
        "2024-02 cumulative 乙收入 actual 80 万元",
        "2024-02 cumulative 丙收入<甲收入 actual 25 万元",
        "2024-02 cumulative 丁收入<乙收入 actual 40 万元",
    )
    shares = build("临洮县", "2024-02", county(*lines).data).figures.named("share_of")
    drawn = finkit.charts.bars(shares, "占比").alt
    assert "丙收入（甲收入）25%" in drawn  # 25÷100
    assert "丁收入（乙收入）50%" in drawn  # 40÷80
    assert refused(lambda: finkit.charts.waterfall(shares)).startswith("这些数不能相加（")


def test_figures_of_two_counties_name_them() -> None:
    data = finkit.open()
    two = [data.county(n).figures("2020-12").named("amount")[0] for n in ("万州区", "涪陵区")]
    drawn = finkit.charts.bars(two).alt
    assert "万州区" in drawn
    assert "涪陵区" in drawn


def test_what_is_meant_to_be_used_is_shown() -> None:
    assert dir(finkit.charts) == sorted(finkit.charts.__all__)


@pytest.mark.parametrize("years", [0, -1, True, "2"])
def test_no_years_are_not_all_years(years: Any) -> None:
    bench = finkit.open().county("示例县")
    said = refused(lambda: bench.by_month("税收收入", years=years))
    assert said == f"years 应为1以上的整数，不是「{years}」"
