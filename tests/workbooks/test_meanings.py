"""What must not be taken for something else: other years, other budgets, other sheets, others."""

from __future__ import annotations

import pytest

from finkit.accounts.aliases import standard
from finkit.workbooks.layout.budgets import scope_of
from finkit.workbooks.reading.context import Given
from finkit.workbooks.words.answers import Answers, Layout
from tests.workbooks.conftest import NO_ANSWERS, Read

TITLE = ["临洮县2024年1—2月一般公共预算收支情况表"]
WHOLE_YEAR = ["临洮县2023年一般公共预算收入决算表"]
UNIT = ["单位：万元"]
FEB = "2024-02"


@pytest.mark.parametrize(
    "heading", ["2024年预算数为2023年执行数的%", "2024年提前下达数", "2022年比2021年增长%"]
)
def test_a_heading_nobody_knows_is_no_amount_for_its_year(read: Read, heading: str) -> None:
    found = read(WHOLE_YEAR, UNIT, ["项目", "决算数", heading], ["税收收入", 4900, 103])
    assert found.amounts == {("税收收入", "actual", "2023-12"): "4900万元 B4"}


def test_last_years_columns_in_a_months_table(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "2024年累计", "2023年累计", "2023年同期", "上年决算数"],
        ["税收收入", 4900, 4500, 4501, 30000],
    )
    assert found.amounts == {
        ("税收收入", "actual", FEB): "4900万元 B4",
        ("税收收入", "actual", "2023-02"): "4500万元 C4",
        ("税收收入", "prior_actual", FEB): "4501万元 D4",
        ("税收收入", "actual", "2023-12"): "30000万元 E4",
    }


def test_last_years_final_figure_in_a_years_table(read: Read) -> None:
    found = read(WHOLE_YEAR, UNIT, ["项目", "决算数", "上年决算数"], ["税收收入", 4900, 4500])
    assert found.amounts == {
        ("税收收入", "actual", "2023-12"): "4900万元 B4",
        ("税收收入", "prior_actual", "2023-12"): "4500万元 C4",
    }


def test_a_change_beside_budgets_is_the_budgets(read: Read) -> None:
    found = read(
        ["临洮县2024年一般公共预算收入预算表（草案）"],
        UNIT,
        ["项目", "2023年执行数", "2024年预算数", "增减额", "增减%"],
        ["税收收入", 33000, 36000, 3000, 9.1],
        given=Given(period="2024-12"),
    )
    assert found.amounts == {
        ("税收收入", "actual", "2023-12"): "33000万元 B4",
        ("税收收入", "budget", "2024-12"): "36000万元 C4",
    }
    assert found.asides == {"D4": "预算数的增减，不是实际数的"}
    assert found.rates == {("税收收入", "budget_growth"): "9.1"}


def test_each_column_of_months_is_its_own(read: Read) -> None:
    found = read(
        ["临洮县2024年1—6月一般公共预算收入情况表"],
        UNIT,
        ["项目", "4月", "5月", "6月", "1—6月累计"],
        ["税收收入", 400, 500, 600, 3100],
    )
    assert found.amounts == {
        ("税收收入", "actual·month", "2024-04"): "400万元 B4",
        ("税收收入", "actual·month", "2024-05"): "500万元 C4",
        ("税收收入", "actual·month", "2024-06"): "600万元 D4",
        ("税收收入", "actual", "2024-06"): "3100万元 E4",
    }


def test_balances_whatever_their_column_is_called(read: Read) -> None:
    found = read(
        ["临洮县2023年地方政府债务余额情况决算表"],
        ["单位：亿元"],
        ["项目", "年初数", "2022年末余额", "决算数"],
        ["一般债务余额", 8.1, 8.2, 9.3],
    )
    assert found.amounts == {
        ("一般债务余额", "actual·balance", "2022-12"): "8.2亿元 C4",
        ("一般债务余额", "actual·balance", "2023-12"): "9.3亿元 D4",
    }
    assert [a.source for a in found.tables[0].amounts if a.period == "2022-12"] == [
        "月报.xlsx!表!B4",
        "月报.xlsx!表!C4",
    ]


