"""Into a ledger: new, the same, revised; asked, refused; whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.errors import UsageError
from finkit.imports.book import Book
from finkit.imports.importing import Import
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers, Layout
from tests.imports.conftest import Ledger, Table

ROWS = ("一、税收收入,36000,4900,4500,8.9", "二、非税收入,16000,2450,2480,-1.2")


def test_amounts_come_with_their_cells(table: Table, ledger: Ledger) -> None:
    assert ledger.take(table(*ROWS)) == 0
    first = next(r for r in ledger.rows() if r["measure"] == "actual")
    assert (first["county_code"], first["county"], first["period"]) == (
        "621124",
        "临洮县",
        "2024-02",
    )
    assert (first["item"], first["value"], first["unit"]) == ("一、税收收入", "4900", "万元")
    assert first["source"] == "月报.csv!表1!C4"


def test_a_report_is_made_of_what_was_imported(
    table: Table, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "一、一般公共预算收入,52000,7350,6980,5.3",
        "（一）税收收入,36000,4900,4500,8.9",
        "1.增值税,15000,2050,1900,7.9",
        "（二）非税收入,16000,2450,2480,-1.2",
    )
    assert ledger.take(table(*rows)) == 0
    out = tmp_path / "out"
    given = ["--county", "临洮县", "--period", "2024-02", "--data", str(ledger.path)]
    assert main(["report", *given, "--out", str(out)]) == 0
    page = (out / "2024-02/621124/report.html").read_text(encoding="utf-8")
    shown = re.sub(r"<[^>]+>", "", page)
    # (2050 - 1900) / 4500 = 3.3
    assert "增值税2050万元，增长7.9%，拉动税收收入增长3.3个百分点" in shown
    assert "（一）税收收入" not in shown
    assert 'title="月报.csv!表1!C4"' in page


def test_the_same_file_twice_changes_nothing(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(*ROWS)
    assert ledger.take(path) == 0
    before = ledger.path.read_bytes()
    stamp = ledger.path.stat().st_mtime_ns
    assert ledger.take(path) == 0
    assert ledger.path.read_bytes() == before
    assert ledger.path.stat().st_mtime_ns == stamp
    assert "新增0，修订0，未变8" in capsys.readouterr().out


def test_a_changed_figure_is_a_revision_that_keeps_both(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(table(*ROWS)) == 0
    capsys.readouterr()
    assert ledger.take(table(ROWS[0].replace("4900", "4950"), ROWS[1], name="更正.csv")) == 0
    assert (
        "修订 临洮县 2024-02 一、税收收入：4900万元 → 4950万元（更正.csv!表1!C4）"
        in capsys.readouterr().out
    )
    assert ledger.amounts()["一、税收收入", "actual"] == "4950万元"
    (row,) = csv.DictReader(ledger.beside("revisions.csv").splitlines())
    assert (row["old"], row["old_source"]) == ("4900万元", "月报.csv!表1!C4")
    assert (row["new"], row["new_source"]) == ("4950万元", "更正.csv!表1!C4")
    assert row["old_imported"] == row["new_imported"] != ""


def test_the_newest_counts_and_going_back_is_a_revision_too(table: Table, ledger: Ledger) -> None:
    old, new = table(*ROWS, name="一.csv"), table("税收收入,36000,4950,4500,10", name="二.csv")
    for path in (old, new, old):
        assert ledger.take(path) == 0
    assert ledger.amounts()["一、税收收入", "actual"] == "4900万元"
    revisions = list(csv.DictReader(ledger.beside("revisions.csv").splitlines()))
    actuals = [(r["old"], r["new"]) for r in revisions if r["measure"] == "actual"]
    assert actuals == [("4900万元", "4950万元"), ("4950万元", "4900万元")]


def _take_on(ledger: Ledger, day: str, path: Path) -> None:
    Import(Book(ledger.path), Given(), Answers(), day).run([path])


def test_going_back_and_forth_each_step_keeps_its_day(table: Table, ledger: Ledger) -> None:
    """Spelled otherwise in the other file, it is the same amount."""
    one, two = table(*ROWS, name="一.csv"), table("税收收入,36000,4950,4500,8.9", name="二.csv")
    for day, path in enumerate((one, two, one, two, two), 1):
        _take_on(ledger, f"2024-03-0{day}", path)
    revisions = csv.DictReader(ledger.beside("revisions.csv").splitlines())
    assert [(r["old"], r["new"], r["new_imported"]) for r in revisions] == [
        ("4900万元", "4950万元", "2024-03-02"),
        ("4950万元", "4900万元", "2024-03-03"),
        ("4900万元", "4950万元", "2024-03-04"),
    ]


def test_there_and_back_on_one_day_is_kept_too(table: Table, ledger: Ledger) -> None:
    one, two = table(*ROWS, name="一.csv"), table("税收收入,36000,4950,4500,8.9", name="二.csv")
    for path in (one, two, one, two):
        _take_on(ledger, "2024-03-01", path)
    revisions = csv.DictReader(ledger.beside("revisions.csv").splitlines())
    assert [r["new"] for r in revisions] == ["4950万元", "4900万元", "4950万元"]


def test_what_an_earlier_finkit_left_when_it_was_killed_has_its_revisions_once(
    table: Table, ledger: Ledger
) -> None:
    """It wrote the revisions first and the ledger last."""
    rows = ("-税收(返还)收入,36000,4900,4500,8.9", "二、非税收入,16000,2450,2480,-1.2")
    _take_on(ledger, "2024-03-01", table(*rows, name="一.csv"))
    before = ledger.path.read_bytes()
    other = table("-税收(返还)收入,36000,4950,4500,8.9", "非税收入,9,2450,2480,-1.2", name="二.csv")
    _take_on(ledger, "2024-03-02", other)
    shutil.rmtree(Book(ledger.path).home.history)
    ledger.path.write_bytes(before)
    _take_on(ledger, "2024-03-02", other)
    revisions = csv.DictReader(ledger.beside("revisions.csv").splitlines())
    assert [r["new"] for r in revisions] == ["4950万元", "9万元"]


def test_a_column_that_someone_added_to_the_revisions_stays(table: Table, ledger: Ledger) -> None:
    _take_on(ledger, "2024-03-01", table(*ROWS, name="一.csv"))
    _take_on(ledger, "2024-03-02", table("税收收入,36000,4950,4500,8.9", name="二.csv"))
    path = ledger.path.with_suffix(".revisions.csv")
    head, line = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text(f"{head},核对人\n{line},张\n", encoding="utf-8-sig")
    _take_on(ledger, "2024-03-03", table("税收收入,36000,4960,4500,8.9", name="三.csv"))
    revisions = csv.DictReader(ledger.beside("revisions.csv").splitlines())
    assert [(r["new"], r["核对人"]) for r in revisions] == [("4950万元", "张"), ("4960万元", "")]


def test_another_layout_of_the_same_amount_is_the_same_amount(table: Table, ledger: Ledger) -> None:
    """Numbering, the whole it stands under, the unit: 0.49亿元 is what 4900万元 rounds to."""
    assert ledger.take(table(*ROWS)) == 0
    held = ledger.rows()
    rows = ("一般公共预算收入,,0.74,0.70,", "  税收收入,3.6,0.49,0.45,8.9")
    assert ledger.take(table(*rows, name="亿元.csv", unit="亿元")) == 0
    assert [r for r in ledger.rows() if r["item"] == "一、税收收入"] == held[:3]
    assert ledger.amounts()["一般公共预算收入", "actual"] == "0.74亿元"


def test_a_more_exact_amount_takes_the_place_of_a_rounded_one(table: Table, ledger: Ledger) -> None:
    assert ledger.take(table("税收收入,3.6,0.49,0.45,8.9", name="亿元.csv", unit="亿元")) == 0
    assert ledger.take(table("税收收入,36000,4912,4500,9.2")) == 0
    assert ledger.amounts()["税收收入", "actual"] == "4912万元"


def test_one_key_twice_in_a_file_is_refused_with_both_cells(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(table("税收收入,36000,4900,4500,8.9", "税收收入,36000,4901,4500,8.9")) == 2
    said = capsys.readouterr().err
    assert "月报.csv!表1!C4 与 月报.csv!表1!C5" in said
    assert said.count("\n") == 1
    assert not ledger.path.exists()


def test_two_files_of_one_import_that_differ(
    table: Table, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which of them counts is unsaid: the first is taken, the second refused with both cells."""
    table(*ROWS, name="报送/一.csv")
    table("税收收入,36000,4901,4500,8.9", name="报送/二.csv")
    assert ledger.take(tmp_path / "报送") == 1
    said = capsys.readouterr().err
    assert "二.csv!表1!C4：「税收收入」在一.csv!表1!C4是4900万元，这里是4901万元" in said
    assert ledger.amounts()["一、税收收入", "actual"] == "4900万元"


