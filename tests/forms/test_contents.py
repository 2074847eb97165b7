"""What stands on the form: sheets, lines, what is carried over, formulas, validation."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from finkit.facts.keys import keys
from finkit.facts.slots import slots
from finkit.forms.layout import BALANCE_COLUMNS, FACT_COLUMNS, FLOW_COLUMNS

REVENUE = "一般公共预算收入"


def test_the_sheets_and_their_order(sample_form: Any) -> None:
    assert sample_form("621124", "2024-02").names == [
        "填表说明",
        "财政收支总量",
        "一般公共预算收入",
        "一般公共预算支出",
        "政府性基金收入",
        "政府性基金支出",
        "国有资本经营预算",
        "社会保险基金",
        "转移性收支",
        "债务收支",
        "重点事项",
        "余额",
        "报告事项",
    ]


def test_title_code_unit_and_header(sample_form: Any) -> None:
    title, said, header, *_ = sample_form("621124", "2024-02").rows(REVENUE)
    assert title[0] == "临洮县2024年2月一般公共预算收入情况表"
    assert (said[0], said[-1]) == ("县区代码：621124", "单位：万元")
    assert "|".join(header) == (
        "科目编码|预算科目|年初预算|调整预算|本月完成|累计完成|上年同期|增减额|增减%|占预算%|备注"
    )


def test_taxes_are_asked_for_once(sample_form: Any) -> None:
    """临洮 publishes its taxes of all levels: asked for again under the budget's, they would mix."""
    form = sample_form("621124", "2024-02")
    assert {"    增值税", "    契税"} <= form.lines("财政收支总量").keys()
    assert "  税收收入" in form.lines(REVENUE)
    assert "    增值税" not in form.lines(REVENUE)
    assert "    契税" not in form.lines(REVENUE)


def test_the_sheet_of_balances(sample_form: Any) -> None:
    form = sample_form("DEMO01", "2021-10")
    title, _, header, *_ = form.rows("余额")
    assert title[0] == "示例县2021年10月末余额情况表"
    assert "|".join(header) == "科目编码|项目|期末余额|年初余额|上年同期|备注"
    assert form.lines("余额")["  一般债务余额"]["期末余额"] == 322490


def test_the_sheet_of_facts(sample_form: Any) -> None:
    form = sample_form("DEMO01", "2021-10")
    title, said, header, *_ = form.rows("报告事项")
    assert (title[0], said[0]) == ("示例县2021年10月报告事项", "县区代码：DEMO01")
    assert "|".join(header) == "键|填写|单位|说明|示例|上期填写|来源"
    lines = form.lines("报告事项")
    assert list(lines) == list(keys())
    assert lines["招商引资增收额"]["填写"] == 3560
    assert lines["收入督导频次"]["填写"] == "旬"
    assert lines["收入督导频次"]["来源"] == "演示数据"
    assert lines["收入督导频次"]["说明"].endswith("印在一（二）1")


def test_facts_of_the_period_before_are_shown_not_filled_in(sample_form: Any) -> None:
    form = sample_form("DEMO01", "2022-01")
    lines = form.lines("报告事项")
    assert (lines["招商引资增收额"]["填写"], lines["招商引资增收额"]["上期填写"]) == ("", 4120)
    assert lines["收入督导频次"]["上期填写"] == "周"
    assert form.workbook["报告事项"]["F3"].comment.text == (
        "上次（2021年12月）填的，供参考，可以抄到“填写”；不会自动带入本期。"
    )


@pytest.mark.parametrize("sheet", ["填表说明", REVENUE, "余额", "报告事项"])
def test_a_sheet_prints_as_wide_as_the_page_with_room_for_its_footer(
    sample_form: Any, sheet: str
) -> None:
    page = sample_form("621124", "2024-02").workbook[sheet]
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.oddFooter.center.text == "第&P页，共&N页"
    assert page.page_margins.bottom - page.page_margins.footer >= 0.4


def test_the_guide_looks_like_no_table(sample_form: Any) -> None:
    assert all(not any(row[1:]) for row in sample_form("621124", "2024-02").rows("填表说明"))


