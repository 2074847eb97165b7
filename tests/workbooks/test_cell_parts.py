"""What makes up a cell: runs, tags, looks and formats; in every format that has them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo

from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers
from tests.workbooks.archives import text, xlsx
from tests.workbooks.conftest import Read, Understood

TITLE, UNIT = "临洮县2024年1—2月一般公共预算收入情况表", "单位：万元"
ROWS: list[list[Any]] = [[TITLE], [UNIT], ["项目", "累计完成", "上年同期"], ["非税收入", 800, 700]]
STRUCK, RAISED = InlineFont(strike=True), InlineFont(vertAlign="superscript")
STRUCK_REASON, UNSEEN_REASON = "划掉的（删除线），未读", "看不见的（隐藏，或白底白字），未读"
Book = Callable[..., Understood]


def understood(path: Path) -> Understood:
    return Understood(understand(path, Given(), Answers(), {}))


def values(found: Understood, item: str = "税收收入") -> list[str]:
    return [f"{a.value:f}{a.unit}" for t in found.tables for a in t.amounts if a.item == item]


def told(found: Understood) -> list[str]:
    return [f"{a.place.rsplit('!', 1)[1]} {a.reason}" for t in found.tables for a in t.told]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A workbook of the usual rows and those given; what is done to its sheet; understood."""

    def made(*rows: list[Any], do: Callable[[Any], object] = lambda _: None) -> Understood:
        workbook = openpyxl.Workbook()
        for row in (*ROWS, *rows):
            workbook.active.append(row)
        do(workbook.active)
        path = tmp_path / "月报.xlsx"
        workbook.save(path)
        return understood(path)

    return made


def test_the_figure_that_was_mended_is_the_one_that_stands(book: Book) -> None:
    mended = CellRichText(TextBlock(STRUCK, "9500"), "4900")
    found = book(["税收收入", mended, CellRichText("4500", TextBlock(RAISED, "①"))])
    assert values(found) == ["4900万元", "4500万元"]
    assert told(found) == ["B5 划掉的「9500」未读", "C5 上标或下标「①」未读"]


def test_a_mark_between_digits_leaves_two_numbers(book: Book) -> None:
    found = book(["税收收入", CellRichText("49", TextBlock(RAISED, "1"), "00"), 4500])
    assert values(found) == ["4500万元"]
    assert found.asides["B5"] == "不是数字：一格里有几个数"


def test_a_raised_mark_is_no_part_of_a_name_and_of_no_letter(book: Book) -> None:
    name = CellRichText("增值税", TextBlock(RAISED, "2)"))
    area = CellRichText("绿化补贴（万km", TextBlock(RAISED, "2"), "）")
    found = book([name, 4, 3], [area, 2, 1])
    assert values(found, "增值税") == ["4万元", "3万元"]
    assert values(found, "绿化补贴（万km2）") == ["2万元", "1万元"]


def test_runs_of_a_struck_cell_that_are_not_struck_stand(book: Book) -> None:
    def strike(sheet: Any) -> None:
        sheet["B5"].font = Font(strike=True)
        sheet["C5"].font = Font(strike=True)

    plain = InlineFont(b=True)
    found = book(["税收收入", CellRichText("9500", TextBlock(plain, "4900")), 4500], do=strike)
    assert values(found) == ["4900万元"]
    assert found.asides["C5"] == STRUCK_REASON


def test_a_struck_row_is_left_aside_and_the_new_one_read(book: Book) -> None:
    def strike(sheet: Any) -> None:
        for cell in sheet[5]:
            cell.font = Font(strike=True)

    found = book(["税收收入", 4250, 4395], ["税收收入", 4520, 4395], do=strike)
    assert values(found) == ["4520万元", "4395万元"]
    assert {found.asides[cell] for cell in ("A5", "B5", "C5")} == {STRUCK_REASON}


def test_a_struck_row_takes_no_amount_of_the_row_above_it_away(book: Book) -> None:
    def strike(sheet: Any) -> None:
        sheet["A6"].font = Font(strike=True)

    found = book(["税收收入", 4900, 4500], ["增值税", 2000, 1900], do=strike)
    assert values(found) == ["4900万元", "4500万元"]
    assert found.asides["B6"] == STRUCK_REASON