def test_a_balance_whose_name_says_of_which_year(read: Read) -> None:
    found = read(
        ["临洮县2023年地方政府债务决算情况表"],
        ["单位：亿元"],
        ["项目", "金额"],
        ["一、2022年末地方政府债务余额", 17.5],
        ["二、2023年地方政府债务还本额", 1.2],
    )
    assert {(p, m): v for (_, m, p), v in found.amounts.items()} == {
        ("2022-12", "actual·balance"): "17.5亿元 B4",
        ("2023-12", "actual"): "1.2亿元 B5",
    }


def test_the_parts_of_a_balance_are_balances_of_its_year(read: Read) -> None:
    """As debts are disclosed: the parts say no year and no 余额 of their own."""
    found = read(
        ["临洮县2023年地方政府债务决算情况表"],
        UNIT,
        ["项目", "金额"],
        ["一、2022年末地方政府债务余额", 28],
        ["  其中：一般债务", 13],
        ["        专项债务", 15],
        ["二、2023年地方政府债务限额", 35],
        ["三、2023年末地方政府债务余额", 31],
        ["  其中：一般债务", 14],
        ["        本年新增", 3],
    )
    assert [(a.item.strip(), a.period, a.basis) for a in found.tables[0].amounts] == [
        ("一、2022年末地方政府债务余额", "2022-12", "balance"),
        ("其中：一般债务", "2022-12", "balance"),
        ("专项债务", "2022-12", "balance"),
        ("二、2023年地方政府债务限额", "2023-12", "balance"),
        ("三、2023年末地方政府债务余额", "2023-12", "balance"),
        ("其中：一般债务", "2023-12", "balance"),
        ("本年新增", "2023-12", "cumulative"),
    ]


def test_rows_that_name_their_own_unit(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["指标", "累计完成"],
        ["税收收入（万元）", 4900],
        ["金融机构存款余额（亿元）", 201.3],
        ["财政供养人员（人）", 9800],
        ["财政自给率（%）", 26.3],
        ["税收占一般公共预算收入比重", 66.7],
        ["年末总人口", 51],
    )
    assert [(a.item, f"{a.value}{a.unit}") for a in found.tables[0].amounts] == [
        ("税收收入（万元）", "4900万元"),
        ("金融机构存款余额（亿元）", "201.3亿元"),
        ("财政供养人员（人）", "9800人"),
    ]
    assert found.asides["B7"] == found.asides["B8"] == "这一行是比率，不是金额"
    assert found.asides["B9"] == "这一行是个数，没有写明单位"


def test_a_table_of_rates_holds_no_amounts(read: Read) -> None:
    title = ["2016年各市一般公共预算收入增长速度（2016年）"]
    found = read(title, ["单位：%"], ["地区", "一般公共预算收入"], ["兰州市", 9.1], ["金昌市", 8.2])
    assert found.amounts == {}
    assert found.asides["B4"] == "单位是%，是比率，不是金额"


def test_balances_over_areas(read: Read) -> None:
    found = read(
        ["2023年分县债务余额决算情况表"],
        ["单位：亿元"],
        ["地区", "2022年末债务余额", "2023年末债务余额"],
        ["临洮县", 8.1, 9.3],
        ["渭源县", 5.1, 6.3],
    )
    assert [(a.item, a.basis, a.period) for a in found.tables[0].amounts[:2]] == [
        ("债务余额", "balance", "2022-12"),
        ("债务余额", "balance", "2023-12"),
    ]


def test_rates_over_areas_are_of_the_amounts_to_their_left(read: Read) -> None:
    found = read(
        ["2024年1—2月分县收支情况表"],
        UNIT,
        ["地区", "一般公共预算收入", "同比增长%", "一般公共预算支出", "同比增长%"],
        ["临洮县", 4900, 8.9, 9000, 1.2],
        ["渭源县", 3900, 7.9, 8000, 2.2],
    )
    assert [(r.item, r.printed) for r in found.tables[0].rates[:2]] == [
        ("一般公共预算收入", "8.9"),
        ("一般公共预算支出", "1.2"),
    ]


