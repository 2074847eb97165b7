"""What only the formats of the cells say: percentages, and how far in a name stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Alignment

from finkit.imports.rows import fact_row
from finkit.workbooks.files.cell_formats import is_percent
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.found import FactCell
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers
from tests.workbooks.conftest import Understood

TITLE, UNIT = ["临洮县2024年1—2月一般公共预算收入情况表"], ["单位：万元"]


@pytest.fixture
def sheet() -> Any:
    return openpyxl.Workbook().active


def written(sheet: Any, *rows: list[Any]) -> Any:
    for row in rows:
        sheet.append(row)
    return sheet


def formatted(sheet: Any, **codes: str) -> Any:
    for place, code in codes.items():
        sheet[place].number_format = code
    return sheet


def read(sheet: Any, folder: Path) -> Understood:
    path = folder / "月报.xlsx"
    sheet.parent.save(path)
    return Understood(understand(path, Given(), Answers(), {}))


def test_a_rate_is_the_percentage_that_its_cell_shows(sheet: Any, tmp_path: Path) -> None:
    head = ["项目", "累计完成", "增减%", "占预算%"]
    rows = [["税收收入", 4900, 0.089, 0.453], ["非税收入", 800, -0.0031, 1], ["契税", 7, 8.9, 45.3]]
    written(sheet, TITLE, UNIT, head, *rows)
    found = read(formatted(sheet, C4="0.0%", D4="0%", C5="0.0%;[Red]-0.0%", D5="0.00%"), tmp_path)
    assert found.rates == {
        ("税收收入", "yoy_rate"): "8.9",
        ("税收收入", "completion_rate 年初预算"): "45.3",
        ("非税收入", "yoy_rate"): "-0.31",
        ("非税收入", "completion_rate 年初预算"): "100",
        ("契税", "yoy_rate"): "8.9",
        ("契税", "completion_rate 年初预算"): "45.3",
    }


def test_a_percentage_where_an_amount_should_be_is_left_aside(sheet: Any, tmp_path: Path) -> None:
    written(sheet, TITLE, UNIT, ["项目", "累计完成", "上年同期"], ["税收收入", 4900, 0.45])
    found = read(formatted(sheet, C4="0%"), tmp_path)
    assert found.asides == {"C4": "金额栏里的百分数"}
    assert found.tables[0].asides[0].text == "45%"


def test_a_change_of_which_every_number_is_a_percentage_is_a_rate(
    sheet: Any, tmp_path: Path
) -> None:
    rows = [["税收收入", 4900, 0.089], ["非税收入", 800, "-3.1%"], ["契税", 7, None]]
    written(sheet, TITLE, UNIT, ["项目", "累计完成", "增减"], *rows)
    found = read(formatted(sheet, C4="0.0%"), tmp_path)
    assert found.rates == {("税收收入", "yoy_rate"): "8.9", ("非税收入", "yoy_rate"): "-3.1"}


def test_texts_and_errors_in_percentage_cells_stay_what_they_are(
    sheet: Any, tmp_path: Path
) -> None:
    rows = [["税收收入", 4900, "8.9"], ["非税收入", 800, "#DIV/0!"], ["契税", 7, "新增"]]
    written(sheet, TITLE, UNIT, ["项目", "累计完成", "增减%"], *rows)
    found = read(formatted(sheet, C4="0%", C5="0%", C6="0%"), tmp_path)
    assert found.rates == {("税收收入", "yoy_rate"): "8.9"}
    assert found.asides == {"C5": "公式出错（#DIV/0!）", "C6": "不是数字"}


def test_a_percent_sign_that_a_format_only_prints_multiplies_nothing() -> None:
    assert is_percent("#,##0.0%")
    assert is_percent('0.0%_);[Red]\\(0.0%\\);"-"')
    for code in ("0.0", '0.0"%"', "0.0\\%", "0.0_%", "[$%]0.0", "@"):
        assert not is_percent(code)


def test_an_amount_is_what_its_cell_shows(sheet: Any, tmp_path: Path) -> None:
    """元 in the cell, 万元 on the screen: how many a clerk has Excel show it."""
    rows = [["税收收入", 49001234], ["非税收入", 24500000], ["契税", 7]]
    written(sheet, TITLE, UNIT, ["项目", "累计完成"], *rows)
    found = read(formatted(sheet, B4="0!.0,", B5="0!.0000", B6="#,##0.0"), tmp_path)
    assert [a.value for a in found.tables[0].amounts] == [Decimal("4900.1234"), 2450, 7]


def test_a_date_that_shows_its_month_is_the_month(sheet: Any, tmp_path: Path) -> None:
    written(sheet, ["临洮县财政收支情况表"], [date(2024, 2, 1), "单位：万元"])
    written(sheet, ["项目", "累计完成"], ["税收收入", 9])
    found = read(formatted(sheet, A2='yyyy"年"m"月"'), tmp_path)
    assert [a.period for a in found.tables[0].amounts] == ["2024-02"]
    (asked,) = read(formatted(sheet, A2="yyyy-mm-dd"), tmp_path).asked
    assert asked[0] == "period"


def test_a_hidden_row_is_left_aside(sheet: Any, tmp_path: Path) -> None:
    written(sheet, TITLE, UNIT, ["项目", "累计完成"], ["税收收入", 9], ["税收收入", 8])
    sheet.row_dimensions[5].hidden = True
    found = read(sheet, tmp_path)
    assert [a.value for a in found.tables[0].amounts] == [9]
    assert found.asides["B5"] == "隐藏的行，未读；要读先取消隐藏"


@pytest.mark.parametrize(
    ("head", "names"),
    [("县区", ["濮阳县", "清丰县", "南乐县"]), ("年份", ["2021", "2022", "2023"])],
)
def test_a_hidden_row_of_areas_or_years_is_left_aside(
    sheet: Any, tmp_path: Path, head: str, names: list[str]
) -> None:
    written(sheet, TITLE, UNIT, [head, "税收收入"], *([name, 9] for name in names))
    sheet.row_dimensions[5].hidden = True
    found = read(sheet, tmp_path)
    assert [a.source[-2:] for a in found.tables[0].amounts] == ["B4", "B6"]
    assert found.asides["B5"] == "隐藏的行，未读；要读先取消隐藏"


def test_a_hidden_column_is_left_aside(sheet: Any, tmp_path: Path) -> None:
    written(sheet, TITLE, UNIT, ["项目", "调整预算", "累计完成"], ["税收收入", 99999, 9])
    sheet.column_dimensions["B"].hidden = True
    found = read(sheet, tmp_path)
    assert list(found.amounts) == [("税收收入", "actual", "2024-02")]
    assert found.asides["B4"] == "隐藏的列，未读；要读先取消隐藏"


def test_the_formats_of_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    plain, percent = xlwt.easyxf(), xlwt.easyxf(num_format_str="0.0%")
    looks = {"further in": xlwt.easyxf("align: indent 1"), "plain": plain}
    heads = [TITLE, UNIT, ["项目", "累计完成", "增减%"]]
    for row, cells in enumerate(heads):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    rows = [("税收收入", "plain", 49), ("增值税", "further in", 40), ("非税收入", "plain", 8)]
    for row, (name, look, amount) in enumerate(rows, 3):
        sheet.write(row, 0, name, looks[look])
        sheet.write(row, 1, amount)
        sheet.write(row, 2, 0.152, percent)
    sheet.row(5).hidden = True
    book.save(tmp_path / "月报.xls")
    found = Understood(understand(tmp_path / "月报.xls", Given(), Answers(), {}))
    assert found.parents == {"税收收入": "", "增值税": "税收收入"}
    assert found.rates == {("税收收入", "yoy_rate"): "15.2", ("增值税", "yoy_rate"): "15.2"}
    assert found.asides["B6"] == "隐藏的行，未读；要读先取消隐藏"


def fact(text: str, unit: str, key: str, area: Any) -> tuple[str, str]:
    row = fact_row(FactCell(area, "2024-02", key, text, unit, "", ""), "", "")
    return row["value"], row["unit"]


def test_an_answer_typed_as_45_percent_is_45(sheet: Any, tmp_path: Path) -> None:
    written(sheet, ["临洮县2024年2月报告事项"], ["键", "填写", "单位"])
    written(sheet, ["重点税源企业纳税贡献率", 0.45, "%"], ["一般性支出压减率", 5, "%"])
    found = read(formatted(sheet, B3="0%"), tmp_path)
    first, second = found.tables[0].facts
    assert fact(first.text, first.unit, first.key, first.area) == ("45", "%")
    assert fact(second.text, second.unit, second.key, second.area) == ("5", "%")
    assert fact("45%", "个", "招商引资项目数", first.area) == ("45", "%")


def test_names_that_their_cells_show_further_in_stand_below(sheet: Any, tmp_path: Path) -> None:
    names = ("一般公共服务支出", "人大事务", "行政运行", "政协事务", "行政运行", "教育支出")
    rows = [[name, 10 * number] for number, name in enumerate(names, 1)]
    written(sheet, TITLE, UNIT, ["项目", "累计完成"], *rows)
    for row, indent in enumerate((0, 1, 2, 1, 2, 0), 4):
        sheet.cell(row, 1).alignment = Alignment(horizontal="left", indent=indent)
    found = read(sheet, tmp_path)
    assert [(p.item, p.parent) for p in found.tables[0].items] == [
        ("一般公共服务支出", ""),
        ("人大事务", "一般公共服务支出"),
        ("行政运行", "人大事务"),
        ("政协事务", "一般公共服务支出"),
        ("行政运行", "政协事务"),
        ("教育支出", ""),
    ]


def test_blanks_in_a_column_that_stands_in_as_a_whole_still_tell(
    sheet: Any, tmp_path: Path
) -> None:
    names = ("税收收入", "　增值税", "　契税", "非税收入")
    written(sheet, TITLE, UNIT, ["项目", "累计完成"], *([name, 9] for name in names))
    for row in range(4, 8):
        sheet.cell(row, 1).alignment = Alignment(indent=1)
    parents = {"税收收入": "", "增值税": "税收收入", "契税": "税收收入", "非税收入": ""}
    assert read(sheet, tmp_path).parents == parents


def test_a_margin_on_the_right_is_no_level(sheet: Any, tmp_path: Path) -> None:
    written(sheet, TITLE, UNIT, ["项目", "累计完成"], ["税收收入", 9], ["非税收入", 1])
    sheet["A5"].alignment = Alignment(horizontal="right", indent=1)
    assert read(sheet, tmp_path).parents == {"税收收入": "", "非税收入": ""}