def test_a_struck_title_and_heading_say_nothing(book: Book) -> None:
    def strike(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "岷县2023年1—3月一般公共预算收入情况表"
        sheet["A1"].font = sheet["C4"].font = Font(strike=True)

    found = book(["税收收入", 4900, 4500], do=strike)
    assert values(found) == ["4900万元"]
    assert found.asides["C6"] == "没有栏目名"
    assert {a.area.name for t in found.tables for a in t.amounts} == {"临洮县"}


def test_white_is_unseen_on_white_alone(book: Book) -> None:
    def paint(sheet: Any) -> None:
        white = Font(color="FFFFFFFF")
        sheet["B5"].font = sheet["C5"].font = white
        sheet["C5"].fill = PatternFill("solid", fgColor="FF1F4E78")

    found = book(["税收收入", 4900, 4500], do=paint)
    assert values(found) == ["4500万元"]
    assert found.asides["B5"] == UNSEEN_REASON


def test_white_in_a_table_with_a_style_of_its_own_is_seen(book: Book) -> None:
    def style(sheet: Any) -> None:
        sheet["B5"].font = Font(color="FFFFFFFF")
        table = ExcelTable(displayName="T", ref="A3:C5")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleDark1")
        sheet.add_table(table)

    assert values(book(["税收收入", 4900, 4500], do=style)) == ["4900万元", "4500万元"]


def test_a_format_that_shows_nothing_hides_its_cell(book: Book) -> None:
    def hide(sheet: Any) -> None:
        sheet["B5"].number_format = ";;;"

    found = book(["税收收入", 4900, 4500], do=hide)
    assert values(found) == ["4500万元"]
    assert found.asides["B5"] == UNSEEN_REASON


def test_rows_of_no_height_and_columns_of_no_width_are_hidden(tmp_path: Path) -> None:
    cells = [[TITLE], [UNIT], ["项目", "累计完成", "上年同期"]]
    rows = "".join(
        f'<row r="{n}">{"".join(text(f"{c}{n}", v) for c, v in zip("ABC", row, strict=False))}</row>'
        for n, row in enumerate(cells, 1)
    )
    for n, name in ((4, "税收收入"), (5, "非税收入")):
        height = ' ht="0" customHeight="1"' if n == 5 else ""
        numbers = f'<c r="B{n}"><v>4900</v></c><c r="C{n}"><v>4500</v></c>'
        rows += f'<row r="{n}"{height}>{text(f"A{n}", name)}{numbers}</row>'
    found = understood(xlsx(tmp_path / "月报.xlsx", rows))
    assert values(found) == ["4900万元", "4500万元"]
    assert found.asides["B5"] == "隐藏的行，未读；要读先取消隐藏"


@pytest.mark.parametrize(("unit", "expected"), [("元", ["143700000元", "8600元"]), ("万元", [])])
def test_a_format_by_size_scales_the_display_only(
    tmp_path: Path, unit: str, expected: list[str]
) -> None:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    for row in ([TITLE], [f"单位：{unit}"], ["项目", "累计完成"], ["税收收入", 143700000]):
        sheet.append(row)
    sheet.append(["环境保护税", 8600])
    for place in ("B4", "B5"):
        sheet[place].number_format = '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0'
    workbook.save(tmp_path / "月报.xlsx")
    found = understood(tmp_path / "月报.xlsx")
    assert values(found) + values(found, "环境保护税") == expected
    if not expected:
        assert found.asides["B4"] == "数字格式按大小换算，存的像是元，表里写的是万元；说不准"


@pytest.mark.parametrize(
    ("code", "value", "read_as"),
    [
        ('0!.0,"万元"', 49000000, "4900万元"),
        ('#,##0.00"元"', 49000000, "49000000元"),
        ('0.00"万"', 4900, "4900万元"),
        ('0.00,"万"', 4900, "4900万元"),
        ("0!.0,", 49000000, "4900万元"),
        ('[Red]0;"△"0', 4900, "4900万元"),
    ],
)
def test_the_unit_that_a_format_prints_is_the_amount_s(
    book: Book, code: str, value: int, read_as: str
) -> None:
    def show(sheet: Any) -> None:
        sheet["B5"].number_format = code

    assert values(book(["税收收入", value], do=show)) == [read_as]


def test_a_format_that_prints_digits_of_its_own_is_not_trusted(book: Book) -> None:
    def show(sheet: Any) -> None:
        sheet["B5"].number_format = '0"000"'

    found = book(["税收收入", 4], do=show)
    assert values(found) == []
    assert found.asides["B5"] == "数字格式另印了数字，说不准是多少"


def test_the_runs_and_looks_of_an_old_workbook(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("表")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    struck, raised = xlwt.easyfont("struck_out on"), xlwt.easyfont("escapement superscript")
    sheet.write_rich_text(4, 0, ["税收收入", ("2", raised)])
    sheet.write_rich_text(4, 1, [("9500", struck), "4900"])
    sheet.write(4, 2, 4500, xlwt.easyxf(num_format_str='[>=10000]0!.0,"万";0'))
    struck_row = xlwt.easyxf("font: struck_out on")
    for column, value in enumerate(["契税", 9, 8]):
        sheet.write(5, column, value, struck_row)
    white = xlwt.easyxf("font: color white; pattern: pattern solid, fore_color dark_blue")
    sheet.write(6, 0, "印花税", white)
    sheet.write(6, 1, 7, xlwt.easyxf("font: color white"))
    workbook.save(str(tmp_path / "月报.xls"))
    found = understood(tmp_path / "月报.xls")
    assert values(found) == ["4900万元"]
    assert values(found, "契税") == []
    assert found.asides["C5"].startswith("数字格式按大小换算")
    assert found.asides["B6"] == STRUCK_REASON
    assert found.asides["B7"] == UNSEEN_REASON


PAGE = """<html><head><meta charset="utf-8"><style>
.xl65 {{mso-style-parent:style0; text-decoration:line-through;}}
td.xl66 {{color:white; background:#1F4E78;}} .xl67 {{display:none}}
.xl68 {{mso-number-format:"0_ \\;\\[Red\\]0\\ ";}}
</style></head><body><table>{cols}
<tr><td>临洮县2024年1—2月一般公共预算收入情况表</td></tr><tr><td>单位：万元</td></tr>
<tr><td>项目</td><td>累计<br>完成</td></tr>
<tr><td>非税收入</td><td>800</td></tr><tr{row}><td>税收收入</td>{cell}</tr></table></body></html>"""


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<td><s>9500</s>4900</td>", "4900"),
        ("<td>4900<!-- 9 --></td>", "4900"),
        ("<td>4900<sup><a href='#n1'>1</a></sup></td>", "4900"),
        ("<td>4900<a href='#n1'>[2]</a></td>", "4900"),
        ("<td><a href='detail.html'>4900</a></td>", "4900"),
        ("<td><a href='#detail'>4900</a></td>", "4900"),
        ("<td>4900<span style='display:none'>1</span></td>", "4900"),
        ("<td>4900<span style='vertical-align: super'>1</span></td>", "4900"),
        ("<td><ruby>4900<rt>1</rt></ruby></td>", "4900"),
        ("<td>\n  <p>4900</p>\n</td>", "4900"),
        ("<td class=xl66>4900</td>", "4900"),
        ("<td class=xl68><font color='#FF0000' style='mso-ignore:color'>4900</font></td>", "-4900"),
        ("<td x:num='-4900'>4900</td>", "-4900"),
        ("<td style='text-decoration: line-through'>4900</td>", ""),
        ("<td class=xl65>4900</td>", ""),
        ("<td><del>4900</del></td>", ""),
        ("<td style='color: #fff'>4900</td>", ""),
        ("<td class=xl67>4900</td>", ""),
        ("<td>4900<br>4800</td>", ""),
        ("<td><div>4900</div><div>4800</div></td>", ""),
        ("<td>4900<ul><li>4800</li></ul></td>", ""),
        ("<td>49<del>1</del>00</td>", ""),
    ],
)
def test_a_cell_of_a_page_is_what_its_reader_sees(
    read_text: Read, cell: str, expected: str
) -> None:
    found = read_text(PAGE.format(cols="", row="", cell=cell), "月报.html")
    assert values(found) == ([f"{expected}万元"] if expected else [])
    assert expected or "B5" in found.asides
    assert values(found, "非税收入") == ["800万元"]


