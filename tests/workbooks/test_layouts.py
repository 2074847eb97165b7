"""Every layout in use, understood by its structure."""

from __future__ import annotations

import pytest

from finkit.accounts.aliases import standard
from finkit.counties import register
from finkit.workbooks.reading.context import Given
from tests.workbooks.conftest import Read

TITLE = ["临洮县2024年1—2月一般公共预算收支情况表"]
UNIT = [None] * 7 + ["单位：万元"]
FEB = "2024-02"


def test_the_monthly_table(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["预算科目", "年初预算", "本月完成", "累计完成", "上年同期", "增减额", "增减%", "占预算%"],
        ["税收收入", 36000, 2100, 4900, 4500, 400, 8.9, 13.6],
    )
    assert found.amounts == {
        ("税收收入", "budget", FEB): "36000万元 B4",
        ("税收收入", "actual·month", FEB): "2100万元 C4",
        ("税收收入", "actual", FEB): "4900万元 D4",
        ("税收收入", "prior_actual", FEB): "4500万元 E4",
        ("税收收入", "delta", FEB): "400万元 F4",
    }
    assert found.rates == {
        ("税收收入", "yoy_rate"): "8.9",
        ("税收收入", "completion_rate 年初预算"): "13.6",
    }
    table = found.tables[0]
    assert table.amounts[0].area == register()["621124"]
    assert table.amounts[0].source == "月报.xlsx!表!B4"
    assert found.asked == []


FEED_GROUPS = ["项目", "预算数", "本月", None, None, None, "累计", None, None, None, "完成率"]
FEED_BELOW = [
    None,
    None,
    "完成",
    "上年同月",
    "增减额",
    "增减%",
    "完成",
    "上年同期",
    "增减额",
    "增减%",
    None,
]
FEED = ["税收收入", 36000, 2100, 2000, 100, 5, 4900, 4500, 400, 8.9, 13.6]
FEED_AMOUNTS = {
    ("税收收入", "budget", FEB): "36000万元 B5",
    ("税收收入", "actual·month", FEB): "2100万元 C5",
    ("税收收入", "prior_actual·month", FEB): "2000万元 D5",
    ("税收收入", "delta·month", FEB): "100万元 E5",
    ("税收收入", "actual", FEB): "4900万元 G5",
    ("税收收入", "prior_actual", FEB): "4500万元 H5",
    ("税收收入", "delta", FEB): "400万元 I5",
}


def test_two_header_rows_with_merged_groups(read: Read) -> None:
    merged = ["A3:A4", "B3:B4", "C3:F3", "G3:J3", "K3:K4", "A1:K1"]
    found = read(TITLE, UNIT, FEED_GROUPS, FEED_BELOW, FEED, merged=merged)
    assert found.amounts == FEED_AMOUNTS
    assert found.tables[0].rates[0].basis == "month"
    assert found.tables[0].rates[1].basis == "cumulative"


def test_two_header_rows_with_groups_left_of_blanks(read: Read) -> None:
    assert read(TITLE, UNIT, FEED_GROUPS, FEED_BELOW, FEED).amounts == FEED_AMOUNTS


def test_three_header_rows(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "2024年", None, None, "2023年"],
        [None, "预算", "执行情况", None, "执行情况"],
        [None, "年初预算", "本月", "累计", "累计"],
        ["税收收入", 36000, 2100, 4900, 30000],
        merged=["A3:A5", "B3:D3", "C4:D4"],
    )
    assert found.amounts[("税收收入", "budget", FEB)] == "36000万元 B6"
    assert found.amounts[("税收收入", "actual·month", FEB)] == "2100万元 C6"
    assert found.amounts[("税收收入", "actual", FEB)] == "4900万元 D6"
    assert found.amounts[("税收收入", "actual", "2023-02")] == "30000万元 E6"


