"""To add a format of observations: a reader, and its row in `finkit/readers/formats.py`.

Here `.jsonl`: one observation a line.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.readers.arrow import of_texts
from finkit.readers.formats import FORMATS, Format
from finkit.readers.raw import Columns, RawTable, type_of
from tests.conftest import HEADER, row

ROW = row("2024-02 cumulative 税收收入 actual 15348 万元")
HELD = "621124  临洮县  甘肃省  1     2024-02\n"


def read(path: Path) -> RawTable:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    columns = {name: of_texts(type_of(name), [one[name] for one in rows]) for name in rows[0]}
    return RawTable(columns, len(rows), path.name, lambda row: f"{path.name} 第{row + 1}行")


def as_bytes(columns: Columns) -> bytes:
    rows = zip(*(column.to_pylist() for column in columns.values()), strict=True)
    return "".join(f"{json.dumps(dict(zip(columns, one, strict=True)))}\n" for one in rows).encode()


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, ".jsonl", Format(read))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A data folder with `observations.jsonl`."""
    path = tmp_path / "data" / "observations.jsonl"
    path.parent.mkdir()
    cells = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
    path.write_text(json.dumps(cells), encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *given: object) -> str:
    main([*map(str, given)])
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_it_is_read(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "list", "--data", table).endswith(HELD)


def test_a_folder_holds_it(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "list", "--data", table.parent).endswith(HELD)


def test_a_store_holds_it(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.put(str(table.parent), "/jsonl", recursive=True)
    try:
        assert said(capsys, "list", "--data", "memory://jsonl").endswith(HELD)
    finally:
        store.rm("/jsonl", recursive=True)


def test_its_side_tables_lie_beside_it(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = "county,period,key,value,unit,text,source\n临洮县,2024-02,不是事项,1,个,,\n"
    table.with_suffix(".facts.csv").write_text(facts, encoding="utf-8")
    assert "observations.facts.csv 第2行：不认识的 key" in said(capsys, "list", "--data", table)


def test_a_fault_in_it_is_told_with_its_place(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace("15348", "坏"), encoding="utf-8")
    assert "observations.jsonl 第1行：「坏」不是数字" in said(capsys, "list", "--data", table)


def test_it_is_named_where_another_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "m.feather"
    other.touch()
    assert "可读：.parquet、.csv、.jsonl\n" in said(capsys, "list", "--data", other)
    near = tmp_path / "m.json"
    near.touch()
    assert "是否想写 .jsonl？\n" in said(capsys, "list", "--data", near)
    names = "observations.parquet 或 observations.csv 或 observations.jsonl"
    assert f"文件夹里没有 {names}；" in said(capsys, "list", "--data", tmp_path)


def test_a_ledger_is_not_written_in_a_format_that_is_only_read(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()
    refused = said(capsys, "import", table, "--into", table.parent)
    assert f"{table}：台账要是 .parquet、.csv 或文件夹" in refused
    assert [*table.parent.iterdir()] == [table]
    assert table.read_bytes() == before


def test_a_ledger_is_written_in_a_format_that_says_how(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, ".jsonl", Format(read, as_bytes))
    month = tmp_path / "月报.csv"
    month.write_text("临洮县2024年1—2月收支表\n单位：万元\n项目,累计完成\n税收收入,4900\n", "utf-8")
    ledger = tmp_path / "ledger.jsonl"
    assert main(["import", str(month), "--into", str(ledger)]) == 0
    assert json.loads(ledger.read_text(encoding="utf-8"))["value"] == "4900"
    capsys.readouterr()
    assert said(capsys, "list", "--data", ledger).endswith(HELD)