def test_a_completion_is_of_the_budget_its_heading_names_else_of_the_rows(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "年初预算", "调整预算", "累计完成", "占年初预算%", "完成预算%"],
        ["税收收入", 36000, 40000, 4900, 13.6, 12.3],
        ["非税收入", 16000, None, 2450, 15.3, 15.3],
    )
    assert found.rates == {
        ("税收收入", "completion_rate 年初预算"): "13.6",
        ("税收收入", "completion_rate 调整预算"): "12.3",
        ("非税收入", "completion_rate 年初预算"): "15.3",
    }


def test_a_sheet_without_a_title_is_not_the_one_before(read: Read) -> None:
    found = read(
        sheets={
            "临洮县": [TITLE, UNIT, ["项目", "累计完成"], ["税收收入", 4900]],
            "渭源县": [["项目", "累计完成"], ["税收收入", 3900]],
        }
    )
    assert [a.area.name for a in found.tables[0].amounts] == ["临洮县"]
    assert found.tables[1].amounts == []
    assert [kind for kind, _ in found.asked] == ["unit", "period"]


def test_the_day_a_table_was_filled_in_is_not_its_period(read: Read) -> None:
    found = read(["填报日期：2024年3月5日"], TITLE, UNIT, ["项目", "累计完成"], ["税收收入", 4900])
    assert list(found.amounts) == [("税收收入", "actual", FEB)]


def test_a_note_above_the_header_says_nothing_of_period_and_place(read: Read) -> None:
    note = "说明：本表按临洮县和渭源县口径分列，年初预算经2024年1月县人代会批准，支出含上级专款和债务付息。"
    found = read(TITLE, [note], UNIT, ["项目", "累计完成"], ["税收收入", 4900])
    assert list(found.amounts) == [("税收收入", "actual", FEB)]
    assert found.tables[0].amounts[0].area.name == "临洮县"


@pytest.mark.parametrize(
    "lines",
    [
        [["财政收支情况月报表"], ["编报单位：临洮县财政局", "2024年2月", "单位：万元"]],
        [["临洮县", "2024年2月", "财政收支情况表"], UNIT],
        [["临洮县2024年2月主要指标"], UNIT],
    ],
)
def test_the_area_in_a_line_beside_the_title(read: Read, lines: list[list[str]]) -> None:
    found = read(*lines, ["项目", "累计完成"], ["税收收入", 4900])
    assert [(a.area.name, a.period) for a in found.tables[0].amounts] == [("临洮县", FEB)]


def test_whom_a_table_is_sent_to_is_not_whose_it_is(read: Read) -> None:
    found = read(
        ["收支月报（2024年2月）"],
        ["报：定西市财政局"],
        UNIT,
        ["项目", "累计完成"],
        ["税收收入", 49],
    )
    assert [kind for kind, _ in found.asked] == ["county"]


def test_sheets_named_by_their_month(read: Read) -> None:
    """The year is the title's or the file's."""
    rows = [["临洮县财政收支月报"], UNIT, ["项目", "累计完成"], ["税收收入", 4900]]
    found = read(name="2024年月报.xlsx", sheets={"1月": rows, "1-2月": rows, "二月": rows})
    assert [t.amounts[0].period for t in found.tables] == ["2024-01", FEB, FEB]
    found = read(name="月报.xlsx", sheets={"1月": rows})
    assert [kind for kind, _ in found.asked] == ["period"]


def test_a_table_of_one_month(read: Read) -> None:
    title = ["临洮县2024年2月份当月财政收入情况表"]
    found = read(title, UNIT, ["项目", "完成数", "上年同期", "1-2月累计"], ["税收收入", 5, 4, 9])
    basis = {a.measure + a.source[-2]: a.basis for a in found.tables[0].amounts}
    assert basis == {"actualB": "month", "prior_actualC": "month", "actualD": "cumulative"}


