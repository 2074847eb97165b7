"""What a column holds: groups above it, columns beside it, what its table is about, answers."""

from __future__ import annotations

import pytest

from finkit.workbooks.reading.context import Given
from finkit.workbooks.words.answers import Answers, Layout
from tests.workbooks.conftest import Read

FEB = "2024-02"
TITLE = ["临洮县2024年1—2月一般公共预算收支情况表"]
CITY = ["濮阳市2024年1-2月各县一般公共预算收入情况表"]
UNIT = ["单位：万元"]
REVENUE = "一般公共预算收入"


def test_a_part_below_a_measure_is_not_the_whole(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "决算数", None, None, "本年完成", None],
        [None, "合计", "基本支出", "项目支出", "本月", "其中：乡镇级"],
        ["教育支出", 86, 70, 16, 9, 2],
        merged=["A3:A4", "B3:D3", "E3:F3"],
    )
    assert found.amounts == {
        ("教育支出", "actual", FEB): "86万元 B5",
        ("教育支出", "actual·month", FEB): "9万元 E5",
    }
    assert found.asides["C5"] == "分栏「基本支出」，不是全部"
    assert found.asides["F5"] == "分栏「其中:乡镇级」，不是全部"


def test_a_part_above_a_measure_is_not_the_whole(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "全县", None, "其中：乡镇级", None],
        [None, "累计完成", "上年同期", "累计完成", "上年同期"],
        ["税收收入", 49, 45, 8, 7],
        merged=["A3:A4", "B3:C3", "D3:E3"],
    )
    assert found.amounts == {
        ("税收收入", "actual", FEB): "49万元 B5",
        ("税收收入", "prior_actual", FEB): "45万元 C5",
    }
    assert found.asides["D5"] == "分栏「其中:乡镇级」，不是全部"


def test_a_group_over_every_column_tells_none_from_another(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "财政局口径", None],
        [None, "累计完成", "上年同期"],
        ["税收收入", 49, 45],
        merged=["A3:A4", "B3:C3"],
    )
    assert list(found.amounts) == [
        ("税收收入", "actual", FEB),
        ("税收收入", "prior_actual", FEB),
    ]


def test_counties_as_groups_over_a_table_of_items(read: Read) -> None:
    """A rate is told to be one by its own county's amounts."""
    found = read(
        CITY,
        UNIT,
        ["项目", "濮阳县", None, None, "清丰县", None, None],
        [None, "累计", "上年同期", "增减", "累计", "上年同期", "增减"],
        ["税收收入", 90, 80, 10, 50, 40, 25],
        ["非税收入", 40, 50, -10, 20, 25, -20],
        merged=["A3:A4", "B3:D3", "E3:G3"],
    )
    assert found.by_area[("清丰县", "税收收入", "actual")] == "50"
    assert found.by_area[("濮阳县", "税收收入", "delta")] == "10"
    assert ("清丰县", "税收收入", "delta") not in found.by_area
    assert found.rates[("税收收入", "yoy_rate")] == "25"


@pytest.mark.parametrize("head", ["本年剩余任务", "二季度", "全年"])
def test_a_heading_over_areas_that_is_no_item_is_asked(read: Read, head: str) -> None:
    found = read(CITY, UNIT, ["县区", "累计完成", head], ["濮阳县", 90, 1], ["清丰县", 80, 2])
    assert found.asked == [("column", head)]
    assert {item for _, item, _ in found.by_area} == {REVENUE}


@pytest.mark.parametrize("head", ["总量排名", "超序时进度", "任务缺口", "支出进度"])
def test_what_needs_no_question_over_areas(read: Read, head: str) -> None:
    found = read(CITY, UNIT, ["县区", "累计完成", head], ["濮阳县", 90, 1], ["清丰县", 80, 2])
    assert found.asked == []
    assert {item for _, item, _ in found.by_area} == {REVENUE}


def test_an_item_nobody_knows_is_still_one(read: Read) -> None:
    found = read(CITY, UNIT, ["县区", "数字经济补助"], ["濮阳县", 90], ["清丰县", 80])
    assert found.by_area[("濮阳县", "数字经济补助", "actual")] == "90"


