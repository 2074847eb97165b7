"""Workbooks made to take a minute or all of the memory: refused, or read, in a moment."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from finkit.errors import FinkitError
from finkit.gate.marks import unmarked
from finkit.gate.numbers import number
from finkit.workbooks.files.limits import MOST_CHARACTERS
from finkit.workbooks.files.opening import sheets_of
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers
from tests.workbooks.archives import ods, ods_row, text, xlsx

HEAD = (
    f'<row r="1">{text("A1", "临洮县2024年1—2月收支情况表")}</row>'
    f'<row r="2">{text("A2", "单位：万元")}</row>'
    f'<row r="3">{text("A3", "项目")}{text("B3", "累计完成")}</row>'
    f'<row r="4">{text("A4", "税收收入")}<c r="B4"><v>4900</v></c></row>'
)
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><strike/>'
PAGE = "<html><table><tr><td>项目</td></tr>"


def said_of(path: Path) -> str:
    """How it ended, within seconds of this thread's time."""
    started = time.thread_time()
    try:
        understand(path, Given(), Answers(), {})
        said = "read"
    except FinkitError as error:
        said = str(error)
    assert time.thread_time() - started < 8
    return said


@pytest.mark.parametrize(
    "rows",
    [
        '<c r="A1" t="e">' * 100_000,
        '<c r="A1"' * 100_000 + ' t="e"',
        '<c r="A1" t="inlineStr"><is>' * 100_000 + '<color rgb="FFFFFF"/>',
        '<c r="A1"><f>' * 100_000,
        '<row hidden="1" ' * 100_000,
        '<row r="99999" ' * 100_000,
    ],
)
def test_tags_that_are_never_closed(tmp_path: Path, rows: str) -> None:
    assert "文件不完整或已损坏" in said_of(xlsx(tmp_path / "月报.xlsx", HEAD + rows))


@pytest.mark.parametrize("part", ["<si>" * 100_000, "<si>" + "<r>" * 100_000 + "</si>"])
def test_shared_texts_that_are_never_closed(tmp_path: Path, part: str) -> None:
    parts = {"xl/sharedStrings.xml": STRINGS + part}
    assert said_of(xlsx(tmp_path / "月报.xlsx", HEAD, parts))


HEADING = "项目,年初预算{},累计完成,上年同期"
SHEET = "临洮县2024年1—2月财政收支情况表,,,\n单位：万元,,,\n{}\n税收收入,9000,3900,3600\n"


@pytest.mark.parametrize("one", ["1", " ", "¹", "（", "一", "其中：", "a ", "①、"])
def test_no_more_than_two_thousand_characters_of_a_cell_are_read(tmp_path: Path, one: str) -> None:
    path = tmp_path / "月报.csv"
    heading = HEADING.format(one * (100_000 // len(one)) + "x")
    path.write_text(SHEET.format(heading), encoding="utf-8")
    (sheet,) = sheets_of(path)
    assert max(len(text) for row in sheet.rows for text in row) <= MOST_CHARACTERS
    assert list(sheet.unread) == [(2, 1)]
    (table,) = understand(path, Given(), Answers(), {})
    assert ("月报.csv!表1!B3", "一格里超过2000字，当作文章，未读") in [
        (a.place, a.reason) for a in table.asides
    ]
    assert {o.measure for o in table.amounts} == {"actual", "prior_actual"}


def test_a_cell_as_long_as_may_be_is_read(tmp_path: Path) -> None:
    path = tmp_path / "月报.csv"
    path.write_text(SHEET.format(HEADING.format("一" * (MOST_CHARACTERS - 4))), encoding="utf-8")
    (sheet,) = sheets_of(path)
    assert sheet.unread == {}
    assert said_of(path)


@pytest.mark.parametrize("mark", ["¹", "①", "*", "注1", "[1]", "¹ ", " ²", "⁽¹⁾"])
def test_marks_in_a_row_are_looked_at_once(mark: str) -> None:
    """A pattern that may end each of them anywhere would take longer than anybody lives."""
    assert number("4900" + mark * 60 + "x").value is None
    assert unmarked("税收收入" + mark * 60 + "x") == "税收收入" + mark * 60 + "x"
    assert unmarked("税收收入" + mark * 60) == "税收收入"


def test_columns_hidden_a_hundred_thousand_times(tmp_path: Path) -> None:
    hidden = '<col min="1" max="16384" hidden="1"/>' * 100_000
    assert said_of(xlsx(tmp_path / "月报.xlsx", HEAD + hidden))


def test_thousands_of_sheets_of_one_part(tmp_path: Path) -> None:
    whole, many = xlsx(tmp_path / "一.xlsx", HEAD), tmp_path / "月报.xlsx"
    one = '<sheet name="表" sheetId="1" r:id="r1"/>'
    sheets = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 5001))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(many, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).decode().replace(one, sheets))
    assert said_of(many).startswith("月报.xlsx：有5000张工作表，太多")


@pytest.mark.parametrize("count", ["2000000000", "1000", "&#50;00000", "-1"])
def test_two_billion_blanks(tmp_path: Path, count: str) -> None:
    row = ods_row(f'甲<text:s text:c="{count}"/>乙', 1)
    assert "一格里有上千个连着的空格" in said_of(ods(tmp_path / "月报.ods", row))


def test_a_long_text_a_million_times(tmp_path: Path) -> None:
    row = ods_row("甲" * 10_000, repeated=99_000)
    assert "展开有" in said_of(ods(tmp_path / "月报.ods", row))


@pytest.mark.parametrize(
    "end", ["<!-- ", "<a ", "</a ", "<!", "<?", "&", "<td rowspan=9>", "<td>项目"]
)
def test_a_page_that_is_never_closed(tmp_path: Path, end: str) -> None:
    path = tmp_path / "月报.html"
    path.write_text(PAGE + end * 20_000, encoding="utf-8")
    assert said_of(path)