def test_counties_as_rows(read: Read) -> None:
    found = read(
        ["濮阳市各县区2024年1-2月一般公共预算收支情况表"],
        ["单位：万元"],
        ["单位名称", "收入", None, None, None, "税收比重%", "支出", None],
        [None, "当月", "累计", "为预算的%", "增幅%", None, "累计", "增幅%"],
        ["濮阳县", 8000, 17000, 15.1, -10.9, 62.5, 52000, 3.1],
        ["范 县", 5000, 11000, None, "(2.3)", 60.1, None, None],
        ["台前县", 4000, "9,000", 14.0, 4.5, "-", 33000, 0],
        ["合  计", 17000, 37000, None, None, None, 85000, None],
        merged=["A3:A4", "B3:E3", "F3:F4", "G3:H3"],
    )
    revenue, spending = "一般公共预算收入", "一般公共预算支出"
    assert found.by_area == {
        ("濮阳县", revenue, "actual·month"): "8000",
        ("濮阳县", revenue, "actual"): "17000",
        ("濮阳县", spending, "actual"): "52000",
        ("范县", revenue, "actual·month"): "5000",
        ("范县", revenue, "actual"): "11000",
        ("台前县", revenue, "actual·month"): "4000",
        ("台前县", revenue, "actual"): "9000",
        ("台前县", spending, "actual"): "33000",
    }
    printed = {(r.area.name, r.item, r.indicator): r.printed for r in found.tables[0].rates}
    assert printed["濮阳县", revenue, "yoy_rate"] == "-10.9"
    assert printed["范县", revenue, "yoy_rate"] == "-2.3"
    assert printed["台前县", spending, "yoy_rate"] == "0"
    assert found.asides["B8"] == "合计行，不是一个县区"
    assert found.asides["F5"] == "比重由金额计算"


def test_a_name_that_several_counties_share_is_that_of_the_tables_prefecture(read: Read) -> None:
    found = read(
        ["2024年1-2月一般公共预算收入情况表"],
        ["单位：万元"],
        ["县区", "累计完成"],
        ["玄武区", 1],
        ["鼓楼区", 2],
        ["秦淮区", 3],
    )
    assert found.tables[0].areas["鼓楼区"].code == "320106"


def test_a_name_of_another_level_or_province_is_not_taken(read: Read) -> None:
    """长沙 among cities is the city; 中山 among Guangdong's is no district of 大连."""
    title, head = ["各市一般公共预算收入（2016年）"], ["地区", "一般公共预算收入"]
    hunan = [["长沙", 9], ["株洲", 8], ["湘潭", 7], ["衡阳", 6]]
    assert {a.name for t in read(title, UNIT, head, *hunan).tables for a in t.areas.values()} == {
        "长沙市",
        "株洲市",
        "湘潭市",
        "衡阳市",
    }
    guangdong = [["广州", 9], ["深圳", 8], ["珠海", 7], ["佛山", 6], ["中山", 5], ["东莞", 4]]
    found = read(title, UNIT, head, *guangdong)
    assert found.tables[0].areas["中山"].code == "442000"
    assert found.tables[0].areas["东莞"].code == "441900"


def test_a_district_is_that_of_the_city_above_it(read: Read) -> None:
    rows = [["石家庄市", 9], ["桥西区", 4], ["正定县", 3], ["张家口市", 5], ["桥西区　", 2]]
    title, head = ["各市县一般公共预算收入（2016年）"], ["市县", "一般公共预算收入"]
    (table,) = read(title, UNIT, head, *rows[:1], *rows[2:]).tables
    assert table.areas["桥西区"].code == "130703"


def test_an_area_that_nobody_knows_is_asked(read: Read) -> None:
    found = read(
        ["定西市2024年1-2月一般公共预算收入情况表"],
        ["单位：万元"],
        ["县区", "累计完成"],
        ["临洮县", 1],
        ["临挑县", 2],
        ["渭源县", 3],
    )
    assert found.asked == [("area", "临挑县")]


def test_a_budget_table(read: Read) -> None:
    found = read(
        ["临洮县2024年一般公共预算收入预算表"],
        ["单位：万元"],
        ["项目", "预算数", "上年完成数", "比上年增减额", "增减%", "备注"],
        ["税收收入", 36000, 33000, 3000, 9.1, "含退库"],
        given=Given(period="2024-12"),
    )
    assert found.amounts == {
        ("税收收入", "budget", "2024-12"): "36000万元 B4",
        ("税收收入", "prior_actual", "2024-12"): "33000万元 C4",
    }
    assert found.tables[0].amounts[0].note == "含退库"


