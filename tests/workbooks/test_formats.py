"""One table in every format a bureau has it in: read the same, told by content, not by name."""

from __future__ import annotations

import io
from email.encoders import encode_base64, encode_quopri
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import pytest

from finkit.errors import DataError
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers
from tests.workbooks.archives import ods, ods_row
from tests.workbooks.conftest import Read, Understood

LINES = (
    "临洮县2024年1—2月一般公共预算收支情况表",
    "单位：万元",
    "项目,累计完成,上年同期",
    "税收收入,4900,-",
)
AMOUNTS = {("税收收入", "actual", "2024-02"): "4900万元 B4"}
TABLE = "\n".join(LINES) + "\n"
CELLS = "".join(
    f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(','))}</tr>" for line in LINES
)
PAGE = f"<html><body><table>{CELLS}</table></body></html>"


@pytest.mark.parametrize(
    ("name", "coding"),
    [
        ("月报.csv", "utf-8"),
        ("月报.csv", "utf-8-sig"),
        ("月报.csv", "gbk"),
        ("月报.csv", "gb18030"),
        ("月报.csv", "utf-16"),
        ("月报.tsv", "utf-8"),
        ("月报.txt", "gbk"),
        ("月报.xls", "utf-8"),
        ("月报.xls", "gbk"),
    ],
)
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text(read_text: Read, name: str, coding: str, mark: str) -> None:
    found = read_text(TABLE.replace(",", mark), name=name, coding=coding)
    assert found.amounts == AMOUNTS
    assert found.asides == {"C4": "未填（-）"}


def test_numbers_with_commas_in_a_text_split_by_tabs(read_text: Read) -> None:
    """What Excel writes as Unicode text."""
    lines = (*LINES[:2], "项目\t累计完成\t上年同期", '税收收入\t"1,234,567"\t"1,134,567"')
    found = read_text("\r\n".join(lines), name="月报.txt", coding="utf-16")
    assert found.amounts == {
        ("税收收入", "actual", "2024-02"): "1234567万元 B4",
        ("税收收入", "prior_actual", "2024-02"): "1134567万元 C4",
    }


@pytest.mark.parametrize(
    ("name", "page", "coding"),
    [
        ("月报.html", PAGE, "utf-8"),
        ("月报.xls", PAGE, "utf-8"),
        ("月报.xls", PAGE, "gbk"),
        ("月报.xlsx", PAGE, "utf-8"),
        (
            "月报.htm",
            f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">{PAGE}',
            "gbk",
        ),
        (
            "月报.xls",
            PAGE.replace("<table>", "<TABLE BORDER=1 style='mso-number-format:x'>"),
            "utf-8",
        ),
    ],
)
def test_a_page(read_text: Read, name: str, page: str, coding: str) -> None:
    assert read_text(page, name=name, coding=coding).amounts == AMOUNTS


def test_a_page_with_merged_cells_and_a_table_that_only_arranges(read_text: Read) -> None:
    page = """<table><tr><td><p>临洮县2024年1—2月收支情况表</p><p>单位：万元</p>
      <table><tr><th rowspan=2>项目</th><th colspan=2>累计</th></tr><tr><th>完成</th><th>上年同期</th></tr>
      <tr><td>&nbsp;税收<br>收入</td><td>4,900</td><td>4500</td></tr></table></td></tr></table>"""
    assert read_text(page, name="月报.html").amounts == {
        ("税收收入", "actual", "2024-02"): "4900万元 B5",
        ("税收收入", "prior_actual", "2024-02"): "4500万元 C5",
    }


def archive(*pages: str, encoding: str = "quoted-printable") -> bytes:
    """A page in one file, as Excel writes it."""
    whole = MIMEMultipart("related")
    for page in pages:
        part = MIMENonMultipart("text", "html", charset="gb2312")
        part.set_payload(page.encode("gbk"))
        {"quoted-printable": encode_quopri, "base64": encode_base64}[encoding](part)
        whole.attach(part)
    return whole.as_bytes()


@pytest.mark.parametrize("name", ["月报.mht", "月报.xls", "月报.mhtml"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_page_in_one_file(read_text: Read, name: str, encoding: str) -> None:
    frame = "<html><frameset><frame src='sheet001.htm'></frameset></html>"
    assert read_text(archive(frame, PAGE, encoding=encoding), name=name).amounts == AMOUNTS


def test_tables_of_a_page_in_one_file_are_numbered_through(read_text: Read) -> None:
    other = PAGE.replace("税收收入", "非税收入")
    found = read_text(archive(PAGE, other), name="月报.xls")
    assert [table.sheet for table in found.tables] == ["表1", "表2"]


def test_a_page_in_one_file_that_is_cut_off(read_text: Read) -> None:
    with pytest.raises(DataError, match="网页归档里没有网页，或不完整"):
        read_text(archive(PAGE)[:150], name="月报.xls")


def test_open_document(tmp_path: Path) -> None:
    rows = [ods_row(*line.split(",")) for line in LINES[:3]]
    blank = ods_row("", repeated=1_048_000)
    path = ods(tmp_path / "月报.ods", *rows, ods_row("税收收入", 4900, "-"), blank)
    assert understood(path).amounts == AMOUNTS


def test_a_workbook_by_another_name(tmp_path: Path) -> None:
    for name in ("月报.xls", "月报.csv", "月报.html"):
        assert understood(workbook(tmp_path / name)).amounts == AMOUNTS


def test_a_workbook_locked_with_the_password_that_every_program_knows(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    path.write_bytes(locked(workbook(path), "VelvetSweatshop"))
    assert understood(path).amounts == AMOUNTS


def test_a_number_is_read_with_the_digits_that_excel_keeps(read: Read) -> None:
    lines = [[line] for line in LINES[:2]]
    found = read(*lines, ["项目", "累计完成"], ["税收收入", 0.1 + 0.2], ["非税收入", 1234567890.12])
    assert list(found.amounts.values()) == ["0.3万元 B4", "1234567890.12万元 B5"]


def understood(path: Path) -> Understood:
    return Understood(understand(path, Given(), Answers(), {}))


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    for line in LINES:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.active.title = "表"
    book.save(path)
    return path


def locked(path: Path, password: str) -> bytes:
    plain, sealed = io.BytesIO(path.read_bytes()), io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(password, sealed)
    return sealed.getvalue()


def test_a_number_that_its_own_comma_splits_is_left_aside_with_its_row(read_text: Read) -> None:
    found = read_text(
        "临洮县2024年1—2月财政收入表\n单位：万元\n科目,累计,上年同期,增减%\n"
        "税收收入,4,900,4500,8.9\n契税,49,45,8.9\n"
    )
    assert {item for item, *_ in found.amounts} == {"契税"}
    assert found.asides["B4"] == "这一行比表头多出一格：数里的逗号把一个数分成了几格"