@pytest.mark.parametrize(
    "line", ["单位：万元  制表：王某", "万元", "单位：万元/%", "金额单位：万元 户数单位：户"]
)
def test_the_unit_among_other_words(read: Read, line: str) -> None:
    found = read(TITLE, [line], ["项目", "累计完成"], ["税收收入", 4900])
    assert [a.unit for a in found.tables[0].amounts] == ["万元"]


@pytest.mark.parametrize("line", ["统一社会信用代码：11622425013946", "单位代码：101001"])
def test_an_offices_code_is_not_the_countys(read: Read, line: str) -> None:
    found = read([line], TITLE, UNIT, ["项目", "累计完成"], ["税收收入", 4900])
    assert {a.area.code for a in found.tables[0].amounts} == {"621124"}


@pytest.mark.parametrize("whose", ["临洮县洮阳镇", "临洮县教育局", "定西市经济开发区"])
def test_a_town_an_office_or_a_zone_is_not_the_county(read: Read, whose: str) -> None:
    found = read(
        [f"{whose}2023年一般公共预算收入决算表"], UNIT, ["项目", "决算数"], ["税收收入", 49]
    )
    assert found.amounts == {}
    assert [kind for kind, _ in found.asked] == ["county"]


def test_the_bureau_speaks_for_its_county(read: Read) -> None:
    found = read(
        ["临洮县财政局2023年一般公共预算收入决算表"], UNIT, ["项目", "决算数"], ["税收收入", 4900]
    )
    assert {a.area.name for a in found.tables[0].amounts} == {"临洮县"}


def test_a_rows_own_unit_that_nobody_knows_is_not_guessed(read: Read) -> None:
    found = read(
        ["临洮县2023年国民经济和财政决算情况表"],
        UNIT,
        ["指标", "计量单位", "2023年"],
        ["税收收入", "万元", 4900],
        ["发电量", "万千瓦时", 1200],
    )
    assert found.amounts == {("税收收入", "actual", "2023-12"): "4900万元 C4"}
    assert found.asides["C5"] == "不认识的单位「万千瓦时」"


def test_an_item_with_an_amount_is_no_note(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "累计完成"],
        ["*增值税", 4900],
        ["审核收费收入", 12],
        ["*含开发区", None],
    )
    assert [item for item, _, _ in found.amounts] == ["*增值税", "审核收费收入"]


def test_a_lone_month_is_answered_once_for_all_months(read: Read) -> None:
    layout = read(["临洮县财政收入情况表"], UNIT, ["项目", "2024年2月"], ["税收收入", 2100])
    (table,) = layout.tables
    assert layout.asked == [("column", "某年某月")]
    answers = Answers({table.layout: Layout(columns={"某年某月": "本月完成"})})
    found = read(
        ["临洮县财政收入情况表"], UNIT, ["项目", "2024年11月"], ["税收收入", 2100], answers=answers
    )
    assert found.amounts == {("税收收入", "actual·month", "2024-11"): "2100万元 B4"}
    assert answers != NO_ANSWERS


def test_two_blocks_named_by_their_sides(read: Read) -> None:
    found = read(
        ["临洮县2023年一般公共预算收支决算总表"],
        UNIT,
        ["收入", "决算数", "支出", "决算数"],
        ["税收收入", 4900, "教育支出", 9000],
        ["非税收入", 2450, "农林水支出", 5000],
        ["合计", 7350, "合计", 15000],
    )
    assert {item: value for (item, _, _), value in found.amounts.items()} == {
        "税收收入": "4900万元 B4",
        "非税收入": "2450万元 B5",
        "一般公共预算收入合计": "7350万元 B6",
        "教育支出": "9000万元 D4",
        "农林水支出": "5000万元 D5",
        "合计": "15000万元 D6",
    }
    assert [a.parent for a in found.tables[0].amounts] == ["一般公共预算收入合计"] * 2 + [""]
    assert found.tables[1].amounts[-1].scope == "一般公共预算收支决算总表支出"


