"""Printed figures against computed ones: their rounding, their unit, their edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from finkit.checks import Finding, check_all
from finkit.dataset import open_dataset

from .conftest import HEADER, line

PRINTED = "county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source"
Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """What is said of `2024-02 税收收入 yoy_rate 9.4 % 表一 [status]`, beside amounts."""

    def found(printed: str, *lines: str) -> list[Finding]:
        path = tmp_path / "observations.csv"
        path.write_text("\n".join([HEADER, *map(line, lines)]) + "\n", encoding="utf-8")
        head = PRINTED
        rows = []
        for text in printed.split(";"):
            period, item, indicator, value, unit, source, *status = text.split()
            cells = ("621124", period, "cumulative", item, "", indicator, "", value, unit, source)
            rows.append(",".join([*cells, *status]))
            head = PRINTED + ",data_status" * len(status)
        (tmp_path / "observations.published.csv").write_text(
            "\n".join([head, *rows]) + "\n", encoding="utf-8"
        )
        return [f for f in check_all(open_dataset(path)) if "印出" in f.rule]

    return found


NOW, BASE, CHANGE = (
    "2024-02 税收收入 actual 15348 万元",
    "2024-02 税收收入 prior_actual 14032 万元",
    "2024-02 税收收入 delta 1316 万元",
)


@pytest.mark.parametrize("base", [BASE, CHANGE])
def test_a_change_against_base_or_change(check: Check, base: str) -> None:
    # 15348 − 14032 = 1316.
    assert check("2024-02 税收收入 yoy_amount 1316 万元 表一", NOW, base) == []
    [found] = check("2024-02 税收收入 yoy_amount 1361 万元 表一", NOW, base)
    assert (found.severity, found.expected, found.found) == ("error", "1316万元", "1361万元")


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [("0.13 亿元", False), ("0.14 亿元", True), ("13160000 元", False), ("1316 亿元", True)],
)
def test_a_change_in_another_unit(check: Check, printed: str, wrong: bool) -> None:
    found = check(f"2024-02 税收收入 yoy_amount {printed} 表一", NOW, BASE)
    assert [f.severity for f in found] == (["error"] if wrong else [])


def test_growth_is_no_matter_of_points(check: Check) -> None:
    # 1316 ÷ 14032 = 9.4%.
    assert check("2024-02 税收收入 yoy_rate 9.4 % 表一", NOW, BASE) == []
    [found] = check("2024-02 税收收入 yoy_rate 9.4 个百分点 表一", NOW, BASE)
    assert (found.severity, found.found, found.cause) == ("warning", "9.4个百分点", "单位应为%")


@pytest.mark.parametrize("value", ["Infinity", "-Infinity", "NaN", "1e-50", "9" * 40, "abc", "-0"])
@pytest.mark.parametrize("amount", ["1", "1e-99", "999999999999999999"])
def test_no_figure_is_too_odd_to_check(check: Check, value: str, amount: str) -> None:
    lines = [f"2024-02 税收收入 {m} {amount} 亿元" for m in ("actual", "delta")]
    lines[0] = lines[0].replace("亿元", "元")
    found = check(f"2024-02 税收收入 yoy_amount {value} 万元 表一", *lines)
    assert {f.found for f in found} <= {f"{value}万元"}


FLASH = [
    f"2023-12 税收收入 {m} {v} 万元 data_status=快报 source=快"
    for m, v in (("actual", 30000), ("prior_actual", 28000))
]
FINAL = [
    f"2023-12 税收收入 {m} {v} 万元 data_status=决算 source=决"
    for m, v in (("actual", 30400), ("prior_actual", 28100))
]


def test_each_edition_has_its_own_rate(check: Check) -> None:
    # 30000 ÷ 28000 = 107.1%; 30400 ÷ 28100 = 108.2%.
    both = "2023-12 税收收入 yoy_rate {} % 快 快报;2023-12 税收收入 yoy_rate {} % 决 决算"
    assert check(both.format("7.1", "8.2"), *FLASH, *FINAL) == []
    found = check(both.format("8.2", "7.1"), *FLASH, *FINAL)
    assert sorted(f.expected for f in found) == ["7.1%", "8.2%"]


@pytest.mark.parametrize(("value", "source"), [("7.1", "快"), ("8.2", "决")])
def test_an_old_file_says_it_by_its_source(check: Check, value: str, source: str) -> None:
    assert check(f"2023-12 税收收入 yoy_rate {value} % {source}", *FLASH, *FINAL) == []
    assert check(f"2023-12 税收收入 yoy_rate 7.9 % {source}", *FLASH, *FINAL) != []
