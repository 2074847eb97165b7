"""To add a format of workbooks: a reader, and its row in `finkit/workbooks/files/formats.py`.

Here `.dbf`: a table of dBASE, as old budget software exports it. And one that is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.workbooks.files import formats
from finkit.workbooks.files.formats import Format
from finkit.workbooks.files.grid import Sheet

DBASE_3 = b"\x03"
WIDTH = 20
GIVEN = ("--county", "临洮县", "--period", "2024-02", "--unit", "万元")


def read(name: str, content: bytes) -> list[Sheet]:
    """The fields of a table as its header, its records as rows."""
    count, start, length = struct.unpack("<IHH", content[4:12])
    fields = [content[at : at + 32] for at in range(32, start - 1, 32)]
    header = [field[:11].rstrip(b"\0").decode("gbk") for field in fields]
    rows = []
    for at in range(start, start + count * length, length):
        cells, place = [], at + 1
        for field in fields:
            cells.append(content[place : place + field[16]].decode("gbk").strip())
            place += field[16]
        rows.append(cells)
    return [Sheet(name, "表1", [header, *rows])]


def dbf(path: Path, header: Sequence[str], *rows: Sequence[str]) -> Path:
    """Writes a table of text fields."""
    width = 1 + WIDTH * len(header)
    head = DBASE_3 + bytes(3) + struct.pack("<IHH", len(rows), 33 + 32 * len(header), width)
    fields = [
        name.encode("gbk").ljust(11, b"\0") + b"C" + bytes(4) + bytes([WIDTH]) + bytes(15)
        for name in header
    ]
    records = [b" " + b"".join(cell.encode("gbk").ljust(WIDTH) for cell in row) for row in rows]
    path.write_bytes(head.ljust(32, b"\0") + b"".join(fields) + b"\r" + b"".join(records) + b"\x1a")
    return path


DBF = Format((".dbf",), lambda content: content.begins(DBASE_3), read)
NUMBERS = Format(
    (".numbers",),
    lambda content: content.holds("Index/"),
    refused="Numbers 表格读不了",
    advice="导出为 .xlsx",
)


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (DBF, NUMBERS, *formats.FORMATS))


def said(capsys: pytest.CaptureFixture[str], *given: object) -> str:
    main([*map(str, given)])
    captured = capsys.readouterr()
    return captured.out + captured.err


def table(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    return dbf(path, ("项目", "累计完成"), ("税收收入", "4900"), ("非税收入", "120"))


def test_a_folder_is_searched_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(tmp_path / "报送" / "月报.DBF")
    shown = said(capsys, "import", tmp_path / "报送", *GIVEN, "--preview", "--format", "csv")
    assert "月报.DBF!表1!B2" in shown
    assert "4900" in shown


def test_its_amounts_come_into_the_ledger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "ledger.csv"
    month = table(tmp_path / "月报.dbf")
    assert main(["import", str(month), *GIVEN, "--into", str(ledger)]) == 0
    assert "税收收入,actual,4900,万元,月报.dbf!表1!B2" in ledger.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["月报.xls", "月报.csv", "月报"])
def test_it_is_told_by_its_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    month = table(tmp_path / name)
    assert f"{name}!表1!B2" in said(capsys, "import", month, *GIVEN, "--preview", "--format", "csv")


def test_it_is_said_to_be_readable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有表格文件；可读：.dbf、.xlsx、" in said(capsys, "import", tmp_path, "--preview")
    (tmp_path / "月报.xls").write_bytes(b"\x00\x01\x02")
    assert "可读：.dbf、.xlsx、" in said(capsys, "import", tmp_path, "--preview")


def test_who_takes_it_for_observations_is_told_to_import_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, "list", "--data", table(tmp_path / "月报.dbf"))
    assert "先用 finkit import 月报.dbf --into ledger.parquet 读入" in shown


def test_one_that_is_refused_is_found_in_a_folder_and_told_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "月报.numbers").write_bytes(b"PK\x03\x04")
    refused = "月报.numbers：Numbers 表格读不了；导出为 .xlsx\n"
    assert refused in said(capsys, "import", tmp_path, "--preview")
    assert "；导出为 .xlsx\n" in said(capsys, "list", "--data", tmp_path / "月报.numbers")
    assert ".numbers" not in formats.readable()
