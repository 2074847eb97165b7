"""What an import tells: first what someone must act on, cell by cell; the rest counted in one line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from finkit.cli import main
from tests.imports.conftest import Ledger, Table

ROWS = ("一、税收收入,36000,4900①,4500,8.9", "二、非税收入,16000,约2450,—,-1.2")


def test_what_was_typed_and_not_read_comes_first(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(table(*ROWS)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "未取 月报.csv!表1!C5 「约2450」：不是数字",
        "未全取 月报.csv!表1!C4 「4900①」：注号「①」不是数，读作4900",
        "月报.csv：未填（横线等）1格，未取",
    ]
    assert lines[3].startswith("读了1个文件，导入1个")


def test_formulas_without_a_result_are_counted_in_one_line(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    rows = [["临洮县2024年1—2月收入情况表"], ["单位：万元"], ["项目", "累计完成", "上年同期"]]
    rows += [["税收收入", 4900, 4500], ["非税收入", "=B4*2", "=C4*2"], ["契税", 9, 8]]
    for row in rows:
        book.active.append(row)
    for cell in book.active[6]:
        cell.font = Font(strike=True)
    book.save(tmp_path / "月报.xlsx")
    assert ledger.take(tmp_path / "月报.xlsx") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("：")[0] for line in lines[:3]] == [
        "未取 月报.xlsx!Sheet!A6 「契税」",
        "未取 月报.xlsx!Sheet!B6 「9」",
        "未取 月报.xlsx!Sheet!C6 「8」",
    ]
    assert lines[3] == "月报.xlsx：公式没有结果或出错2格，未取"


def test_of_many_the_first_are_named_and_the_rest_counted(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"项目{n}支出,1,约{n},2,3" for n in range(1, 26)]
    assert ledger.take(table(*rows)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("未取 月报.csv!") for line in lines) == 20
    assert "月报.csv：另有5格未取，用 --preview 看" in lines


def test_the_preview_puts_it_first_as_well(
    table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(table(*ROWS)), "--preview"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    left = [line for line in lines if line.startswith(("未取", "未全取"))]
    assert left == [
        "未全取 C4 4900①：注号「①」不是数，读作4900",
        "未取 C5 约2450：不是数字",
        "未取 D5 —：未填（—）",
    ]


def test_a_ledger_says_of_each_amount_its_file_sheet_cell_and_day(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(table("一、税收收入,36000,4900,4500,8.9")) == 0
    capsys.readouterr()
    asked = ["list", "--county", "临洮县", "--period", "2024-02", "--data", str(ledger.path)]
    assert main([*asked, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    found = {row["measure"]: (row["value"], row["file"], row["sheet"], row["cell"]) for row in rows}
    assert found == {
        "年初预算": ("36000", "月报.csv", "表1", "B4"),
        "本期数": ("4900", "月报.csv", "表1", "C4"),
        "上年同期数": ("4500", "月报.csv", "表1", "D4"),
    }
    assert {len(row["imported"]) for row in rows} == {len("2024-03-01")}
    assert main(asked) == 0
    assert "单元格" in capsys.readouterr().out


def test_the_sample_says_its_sources_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--county", "示例县", "--period", "2021-12", "--format", "json"]) == 0
    assert '"file": "synthetic-demo"' in capsys.readouterr().out


def test_the_forms_own_formulas_are_nothing_left_aside(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "示例县.xlsx"
    assert main(["form", "--county", "示例县", "--period", "2021-10", "--out", str(path)]) == 0
    capsys.readouterr()
    assert ledger.take(path) == 0
    said = capsys.readouterr().out
    assert "公式" not in said
    assert "一格也没有填" not in said


def test_a_form_with_carried_budgets_alone_is_told_to_be_blank(
    table: Table, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(table(*ROWS)) == 0
    path = tmp_path / "三月.xlsx"
    given = ["--county", "临洮县", "--period", "2024-03", "--data", str(ledger.path)]
    assert main(["form", *given, "--out", str(path)]) == 0
    capsys.readouterr()
    assert ledger.take(path) == 0
    assert "三月.xlsx：本期数一格也没有填" in capsys.readouterr().out