def test_a_debt_table_with_a_row_of_formula_letters(read: Read) -> None:
    found = read(
        ["临洮县2023年地方政府债务限额及余额决算情况表"],
        ["单位：亿元"],
        ["项目", "年末余额", "其中", None],
        [None, None, "一般债务", "专项债务"],
        [None, "A=B+C", "B", "C"],
        ["政府债务余额", 31.1262, 14.0026, 17.1236],
        merged=["A3:A4", "B3:B4", "C3:D3"],
    )
    assert found.amounts["政府债务余额", "actual·balance", "2023-12"] == "31.1262亿元 B6"
    assert found.tables[0].amounts[0].status == "决算"


def test_the_columns_of_final_accounts(read: Read) -> None:
    found = read(
        ["2023年度临洮县一般公共预算收入决算表"],
        ["金额单位：万元"],
        ["科目编码", "科目名称", "年初预算数", "调整预算数", "决算数", "为预算%", "为上年%"],
        [101, "税收收入", 36000, 35000, 35500, 101.4, 108.2],
        [10101, "增值税", 12000, 11500, 11600, 100.9, 97.0],
        [1010101, "国内增值税", 12000, 11500, 11600, None, None],
        [103, "非税收入", 16000, 16000, 16500, 103.1, 99],
    )
    assert found.amounts["税收收入", "adjusted_budget", "2023-12"] == "35000万元 D4"
    assert found.amounts["增值税", "actual", "2023-12"] == "11600万元 E5"
    assert found.rates["税收收入", "completion_rate 调整预算"] == "101.4"
    # As printed, to be checked: no growth is made of it.
    assert found.rates["税收收入", "ratio 税收收入/上年数"] == "108.2"
    assert found.parents == {
        "税收收入": "",
        "增值税": "税收收入",
        "国内增值税": "增值税",
        "非税收入": "",
    }


def test_years_as_columns(read: Read) -> None:
    found = read(
        ["临洮县历年财政收入情况表"],
        ["单位：万元"],
        ["项目", "2021年", "2022年", 2023],
        ["税收收入", 30000, 31000, 33000],
    )
    assert found.amounts == {
        ("税收收入", "actual", "2021-12"): "30000万元 B4",
        ("税收收入", "actual", "2022-12"): "31000万元 C4",
        ("税收收入", "actual", "2023-12"): "33000万元 D4",
    }


def test_what_was_done_and_what_is_planned(read: Read) -> None:
    found = read(
        ["临洮县2023年预算执行情况和2024年预算草案"],
        ["单位：万元"],
        ["项目", "2023年执行数", "2024年预算数"],
        ["税收收入", 33000, 36000],
        given=Given(period="2024-12"),
    )
    assert found.amounts["税收收入", "actual", "2023-12"] == "33000万元 B4"
    assert found.amounts["税收收入", "budget", "2024-12"] == "36000万元 C4"


def test_months_in_the_headings(read: Read) -> None:
    found = read(
        ["临洮县财政收入情况表"],
        ["单位：万元"],
        ["项目", "2024年2月", "2024年1-2月", "2023年1-2月"],
        ["税收收入", 2100, 4900, 4500],
    )
    assert found.amounts == {
        ("税收收入", "actual·month", FEB): "2100万元 B4",
        ("税收收入", "actual", FEB): "4900万元 C4",
        ("税收收入", "actual", "2023-02"): "4500万元 D4",
    }


def test_a_lone_month_in_a_heading_is_asked_back(read: Read) -> None:
    found = read(
        ["临洮县财政收入情况表"], ["单位：万元"], ["项目", "2024年2月"], ["税收收入", 2100]
    )
    assert found.asked == [("column", "某年某月")]


def test_hierarchy_by_numbering_and_marks(read: Read) -> None:
    rows = [
        "一、一般公共预算收入",
        "（一）税收收入",
        "1、增值税",
        "其中：改征增值税",
        "2.企业所得税",
        "#金融业企业所得税",
        "（二）非税收入",
        "▲国有资源有偿使用收入",
        "二、政府性基金收入",
        "廿一、其他",
        "本年收入合计",
    ]
    found = read(TITLE, UNIT, ["项目", "累计完成"], *[[name, n] for n, name in enumerate(rows, 1)])
    assert found.parents == {
        "一、一般公共预算收入": "",
        "（一）税收收入": "一、一般公共预算收入",
        "1、增值税": "（一）税收收入",
        "其中：改征增值税": "1、增值税",
        "2.企业所得税": "（一）税收收入",
        "#金融业企业所得税": "2.企业所得税",
        "（二）非税收入": "一、一般公共预算收入",
        "▲国有资源有偿使用收入": "（二）非税收入",
        "二、政府性基金收入": "",
        "廿一、其他": "",
        "本年收入合计": "",
    }


