"""The forms of the national debt system, and the layouts made after them."""

from __future__ import annotations

import pytest

from tests.books.conftest import Book, Ledger

UNIT = ["单位：亿元"]


def test_each_row_of_a_balance_form_is_of_its_own_year(book: Book, ledger: Ledger) -> None:
    path = book(
        "表1-2.xlsx",
        表=[
            ["0", "DEBT_T_XXGK_ZXYE", " AND T.AD_CODE_GK=6211"],
            ["0", "XM_TYPE#", "XM_NAME#", "YS_AMT#", "ZX_AMT#", "ROW_NUM#"],
            ["0", None, "6211 定西市2021年地方政府专项债务余额情况表"],
            ["0", None, *UNIT],
            ["0", None, "项    目", "预算数", "执行数"],
            ["VALID#", "ZXYE_Y2", "一、2020年末地方政府专项债务余额实际数", " ", 30.5, "1"],
            ["VALID#", "ZXYE_Y1", "二、2021年末地方政府专项债务余额限额", 50.1, None, "2"],
            ["VALID#", "FXZX_Y1", "三、2021年地方政府专项债务发行额", None, 12.2, "3"],
            ["VALID#", "ZXHB_Y1", "四、2021年地方政府专项债务还本额", None, 2.7, "4"],
            ["VALID#", "ZXYEYS_Y1", "五、2021年末地方政府专项债务余额预计执行数", None, 40, "5"],
            ["VALID#", "XZXE", "六、2022年地方政府专项债务新增限额", 7.5, None, "6"],
            ["VALID#", "ZXXE", "七、2022年末地方政府专项债务余额限额", 57.6, None, "7"],
        ],
    )
    assert ledger.take(path) == 0
    assert ledger.held() == {
        ("定西市", "2020-12", "专项债务余额", ""): "30.5亿元",
        ("定西市", "2021-12", "专项债务限额", ""): "50.1亿元",
        ("定西市", "2021-12", "专项债务发行额", ""): "12.2亿元",
        ("定西市", "2021-12", "专项债务还本额", ""): "2.7亿元",
        ("定西市", "2021-12", "专项债务余额", ""): "40亿元",
        ("定西市", "2022-12", "新增专项债务限额", ""): "7.5亿元",
        ("定西市", "2022-12", "专项债务限额", ""): "57.6亿元",
    }
    assert {r["data_status"] for r in ledger.rows() if r["value"] == "40"} == {"预计执行"}
    assert {r["basis"] for r in ledger.rows() if "额" in r["item"][-2:]} == {
        "balance",
        "cumulative",
    }


def test_the_kind_comes_from_the_row_above(book: Book, ledger: Ledger) -> None:
    path = book(
        "表1-2.xlsx",
        表=[
            ["临洮县地方政府债券发行及还本付息情况表"],
            UNIT,
            ["项    目", "公式", "本地区", "本级"],
            ["一、2020年发行预计执行数", "A=B", 5, 4],
            ["（一）一般债券", "B", 5, 4],
            ["   其中：再融资债券", "C", 2, 1],
            ["二、2021年还本预算数", "D", 3, 2],
            ["（一）专项债券", "E", 3, 2],
            ["   其中：再融资", None, 1, 1],
        ],
    )
    assert ledger.take(path) == 0
    whole = {key[1:3]: value for key, value in ledger.held().items() if not key[3]}
    assert whole == {
        ("2020-12", "地方政府债券发行额"): "5亿元",
        ("2020-12", "一般债券发行额"): "5亿元",
        ("2020-12", "再融资一般债券发行额"): "2亿元",
        ("2021-12", "地方政府债券还本额"): "3亿元",
        ("2021-12", "专项债券还本额"): "3亿元",
        ("2021-12", "再融资偿还专项债券本金"): "1亿元",
    }
    assert {r["measure"] for r in ledger.rows() if r["period"] == "2021-12"} == {"budget"}
    assert {r["scope"] for r in ledger.rows()} == {"", "县本级"}


