"""Encodings in and out: what Excel saves is read, what is written Excel reads, nothing breaks off."""

from __future__ import annotations

import codecs
import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit import cli
from finkit.batch.params import read_params
from finkit.counties import register
from finkit.dataset import open_dataset
from finkit.encodings import text_of
from finkit.errors import EXIT_CRASHED, DataError
from finkit.facts import read as read_facts
from finkit.figures.figure import COLUMNS
from finkit.readers.side_tables import read_table
from finkit.workbooks.words.answers import read as read_answers
from tests.conftest import HEADER, Write, row

CODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16")
FACTS = "county,period,key,value,unit,text,source\n临洮县,2024-02,收入增减原因,,,药材产销两旺,局\n"


def put(path: Path, text: str, coding: str) -> Path:
    path.write_bytes(text.encode(coding))
    return path


@pytest.mark.parametrize("coding", CODINGS)
@given(names=st.lists(st.sampled_from([c.name for c in register().values()]), min_size=2))
def test_a_text_is_itself_in_every_encoding(
    tmp_path_factory: pytest.TempPathFactory, coding: str, names: list[str]
) -> None:
    text = "、".join(names)
    assert text_of(put(tmp_path_factory.getbasetemp() / f"{coding}.csv", text, coding)) == text


@pytest.mark.parametrize("coding", CODINGS)
def test_every_table_is_read_in_every_encoding(tmp_path: Path, write: Write, coding: str) -> None:
    path = write(row("2024-02 cumulative 税收收入 actual 15348 万元"))
    put(path, path.read_text(encoding="utf-8"), coding)
    data = open_dataset(path)
    assert [county.name for county in data.ledger.counties] == ["临洮县"]
    (fact,) = read_facts(put(tmp_path / "facts.csv", FACTS, coding))
    assert fact.text == "药材产销两旺"
    side = put(path.with_suffix(".sources.csv"), "source,title\n月报,某县月报\n", coding)
    assert side.is_file()
    assert [one.title for one in open_dataset(path).sources.values()] == ["某县月报"]
    answers = read_answers(put(tmp_path / "m.yaml", "files: {月报.xls: {county: 临洮县}}", coding))
    assert answers.of_file("月报.xls") == {"county": "临洮县"}
    asked = "reports: [{county: 临洮县, period: 2024-02}]"
    (one,) = read_params(put(tmp_path / "p.yaml", asked, coding)).asked
    assert one.county == "临洮县"


def test_a_broken_file_is_no_other_encoding(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(FACTS.encode().replace("药".encode(), b"\xe8\x8d"))
    with pytest.raises(DataError, match=r"facts\.csv：编码认不出.*另存为“CSV UTF-8”"):
        read_facts(path)


def test_what_is_written_opens_in_excel(tmp_path: Path) -> None:
    table = tmp_path / "月报.csv"
    put(table, "临洮县2024年2月财政收支情况表,\n单位：万元,\n项目,累计\n税收收入,15348\n", "gbk")
    assert cli.main(["import", str(table), "--into", str(tmp_path / "台账.csv")]) == 0
    for path in tmp_path.glob("台账*.csv"):
        assert path.read_bytes().startswith(codecs.BOM_UTF8)
    assert [c.name for c in open_dataset(tmp_path / "台账.csv").ledger.counties] == ["临洮县"]
    # Written again, it has one mark.
    put(table, table.read_text(encoding="gbk").replace("15348", "15349"), "gbk")
    assert cli.main(["import", str(table), "--into", str(tmp_path / "台账.csv")]) == 0
    assert (tmp_path / "台账.csv").read_bytes().count(codecs.BOM_UTF8) == 1


def told(coding: str, *given: str) -> tuple[int, bytes, str]:
    env = {**os.environ, "PYTHONIOENCODING": coding, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    if not coding:
        env |= {"LC_ALL": "C"}
        del env["PYTHONIOENCODING"]
    ran = subprocess.run(
        [sys.executable, "-m", "finkit.cli", *given], capture_output=True, env=env, check=False
    )
    return ran.returncode, ran.stdout, ran.stderr.decode("ascii", "replace")


@pytest.mark.parametrize("coding", ["gbk", "ascii", ""])
def test_an_output_that_lacks_characters_never_breaks_off(write: Write, coding: str) -> None:
    item = "税收收入−调整①〔核〕"
    path = str(write(row(f"2024-02 cumulative {item} actual -15348 万元")))
    for form in ("table", "csv", "json"):
        code, out, complaint = told(coding, "indicators", "--data", path, "--format", form)
        assert (code, complaint) == (0, "")
        assert b"15348" in out
        if form == "json":
            said = json.loads(out.decode(coding or "ascii"))
            assert item in {one["item"] for one in said}
    assert told(coding, "list", "--data", path)[0] == 0
    assert told(coding, "report", "--county", "无县", "--period", "2024-02")[0] == 2


def test_a_pipe_gets_no_mark(write: Write) -> None:
    path = str(write(row("2024-02 cumulative 税收收入 actual 15348 万元")))
    _, out, _ = told("utf-8", "indicators", "--data", path, "--format", "csv")
    assert next(csv.reader(out.decode().splitlines()))[0] == COLUMNS[0]


def test_a_crash_has_an_exit_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(path: object) -> object:
        raise RuntimeError(f"坏了\n{path}")

    monkeypatch.setattr("finkit.dataset.open_dataset", broken)
    assert cli.main(["list"]) == EXIT_CRASHED == 70
    (line,) = capsys.readouterr().err.splitlines()
    assert "没有料到的错误（RuntimeError：坏了" in line
    log = Path(line.partition("请把 ")[2].partition(" 和")[0])
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    log.unlink()


@pytest.mark.parametrize("name", ["facts.csv", "sources.csv", "published.csv", "calibers.csv"])
def test_a_cell_without_end_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "observations.csv").write_text(f"{HEADER}\n", encoding="utf-8")
    for text in ('a,"' + "b" * 200_000, "a,b\n" + "c" * 200_000):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(DataError) as caught:
            read_table(tmp_path / name, ())
        assert str(caught.value).startswith(f"{name}：不是 CSV 表格，或有一格太长")


@pytest.mark.parametrize("column", ["item", "county", "parent_item"])
def test_a_name_as_long_as_none_is_refused_by_its_column(tmp_path: Path, column: str) -> None:
    names, cells = (
        HEADER.split(","),
        row("2024-02 cumulative 税收收入<收入 actual 4900 万元").split(","),
    )
    said = dict(zip(names, cells, strict=True)) | {column: "*" * 100_000}
    path = tmp_path / "observations.csv"
    path.write_text(f"{HEADER}\n{','.join(said.values())}\n", encoding="utf-8")
    with pytest.raises(DataError, match=f"{column} 的名称「.*」有100000字，太长"):
        open_dataset(path)
