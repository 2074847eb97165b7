"""What names a row: one label, several beside one another, areas that no heading announces."""

from __future__ import annotations

import pytest

from tests.workbooks.conftest import Read, Understood

FEB = "2024-02"
UNIT = ["单位：万元"]
CITY = ["濮阳市2024年1-2月各县财政收支情况表"]


def booked(found: Understood) -> set[tuple[str, str, str, str, str]]:
    return {
        (a.area.name, a.period, a.item, a.measure, f"{a.value:f}")
        for table in found.tables
        for a in table.amounts
    }


AREAS_THEN_ITEMS = {
    ("濮阳县", FEB, "税收收入", "actual", "60"),
    ("濮阳县", FEB, "非税收入", "actual", "30"),
    ("清丰县", FEB, "税收收入", "actual", "50"),
    ("清丰县", FEB, "非税收入", "actual", "20"),
}


@pytest.mark.parametrize("second", ["濮阳县", None])
def test_areas_and_items_beside_one_another(read: Read, second: str | None) -> None:
    """The area in each row, or in the first of its rows alone."""
    found = read(
        CITY,
        UNIT,
        ["县区", "项目", "累计完成"],
        ["濮阳县", "税收收入", 60],
        [second, "非税收入", 30],
        ["清丰县", "税收收入", 50],
        ["清丰县", "非税收入", 20],
        ["全市合计", "税收收入", 110],
        ["注：快报数", None, None],
    )
    assert booked(found) == AREAS_THEN_ITEMS
    assert found.asides["C8"] == "合计行，不是一个县区"
    assert found.asked == []


def test_items_and_areas_merged_beside_one_another(read: Read) -> None:
    found = read(
        CITY,
        UNIT,
        ["项目", "县区", "累计完成"],
        ["税收收入", "濮阳县", 60],
        [None, "清丰县", 50],
        ["非税收入", "濮阳县", 30],
        [None, "清丰县", 20],
        merged=["A4:A5", "A6:A7"],
    )
    assert booked(found) == AREAS_THEN_ITEMS


def test_items_and_years_beside_one_another(read: Read) -> None:
    found = read(
        ["临洮县2023年财政收支决算对比表"],
        UNIT,
        ["项目", "年份", "预算数", "决算数"],
        ["税收收入", "2022年", 33, 28],
        [None, "2023年", 36, 30],
        [None, "增减%", 9.1, 7.1],
    )
    assert booked(found) == {
        ("临洮县", "2022-12", "税收收入", "budget", "33"),
        ("临洮县", "2022-12", "税收收入", "actual", "28"),
        ("临洮县", "2023-12", "税收收入", "budget", "36"),
        ("临洮县", "2023-12", "税收收入", "actual", "30"),
    }
    assert found.asides["C6"] == "这一行没有年份"


def test_areas_and_years_beside_one_another(read: Read) -> None:
    found = read(
        ["濮阳市2023年各县财政收支决算对比表"],
        UNIT,
        ["县区", "年份", "一般公共预算收入"],
        ["濮阳县", 2022, 60],
        [None, 2023, 63],
        ["清丰县", 2022, 40],
        [None, 2023, 43],
    )
    assert {(area, period, value) for area, period, _, _, value in booked(found)} == {
        ("濮阳县", "2022-12", "60"),
        ("濮阳县", "2023-12", "63"),
        ("清丰县", "2022-12", "40"),
        ("清丰县", "2023-12", "43"),
    }


def test_years_and_months_beside_one_another(read: Read) -> None:
    found = read(
        ["临洮县税收收入分月情况表"],
        UNIT,
        ["年份", "月份", "当月收入", "累计收入"],
        [2023, 12, 9, 100],
        [2024, 1, 8, 8],
    )
    assert [(a.period, a.basis, f"{a.value:f}") for a in found.tables[0].amounts] == [
        ("2023-12", "month", "9"),
        ("2023-12", "cumulative", "100"),
        ("2024-01", "month", "8"),
        ("2024-01", "cumulative", "8"),
    ]