def test_a_change_that_is_an_amount(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "累计数", "上年同期数", "比上年同期增减", None],
        [None, None, None, "金额", "%"],
        ["税收收入", 49, 45, 4, 8.9],
        merged=["A3:A4", "B3:B4", "C3:C4", "D3:E3"],
    )
    assert found.amounts == {
        ("税收收入", "actual", FEB): "49万元 B5",
        ("税收收入", "prior_actual", FEB): "45万元 C5",
        ("税收收入", "delta", FEB): "4万元 D5",
    }


def test_rates_of_the_month_and_of_the_year_below_one_heading(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "本月", "累计", "同比增长%", None, "占预算%", None],
        [None, None, None, "本月", "累计", "本月", "累计"],
        ["税收收入", 21, 49, 5, 8.9, 5.8, 13.6],
        merged=["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3"],
    )
    assert len(found.amounts) == 2
    assert [(r.indicator, r.basis, r.printed) for r in found.tables[0].rates] == [
        ("yoy_rate", "month", "5"),
        ("yoy_rate", "cumulative", "8.9"),
        ("completion_rate", "cumulative", "13.6"),
    ]
    assert found.asides["F5"] == "当月数占预算的百分比由金额计算"


def test_a_change_is_of_the_amounts_to_its_left(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "本月", "上年同月", "增减额", "增减%", "累计", "上年同期累计", "增减额", "增减%"],
        ["税收收入", 21, 20, 1, 5, 49, 45, 4, 8.9],
    )
    assert found.amounts["税收收入", "delta·month", FEB] == "1万元 D4"
    assert found.amounts["税收收入", "delta", FEB] == "4万元 H4"
    assert [r.basis for r in found.tables[0].rates] == ["month", "cumulative"]


@pytest.mark.parametrize(
    ("heads", "basis"),
    [
        (["累计", "上年同期", "本月", "增减额"], "cumulative"),
        (["本月", "累计", "上年同期", "增减额"], "cumulative"),
        (["累计", "上年同期", "本月", "上年同月", "增减额"], "month"),
        (["本月", "增减额"], "month"),
    ],
)
def test_a_lone_month_has_no_change(read: Read, heads: list[str], basis: str) -> None:
    found = read(TITLE, UNIT, ["项目", *heads], ["税收收入", *range(1, len(heads) + 1)])
    assert [a.basis for a in found.tables[0].amounts if a.measure == "delta"] == [basis]


def test_what_was_added_to_a_budget_is_no_budget(read: Read) -> None:
    found = read(
        ["临洮县2023年一般公共预算收入调整决算表"],
        UNIT,
        ["项目", "年初预算数", "调整数", "调整后预算数"],
        ["税收收入", 360, -15, 345],
    )
    assert found.amounts == {
        ("税收收入", "budget", "2023-12"): "360万元 B4",
        ("税收收入", "adjusted_budget", "2023-12"): "345万元 D4",
    }
    assert found.asides["C4"] == "预算的调整额，不是调整后的预算"


def test_the_beginning_of_a_year_in_a_table_of_debt(read: Read) -> None:
    found = read(
        ["临洮县2023年地方政府债务情况决算表"],
        UNIT,
        ["项目", "年初数", "年末数"],
        ["一般债务", 8, 9],
    )
    assert found.amounts == {
        ("一般债务", "actual·balance", "2022-12"): "8万元 B4",
        ("一般债务", "actual·balance", "2023-12"): "9万元 C4",
    }


def test_what_groups_and_sums_items_over_areas(read: Read) -> None:
    found = read(
        ["濮阳市2023年教育补助资金分配决算表"],
        UNIT,
        ["地区", "合计", "其中", None, "学前教育补助", None],
        [None, None, "义务教育补助", "高中教育补助", "小计", "中央"],
        ["濮阳县", 90, 60, 20, 10, 4],
        ["清丰县", 80, 50, 20, 10, 4],
        merged=["A3:A4", "B3:B4", "C3:D3", "E3:F3"],
    )
    first = [a for a in found.tables[0].amounts if a.area.name == "濮阳县"]
    assert [(a.item, a.parent, a.scope) for a in first[:4]] == [
        ("合计", "", "教育补助资金分配决算表"),
        ("义务教育补助", "", ""),
        ("高中教育补助", "", ""),
        ("学前教育补助", "", ""),
    ]