def test_hierarchy_by_indentation(read: Read) -> None:
    rows = [
        "税收收入",
        "  增值税",
        "　　企业所得税",
        "    其中：金融",
        "非税收入",
        "  专项收入",
        "合计",
    ]
    found = read(TITLE, UNIT, ["项目", "累计完成"], *[[name, n] for n, name in enumerate(rows, 1)])
    assert found.parents == {
        "税收收入": "",
        "增值税": "税收收入",
        "企业所得税": "增值税",  # two full-width blanks are four
        "其中：金融": "企业所得税",
        "非税收入": "",
        "专项收入": "非税收入",
        "合计": "",
    }


def test_among_rows_within_among_rows(read: Read) -> None:
    """What is aligned behind 其中： is beside it; an 其中 further in is below."""
    names = [
        "一般公共预算收入",
        "  其中：税收收入",
        "        其中：增值税",
        "              企业所得税",
        "  非税收入",
    ]
    found = read(TITLE, UNIT, ["项目", "累计完成"], *[[name, 9] for name in names])
    assert found.parents == {
        "一般公共预算收入": "",
        "其中：税收收入": "一般公共预算收入",
        "其中：增值税": "其中：税收收入",
        "企业所得税": "其中：税收收入",
        "非税收入": "一般公共预算收入",
    }


def test_two_tables_side_by_side_with_titles_of_their_own(read: Read) -> None:
    found = read(
        ["临洮县2024年2月收入情况表", None, None, "渭源县2023年政府债务决算表"],
        [None, "单位：万元", None, None, "单位：亿元"],
        ["项目", "累计完成", None, "项目", "年末余额"],
        ["税收收入", 4900, None, "一般债务余额", 14],
        merged=["A1:B1", "D1:E1"],
    )
    assert [
        (a.area.name, a.period, f"{a.value}{a.unit}") for t in found.tables for a in t.amounts
    ] == [
        ("临洮县", "2024-02", "4900万元"),
        ("渭源县", "2023-12", "14亿元"),
    ]


def test_all_of_a_city_in_the_title_is_no_scope_of_its_counties(read: Read) -> None:
    head = ["县区", "一般公共预算收入"]
    title = ["定西市2024年1—2月全市收支完成情况表"]
    found = read(title, UNIT, head, ["临洮县", 9], ["渭源县", 8])
    assert {a.scope for a in found.tables[0].amounts} == {""}


def test_the_year_of_a_yearbooks_edition_is_not_its_tables(read: Read) -> None:
    rows = [["预算科目", "决算数"], ["税收收入", 9]]
    found = read(["甘肃省2018年一般公共预算收入"], ["甘肃统计年鉴—2019年"], ["单位：亿元"], *rows)
    assert [a.period for a in found.tables[0].amounts] == ["2018-12"]
    found = read(["甘肃省一般公共预算收入"], ["《甘肃统计年鉴》2019年"], ["单位：亿元"], *rows)
    assert [kind for kind, _ in found.asked] == ["period"]


def test_a_yearbooks_table_with_a_label_of_its_own(read: Read) -> None:
    """Numbered as yearbooks are: its year is a whole one. 盟市 is known by what stands below."""
    found = read(
        ["6-5 各盟市公共财政收入"],
        ["2016年", "(100 million yuan)"],
        ["盟、市", "收入①", "Revenue"],
        ["呼和浩特市 Hohhot", 49, None],
        ["包头市*", 47, None],
        ["西 藏①", 9, None],
    )
    assert [(a.area.name, a.item, a.period, a.unit) for a in found.tables[0].amounts] == [
        ("呼和浩特市", "一般公共预算收入", "2016-12", "亿元"),
        ("包头市", "一般公共预算收入", "2016-12", "亿元"),
        ("西藏自治区", "一般公共预算收入", "2016-12", "亿元"),
    ]


