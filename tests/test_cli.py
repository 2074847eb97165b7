"""The command line: one line for each mistake, the right exit code, nothing left behind."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.indicators.figure import COLUMNS


def run(*given: str) -> int:
    try:
        return main(given)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["report", "--county", "罗庄县", "--period", "2024-02"], "没有叫「罗庄县」的县区"),
        (["report", "--county", "鼓楼区", "--period", "2024-02"], "「鼓楼区」不止一个"),
        (["report", "--county", "临洮县", "--period", "2024-03"], "数据中没有临洮县"),
        (["report", "--county", "临洮县", "--period", "24-02"], "期间「24-02」写法不对"),
        (["report", "--county", "临洮县", "--period", "2024-02", "--data", "nowhere"], "没有这个文件"),
        (["report", "--county", "临洮县", "--period", "2024-02", "--facts", "no.csv"], "没有这个文件"),
        (["report", "--county", "临洮县"], "--period"),
        (["batch", "nowhere.yaml"], "没有这个参数文件"),
        (["indicators", "--county", "罗庄县"], "没有叫「罗庄县」的县区"),
        (["indicators", "--period", "1999-01"], "数据中没有 1999-01 的数"),
        (["raport"], "raport"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line(
    given: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*given) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert said.err.startswith("finkit: ")
    assert said.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("reports: []", "reports 是空的"),
        ("", "参数文件应为键值"),
        ("reports: [", "p.yaml 第"),
        ("report: []", "不认识的参数「report」；是否想写 reports"),
        ("reports: [{county: 621124, period: 2024-02}]", "county 应为文字"),
        ("reports: [{county: 临洮县, period: 2024}]", "period 应为文字"),
        ("reports: [{county: 临洮县, period: 2024-02-01}]", "period 应为文字"),
        ("reports: [{county: 临洮县, perod: 2024-02}]", "不认识的参数「perod」；是否想写 period"),
        ("reports: [{county: 临洮县}]", "period 和 periods 要写且只写一个"),
        ("reports: [{county: 临洮县, periods: [2024-02, 2024-02]}]", "重复要求了 临洮县 2024-02"),
        ('reports: [{counties: [临洮县, "621124"], period: 2024-02}]', "重复要求了临洮县（621124）2024-02"),
        ("options: {rate_decimal: 2}\nreports: [{county: 临洮县, period: 2024-02}]", "是否想写 rate_decimals"),
        ("options: {rate_decimals: two}\nreports: [{county: 临洮县, period: 2024-02}]", "应为 0 至 4"),
        ("reports: [{county: 鼓楼区, period: 2024-02}]", "「鼓楼区」不止一个"),
    ],
)  # fmt: skip
def test_a_parameters_file_is_checked_whole(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    params = tmp_path / "p.yaml"
    params.write_text(content, encoding="utf-8")
    assert run("batch", str(params), "--out", str(tmp_path / "out")) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    given = ["report", "--county", "临洮县", "--period", "2024-02"]
    assert run(*given, "--out", str(tmp_path / "file" / "out")) == 2
    assert "输出文件夹写不了" in capsys.readouterr().err


def test_indicators_as_csv_has_the_contracts_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("indicators", "--county", "临洮县", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["id"] for row in rows}) == len(rows)
    rate = next(r for r in rows if (r["basis"], r["indicator"]) == ("month", "yoy_rate"))
    assert float(rate["value"]) == pytest.approx(100 * -1816 / (5682 + 1816))
    assert (rate["unit"], rate["status"], rate["standard_item"]) == ("%", "ok", "全口径财政收入")
    absent = [row for row in rows if row["status"] == "absent"]
    assert all(row["value"] == "" and row["reason"] for row in absent)


def test_indicators_as_table_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("indicators", "--county", "大姚县") == 0
    assert "-1070万元" in capsys.readouterr().out
    assert run("indicators", "--county", "大姚县", "--format", "json") == 0
    assert {f["county"] for f in json.loads(capsys.readouterr().out)} == {"大姚县"}


def test_list_names_counties_and_periods(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    lines = capsys.readouterr().out.splitlines()
    demo = next(line for line in lines if "示例县" in line)
    assert demo.split() == ["DEMO01", "示例县", "示例省", "36", "2019-01..2021-12"]


def test_check_finds_the_wrong_bulletins(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--format", "csv") == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["county_code"] for row in rows if row["severity"] == "error"} == {
        "350423",
        "451027",
    }


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from finkit.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'pyarrow', 'matplotlib', 'papermill', 'nbconvert', 'jinja2'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