def test_children_stand_two_blanks_deeper_with_their_codes(form_of: Any) -> None:
    form = form_of(
        "2024-02",
        "2024-02 cumulative 一般公共预算收入 actual 100 万元",
        "2024-02 cumulative 税收收入小计<一般公共预算收入 actual 60 万元",
        "2024-02 cumulative 契税<税收收入小计 actual 6 万元",
        "2024-02 cumulative 增值税<税收收入小计 actual 20 万元",
    )
    labels = [label for label in form.lines(REVENUE) if form.lines(REVENUE)[label]["累计完成"]]
    # By the ledger's own names, in the order of the chart.
    assert labels == [REVENUE, "  税收收入小计", "    增值税", "    契税"]
    assert form.lines(REVENUE)["    增值税"]["科目编码"] == 10101


def test_an_item_of_the_ledger_is_not_asked_for_twice(form_of: Any) -> None:
    form = form_of("2024-02", "2024-02 cumulative 税收收入 actual 60 万元")
    labels = [label.strip() for label in form.lines(REVENUE)]
    assert labels.count("税收收入") == 1
    assert labels.count("增值税") == 1


def test_a_code_never_contradicts_the_indentation(form_of: Any) -> None:
    # 增值税 (10101) stands beside 税收收入 (101), not below: with its code it would be read as below.
    form = form_of(
        "2024-02",
        "2024-02 cumulative 税收收入<一般公共预算收入 actual 60 万元",
        "2024-02 cumulative 增值税<一般公共预算收入 actual 20 万元",
    )
    assert form.lines(REVENUE)["  税收收入"]["科目编码"] == 101
    assert form.lines(REVENUE)["  增值税"]["科目编码"] == ""


def test_a_parent_that_is_not_held_gets_a_line_of_its_own(form_of: Any) -> None:
    form = form_of("2024-02", "2024-02 cumulative 甲<乙 actual 1 万元")
    assert list(form.lines("其他项目")) == ["乙", "  甲"]


def test_names_in_a_circle_lose_nothing(form_of: Any) -> None:
    form = form_of(
        "2024-02",
        "2024-02 cumulative 甲<乙 actual 1 万元",
        "2024-02 cumulative 乙<甲 actual 2 万元",
        "2024-02 cumulative 丙<丙 actual 3 万元",
    )
    given = {(item, parent, value) for _, item, parent, _, value in form.amounts()}
    assert given == {("甲", "乙", 1), ("乙", "甲", 2), ("丙", "丙", 3)}


def test_budgets_of_the_year_and_last_years_amount_are_carried_over(form_of: Any) -> None:
    form = form_of(
        "2024-03",
        "2023-03 cumulative 税收收入 actual 90 万元",
        "2024-01 cumulative 税收收入 budget 400 万元",
        "2024-02 cumulative 税收收入 adjusted_budget 420 万元",
        "2024-02 cumulative 税收收入 actual 60 万元",
    )
    line = next(v for k, v in form.lines(REVENUE).items() if k.strip() == "税收收入")
    assert (line["年初预算"], line["调整预算"], line["上年同期"]) == (400, 420, 90)
    # The month itself is not held: nothing is guessed from the months before.
    assert (line["本月完成"], line["累计完成"]) == ("", "")


def test_a_published_prior_amount_outranks_last_years_own(form_of: Any) -> None:
    form = form_of(
        "2024-03",
        "2023-03 cumulative 税收收入 actual 90 万元",
        "2024-03 cumulative 税收收入 prior_actual 91 万元",
        "2024-03 cumulative 税收收入 actual 100 万元",
        "2024-03 month 税收收入 actual 40 万元",
    )
    line = next(v for k, v in form.lines(REVENUE).items() if k.strip() == "税收收入")
    assert (line["累计完成"], line["上年同期"], line["本月完成"]) == (100, 91, 40)


def test_amounts_are_written_in_the_countys_own_unit(form_of: Any) -> None:
    form = form_of("2024-02", "2024-02 cumulative 税收收入 actual 0.29 亿元")
    assert form.rows(REVENUE)[1][-1] == "单位：亿元"
    assert (REVENUE, "税收收入", "", "累计完成", Decimal("0.29")) in set(form.amounts())