def test_a_folder_with_a_file_that_cannot_be_read(
    table: Table, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table(*ROWS, name="报送/好.csv")
    (tmp_path / "报送/旧.et").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "报送/~$好.xlsx").write_bytes(b"lock")
    assert ledger.take(tmp_path / "报送") == 1
    said = capsys.readouterr()
    assert (
        said.err == "finkit: 旧.et：WPS 表格的专有格式（.et），读不了；用 WPS 打开，另存为 .xlsx\n"
    )
    assert "读了2个文件，导入1个" in said.out


def test_a_large_folder_is_read_in_processes_of_its_own(
    table: Table, ledger: Ledger, tmp_path: Path
) -> None:
    for month in range(1, 13):
        title = f"临洮县2024年1—{month}月一般公共预算收支情况表"
        table(f"税收收入,36000,{month}00,,", name=f"各月/{month:02}.csv", title=title)
    assert ledger.take(tmp_path / "各月") == 0
    held = {r["period"]: r["value"] for r in ledger.rows() if r["measure"] == "actual"}
    assert held == {f"2024-{month:02}": f"{month}00" for month in range(1, 13)}


@pytest.mark.parametrize(
    ("changed", "option", "asked"),
    [
        ({"unit": ""}, ["--unit", "万元"], "没有写明金额单位；用 --unit 写明"),
        ({"title": "临洮县一般公共预算收支情况表"}, ["--period", "2024-02"], "没有写明期间"),
        ({"title": "2024年2月一般公共预算收支情况表"}, ["--county", "临洮县"], "没有写明县区"),
    ],
)
def test_what_is_not_said_is_asked_and_answered(
    table: Table,
    ledger: Ledger,
    capsys: pytest.CaptureFixture[str],
    changed: dict[str, str],
    option: list[str],
    asked: str,
) -> None:
    path = table(*ROWS, **changed)
    assert ledger.take(path) == 2
    assert asked in capsys.readouterr().err
    assert not ledger.path.exists()
    assert ledger.take(path, *option) == 0
    assert ledger.amounts()["一、税收收入", "actual"] == "4900万元"