def test_months_as_rows(read: Read) -> None:
    found = read(
        ["临洮县2024年分月收入情况表"],
        UNIT,
        ["月份", "税收收入", None],
        [None, "当月", "累计"],
        ["1月", 4, 4],
        ["2月", 3, 7],
        merged=["A3:A4", "B3:C3"],
    )
    assert found.amounts == {
        ("税收收入", "actual·month", "2024-01"): "4万元 B5",
        ("税收收入", "actual", "2024-01"): "4万元 C5",
        ("税收收入", "actual·month", FEB): "3万元 B6",
        ("税收收入", "actual", FEB): "7万元 C6",
    }


def test_whether_a_row_of_a_month_is_the_month_or_the_year_up_to_it_is_asked(read: Read) -> None:
    found = read(["临洮县2024年分月收入情况表"], UNIT, ["月份", "税收收入"], ["1月", 4], ["2月", 3])
    assert found.amounts == {}
    assert found.asked == [("column", "税收收入")]


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_name_over_several_rows_is_none_of_them(read: Read, is_merged: bool) -> None:
    found = read(
        ["临洮县2024年1-2月税收分级次情况表"],
        UNIT,
        ["税种", "级次", "累计完成"],
        ["增值税", "中央级", 20],
        [None, "县级", 14],
        ["企业所得税", "中央级", 6],
        [None, "县级", 4],
        merged=["A4:A5", "A6:A7"] if is_merged else [],
    )
    assert found.amounts == {}
    assert found.asides["C4"] == found.asides["C6"] == "一个名称跨几行，没有写明各行是什么"


def test_a_label_in_another_language_is_no_second_label(read: Read) -> None:
    found = read(
        CITY,
        UNIT,
        ["地区", "Region", "一般公共预算收入"],
        ["濮阳县", "Puyang", 60],
        ["清丰县", "Qingfeng", 50],
    )
    assert {area for area, *_ in booked(found)} == {"濮阳县", "清丰县"}


@pytest.mark.parametrize("head", ["单位", "县（市）区", "县市（区）", "地区（单位）", "项目\n县区"])
def test_areas_whatever_they_are_headed(read: Read, head: str) -> None:
    """全市合计, 市本级 and a zone among counties: areas of their own, or left aside; never items."""
    found = read(
        CITY,
        UNIT,
        [head, "一般公共预算收入", None, "其中：税收收入", None],
        [None, "累计", "同比%", "累计", "同比%"],
        ["全市合计", 300, 1.0, 200, 1.0],
        ["市本级", 90, 2.2, 60, 3.3],
        ["经开区", 50, 2.2, 40, 3.3],
        ["濮阳县", 90, 2.2, 60, 3.3],
        ["清丰县", 80, 1.0, 50, 2.2],
        merged=["A3:A4", "B3:C3", "D3:E3"],
    )
    assert found.by_area == {
        ("濮阳县", "一般公共预算收入", "actual"): "90",
        ("濮阳县", "其中:税收收入", "actual"): "60",
        ("清丰县", "一般公共预算收入", "actual"): "80",
        ("清丰县", "其中:税收收入", "actual"): "50",
        ("濮阳市", "一般公共预算收入", "actual"): "90",
        ("濮阳市", "其中:税收收入", "actual"): "60",
        ("濮阳市经开区", "一般公共预算收入", "actual"): "50",
        ("濮阳市经开区", "其中:税收收入", "actual"): "40",
    }
    assert found.asked == []
    amounts = found.tables[0].amounts
    assert {(a.area.code, a.scope) for a in amounts if a.area.name.startswith("濮阳市")} == {
        ("410900", "市本级"),
        ("area:410900:经开区", ""),
    }


@pytest.mark.parametrize(
    "name", ["五县合计", "市区小计", "县区级", "全市平均", "其中：县本级", "全 市"]
)
def test_what_sums_areas_is_no_area(read: Read, name: str) -> None:
    found = read(CITY, UNIT, ["县区", "一般公共预算收入"], [name, 9], ["濮阳县", 5], ["清丰县", 4])
    assert {area for area, *_ in booked(found)} == {"濮阳县", "清丰县"}
    assert found.asked == []


