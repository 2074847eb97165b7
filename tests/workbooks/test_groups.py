"""What stands over columns and is no measure: levels, budgets, funds, areas."""

from __future__ import annotations

import pytest

from finkit.workbooks.reading.context import Given
from tests.workbooks.conftest import Read, Understood

UNIT = ["单位：万元"]


def _said(found: Understood) -> dict[str, tuple[str, ...]]:
    """Area, item, what it stands under and scope of each amount, by its cell."""
    return {
        a.source.rsplit("!", 1)[-1]: (a.area.name, a.parent, a.item, a.scope)
        for table in found.tables
        for a in table.amounts
    }


def test_the_whole_city_beside_its_own_level(read: Read) -> None:
    found = read(
        ["2023年滁州市一般公共预算收入决算表"],
        UNIT,
        ["项目", "全市", None, "市本级", None],
        [None, "预算数", "决算数", "预算数", "决算数"],
        ["税收收入", 1000, 1100, 300, 330],
        merged=["A3:A4", "B3:C3", "D3:E3"],
    )
    scopes = {cell: scope for cell, (_, _, _, scope) in _said(found).items()}
    assert scopes == {"B5": "", "C5": "", "D5": "市本级", "E5": "市本级"}


def test_levels_below_one_measure_and_a_level_over_all(read: Read) -> None:
    title = ["2023年滁州市一般公共预算收入决算表"]
    below = read(title, UNIT, ["项目", "全市", "市本级"], ["税收收入", 1100, 330])
    assert _said(below)["C4"] == ("滁州市", "", "税收收入", "市本级")
    over = read(
        title,
        UNIT,
        ["项目", "市本级", None],
        [None, "预算数", "决算数"],
        ["税收收入", 300, 330],
        merged=["A3:A4", "B3:C3"],
    )
    assert [scope for _, _, _, scope in _said(over).values()] == ["市本级", "市本级"]


def test_budgets_side_by_side_are_a_scope_each(read: Read) -> None:
    found = read(
        ["2023年和县财政收支决算总表"],
        UNIT,
        ["项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
        ["上级补助收入", 45, 30, 10, 5],
    )
    assert _said(found) == {
        "C4": ("和县", "", "上级补助收入", ""),
        "D4": ("和县", "", "上级补助收入", "政府性基金预算"),
        "E4": ("和县", "", "上级补助收入", "国有资本经营预算"),
    }
    assert found.asides["B4"] == "几本预算的合计"


PENSION, HEALTH = "企业职工基本养老保险基金", "职工基本医疗保险基金"


def test_funds_of_the_social_insurance_as_columns_and_as_rows(read: Read) -> None:
    columns = read(
        ["2023年宣城市社会保险基金收入决算表"],
        UNIT,
        ["项目", "合计", PENSION, HEALTH],
        ["一、保险费收入", 500, 300, 200],
    )
    under = {cell: parent for cell, (_, parent, _, _) in _said(columns).items()}
    assert under == {"B4": "", "C4": PENSION, "D4": HEALTH}
    rows = read(
        ["2023年宣城市社会保险基金收支决算表"],
        UNIT,
        ["基金名称", "本年收入", "本年支出", "年末滚存结余"],
        [PENSION, 300, 200, 500],
    )
    assert rows.amounts == {
        (f"{PENSION}收入", "actual", "2023-12"): "300万元 B4",
        (f"{PENSION}支出", "actual", "2023-12"): "200万元 C4",
        (f"{PENSION}年末滚存结余", "actual·balance", "2023-12"): "500万元 D4",
    }


@pytest.mark.parametrize("names", [("贵池区", "东至县"), ("贵池", "东至")])
def test_areas_over_rows_of_years_are_no_items(read: Read, names: tuple[str, str]) -> None:
    found = read(
        ["池州市各县区教育支出"],
        ["单位：亿元"],
        ["年份", *names],
        [2020, 1, 4],
        [2021, 2, 5],
    )
    taken = [(a.area.name, a.item, a.period) for table in found.tables for a in table.amounts]
    assert taken == [
        ("贵池区", "教育支出", "2020-12"),
        ("东至县", "教育支出", "2020-12"),
        ("贵池区", "教育支出", "2021-12"),
        ("东至县", "教育支出", "2021-12"),
    ]


def test_areas_over_items_over_rows_of_years(read: Read) -> None:
    found = read(
        ["池州市各县区财政收支"],
        UNIT,
        ["年份", "贵池区", None, "东至县", None],
        [None, "税收收入", "教育支出", "税收收入", "教育支出"],
        [2020, 1, 2, 3, 4],
        merged=["A3:A4", "B3:C3", "D3:E3"],
    )
    assert found.by_area == {
        ("贵池区", "税收收入", "actual"): "1",
        ("贵池区", "教育支出", "actual"): "2",
        ("东至县", "税收收入", "actual"): "3",
        ("东至县", "教育支出", "actual"): "4",
    }


def test_what_is_given_to_lower_areas_is_budgeted_where_the_title_says_so(read: Read) -> None:
    rows = read(
        ["2023年省级一般性转移支付分地区预算汇总表"],
        UNIT,
        ["地区", "2023年预算数"],
        ["合肥市", 100],
        ["肥东县", 50],
        ["未落实到地区数", 10],
        given=Given(None),
    )
    assert rows.by_area == {
        ("合肥市", "一般性转移支付", "budget"): "100",
        ("肥东县", "一般性转移支付", "budget"): "50",
    }
    assert rows.asides["B6"] == "还没有分到县区的数"
    matrix = read(
        ["2023年安徽省省级专项转移支付分地区预算表"],
        UNIT,
        ["项目", "合计", "市县", None, None],
        [None, None, "小计", "合肥市", "芜湖市"],
        ["科技专项", 2000, 2000, 0, 2000],
        ["教育专项", 100, 90, 40, 50],
        merged=["A3:A4", "B3:B4", "C3:E3"],
    )
    assert matrix.by_area[("芜湖市", "科技专项", "budget")] == "2000"
    assert {s for area, _, _, s in _said(matrix).values() if area != "安徽省"} == {"转移支付"}
    assert "C6" in matrix.asides


def test_bare_columns_of_a_table_of_budgets_are_budgets(read: Read) -> None:
    found = read(["2024年临洮县教育支出预算表"], UNIT, ["项目", "金额"], ["教育支出", 7])
    assert list(found.amounts) == [("教育支出", "budget", "2024-12")]


def test_shares_below_are_no_amounts_though_they_stand_no_further_in(read: Read) -> None:
    found = read(
        ["2022年和县一般公共预算收入决算"],
        UNIT,
        ["项目", "决算数"],
        ["税收收入", 160],
        ["非税收入", 40],
        ["构成（%）", None],
        ["税收收入", 80],
        ["非税收入", 20],
    )
    assert sorted(found.amounts.values()) == ["160万元 B4", "40万元 B5"]


def test_another_years_column_of_a_table_of_budgets_says_too_little(read: Read) -> None:
    found = read(
        ["2024年池州市各县区教育支出预算表"],
        UNIT,
        ["县区", "2023年", "2024年"],
        ["贵池区", 1, 2],
        ["东至县", 3, 4],
    )
    assert found.by_area == {
        ("贵池区", "教育支出", "budget"): "2",
        ("东至县", "教育支出", "budget"): "4",
    }
    assert found.asides["B4"] == "没有写明是预算数还是执行数"