def test_a_table_that_goes_on_on_the_next_page(read: Read) -> None:
    """A yearbook's pages as sheets: the title on the first, the unit on the second."""
    found = read(
        sheets={
            "1-2": [
                ["2014年青岛市公共财政收支决算总表"],
                ["预算科目", "决算数"],
                ["一、税收收入", 310],
            ],
            "3": [["单位：亿元"], ["预算科目", "决算数"], ["1.一般公共服务", 82]],
        }
    )
    assert found.asked == []
    assert [(a.area.name, a.period, a.unit) for t in found.tables for a in t.amounts] == [
        ("青岛市", "2014-12", "亿元"),
        ("青岛市", "2014-12", "亿元"),
    ]


def test_what_a_scan_makes_of_a_table(read: Read) -> None:
    """A dash for 一, a blank before the dot, 单位；, a long minus, a title broken in two."""
    found = read(
        ["2014年山东省一般公共预算收支"],
        ["决算总表"],
        ["单位；亿元"],
        ["预算科目", "决算数"],
        ["—、税收收入", "3 965.01"],
        ["1 .增值税", "—0.33"],
    )
    assert found.amounts == {
        ("—、税收收入", "actual", "2014-12"): "3965.01亿元 B5",
        ("1 .增值税", "actual", "2014-12"): "-0.33亿元 B6",
    }
    assert found.parents["1 .增值税"] == "—、税收收入"
    assert [standard(name).name for name in found.parents] == ["税收收入", "增值税"]


def test_the_corps_keeps_accounts_as_a_province_does(read: Read) -> None:
    title = ["2015年新疆生产建设兵团一般公共预算收支决算总表"]
    found = read(title, UNIT, ["预算科目", "决算数"], ["税收收入", 9])
    assert [a.area.code for a in found.tables[0].amounts] == ["660000"]


def test_a_class_and_the_transfer_of_its_name(read: Read) -> None:
    found = read(
        ["2015年江苏省一般公共预算支出决算总表"],
        UNIT,
        ["预算科目", "决算数"],
        ["十七、援助其他地区支出", 335],
        ["十八、其他支出", 20],
        ["本年支出合计", 355],
        ["援助其他地区支出", 553],
        ["年终结余", 5],
        ["支出总计", 913],
    )
    amounts = {(a.item, a.parent): a.value for a in found.tables[0].amounts}
    assert amounts["援助其他地区支出", "支出总计"] == 553
    assert amounts["年终结余", ""] == 5
    (own,) = (v for (item, parent), v in amounts.items() if item == "十七、援助其他地区支出")
    assert own == 335


def test_two_tables_side_by_side_of_different_length(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["收  入", None, "支  出", None],
        ["项目", "累计完成", "项目", "累计完成"],
        ["税收收入", 4900, "教育支出", 14000],
        ["非税收入", 2450, None, None],
        merged=["A3:B3", "C3:D3"],
    )
    assert found.amounts == {
        ("税收收入", "actual", FEB): "4900万元 B5",
        ("非税收入", "actual", FEB): "2450万元 B6",
        ("教育支出", "actual", FEB): "14000万元 D5",
    }


def test_a_table_under_a_table_with_a_unit_of_its_own(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "累计完成"],
        ["税收收入", 4900],
        [],
        ["临洮县2024年1—2月政府性基金预算收支情况表"],
        ["单位：亿元"],
        ["项目", "累计完成", "上年同期"],
        ["土地出让收入", 0.29, 0.31],
    )
    assert found.amounts == {
        ("税收收入", "actual", FEB): "4900万元 B4",
        ("土地出让收入", "actual", FEB): "0.29亿元 B9",
        ("土地出让收入", "prior_actual", FEB): "0.31亿元 C9",
    }


def test_a_unit_is_not_taken_from_another_sheet(read: Read) -> None:
    one = [TITLE, UNIT, ["项目", "累计完成"], ["税收收入", 4900]]
    other = [["临洮县2024年1—2月基金情况表"], ["项目", "累计完成"], ["土地出让收入", 29]]
    found = read(sheets={"收支": one, "基金": other})
    assert list(found.amounts) == [("税收收入", "actual", FEB)]
    assert found.asked == [("unit", "")]