@pytest.mark.parametrize(
    ("cols", "row", "cell"),
    [
        ("", " style='display:none'", "B5"),
        ("", " class=xl65", "B5"),
        ("<col><col style='mso-width-source:userset;display:none'>", "", "B4"),
    ],
)
def test_rows_and_columns_of_a_page_may_be_struck_or_hidden(
    read_text: Read, cols: str, row: str, cell: str
) -> None:
    content = PAGE.format(cols=cols, row=row, cell="<td>4900</td>")
    found = read_text(content, "月报.html")
    assert values(found) == []
    assert cell in found.asides


def test_amounts_stay_decimals_as_they_were_written(book: Book) -> None:
    found = book(["税收收入", "4,900.50", "（4500.0）"])
    assert [a.value for t in found.tables for a in t.amounts if a.item == "税收收入"] == [
        Decimal("4900.50"),
        Decimal("-4500.0"),
    ]


def test_marks_of_notes_on_title_unit_heading_and_code_say_nothing(read: Read) -> None:
    found = read(
        ["临洮县2024年1—2月一般公共预算收入情况表①"],
        ["单位：万元²"],
        ["科目编码", "项目", "累计完成¹", "上年同期[1]"],
        ["101①", "税收收入", 4900, 4500],
        ["10101¹", "增值税", 2000, 1900],
    )
    assert values(found) == ["4900万元", "4500万元"]
    assert found.parents == {"税收收入": "", "增值税": "税收收入"}


def test_a_formula_whose_result_is_an_empty_text_is_empty(tmp_path: Path) -> None:
    """=IFERROR(…,"") holds a result; one that no program has computed yet holds none."""
    computed = '<c r="B3" t="str"><f>IFERROR(1/0,"")</f><v></v></c>'
    uncomputed = '<c r="C3"><f>IFERROR(1/0,"")</f></c>'
    rows = (
        f"<row>{text('A1', '临洮县2023年收入决算表（万元）')}</row>"
        f"<row>{text('A2', '项目')}{text('B2', '预算数')}{text('C2', '决算数')}</row>"
        f"<row>{text('A3', '税收收入')}{computed}{uncomputed}</row>"
    )
    (table,) = understand(xlsx(tmp_path / "表.xlsx", rows), Given(), Answers(), {})
    asides = {aside.place.rsplit("!", 1)[-1]: aside.reason for aside in table.asides}
    assert list(asides) == ["C3"]
    assert asides["C3"].startswith("公式没有算出的结果")