def test_what_the_user_says_otherwise_than_the_table_is_refused(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(table(*ROWS), "--period", "2024-03") == 2
    assert "表里写的期间是「2024-02」，给的是「2024-03」" in capsys.readouterr().err


def test_questions_are_written_as_a_map_and_the_answers_remembered(
    table: Table, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def month(number: int) -> Path:
        title = f"临洮县2024年{number}月一般公共预算收支情况表"
        return table(*ROWS, name=f"{number}月.csv", title=title, unit="")

    path = tmp_path / "问答.yaml"
    assert main(["import", str(month(2)), "--preview", "--write-map", str(path)]) == 2
    text = path.read_text(encoding="utf-8")
    assert "unit: ''" in text
    path.write_text(text.replace("unit: ''", "unit: 万元"), encoding="utf-8")
    assert ledger.take(month(2), "--map", path) == 0
    assert ledger.take(month(3)) == 0, "the layout is known now"
    assert {r["period"] for r in ledger.rows()} == {"2024-02", "2024-03"}


def test_a_column_nobody_knows_is_named_and_can_be_answered(
    table: Table,
    ledger: Ledger,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It keeps nothing back, but a map offers it, and its answer counts at the next import."""
    header = "预算科目,累计完成,本年上缴,排名"
    path = table("税收收入,4900,4700,1", "非税收入,2450,2300,2", header=header)
    asked = tmp_path / "问答.yaml"
    assert ledger.take(path, "--write-map", asked) == 0
    assert "未取4格：不认识的栏目「本年上缴」，可用 --write-map 回答" in capsys.readouterr().out
    text = asked.read_text(encoding="utf-8")
    asked.write_text(text.replace("本年上缴: ''", "本年上缴: 调整预算"), encoding="utf-8")
    assert ledger.take(path, "--map", asked) == 0
    assert ledger.amounts()["税收收入", "adjusted_budget"] == "4700万元"


def test_what_a_column_over_areas_is_of_is_asked_and_remembered(
    table: Table, ledger: Ledger, tmp_path: Path
) -> None:
    def month(number: int) -> Path:
        title = f"定西市2024年{number}月各县完成情况表"
        rows = ("临洮县,49", "渭源县,24")
        return table(*rows, name=f"{number}月.csv", title=title, header="县区,累计")

    path = tmp_path / "问答.yaml"
    assert main(["import", str(month(2)), "--preview", "--write-map", str(path)]) == 2
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("累计: ''", "累计: 税收收入"), encoding="utf-8")
    assert "items:" in text
    assert ledger.take(month(2), "--map", path) == 0
    assert ledger.take(month(3)) == 0, "the layout is known now"
    assert {(r["item"], r["period"]) for r in ledger.rows()} == {
        ("税收收入", "2024-02"),
        ("税收收入", "2024-03"),
    }


def test_a_unit_that_a_table_prints_goes_before_one_remembered_for_its_layout(
    table: Table, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = table(*ROWS, unit="")
    answers = tmp_path / "map.yaml"
    answers.write_text(f"layouts: {{{_layout_of(silent)}: {{unit: 万元}}}}\n", encoding="utf-8")
    assert ledger.take(silent, "--map", answers) == 0
    title = "临洮县2024年1—3月一般公共预算收支情况表"
    printed = table("一、税收收入,3.6,0.7,0.65,7.7", name="三月.csv", title=title, unit="亿元")
    assert _layout_of(printed) == _layout_of(silent)
    assert ledger.take(printed) == 0
    march = {r["measure"]: r["unit"] for r in ledger.rows() if r["period"] == "2024-03"}
    assert march == {"budget": "亿元", "actual": "亿元", "prior_actual": "亿元"}
    capsys.readouterr()
    assert ledger.take(printed, "--unit", "万元") == 2
    assert "表里写的单位是「亿元」，给的是「万元」" in capsys.readouterr().err


def test_files_of_one_name_are_asked_about_and_answered_each_by_its_own_path(
    table: Table, ledger: Ledger, tmp_path: Path
) -> None:
    title = "临洮县一般公共预算收支情况表"
    for folder, amount in (("甲", 4900), ("乙", 7000)):
        table(f"税收收入,36000,{amount},,", name=f"报送/{folder}/月报.csv", title=title)
    path = tmp_path / "问答.yaml"
    given = ["--preview", "--write-map", str(path)]
    assert main(["import", str(tmp_path / "报送"), *given]) == 2
    text = path.read_text(encoding="utf-8")
    for folder, period in (("甲", "2024-02"), ("乙", "2024-03")):
        asked = f"{folder}/月报.csv:\n    period: ''"
        assert asked in text
        text = text.replace(asked, asked.replace("''", period))
    path.write_text(text, encoding="utf-8")
    assert ledger.take(tmp_path / "报送", "--map", path) == 0
    actuals = {r["period"]: r["value"] for r in ledger.rows() if r["measure"] == "actual"}
    assert actuals == {"2024-02": "4900", "2024-03": "7000"}


def test_a_bare_name_answers_for_a_file_in_a_folder(
    table: Table, ledger: Ledger, tmp_path: Path
) -> None:
    table(*ROWS, name="报送/甲/月报.csv", title="临洮县一般公共预算收支情况表")
    answers = tmp_path / "map.yaml"
    answers.write_text("files:\n  月报.csv: {period: 2024-02}\n", encoding="utf-8")
    assert ledger.take(tmp_path / "报送", "--map", answers) == 0
    assert {r["period"] for r in ledger.rows()} == {"2024-02"}


def test_an_answer_leaves_standing_what_else_was_answered_of_its_layout() -> None:
    older = Layout("收支表", "万元", {"神秘栏": "增减%", "另栏": "不要"}, {"开发区": "不要"})
    newer = Answers({"abc": Layout(unit="亿元", columns={"另栏": "备注"})})
    assert newer.over(Answers({"abc": older})).of_layout("abc") == Layout(
        "收支表", "亿元", {"神秘栏": "增减%", "另栏": "备注"}, {"开发区": "不要"}
    )


@pytest.mark.parametrize("content", ["files:\n  月报.csv:\n", "layouts:\n  abc:\n", "files:\n", ""])
def test_an_emptied_entry_of_a_map_answers_nothing(
    content: str, table: Table, ledger: Ledger, tmp_path: Path
) -> None:
    answers = tmp_path / "map.yaml"
    answers.write_text(content, encoding="utf-8")
    assert ledger.take(table(*ROWS), "--map", answers) == 0
    assert ledger.amounts()["一、税收收入", "actual"] == "4900万元"


def test_an_unknown_column_is_left_aside_until_the_map_says_what_it_is(
    table: Table, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table("税收收入,36000,4900,4500,7", header="预算科目,年初预算,累计完成,上年同期,神秘栏")
    assert main(["import", str(path), "--preview", "--format", "json"]) == 0
    cells = json.loads(capsys.readouterr().out)
    (left,) = [cell for cell in cells if cell["kind"] == "aside"]
    assert (left["place"], left["reason"]) == ("月报.csv!表1!E4", "不认识的栏目「神秘栏」")
    layout = _layout_of(path)
    answers = tmp_path / "map.yaml"
    answers.write_text(f"layouts:\n  {layout}:\n    columns: {{神秘栏: 增减%}}\n", encoding="utf-8")
    assert ledger.take(path, "--map", answers) == 0
    assert "yoy_rate,,7,%" in ledger.beside("published.csv")


def _layout_of(path: Path) -> str:
    return understand(path, Given(), Answers(), {})[0].layout


def test_the_preview_says_what_was_understood(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(ROWS[0], "  其中：增值税,12000,1500,-,", "注：同口径")
    assert main(["import", str(path), "--preview"]) == 0
    said = capsys.readouterr().out
    assert "县区：临洮县（621124）（A1）" in said
    assert "期间：2024-02（A1）" in said
    assert "单位：万元（A2）" in said
    assert "C 累计完成 → 本期数·累计" in said
    assert "未取 D5 -：未填（-）" in said
    assert not ledger.path.exists()


def test_a_title_an_item_and_a_name_give_the_terminal_no_orders(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    red, title = "\x1b[31m", "临洮县2024年1—2月\x9b2J一般公共预算收支情况表"
    name = f"一{red}\n二.csv"
    path = table(f"税收{red}收入,36000,4900,4500,8.9", "　神秘项,1,2,3,", name=name, title=title)
    assert main(["import", str(path), "--preview"]) == 0
    assert ledger.take(path) == 0
    path.write_text(path.read_text(encoding="utf-8").replace("4900", "4950"), encoding="utf-8")
    assert ledger.take(path) == 0
    said = capsys.readouterr()
    assert "■ 一[31m 二.csv" in said.out
    assert "修订 临洮县 2024-02" in said.out
    assert {c for c in said.out + said.err if unicodedata.category(c) == "Cc"} == {"\n"}
    assert "\n     栏目：" in said.out, "the indentation stays"


def test_how_far_an_import_is_shows_on_a_terminal_and_is_wiped_off(
    table: Table,
    ledger: Ledger,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert ledger.take(table(*ROWS)) == 0
    assert capsys.readouterr().err == "\r\x1b[K已读1个：月报.csv\r\r\x1b[K"


def test_printed_rates_are_kept_to_be_checked(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(table("税收收入,36000,4900,4500,9.8")) == 0
    capsys.readouterr()
    assert main(["check", "--data", str(ledger.path), "--format", "csv"]) == 1
    said = capsys.readouterr().out
    # 4900 / 4500 - 1 = 8.9%
    assert "印出的同比增长率与金额相符,621124,2024-02,税收收入,月报.csv!表1!E4,8.9%,9.8%" in said


def test_a_ledger_in_the_same_folder_is_not_read_into_itself(
    table: Table, ledger: Ledger, tmp_path: Path
) -> None:
    table(*ROWS)
    assert ledger.take(tmp_path) == 0
    assert ledger.take(tmp_path) == 0


def test_a_folder_as_the_ledger_is_a_data_folder(table: Table, tmp_path: Path) -> None:
    book = tmp_path / "台账"
    assert main(["import", str(table(*ROWS)), "--into", str(book)]) == 0
    data = open_dataset(book)
    assert [county.name for county in data.ledger.counties] == ["临洮县"]
    assert [row.value for row in data.printed] == ["8.9", "-1.2"]


def test_a_csv_ledger_keeps_its_other_columns(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(
        "county_code,county,period,basis,item,measure,value,unit,source,核对人\n"
        "621124,临洮县,2023-02,cumulative,税收收入,actual,4500,万元,上年,张\n",
        encoding="utf-8",
    )
    assert main(["import", str(table(*ROWS)), "--into", str(path)]) == 0
    first = next(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert (first["value"], first["核对人"]) == ("4500", "张")


def test_rows_that_an_import_takes_for_one_item_are_all_written_back(
    table: Table, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(
        "county_code,county,period,basis,item,parent_item,measure,value,unit,source\n"
        "621124,临洮县,2023-02,cumulative,税收收入,一般公共预算收入,actual,4500,万元,决算\n"
        "621124,临洮县,2023-02,cumulative,一、税收收入,,actual,4700,万元,快报\n",
        encoding="utf-8",
    )
    assert main(["import", str(table(*ROWS)), "--into", str(path)]) == 0
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    earlier = [(r["value"], r["source"]) for r in rows if r["period"] == "2023-02"]
    assert earlier == [("4500", "决算"), ("4700", "快报")]


def test_rates_that_two_sources_print_are_both_kept(table: Table, tmp_path: Path) -> None:
    assert main(["import", str(table(*ROWS)), "--into", str(tmp_path / "台账")]) == 0
    printed = tmp_path / "台账/published.csv"
    columns, rate, *_ = printed.read_text(encoding="utf-8").splitlines()
    other = rate.replace("8.9", "9.1").replace("月报.csv", "公报.csv")
    printed.write_text("\n".join([columns, rate, other]) + "\n", encoding="utf-8")
    title = "临洮县2024年1—3月一般公共预算收支情况表"
    later = table("税收收入,36000,7000,6500,7.7", name="三月.csv", title=title)
    assert main(["import", str(later), "--into", str(tmp_path / "台账")]) == 0
    kept = csv.DictReader(printed.read_text(encoding="utf-8-sig").splitlines())
    assert [row["printed"] for row in kept] == ["8.9", "9.1", "7.7"]


def test_a_name_that_excel_would_run_is_held_harmless_and_known_again(
    table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ledger.csv"
    given = [str(table("-国有资源(资产)有偿使用收入,36000,4900,4500,8.9")), "--into", str(path)]
    assert main(["import", *given]) == 0
    held = path.read_text(encoding="utf-8")
    assert ",'-国有资源(资产)有偿使用收入," in held
    (series,) = open_dataset(path).ledger.county("621124")
    assert series.label == "国有资源(资产)有偿使用收入"
    assert main(["import", *given]) == 0
    assert "新增0，修订0，未变4" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == held


def test_a_ledger_that_breaks_the_contract_is_left_as_it_is(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("县,数\n临洮县,1\n", encoding="utf-8")
    assert main(["import", str(table(*ROWS)), "--into", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "县,数\n临洮县,1\n"


def test_one_import_at_a_time(ledger: Ledger) -> None:
    book = Book(ledger.path)
    with book.locked(), pytest.raises(UsageError, match="另一次导入正写这本台账"), book.locked():
        pass
    assert list(ledger.path.parent.glob(".*lock")) == []


def test_a_lock_that_windows_does_not_let_go_of_hinders_no_later_import(
    table: Table, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held_open(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "used by another process", str(path))

    monkeypatch.setattr(Path, "unlink", held_open)
    assert ledger.take(table(*ROWS)) == 0
    assert ledger.take(table("税收收入,36000,4950,4500,10", name="更正.csv")) == 0
    assert ledger.amounts()["一、税收收入", "actual"] == "4950万元"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["没有.xlsx", "--into", "l.parquet"], "没有这个文件或文件夹"),
        (["."], "没有写明台账"),
        ([".", "--into", "l.parquet"], "没有表格文件"),
        (["月报.csv", "--into", "l.xlsx"], "台账要是 .parquet、.csv 或文件夹"),
        (["月报.csv", "--into", "l.parquet", "--period", "2024"], "期间「2024」写法不对"),
        (["月报.csv", "--into", "l.parquet", "--unit", "个"], "不是金额单位"),
        (["月报.csv", "--into", "l.parquet", "--county", "无名县"], "没有叫「无名县」的县区"),
        (["月报.csv", "--into", "l.parquet", "--county", "鼓楼区"], "「鼓楼区」不止一个"),
        (["月报.csv", "--into", "l.parquet", "--map", "没有.yaml"], "没有这个答案文件或读不了"),
    ],
)
def test_a_mistake_is_one_line(
    given: list[str],
    said: str,
    table: Table,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if "月报.csv" in given:
        table(*ROWS)
    monkeypatch.chdir(tmp_path)
    assert main(["import", *given]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "l.parquet").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_file_name_in_gbk_is_readable(table: Table, ledger: Ledger, tmp_path: Path) -> None:
    path = table(*ROWS, name="报送/a.csv")
    path.rename(os.fsdecode(os.fsencode(path.parent) + b"/" + "月报.csv".encode("gbk")))
    assert ledger.take(tmp_path / "报送") == 0
    assert {row["source"].split("!")[0] for row in ledger.rows()} == {"月报.csv"}


def test_a_map_that_is_no_file(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(table(*ROWS), "--map", "/dev/zero") == 2
    assert "/dev/zero：不是普通文件" in capsys.readouterr().err


def test_a_second_ledger_does_not_share_the_tables_beside_the_first(
    table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """a.published.csv lies beside a.parquet and would lie beside a.csv."""
    place = tmp_path / "台账"
    assert main(["import", str(table(*ROWS)), "--into", str(place / "a.parquet")]) == 0
    before = {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
    capsys.readouterr()
    changed = str(table(ROWS[0].replace("4900", "4950"), name="更正.csv"))
    assert main(["import", changed, "--into", str(place / "a.csv")]) == 2
    said = capsys.readouterr().err
    assert "台账 a.parquet 已用同名的附表（a.published.csv）；写 --into a.parquet" in said
    assert {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()} == before
    assert main(["import", changed, "--into", str(place / "b.csv")]) == 0
    assert main(["import", changed, "--into", str(place / "a.parquet")]) == 0


def test_amounts_of_the_period_that_nobody_knows_are_told_as_a_warning(
    table: Table, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(*ROWS)
    path.write_text(path.read_text(encoding="utf-8").replace("累计完成", "到账数"), "utf-8")
    assert "到账数" in path.read_text(encoding="utf-8")
    assert ledger.take(path) == 0
    said = capsys.readouterr()
    assert "月报.csv：本期数没有取到；不认识的栏目「到账数」，可用 --write-map 回答" in said.err
    assert {row["measure"] for row in ledger.rows()} == {"budget", "prior_actual"}


def test_where_amounts_come_from_says_month_or_year_so_far(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "月报.csv"
    lines = (
        "临洮县2024年2月一般公共预算收入情况表",
        "单位：万元",
        "项目,本月,累计",
        "税收收入,21,49",
    )
    path.write_text("\n".join(lines), "utf-8")
    assert ledger.take(path) == 0
    capsys.readouterr()
    assert main(["list", "--county", "临洮县", "--data", str(ledger.path), "--format", "csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["basis"], row["value"]) for row in rows] == [("当月", "21"), ("累计", "49")]