def test_bilingual_headings_broken_over_lines(read: Read) -> None:
    found = read(
        ["7-5 分地区一般公共预算收入(2019年)"],
        ["General Public Budget Revenue by Region (2019)"],
        ["单位:亿元"],
        ["地 区", "Region", "税收收入\r\nTax\r\nRevenue", "国内增值税\nDomestic\nVAT"],
        ["北 京", "Beijing", "4822.98", "1820.90"],
        ["地方合计", "Total", "76980.13", "31186.90"],
    )
    assert found.by_area == {
        ("北京市", "税收收入", "actual"): "4822.98",
        ("北京市", "国内增值税", "actual"): "1820.90",
    }


def test_headings_broken_over_two_rows(read: Read) -> None:
    found = read(
        ["分地区一般公共预算支出 (2021年)"],
        ["单位：亿元"],
        ["地   区", "地方一般公", "公    共"],
        [None, "共预算支出", "安全支出"],
        ["甘  肃", 4032.5582, 193.5549],
    )
    assert found.by_area == {
        ("甘肃省", "地方一般公共预算支出", "actual"): "4032.5582",
        ("甘肃省", "公共安全支出", "actual"): "193.5549",
    }


def test_a_row_that_counts_the_columns(read: Read) -> None:
    found = read(
        TITLE, UNIT, ["项目", "年初预算", "累计完成"], ["栏次", 1, 2], ["税收收入", 36000, 4900]
    )
    assert found.amounts == {
        ("税收收入", "budget", FEB): "36000万元 B5",
        ("税收收入", "actual", FEB): "4900万元 C5",
    }


def test_notes_below(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "累计完成"],
        ["税收收入", 4900],
        ["注：2024年起含开发区", 1],
        ["制表人：", None, "审核：", None],
    )
    assert list(found.amounts) == [("税收收入", "actual", FEB)]
    assert found.asides["A5"] == "表下的说明"


def test_what_is_given_what_is_not_and_what_is_zero(read: Read) -> None:
    values = [
        "４，９００",
        "-",
        "—",
        None,
        0,
        "0.00",
        "(30)",
        "-1,234.5",
        "12,34",
        "#DIV/0!",
        "约5000",
    ]
    found = read(
        TITLE, UNIT, ["项目", "累计完成"], *[[f"项{n}", v] for n, v in enumerate(values, 1)]
    )
    assert {k[0]: v.split("万元")[0] for k, v in found.amounts.items()} == {
        "项1": "4900",
        "项5": "0",
        "项6": "0.00",
        "项7": "-30",
        "项8": "-1234.5",
    }
    assert found.asides == {
        "B5": "未填（-）",
        "B6": "未填（—）",
        "B12": "不是数字",
        "B13": "公式出错（#DIV/0!）",
        "B14": "不是数字",
    }


def test_formulas_that_were_never_computed_are_said(read: Read) -> None:
    found = read(TITLE, UNIT, ["项目", "累计完成"], ["税收收入", 4900], ["合计", "=B4+1"])
    assert list(found.amounts) == [("税收收入", "actual", FEB)]
    assert found.asides["B5"].startswith("公式没有算出的结果")


def test_the_unit_in_the_heading_and_in_a_column_of_its_own(read: Read) -> None:
    in_heading = read(TITLE, ["项目", "累计完成（亿元）"], ["税收收入", 0.49])
    assert in_heading.amounts["税收收入", "actual", FEB] == "0.49亿元 B3"
    of_the_row = read(
        ["临洮县2024年2月主要指标情况表"],
        ["指标", "计量单位", "累计完成", "上年同期"],
        ["税收收入", "万元", 4900, 4500],
        ["政府采购审核业务", "笔", 575, 499],
    )
    assert of_the_row.amounts["税收收入", "actual", FEB] == "4900万元 C3"
    assert of_the_row.amounts["政府采购审核业务", "actual", FEB] == "575笔 C4"


