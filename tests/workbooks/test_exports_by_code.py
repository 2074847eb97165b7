"""Exports of treasuries and budget systems: codes of areas and accounts, read by their own heads."""

from __future__ import annotations

import pytest

from finkit.workbooks.reading.context import Given
from tests.workbooks.conftest import Read

YUAN = Given(unit="元")


def test_accounts_by_their_codes_alone(read: Read) -> None:
    found = read(
        ["地方财政收入月报"],
        ["报表期间：2024年6月", None, None, "金额单位：元"],
        ["行政区划代码", "科目代码", "本期金额", "累计金额"],
        ["3405230000", "101", "1,600.50", "9,000.00"],
        ["3405230000", "10101", "1,200.50", "7,000.00"],
        ["3405230000", "103", "100.00", "300.00"],
    )
    assert found.amounts == {
        ("101 税收收入", "actual·month", "2024-06"): "1600.50元 C4",
        ("101 税收收入", "actual", "2024-06"): "9000.00元 D4",
        ("10101 增值税", "actual·month", "2024-06"): "1200.50元 C5",
        ("10101 增值税", "actual", "2024-06"): "7000.00元 D5",
    }
    # 103 holds the funds' and the enterprises' revenue as well: of which budget is not said.
    assert found.asides["C6"].startswith("只有科目编码")
    assert found.parents["10101 增值税"] == "101 税收收入"


def test_the_title_says_of_which_budget_a_class_is(read: Read) -> None:
    found = read(
        ["和县2024年6月一般公共预算收入旬报"],
        ["单位：元"],
        ["科目编码", "本期金额", "累计金额"],
        ["103", "200.00", "900.00"],
    )
    assert ("103 非税收入", "actual", "2024-06") in found.amounts


def test_a_row_says_its_area_and_its_month(read: Read) -> None:
    found = read(
        ["stat_date", "mof_div_code", "budget_level", "subject_code", "year_to_date_amount"],
        ["202406", "340523000", "4", "101", "0.12345678"],
        ["202406", "340522000", "4", "101", "0.22345678"],
        given=Given(unit="亿元"),
    )
    assert found.by_area == {
        ("和县", "101 税收收入", "actual"): "0.12345678",
        ("含山县", "101 税收收入", "actual"): "0.22345678",
    }
    assert {a.period for table in found.tables for a in table.amounts} == {"2024-06"}


@pytest.mark.parametrize("period", ["", "2024-06"])
def test_the_year_of_a_budget_is_not_yet_its_end(read: Read, period: str) -> None:
    found = read(
        ["财政区划", "会计年度", "科目编码", "科目名称", "累计金额"],
        ["610629000", "2024", "2010101", "行政运行", "500.00"],
        given=YUAN._replace(period=period),
    )
    periods = [a.period for table in found.tables for a in table.amounts]
    assert periods == ([period] if period else [])
    assert bool(found.asked) is not bool(period)


def test_a_year_of_rows_ends_with_the_month_that_is_given(read: Read) -> None:
    rows = (["和县财政收入"], ["单位：万元"], ["年份", "税收收入"], [2023, 9], [2024, 5])
    found = read(*rows, given=Given(period="2024-06"))
    assert list(found.amounts) == [
        ("税收收入", "actual", "2023-12"),
        ("税收收入", "actual", "2024-06"),
    ]


def test_amounts_that_look_alike_are_no_years(read: Read) -> None:
    found = read(
        ["2023年安徽省专项转移支付预算表"],
        ["单位：万元"],
        ["项目", "2022年执行数", "2023年预算数", "备注"],
        ["科技专项", 2000, 2000, None],
        ["文化专项", 2001, 2001, None],
        ["教育专项", 90, 40, None],
    )
    assert len(found.tables) == 1
    assert len(found.amounts) == 6


def test_a_panel_in_any_order_with_units_of_its_own(read: Read) -> None:
    found = read(
        ["地区", "指标", "单位", "年份", "数值"],
        ["贵池区", "一般公共预算收入", "万元", 2020, 100],
        ["东至县", "一般公共预算支出", "亿元", 2021, 1.1],
    )
    taken = [
        (a.area.name, a.item, a.period, f"{a.value}{a.unit}")
        for table in found.tables
        for a in table.amounts
    ]
    assert taken == [
        ("贵池区", "一般公共预算收入", "2020-12", "100万元"),
        ("东至县", "一般公共预算支出", "2021-12", "1.1亿元"),
    ]


def test_a_sheet_called_after_a_year_is_of_it(read: Read) -> None:
    rows = [["贵池区财政收支决算"], ["单位：万元"], ["项目", "金额"], ["教育支出", 10]]
    found = read(sheets={"2021年": rows, "2022": rows})
    assert [period for _, _, period in found.amounts] == ["2021-12", "2022-12"]
