"""Files that are not what they seem, are broken, or mean harm: one clear line, and nothing taken."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from finkit.errors import FinkitError
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers
from tests.workbooks.archives import ods, ods_row, text, xlsx
from tests.workbooks.conftest import Read, Understood
from tests.workbooks.test_formats import AMOUNTS, PAGE, TABLE, locked, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = (
    f'<row r="1">{text("A1", "临洮县2024年1—2月收支情况表")}</row>'
    f'<row r="2">{text("A2", "单位：万元")}</row>'
    f'<row r="3">{text("A3", "项目")}{text("B3", "累计完成")}</row>'
)


def understood(path: Path) -> Understood:
    return Understood(understand(path, Given(), Answers(), {}))


def refusal(path: Path) -> str:
    with pytest.raises(FinkitError) as caught:
        understood(path)
    said = str(caught.value)
    assert "\n" not in said
    assert path.name in said
    return said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("月报.et", OLE, "WPS 表格的专有格式（.et），读不了；用 WPS 打开，另存为 .xlsx"),
        ("月报.ett", OLE, "WPS 表格的模板（.ett），读不了；用 WPS 打开，另存为 .xlsx"),
        ("月报.wps", OLE, "WPS 文字文档里的表读不了；把表格复制到 Excel，另存为 .xlsx"),
        ("月报.doc", OLE, "是 Word 文档，里面的表读不了；把表格复制到 Excel，另存为 .xlsx"),
        ("月报.pdf", b"%PDF-1.7", "PDF 里没有单元格"),
        ("月报.xls", b"%PDF-1.7\n\x00\x01", "PDF 里没有单元格"),
        (
            "月报.docx",
            b"PK\x03\x04",
            "是 Word 文档，里面的表读不了；把表格复制到 Excel，另存为 .xlsx",
        ),
        ("月报.xlsb", b"PK\x03\x04", "另存为 .xlsx"),
        ("月报.jpg", b"\xff\xd8\xff", "图片里的表读不了；请向出表单位要 Excel 原表"),
        ("月报.png", b"\x89PNG", "图片里的表读不了；请向出表单位要 Excel 原表"),
        ("月报.xls", b"\xff\xd8\xff\xe0\x00\x10JFIF", "不是表格文件"),
        ("月报.xlsx", b"\x89PNG\r\n\x1a\n\x00", "不是表格文件"),
        ("月报.zip", b"PK\x03\x04", "压缩包要先解开"),
        ("月报.rar", b"Rar!", "压缩包要先解开"),
        ("月报.xlsx", b"", "文件是空的"),
        ("月报.csv", b"\xef\xbb\xbf"[:0] + b"\r\n  \r\n", "文件是空的"),
        ("月报.xls", OLE, "文件不完整或已损坏"),
        ("月报.xls", OLE + b"\x00" * 4000, "文件不完整或已损坏"),
        ("月报.xlsx", b"PK\x03\x04" + b"\x00" * 400, "文件不完整或已损坏"),
        ("月报.xlsx", TABLE.encode(), "不是表格文件，或不完整、已损坏"),
        ("月报.csv", b"\xb5\xff\xff\xfe" * 9, "编码认不出"),
        ("月报.html", b"<html><p>2024</p></html>", "月报.html：里面没有内容"),
        (
            "月报.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "是 Excel 2003 的 XML 表格；另存为 .xlsx",
        ),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refusal(path)


def test_a_document_that_calls_itself_a_workbook(tmp_path: Path) -> None:
    for name, part, said in (
        ("月报.xlsx", "word/document.xml", "是 Word 文档"),
        ("月报.xls", "a", "压缩包"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, "x")
        assert said in refusal(tmp_path / name)


def test_a_password_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    path.write_bytes(locked(workbook(path), "secret"))
    assert refusal(path) == "月报.xlsx：有打开密码；用 Excel 打开，去掉打开密码后另存"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off(tmp_path: Path, kept: float) -> None:
    for path in (workbook(tmp_path / "月报.xlsx"), ods(tmp_path / "月报.ods", ods_row("项目", 1))):
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * kept)])
        assert "文件不完整或已损坏" in refusal(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(201):
                part.write(b" " * 1024 * 1024)
    assert refusal(path).startswith("月报.xlsx：解开有 201 MB，太大")


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "月报.xlsx", HEAD)
    content = bytearray(path.read_bytes())
    for header, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(header)
        while at >= 0:
            content[at + offset : at + offset + 4] = (7).to_bytes(4, "little")
            at = content.find(header, at + 4)
    path.write_bytes(bytes(content))
    assert "文件不完整或已损坏" in refusal(path)


def test_two_cells_at_opposite_corners(tmp_path: Path) -> None:
    """As a rectangle they would be 17 billion cells."""
    row = f'<row r="1048576">{text("XFD1048576", "x")}</row>'
    assert "超过100000行，太大" in refusal(xlsx(tmp_path / "月报.xlsx", HEAD + row))
    unplaced = f'{HEAD}<row r="4">{text("ZZ4", "x")}</row><row r="1048576"><c><v>1</v></c></row>'
    assert "超过100000行，太大" in refusal(xlsx(tmp_path / "月报.xlsx", unplaced))
    wide = f'<row r="9000">{text("XFD9000", "x")}</row>'
    assert "有9000行16384列，太大" in refusal(xlsx(tmp_path / "月报.xlsx", HEAD + wide))


def test_a_format_down_to_the_last_row_is_no_content(tmp_path: Path) -> None:
    rows = f'<row r="4">{text("A4", "税收收入")}<c r="B4"><v>4900</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert understood(xlsx(tmp_path / "月报.xlsx", HEAD + rows)).amounts == AMOUNTS


def test_a_million_rows(tmp_path: Path) -> None:
    for path in (tmp_path / "月报.csv", tmp_path / "月报.xls"):
        path.write_text(TABLE + "税收收入,1,1\n" * 1_000_000, encoding="utf-8")
        assert "超过100000行，太大" in refusal(path)
    many = ods_row("税收收入", 1, repeated=1_000_000)
    assert "太大" in refusal(ods(tmp_path / "月报.ods", ods_row("项目", "累计完成"), many))


def test_a_few_bytes_that_repeat_a_cell_a_million_times(tmp_path: Path) -> None:
    wide = '<table:table-cell table:number-columns-repeated="16384" '
    row = ods_row("税", repeated=4000).replace("<table:table-cell ", wide)
    path = ods(tmp_path / "月报.ods", row)
    assert path.stat().st_size < 1000
    assert "展开后超过300万格，太大" in refusal(path)


def test_merged_ranges_over_one_another(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    book = openpyxl.Workbook()
    book.active["BA9001"] = 1
    for first in range(3, 11):
        # Declared alone: `merge_cells` would make each of the three million cells.
        book.active.merged_cells.add(f"A{first}:AZ{8000 + first}")
    book.save(path)
    assert "展开后超过300万格，太大" in refusal(path)


def test_a_page_that_spans_without_end(read_text: Read) -> None:
    page = PAGE.replace("<td>4900</td>", '<td rowspan="999999999" colspan="999999999">4900</td>')
    assert read_text(page, name="月报.html").amounts == AMOUNTS


@pytest.mark.parametrize("count", ["²", "①", "二", "-1", "1.5", ""])
def test_a_span_that_is_no_count_is_one(read_text: Read, count: str) -> None:
    page = PAGE.replace("<td>4900</td>", f'<td rowspan="{count}" colspan="{count}">4900</td>')
    assert read_text(page, name="月报.html").amounts == AMOUNTS


def test_a_page_of_many_wide_spans(tmp_path: Path) -> None:
    """2 KB that would be forty million cells, in one table or in many."""
    row = '<tr><td rowspan="1000" colspan="1000">1</td></tr>'
    path = tmp_path / "月报.html"
    path.write_text(PAGE.replace("</table>", row * 40 + "</table>"), encoding="utf-8")
    assert refusal(path).startswith("月报.html：工作表「表1」有44行909091列，太大")
    path.write_text(PAGE + f"<table>{row}</table>" * 40, encoding="utf-8")
    assert "太大" in refusal(path)


def test_a_page_of_tables_within_tables(read_text: Read) -> None:
    deep = "<table><tr><td>" * 3000 + PAGE + "</td></tr></table>" * 3000
    try:
        assert read_text(deep, name="月报.html").amounts == AMOUNTS
    except FinkitError as error:
        assert "文件已损坏" in str(error) or "太多" in str(error)  # deeper than can be followed


def test_a_page_of_very_many_tables_or_of_broken_marks(tmp_path: Path) -> None:
    path = tmp_path / "月报.html"
    path.write_text(PAGE + "<table><tr><td>" * 14_000, encoding="utf-8")
    assert "网页有14001张表，太多" in refusal(path)
    path.write_text("<table><tr><td>1<![<</td></tr></table>", encoding="utf-8")
    assert "网页不完整或已损坏" in refusal(path)


@pytest.mark.parametrize("place", ["r='XFD1048576'", 'r = "xfd1048576"', 'r\n="XFD1048576"'])
def test_a_far_cell_however_its_place_is_written(tmp_path: Path, place: str) -> None:
    row = f"<row r='1048576'><c {place}><v>1</v></c></row>"
    assert "超过100000行，太大" in refusal(xlsx(tmp_path / "月报.xlsx", HEAD + row))


def test_open_document_content_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "月报.ods"
    with zipfile.ZipFile(ods(path, ods_row("项目", 1))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[:-30] if name == "content.xml" else content)
    assert "文件不完整或已损坏" in refusal(path)


def test_macros_and_links_are_not_touched(tmp_path: Path) -> None:
    parts = {
        "xl/vbaProject.bin": 'Sub Auto_Open(): Shell "calc": End Sub',
        "xl/externalLinks/externalLink1.xml": '<externalLink><externalBook r:id="r9"/></externalLink>',
    }
    linked = '<c r="B4"><f>[1]表!$B$4</f><v>4900</v></c>'
    rows = f'{HEAD}<row r="4">{text("A4", "税收收入")}{linked}</row>'
    assert understood(xlsx(tmp_path / "月报.xlsm", rows, parts)).amounts == AMOUNTS


def test_an_entity_that_grows_or_reads_files(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    rows = f'{HEAD}<row r="4">{text("A4", "税收收入&amp;x;")}<c r="B4"><v>4900</v></c></row>'
    xlsx(path, rows)
    hostile = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, hostile + content.replace("&amp;x;", "&x;"))
    try:
        assert "root:" not in str(understood(path).amounts)
    except FinkitError as error:
        assert "文件不完整或已损坏" in str(error)


def test_a_formula_without_a_result_is_said_to_have_none(tmp_path: Path) -> None:
    cells = text("A4", "税收收入") + '<c r="B4"><f>B5+B6</f></c>'
    failed = text("A5", "增值税") + '<c r="B5" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    rows = f'{HEAD}<row r="4">{cells}</row><row r="5">{failed}</row>'
    found = understood(xlsx(tmp_path / "月报.xlsx", rows))
    assert found.amounts == {}
    assert found.asides == {
        "B4": "公式没有算出的结果，用 Excel 打开存一次",
        "B5": "公式出错（#DIV/0!）",
    }


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-增值税", "@SUM(A1)", "<b>税</b>"])
def test_what_looks_like_a_formula_or_markup_is_a_text(tmp_path: Path, name: str) -> None:
    book = openpyxl.Workbook()
    for line in (
        ["临洮县2024年1—2月收支情况表"],
        ["单位：万元"],
        ["项目", "累计完成"],
        [None, 4900],
    ):
        book.active.append(line)
    book.active["A4"].value = name
    book.active["A4"].data_type = "s"
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "月报.xlsx"
    path.write_bytes(content.getvalue())
    assert [item for item, _, _ in understood(path).amounts] == [name]


def test_the_work_grows_with_the_tables_of_a_sheet_and_not_with_their_square(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    place = Sheet.place

    def counted(sheet: Sheet, row: int, column: int) -> str:
        nonlocal looked
        looked += 1
        return place(sheet, row, column)

    def work(tables: int) -> int:
        path = tmp_path / f"{tables}.csv"
        one = "临洮县2024年2月财政收支情况表\n单位：万元\n项目,累计完成\n税收收入,1\n\n"
        path.write_text(one * tables, encoding="utf-8")
        before = looked
        assert len(understand(path, Given(), Answers(), {})) == tables
        return looked - before

    monkeypatch.setattr(Sheet, "place", counted)
    assert work(80) < 3 * work(40)