def test_a_change_without_a_name_is_told_by_the_arithmetic(read: Read) -> None:
    head = ["项目", "累计完成", "上年同期", "增减"]
    amounts = read(TITLE, UNIT, head, ["税收收入", 4900, 4500, 400], ["非税收入", 2450, 2480, -30])
    assert amounts.amounts["非税收入", "delta", FEB] == "-30万元 D5"
    rates = read(TITLE, UNIT, head, ["税收收入", 4900, 4500, 8.9], ["非税收入", 2450, 2480, -1.2])
    assert rates.rates == {("税收收入", "yoy_rate"): "8.9", ("非税收入", "yoy_rate"): "-1.2"}
    unsure = read(TITLE, UNIT, head, ["税收收入", 4900, 4500, 5])
    assert unsure.asides["D4"].startswith("说不准是金额还是百分比")


def test_a_title_in_the_middle_and_a_period_in_the_sheets_name(read: Read) -> None:
    rows = [
        [None, None, "临洮县财政收支情况表"],
        [None, None, None, "（单位：千元）"],
        ["项目", "累计完成", "上年同期"],
        ["税收收入", 49000, 45000],
    ]
    found = read(sheets={"2024年2月": rows})
    assert found.amounts["税收收入", "actual", FEB] == "49000千元 B4"


def test_a_sheet_for_each_county(read: Read) -> None:
    rows = [["2024年1—2月收支情况表"], ["单位：万元"], ["项目", "累计完成"], ["税收收入", 4900]]
    found = read(
        sheets={"临洮县": rows, "渭源县": rows, "说明": [["填表说明"], ["数据由国库提供"]]}
    )
    assert {a.area.name for table in found.tables for a in table.amounts} == {"临洮县", "渭源县"}


def test_nothing_is_read_out_of_a_text(read: Read) -> None:
    found = read(["关于2024年1—2月财政收支情况的说明"], ["一般公共预算收入完成7350万元"])
    assert found.amounts == {}
    assert set(found.asides.values()) == {"这张工作表里没有认得出的表头"}


def test_percentages_as_excel_stores_them(read: Read) -> None:
    """A cell that shows 8.9% holds 0.0888…; the amounts beside it tell, not the size."""
    found = read(
        TITLE,
        UNIT,
        ["项目", "年初预算", "累计完成", "上年同期", "增减%", "占预算%"],
        ["税收收入", 36000, 4900, 4500, 4900 / 4500 - 1, 4900 / 36000],
        ["非税收入", 16000, 2450, 2480, 2450 / 2480 - 1, 0.153],
        ["其中：罚没收入", 300, 801, 400, 1.0025, "267%"],
    )
    assert found.rates == {
        ("税收收入", "yoy_rate"): "8.8889",
        ("税收收入", "completion_rate 年初预算"): "13.6111",
        ("非税收入", "yoy_rate"): "-1.2097",
        ("非税收入", "completion_rate 年初预算"): "15.3",
        ("其中：罚没收入", "yoy_rate"): "100.25",
        ("其中：罚没收入", "completion_rate 年初预算"): "267",
    }


def test_small_percentages_stay_what_they_are(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "累计完成", "上年同期", "增减%"],
        ["税收收入", 4503, 4500, 0.07],
        ["非税收入", 2511, 2480, 1.25],
    )
    assert found.rates == {("税收收入", "yoy_rate"): "0.07", ("非税收入", "yoy_rate"): "1.25"}


def test_codes_and_names_in_one_cell(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["预算科目", "预算数", "累计完成"],
        ["201 一般公共服务支出", 90, 80],
        ["20101 人大事务", 50, 40],
        ["2010101行政运行", 50, 40],
        ["20103 政府办公厅（室）及相关机构事务", 40, 40],
        ["2010301行政运行", 40, 40],
        ["205教育支出", 7, 6],
    )
    assert found.parents == {
        "201 一般公共服务支出": "",
        "20101 人大事务": "201 一般公共服务支出",
        "2010101行政运行": "20101 人大事务",
        "20103 政府办公厅（室）及相关机构事务": "201 一般公共服务支出",
        "2010301行政运行": "20103 政府办公厅（室）及相关机构事务",
        "205教育支出": "",
    }


def test_numbering_with_dots_roman_and_circled(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", "累计完成"],
        ["Ⅰ、收入", 9],
        ["一.税收收入", 8],
        ["1.增值税", 6],
        ["①国内增值税", 6],
        ["二．非税收入", 1],
        ["Ⅱ、支出", 9],
    )
    assert found.parents == {
        "Ⅰ、收入": "",
        "一.税收收入": "Ⅰ、收入",
        "1.增值税": "一.税收收入",
        "①国内增值税": "1.增值税",
        "二．非税收入": "Ⅰ、收入",
        "Ⅱ、支出": "",
    }