def test_mixed_units_are_converted_to_ten_thousands(form_of: Any) -> None:
    form = form_of(
        "2024-02",
        "2024-02 cumulative 税收收入 actual 0.29 亿元",
        "2024-02 cumulative 契税<税收收入 actual 123456.78 元",
    )
    given = {(item, value) for _, item, _, _, value in form.amounts()}
    assert given == {("税收收入", Decimal(2900)), ("契税", Decimal("12.345678"))}


def test_what_is_counted_in_pieces_has_a_sheet_of_its_own(sample_form: Any) -> None:
    form = sample_form("DEMO01", "2021-10")
    assert form.rows("其他项目（笔）")[1][-1] == "单位：笔"
    assert form.lines("其他项目（笔）")["政府采购审核业务"]["累计完成"] == 550


def test_more_digits_than_excel_keeps_are_written_as_text(form_of: Any) -> None:
    form = form_of("2024-02", "2024-02 cumulative 税收收入 actual 1234567890123456.78 元")
    line = next(v for k, v in form.lines(REVENUE).items() if k.strip() == "税收收入")
    assert line["累计完成"] == "1234567890123456.78"


def test_scopes_and_editions_are_not_mixed(form_of: Any) -> None:
    form = form_of(
        "2023-12",
        "2023-12 cumulative 税收收入 actual 60 万元",
        "2023-12 cumulative 税收收入 actual 61 万元 决算",
        "2023-12 cumulative 税收收入 actual 40 万元 - 县本级",
    )
    by_sheet = {sheet: value for sheet, _, _, _, value in form.amounts()}
    assert by_sheet == {REVENUE: 60, f"{REVENUE}（决算）": 61, f"{REVENUE}（县本级）": 40}
    assert form.rows(f"{REVENUE}（决算）")[0][0] == "临洮县2023年12月一般公共预算收入（决算）情况表"


def test_a_new_period_has_no_edition_yet(form_of: Any) -> None:
    form = form_of("2024-01", "2023-12 cumulative 税收收入 actual 61 万元 决算")
    assert REVENUE in form.names
    assert f"{REVENUE}（决算）" not in form.names