def test_codes_out_of_step_are_not_heard_those_in_step_name_what_nobody_knows(
    book: Book, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = [
        ["0", "DEBT_T_XXGK_XEYE", " AND T.AD_CODE_GK=65"],
        ["0", "AD_CODE#", "AD_NAME#", None, "YBXE_Y1#"],
        ["0", None, "新疆维吾尔自治区2018年地方政府债务限额情况表"],
        ["0", None, *UNIT],
        ["0", None, "地   区", "2018年债务限额", "一般债务限额"],
    ]
    names = ["新疆维吾尔自治区", "  自治区本级", "  乌鲁木齐市", "  克拉玛依市", "  兵团市"]
    codes = ["65", "6500", "6501", "6502", "6590"]
    rows = [["VALID#", code, name, 9, 5] for code, name in zip(codes, names, strict=True)]
    assert ledger.take(book("对.xlsx", 表=[*heads, *rows])) == 0
    held = {(r["county_code"], r["county"], r["scope"]) for r in ledger.rows()}
    assert ("659000", "兵团市", "") in held
    assert ("650000", "新疆维吾尔自治区", "本级") in held
    shifted = [["VALID#", code, name, 8, 5] for code, name in zip(codes, names[1:], strict=False)]
    ledger.path.unlink()
    assert ledger.take(book("错.xlsx", 表=[*heads, *shifted])) == 2
    assert "「兵团市」" in capsys.readouterr().err


def test_a_whole_named_for_another_column_goes_by_its_kinds(book: Book, ledger: Ledger) -> None:
    rows = [
        ["2020年临洮县地方政府债务限额和余额情况表"],
        UNIT,
        ["项目", "债务限额", "债务余额预计执行数"],
        ["地方政府债务限额", 60, 56],
        ["    一般债务", 38, 35],
        ["    专项债务", 22, 21],
    ]
    assert ledger.take(book("限额.xlsx", 表=rows)) == 0
    held = {(r["item"], r["value"]) for r in ledger.rows()}
    assert ("地方政府债务余额", "56") in held
    rows[3][2] = 59  # 35 + 21 is not 59: nobody knows what this row is of.
    ledger.path.unlink()
    assert ledger.take(book("限额.xlsx", 表=rows)) == 0
    assert "59" not in {r["value"] for r in ledger.rows()}


@pytest.mark.parametrize("name", ["隐性债务余额", "综合财力", "政府负有担保责任的债务余额"])
def test_what_no_word_explains_is_left_aside(book: Book, ledger: Ledger, name: str) -> None:
    path = book(
        "债务.xlsx",
        表=[
            ["2023年临洮县政府债务余额情况表"],
            UNIT,
            ["项目", "金额"],
            ["政府债务余额", 35],
            [name, 5],
        ],
    )
    assert ledger.take(path) == 0
    assert [r["value"] for r in ledger.rows()] == ["35"]


def test_projects_that_bonds_pay_for_are_no_amounts(
    book: Book, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(
        "表4-2.xlsx",
        表=[
            ["2022年临洮县地方政府债券使用情况表"],
            UNIT,
            ["项目名称", "项目编号", "债券性质", "债券规模", "发行时间（年/月）"],
            ["养老院改造工程", "P20469030-0049", "一般债券", 40.5, "2021-08"],
            ["污水处理厂", "P20469030-0050", "专项债券", 40.5, "2021-08"],
        ],
    )
    assert ledger.take(path) == 2
    assert ledger.rows() == []
    ledger.take(path, "--preview")
    assert "不是科目的金额" in capsys.readouterr().out


def test_a_kind_set_as_far_out_as_the_whole_stands_with_the_one_before(
    book: Book, ledger: Ledger
) -> None:
    path = book(
        "还本付息.xlsx",
        表=[
            ["2022年临洮县地方政府债务还本付息决算表"],
            UNIT,
            ["项目", "决算数"],
            ["一、还本支出", 99],
            ["其中：一般债务", 39],
            ["专项债务", 60],
            ["二、付息支出", 29],
            ["其中：一般债务", 10],
            ["专项债务", 19],
            ["三、债券发行费用", 1],
        ],
    )
    assert ledger.take(path) == 0
    assert [(r["item"], r["value"]) for r in ledger.rows()] == [
        ("地方政府债务还本额", "99"),
        ("一般债务还本额", "39"),
        ("专项债务还本额", "60"),
        ("地方政府债务付息额", "29"),
        ("一般债务付息额", "10"),
        ("专项债务付息额", "19"),
    ]


def test_the_end_of_a_month_is_that_of_the_table(book: Book, ledger: Ledger) -> None:
    path = book(
        "余额.xlsx",
        表=[
            ["临洮县2024年6月末政府债务余额情况表"],
            UNIT,
            ["项目", "上年末余额", "本月末余额"],
            ["一般债务", 100, 110],
        ],
    )
    assert ledger.take(path) == 0
    assert {r["period"]: r["value"] for r in ledger.rows()} == {"2023-12": "100", "2024-06": "110"}


def test_a_title_says_that_all_is_issued_and_a_part_is_the_citys_own(
    book: Book, ledger: Ledger
) -> None:
    path = book(
        "发行.xlsx",
        表=[
            ["定西市2023年地方政府债券发行情况表"],
            UNIT,
            ["地区", "合计", "新增专项债券", "再融资专项债券"],
            ["定西市", 7, 4, 3],
            ["其中：市本级", 3, 2, 1],
            ["临洮县", 4, 2, 2],
        ],
    )
    assert ledger.take(path) == 0
    assert ledger.held() == {
        ("定西市", "2023-12", "地方政府债券发行额", ""): "7亿元",
        ("定西市", "2023-12", "新增专项债券发行额", ""): "4亿元",
        ("定西市", "2023-12", "再融资专项债券发行额", ""): "3亿元",
        ("定西市", "2023-12", "地方政府债券发行额", "市本级"): "3亿元",
        ("定西市", "2023-12", "新增专项债券发行额", "市本级"): "2亿元",
        ("定西市", "2023-12", "再融资专项债券发行额", "市本级"): "1亿元",
        ("临洮县", "2023-12", "地方政府债券发行额", ""): "4亿元",
        ("临洮县", "2023-12", "新增专项债券发行额", ""): "2亿元",
        ("临洮县", "2023-12", "再融资专项债券发行额", ""): "2亿元",
    }