def test_a_county_among_items_is_no_item(read: Read) -> None:
    found = read(CITY, UNIT, ["项目", "累计完成"], ["税收收入", 9], ["濮阳县", 5], ["非税收入", 4])
    assert {item for item, *_ in found.amounts} == {"税收收入", "非税收入"}
    assert found.asides["B5"] == "「濮阳县」是县区，不是项目"


def test_a_short_row_between_rows_of_two_labels(read_text: Read) -> None:
    found = read_text(
        "濮阳市2024年1-2月各县财政收支情况表\n单位：万元\n"
        "序号,县区,项目,累计完成\n1,濮阳县,税收收入,60\n2\n3,,非税收入,30\n"
    )
    assert booked(found) == {
        ("濮阳县", FEB, "税收收入", "actual", "60"),
        ("濮阳县", FEB, "非税收入", "actual", "30"),
    }


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_sum_below_an_area_is_its_own_only_where_it_is_merged(
    read: Read, is_merged: bool
) -> None:
    found = read(
        CITY,
        UNIT,
        ["县区", "项目", "累计完成"],
        ["濮阳县", "教育支出", 60],
        ["清丰县", "教育支出", 50],
        [None, "合计", 110],
        merged=["A5:A6"] if is_merged else [],
    )
    whose = {a.area.name for a in found.tables[0].amounts if a.item == "合计"}
    assert whose == ({"清丰县"} if is_merged else set())
    assert is_merged or found.asides["C6"] == "这一行没有县区名"


def test_of_two_labels_of_one_kind_the_finer_names_the_rows(read: Read) -> None:
    found = read(
        CITY,
        UNIT,
        ["收入类别", "项目", "累计完成"],
        ["税收", "增值税", 30],
        [None, "契税", 10],
        ["非税", "罚没收入", 20],
    )
    assert {item for item, *_ in found.amounts} == {"增值税", "契税", "罚没收入"}
    found = read(
        ["河南省2024年1-2月各县财政收支情况表"],
        UNIT,
        ["市州", "县区", "税收收入"],
        ["濮阳市", "濮阳县", 30],
        ["濮阳市", "清丰县", 10],
        ["开封市", "兰考县", 20],
    )
    assert {area for area, _, _ in found.by_area} == {"濮阳县", "清丰县", "兰考县"}


def test_what_a_row_says_of_the_one_above_is_no_item(read: Read) -> None:
    found = read(
        ["临洮县2024年1—2月财政收入情况"],
        UNIT,
        ["项目", "金额"],
        ["税收收入", 4900],
        ["比上年同期增收", 400],
        ["增长", 8.9],
        ["占预算", 44],
        ["上年同期", 4500],
    )
    assert set(found.amounts) == {("税收收入", "actual", "2024-02")}
    assert found.asides["B5"] == "这一行说的是哪一种数，不是一个项目"
    assert found.asides["B6"] == "这一行是增减，没有写明是金额还是比率"
    assert found.asides["B7"] == "这一行是比率，不是金额"


def test_areas_with_number_code_city_or_bureau(read: Read) -> None:
    found = read(
        ["定西市2024年1—2月各县区一般公共预算收入情况表"],
        UNIT,
        ["县区", "累计"],
        ["一、市本级", 9],
        ["（一）安定区", 8],
        ["1.通渭县", 7],
        ["621122陇西县", 6],
        ["甘肃省定西市渭源县", 5],
        ["临洮县财政局", 4],
        ["漳县（含园区）", 3],
        ["621122岷县", 2],
    )
    whose = {a.area.name: (f"{a.value:f}", a.scope) for a in found.tables[0].amounts}
    assert whose == {
        "定西市": ("9", "市本级"),
        "安定区": ("8", ""),
        "通渭县": ("7", ""),
        "陇西县": ("6", ""),
        "渭源县": ("5", ""),
        "临洮县": ("4", ""),
        "漳县": ("3", "含园区"),
    }
    # A code that is another county's than the name: asked.
    assert found.asked == [("area", "621122岷县")]