AREAS_OF_WHAT = (
    ["濮阳市2024年1-2月各县完成情况表"],
    UNIT,
    ["县区", "累计", "到账数"],
    ["濮阳县", 90, 80],
    ["清丰县", 70, 60],
)


def test_what_a_column_of_areas_is_of_can_be_answered(read: Read) -> None:
    (table,) = read(*AREAS_OF_WHAT).tables
    assert [(q.kind, q.subject) for q in table.questions] == [("item", "累计")]
    known = Layout(items={"累计": "税收收入", "到账数": "不要"})
    found = read(*AREAS_OF_WHAT, answers=Answers({table.layout: known}))
    assert found.by_area == {
        ("濮阳县", "税收收入", "actual"): "90",
        ("清丰县", "税收收入", "actual"): "70",
    }
    assert found.asides["C4"] == "--map 里写明不要"


def test_a_measure_that_was_answered_is_no_item(read: Read) -> None:
    rows = (
        ["濮阳市2024年1-2月各县税收收入完成情况表"],
        UNIT,
        ["县区", "本年累计上缴"],
        ["濮阳县", 90],
        ["清丰县", 70],
    )
    (table,) = read(*rows).tables
    assert [(q.kind, q.subject) for q in table.questions] == [("column", "本年累计上缴")]
    known = Answers({table.layout: Layout(columns={"本年累计上缴": "累计完成"})})
    assert read(*rows, answers=known).by_area[("濮阳县", "税收收入", "actual")] == "90"


def test_counties_as_columns_of_what_was_done(read: Read) -> None:
    rows = (
        UNIT,
        ["项目", "全市", "濮阳县", "清丰县"],
        ["税收收入", 200, 90, 50],
        ["非税收入", 90, 40, 20],
    )
    found = read(["濮阳市2024年1-2月各县财政收入累计完成情况表"], *rows)
    assert found.by_area == {
        ("濮阳市", "税收收入", "actual"): "200",
        ("濮阳市", "非税收入", "actual"): "90",
        ("濮阳县", "税收收入", "actual"): "90",
        ("濮阳县", "非税收入", "actual"): "40",
        ("清丰县", "税收收入", "actual"): "50",
        ("清丰县", "非税收入", "actual"): "20",
    }
    unsaid = read(["濮阳市2024年各县财政收入任务表"], *rows)
    assert unsaid.amounts == {}
    (table,) = unsaid.tables
    known = Layout(columns={"濮阳县": "年初预算"})
    answered = read(
        ["濮阳市2024年各县财政收入任务表"],
        *rows,
        given=Given(period="2024-12"),
        answers=Answers({table.layout: known}),
    )
    assert answered.by_area[("濮阳县", "税收收入", "budget")] == "90"


def test_a_header_broken_over_two_rows_with_its_label(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["预算", "年初", "本月", "累计", "占预算"],
        ["科目", "预算", "完成", "完成", "％"],
        ["税收收入", 360, 21, 49, 13.6],
    )
    assert found.amounts == {
        ("税收收入", "budget", FEB): "360万元 B5",
        ("税收收入", "actual·month", FEB): "21万元 C5",
        ("税收收入", "actual", FEB): "49万元 D5",
    }
    assert found.rates == {("税收收入", "completion_rate 年初预算"): "13.6"}


@pytest.mark.parametrize("head", ["本月累计", "截至本月累计", "本月止累计", "至本月累计"])
def test_the_months_up_to_this_one_are_the_year_so_far(read: Read, head: str) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "本月", head, "上年同期累计", "年初预算", "同比增长%"],
        ["税收收入", 2100, 4900, 4500, 36000, 8.9],
    )
    assert found.amounts["税收收入", "actual·month", FEB] == "2100万元 B4"
    assert found.amounts["税收收入", "actual", FEB] == "4900万元 C4"
    assert [(r.indicator, r.basis) for r in found.tables[0].rates] == [("yoy_rate", "cumulative")]