def test_a_text_that_looks_like_a_formula_stays_a_text(form_of: Any) -> None:
    form = form_of("2024-02", "2024-02 cumulative =1+1 actual 1 万元")
    cell = form.workbook["其他项目"]["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_every_computed_slot_has_its_item_on_the_form(sample_form: Any) -> None:
    form = sample_form("621124", "2024-02")
    asked = {label.strip() for name in form.names[1:] for label in form.lines(name)}
    wanted = {slot.item for slot in slots() if slot.item and not slot.fact}
    # 临洮县 calls its 全口径财政收入 大口径.
    assert wanted - asked == {"全口径财政收入"}


# Formulas.


class _Blank(float):
    """A blank cell: no number to COUNT."""


def evaluated(formula: str, **cells: float | None) -> Any:
    """A formula of the form, by arithmetic: IF, COUNT, N and the cells of one row."""
    names = {"budget": "C", "adjusted": "D", "now": "F", "prior": "G"}
    values: dict[str, Any] = {letter: _Blank(0) for letter in "CDFG"}
    for name, value in cells.items():
        values[names[name]] = _Blank(0) if value is None else _Amount(value)
    python = re.sub(r"([CDFG])4", r"\1", formula.removeprefix("=")).replace("=", "==")
    known = {
        "IF": lambda condition, yes, no: yes if condition else no,
        "COUNT": lambda *given: sum(not isinstance(one, _Blank) for one in given),
        "N": lambda one: one,
    }
    return eval(python, {**known, **values})


class _Amount(float):
    def __truediv__(self, other: float) -> Any:
        return _Amount(float(self) / float(other)) if other else "#DIV/0!"

    def __sub__(self, other: float) -> Any:
        return _Amount(float(self) - float(other))

    def __rsub__(self, other: float) -> Any:
        return _Amount(float(other) - float(self))


@pytest.fixture(scope="session")
def formulas(sample_form: Any) -> dict[str, str]:
    sheet = sample_form("621124", "2024-02").workbook[REVENUE]
    return {sheet.cell(3, column).value: sheet.cell(4, column).value for column in (8, 9, 10)}


@pytest.mark.parametrize(
    ("header", "cells", "result"),
    [
        ("增减额", {"now": 110, "prior": 100}, 10),
        ("增减额", {"now": 110}, ""),
        ("增减额", {"prior": 100}, ""),
        ("增减额", {"now": 0, "prior": 100}, -100),
        ("增减%", {"now": 145.3, "prior": 100}, 45.3),
        ("增减%", {"now": 50, "prior": 0}, ""),
        ("增减%", {"now": 50, "prior": -20}, ""),
        ("增减%", {"now": 50}, ""),
        ("占预算%", {"now": 50, "budget": 200}, 25),
        ("占预算%", {"now": 50, "budget": 200, "adjusted": 250}, 20),
        ("占预算%", {"now": 50}, ""),
        ("占预算%", {"budget": 200}, ""),
        ("占预算%", {"now": 50, "budget": 0}, ""),
    ],
)
def test_what_excel_computes(
    formulas: dict[str, str], header: str, cells: dict[str, float], result: Any
) -> None:
    found = evaluated(formulas[header], **cells)
    assert found == (pytest.approx(result) if isinstance(result, int | float) else result)


# Looks and locks.


def test_what_is_to_be_filled_in_is_open_and_the_rest_locked(sample_form: Any) -> None:
    sheet = sample_form("DEMO01", "2021-10").workbook[REVENUE]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    locked = [sheet.cell(4, column).protection.locked for column in range(1, 12)]
    assert locked == [True, True, *[False] * 5, True, True, True, False]


def test_what_is_carried_over_is_filled_and_slanted(sample_form: Any) -> None:
    sheet = sample_form("DEMO01", "2021-10").workbook[REVENUE]
    for column, carried in ((3, True), (4, True), (6, False), (7, True)):
        cell = sheet.cell(4, column)
        assert (bool(cell.fill.fill_type), bool(cell.font.i)) == (carried, carried)


def test_every_header_explains_itself(sample_form: Any) -> None:
    book = sample_form("DEMO01", "2021-01").workbook  # nothing said of a period before
    for name, columns in (
        (REVENUE, FLOW_COLUMNS),
        ("余额", BALANCE_COLUMNS),
        ("报告事项", FACT_COLUMNS),
    ):
        comments = [cell.comment.text for cell in book[name][3]]
        assert comments == [column.comment for column in columns]


def test_amounts_must_be_numbers(sample_form: Any) -> None:
    sheet = sample_form("DEMO01", "2021-10").workbook[REVENUE]
    (guard,) = sheet.data_validations.dataValidation
    assert guard.type == "decimal"
    assert all(f"{letter}4" in guard.cells for letter in "CDEFG")


def test_facts_allow_a_number_in_its_range_or_not_applicable(sample_form: Any) -> None:
    sheet = sample_form("DEMO01", "2021-10").workbook["报告事项"]
    row = list(keys()).index("重点税源企业纳税贡献率") + 4
    (guard,) = [g for g in sheet.data_validations.dataValidation if f"B{row}" in g.cells]
    assert guard.type == "custom"
    assert guard.formula1 == f'OR(B{row}="不适用",AND(ISNUMBER(B{row}),B{row}>=0,B{row}<=100))'


def test_a_usual_set_of_answers_drops_down(sample_form: Any) -> None:
    sheet = sample_form("DEMO01", "2021-10").workbook["报告事项"]
    row = list(keys()).index("债务风险等级") + 4
    (guard,) = [g for g in sheet.data_validations.dataValidation if f"B{row}" in g.cells]
    assert (guard.type, guard.formula1) == ("list", '"红色,橙色,黄色,绿色,不适用"')


def test_it_prints_on_a4_across(sample_form: Any) -> None:
    sheet = sample_form("DEMO01", "2021-10").workbook[REVENUE]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C4", "$1:$3")