def test_a_unit_right_above_the_header_is_no_group(read: Read) -> None:
    found = read(WHOLE_YEAR, [None, "（万元）"], ["项目", "决算数"], ["税收收入", 4900])
    assert found.amounts == {("税收收入", "actual", "2023-12"): "4900万元 B4"}


def test_a_header_said_again_in_english(read: Read) -> None:
    found = read(
        ["7-5 分地区一般公共预算收入（2022年）"],
        ["单位：亿元"],
        ["地区", "地方一般公共", "税收"],
        [None, "预算收入", "收入"],
        ["Region", "Local General", "Tax Revenue"],
        ["北京", 5714.36, 4867.13],
        ["天津", 1846.69, 1500.10],
    )
    assert found.by_area[("北京市", "税收收入", "actual")] == "4867.13"


@pytest.mark.parametrize(
    ("item", "parent", "expected"),
    [
        ("城乡社区支出", "", "政府性基金预算"),
        ("调出资金", "转移性支出", "政府性基金预算"),
        ("本年支出合计", "", "政府性基金预算"),
        ("合计", "", "政府性基金支出决算表"),
        ("政府性基金支出", "", ""),
        ("国有土地使用权出让收入安排的支出", "城乡社区支出", ""),
        ("专项债务余额", "", ""),
    ],
)
def test_what_a_fund_table_must_tell_apart(item: str, parent: str, expected: str) -> None:
    assert scope_of("临洮县2023年政府性基金支出决算表", "", item, parent) == expected


def test_the_general_budgets_own_rows_need_no_scope() -> None:
    title = "临洮县2023年一般公共预算支出决算表"
    assert scope_of(title, "", "城乡社区支出", "") == ""
    assert scope_of(title, "", "支出总计", "") == ""
    assert (
        scope_of("临洮县2023年一般公共预算基本支出经济分类决算表", "", "其他支出", "")
        == "基本支出、经济分类"
    )


def test_years_as_rows(read: Read) -> None:
    found = read(
        ["8-1 临洮县主要年份财政收支"],
        UNIT,
        ["年份\nYear", "一般公共预算收入\nRevenue", "比上年增长%", "一般公共预算支出\nExpenditure"],
        ["2019", 1000, None, 9000],
        ["2020年", 1100, 10.0, 9500],
        ["“十三五”时期", 5000, None, 40000],
    )
    assert found.amounts == {
        ("一般公共预算收入", "actual", "2019-12"): "1000万元 B4",
        ("一般公共预算支出", "actual", "2019-12"): "9000万元 D4",
        ("一般公共预算收入", "actual", "2020-12"): "1100万元 B5",
        ("一般公共预算支出", "actual", "2020-12"): "9500万元 D5",
    }
    assert found.rates == {("一般公共预算收入", "yoy_rate"): "10"}
    assert found.asides["B6"] == "这一行没有年份"


def test_a_sheet_named_for_its_county(read: Read) -> None:
    table = [["2023年一般公共预算收入决算表"], UNIT, ["项目", "决算数"], ["税收收入", 49]]
    found = read(sheets={"临洮县": table, "陇西": table})
    assert [a.area.name for t in found.tables for a in t.amounts] == ["临洮县", "陇西县"]


def test_rates_over_items_are_no_amounts(read: Read) -> None:
    found = read(
        ["7-1 全国一般公共预算收支总额及增长速度"],
        ["单位：亿元"],
        ["年份", "一般公共预算收入", "一般公共预算支出", "增长速度（%）", None, "弹性系数%", None],
        [None, None, None, "收入", "支出", "收入", "支出"],
        ["2019", 190390.08, 238858.37, 3.8, 8.1, 0.6, 1.3],
        merged=["D3:E3", "F3:G3"],
    )
    assert found.amounts == {
        ("一般公共预算收入", "actual", "2019-12"): "190390.08亿元 B5",
        ("一般公共预算支出", "actual", "2019-12"): "238858.37亿元 C5",
    }
    assert [r.printed for r in found.tables[0].rates] == ["3.8", "8.1"]


INCOME = ["临洮县2023年一般公共预算收入决算表"]