def test_the_month_up_to_today_beside_the_year_so_far_is_asked(read: Read) -> None:
    found = read(TITLE, UNIT, ["项目", "当月累计", "本年累计"], ["税收收入", 21, 49])
    assert found.asked == [("column", "当月累计")]
    assert found.amounts == {("税收收入", "actual", FEB): "49万元 C4"}


@pytest.mark.parametrize("rate", ["同比增长%", "占预算%", "比上年增减额", "比上年增减"])
def test_what_speaks_of_amounts_nobody_knows_is_of_no_other_column(read: Read, rate: str) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "到账数", "上年同期累计", "年初预算", rate],
        ["税收收入", 4900, 4500, 36000, 8.9],
    )
    assert {measure for _, measure, _ in found.amounts} == {"prior_actual", "budget"}
    assert found.tables[0].rates == []
    assert found.asides["E4"] == "左边的栏目「到账数」不认识，不知是不是它的"


def test_a_rate_next_to_amounts_that_are_known_is_theirs(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "到账数", "累计", "上年同期", "同比增长%", "经办人", "占预算%"],
        ["税收收入", 7, 49, 45, 8.9, "张三", 13.6],
    )
    assert [r.indicator for r in found.tables[0].rates] == ["yoy_rate", "completion_rate"]


ZONES = ["定西市2024年1—2月各县区一般公共预算收入情况表"]


def test_a_rate_over_areas_is_of_the_item_left_of_it_not_of_the_titles(read: Read) -> None:
    found = read(
        ZONES,
        UNIT,
        ["县区", REVENUE, "增幅", "税收收入", "增减额", "增幅", "非税收入", "增幅"],
        ["安定区", 2000, 5.3, 1500, 99, 7.1, 500, 1.1],
        ["通渭县", 300, 3.4, 200, 10, 5.3, 100, -1.0],
    )
    assert found.rates == {
        (REVENUE, "yoy_rate"): "3.4",
        ("税收收入", "yoy_rate"): "5.3",
        ("非税收入", "yoy_rate"): "-1",
    }
    assert found.by_area["安定区", "税收收入", "delta"] == "99"


def test_a_rate_right_of_several_items_is_of_none_of_them(read: Read) -> None:
    found = read(
        ZONES, UNIT, ["县区", "累计", "其中：税收收入", "增幅"], ["安定区", 2000, 1500, 5.3]
    )
    assert found.rates == {}
    assert found.asides["D4"] == "左边有几项的金额，没有写明是哪一项的"


@pytest.mark.parametrize("first", ["市本级", "合计", "定西高新区", "（一）市本级"])
def test_a_first_row_whose_amounts_look_like_years_is_no_header(read: Read, first: str) -> None:
    found = read(
        ZONES,
        UNIT,
        ["县区", "累计", "上年同期"],
        [first, 2000, 1900],
        ["安定区", 200, 190],
        ["通渭县", 100, 90],
    )
    assert {period for _, _, period in found.amounts} == {FEB}
    assert found.by_area["安定区", REVENUE, "prior_actual"] == "190"


def test_a_header_of_years_said_again_is_a_header(read: Read) -> None:
    found = read(
        ["临洮县历年一般公共预算收支决算情况"],
        UNIT,
        ["收入", 2020, 2019],
        ["税收收入", 200, 190],
        ["支出", 2020, 2019],
        ["教育支出", 90, 80],
    )
    assert found.amounts["教育支出", "actual", "2020-12"] == "90万元 B6"
    assert len(found.tables) == 2


def test_a_field_of_a_forms_head_is_no_title(read: Read) -> None:
    found = read(
        ["临洮县政府性基金收支月报表"],
        ["报表日期：2024年2月29日", None, "单位：万元"],
        ["项目", "本月", "累计"],
        ["收入合计", 500, 900],
    )
    assert found.tables[0].title == "临洮县政府性基金收支月报表"
    assert {a.scope for a in found.tables[0].amounts} == {"政府性基金预算"}