SPENDING = ["一般公共服务支出", "人大事务", "行政运行", "政协事务", "行政运行", "教育支出"]
SPENDING_PARENTS = [
    ("一般公共服务支出", ""),
    ("人大事务", "一般公共服务支出"),
    ("行政运行", "人大事务"),
    ("政协事务", "一般公共服务支出"),
    ("行政运行", "政协事务"),
    ("教育支出", ""),
]


@pytest.mark.parametrize(
    "codes",
    [
        ["201", " 01", "  01", " 02", "  01", "205"],
        ["201", "201 01", "201 01 01", "201 02", "201 02 01", "205"],
        ["201", "201 1", "201 1 1", "201 2", "201 2 1", "205"],
        ["201 00 00", "201 01 00", "201 01 01", "201 02 00", "201 02 01", "205 00 00"],
        ["201", "201 20101", "201 20101 2010101", " 20102", "  2010201", "205"],
    ],
)
@pytest.mark.parametrize("is_below", [False, True])
def test_codes_in_three_columns(read: Read, codes: list[str], is_below: bool) -> None:
    split = [[*code.split(" "), "", ""][:3] for code in codes]
    rows = [[*code, name, n] for n, (code, name) in enumerate(zip(split, SPENDING, strict=True), 1)]
    heads = [["类", "款", "项", "科目名称", "累计完成"]]
    if is_below:
        heads = [["科目编码", "", "", "科目名称", "累计完成"], ["类", "款", "项"]]
    total = ["", "", "", "合计", 9]
    found = read(TITLE, UNIT, *heads, total, *rows)
    assert [(p.item, p.parent) for p in found.tables[0].items] == [("合计", ""), *SPENDING_PARENTS]
    assert not found.asides


@pytest.mark.parametrize(
    "codes",
    [
        ["201", "20101", "2010101", "20102", "2010201", "205"],
        ["201 ", " 201 01", "201 01 01", "201 02", "201 02 01", "２０５"],
        ["2010000", "2010100", "2010101", "2010200", "2010201", "2050000"],
    ],
)
def test_codes_with_blanks_or_filled_up_with_zeros(read: Read, codes: list[str]) -> None:
    rows = [[code, name, 1] for code, name in zip(codes, SPENDING, strict=True)]
    found = read(TITLE, UNIT, ["科目编码", "科目名称", "累计完成"], *rows)
    assert [(p.item, p.parent) for p in found.tables[0].items] == SPENDING_PARENTS


def test_items_in_two_columns_below_one_heading(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", None, "累计完成"],
        ["税收收入", "小计", 500],
        [None, "增值税", 300],
        [None, "契税", 200],
        ["非税收入", None, 100],
        [None, "罚没收入", 100],
        merged=["A3:B3", "A4:A6"],
    )
    assert {item: given for (item, _, _), given in found.amounts.items()} == {
        "税收收入": "500万元 C4",
        "增值税": "300万元 C5",
        "契税": "200万元 C6",
        "非税收入": "100万元 C7",
        "罚没收入": "100万元 C8",
    }
    assert found.parents == {
        "税收收入": "",
        "增值税": "税收收入",
        "契税": "税收收入",
        "非税收入": "",
        "罚没收入": "非税收入",
    }
    assert not found.asides


def test_the_first_item_beside_a_groups_name_is_not_the_group(read: Read) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", None, "累计完成"],
        ["税收收入", "增值税", 300],
        [None, "契税", 200],
        ["非税收入", "罚没收入", 100],
        merged=["A3:B3", "A4:A5"],
    )
    assert [item for item, _, _ in found.amounts] == ["增值税", "契税", "罚没收入"]


@pytest.mark.parametrize("beside", ["万元", "新口径"])
def test_what_stands_beside_every_name_is_no_item(read: Read, beside: str) -> None:
    found = read(
        TITLE,
        UNIT,
        ["项目", None, "累计完成"],
        ["税收收入", beside, 300],
        ["非税收入", beside, 100],
        merged=["A3:B3"],
    )
    assert [item for item, _, _ in found.amounts] == ["税收收入", "非税收入"]