def test_the_sum_of_a_table_is_its_whole_where_it_adds_up(read: Read) -> None:
    found = read(
        INCOME,
        UNIT,
        ["项目", "预算数", "决算数"],
        ["一、税收收入", 5000, 5123],
        ["    增值税", 2000, 1934],
        ["二、非税收入", 2200, 2311],
        ["合计", 7200, 5123 + 2311],
    )
    assert found.amounts["一般公共预算收入合计", "actual", "2023-12"] == "7434万元 C7"
    assert found.amounts["一般公共预算收入合计", "budget", "2023-12"] == "7200万元 B7"
    assert found.tables[0].amounts[-1].scope == ""


@pytest.mark.parametrize(
    "last", [["上级补助收入", 900], ["二、非税收入", 2300]], ids=["transfers", "another sum"]
)
def test_a_sum_of_something_else_keeps_to_its_table(read: Read, last: list[object]) -> None:
    found = read(
        INCOME,
        UNIT,
        ["项目", "决算数"],
        ["一、税收收入", 5123],
        last,
        ["合计", 7434],
    )
    (total,) = [a for a in found.tables[0].amounts if a.item == "合计"]
    assert total.scope == "一般公共预算收入决算表"


def test_what_is_collected_this_year_is_the_general_revenue(read: Read) -> None:
    assert standard("本年收入合计").name == "一般公共预算收入"
    found = read(
        ["临洮县2023年政府性基金收入决算表"],
        UNIT,
        ["项目", "决算数"],
        ["国有土地使用权出让收入", 4500],
        ["污水处理费收入", 21],
        ["本年收入合计", 4521],
        ["上年结余收入", 100],
        ["收入总计", 4621],
    )
    scopes = {a.item: a.scope for a in found.tables[0].amounts}
    assert scopes["政府性基金收入合计"] == ""
    assert scopes["上年结余收入"] == "政府性基金预算"
    assert scopes["收入总计"] == "政府性基金预算"


@pytest.mark.parametrize(("first", "second"), [(2000, 1934), (1934, 2000), (2023, 2024)])
def test_amounts_that_look_like_years_are_amounts(read: Read, first: int, second: int) -> None:
    found = read(
        WHOLE_YEAR,
        UNIT,
        ["项目", "预算数", "决算数"],
        ["税收收入", 5000, 5123],
        ["增值税", first, second],
        ["非税收入", 2200, 2311],
    )
    assert len(found.tables) == 1
    assert found.amounts["增值税", "actual", "2023-12"] == f"{second}万元 C5"


def test_years_over_an_unnamed_column_are_years(read: Read) -> None:
    found = read(["临洮县财政收入决算情况"], UNIT, [None, "2022", "2023"], ["税收收入", 4900, 5123])
    assert found.amounts["税收收入", "actual", "2022-12"] == "4900万元 B4"


def test_a_province_among_provinces_is_no_district(read: Read) -> None:
    found = read(
        ["7-5 分地区一般公共预算收入（2022年）"],
        ["单位：亿元"],
        ["地区", "一般公共预算收入"],
        ["天津", 1846.69],
        ["河北", 4084.00],
        ["甘肃", 907.60],
    )
    assert [a.area.code for a in found.tables[0].amounts] == ["120000", "130000", "620000"]


def test_a_table_of_debt_may_have_a_rate_and_a_change_beside(read: Read) -> None:
    found = read(
        ["截至2024年5月末临洮县政府债务情况表"],
        ["单位：亿元"],
        ["项目", "债务限额", "债务余额", "较年初增减", "债务率%"],
        ["合计", 36.2, 35, 1.1, 120],
        ["一般债务", 26.1, 25.2, 0.3, None],
        ["专项债务", 10.1, 9.8, 0.8, None],
    )
    assert found.amounts["债务限额", "actual·balance", "2024-05"] == "36.2亿元 B4"
    assert found.amounts["专项债务余额", "actual·balance", "2024-05"] == "9.8亿元 C6"
    assert found.asides["D4"] == "比率和增减由金额计算"
