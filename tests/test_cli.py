"""The command line: one line for each mistake, the right exit code, nothing left behind."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from finkit import cli
from finkit.cli import main
from finkit.figures.figure import COLUMNS
from tests.conftest import Write, row


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
        (["report", "--county", "临洮县"], "没有写明 --period；用 finkit report --help 看用法"),
        (["report", "--conty", "临洮县", "--period", "2024-02"], "没有选项 --conty；是否想写 --county"),
        (["report", "--county"], "--county 后面没有写内容"),
        (["check", "--format", "xml"], "--format 不能是「xml」；可以是 table、csv、json"),
        (["batch", "x.yaml", "--jobs", "x"], "--jobs 应为正整数，写的是「x」"),
        (["batch", "x.yaml", "--timeout", "x"], "--timeout 应为不小于0的数，写的是「x」"),
        (["batch", "x.yaml", "--timeout", "nan"], "--timeout 应为不小于0的数，写的是「nan」"),
        (["batch", "x.yaml", "--memory", "-5"], "--memory 应为不小于0的数，写的是「-5」"),
        (["batch"], "没有写明参数文件"),
        (["list", "临洮县"], "多写了「临洮县」"),
        (["--conty"], "没有选项 --conty"),
        ([], "没有写明命令；命令有 report、batch"),
        (["report", "--county", "岷县", "--period", "2024-02"], "用的是随附示例，自己的台账用 --data"),
        (["batch", "nowhere.yaml"], "没有这个参数文件"),
        (["indicators", "--county", "罗庄县"], "没有叫「罗庄县」的县区"),
        (["indicators", "--period", "1999-01"], "数据中没有 1999-01 的数"),
        (["raport"], "没有命令「raport」；是否想写 report"),
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
        ("reports: [{county: [1], period: 2024-02}]", "参数 county 应为代码或名称"),
        ("reports: [{county: 临洮县, period: 2024}]", "期间「2024」写法不对；没有加引号的 2024-02"),
        ("reports: [{county: 临洮县, period: 2024-02-15}]", "是月中的一天"),
        ("reports: [{county: 临洮县, perod: 2024-02}]", "不认识的参数「perod」；是否想写 period"),
        ("reports: [{county: 临洮县}]", "period 和 periods 要写且只写一个"),
        ("reports: [{county: 临洮县, periods: [2024-02, 2024-02]}]", "重复要求了 临洮县 2024-02"),
        ('reports: [{counties: [临洮县, "621124"], period: 2024-02}]', "重复要求了临洮县（621124）2024-02"),
        ("options: {rate_decimal: 2}\nreports: [{county: 临洮县, period: 2024-02}]", "是否想写 rate_decimals"),
        ("options: {rate_decimals: two}\nreports: [{county: 临洮县, period: 2024-02}]", "应为 0 至 4"),
        ("reports: [{county: 鼓楼区, period: 2024-02}]", "「鼓楼区」不止一个"),
        ("options: {template: nosuch}\nreports: [{county: 临洮县, period: 2024-02}]", "p.yaml：nosuch：没有这个模板文件夹"),
        ("reports: [{county: 临洮县, period: 2024-02, options: {notebook: nosuch}}]", "第1项：nosuch：没有这个笔记本"),
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
    assert run(*given, "--out", str(tmp_path / "file")) == 2
    said = capsys.readouterr().err
    assert said == f"finkit: {tmp_path}/file：输出文件夹写不了（这是一个文件，不是文件夹）\n"


def test_a_workbook_is_first_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "m.xlsx").touch()
    assert run("list", "--data", str(tmp_path / "m.xlsx")) == 2
    assert capsys.readouterr().err == (
        "finkit: m.xlsx：不认识的文件格式「.xlsx」；"
        "Excel 等表格先用 finkit import m.xlsx --into ledger.parquet 读入\n"
    )


def test_own_data_are_not_called_the_sample(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(row("2024-02 cumulative 税收收入 actual 120 万元"))
    assert run("report", "--county", "岷县", "--period", "2024-02", "--data", str(data)) == 2
    assert "示例" not in capsys.readouterr().err


def test_where_nothing_could_be_checked_that_is_said(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(row("2024-02 cumulative 税收收入 actual 120 万元"))
    assert run("check", "--data", str(data)) == 0
    assert capsys.readouterr().out == "无可核对的关系，也没有其他发现\n"


def test_where_all_that_applied_holds_that_is_said(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(
        row("2024-02 cumulative 税收收入 actual 120 万元"),
        row("2024-02 cumulative 税收收入 prior_actual 100 万元"),
        row("2024-02 cumulative 税收收入 delta 20 万元"),
    )
    assert run("check", "--data", str(data)) == 0
    said = "勾稽关系适用1条（等式1条，大小关系0条），不符0条；没有发现问题\n"
    assert capsys.readouterr().out == said


def test_tables_for_the_eye_are_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 1
    header, first, *_ = capsys.readouterr().out.splitlines()
    assert header.split()[:3] == ["等级", "规则", "县区"]
    assert first.split()[0] == "错误"
    assert run("slots", "--county", "临洮县", "--period", "2024-02") == 0
    header, first, *_ = capsys.readouterr().out.splitlines()
    assert header.split() == ["编号", "位置", "内容", "状态", "填的", "出处", "从哪里补"]
    assert first.split() == ["S1", "引言", "县名", "已计算", "临洮县", "报告参数"]
    assert run("indicators", "--county", "大姚县") == 0
    line = next(x for x in capsys.readouterr().out.splitlines() if "-1070万元" in x)
    assert line.split() == [
        "大姚县",
        "2024-04",
        "累计",
        "一般公共预算收入",
        "同比增减额",
        "-1070万元",
    ]


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


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize(
    "command",
    [
        ["facts"],
        ["check"],
        ["indicators", "--county", "临洮县", "--period", "2024-02"],
        ["slots", "--county", "示例县", "--period", "2021-10"],
    ],
    ids=lambda command: str(command[0]),
)
def test_what_lists_does_so_in_every_format(
    command: list[str], form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*command, "--format", form) in (0, 1)
    said = capsys.readouterr().out
    if form == "csv":
        head, *rows = csv.reader(io.StringIO(said))
        assert {len(one) for one in rows} == {len(head)}
    elif form == "json":
        assert {tuple(one) for one in json.loads(said)} == {tuple(json.loads(said)[0])}
    else:
        assert said.count("\n") > 1


def test_an_interrupt_that_a_library_calls_its_own_error_is_an_interrupt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So it is where one comes while a compiled library is loaded."""

    def loading(_: object) -> int:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as error:
            raise ImportError("initialization failed") from error

    monkeypatch.setattr(cli, "_run", loading)
    assert cli.main(["list"]) == 130
    assert capsys.readouterr().err == "finkit: 已中断\n"
