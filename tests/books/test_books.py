"""A book of many sheets: what is understood goes in, what is not is named and can be answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.books.conftest import Book, Ledger

UNIT = ["单位：万元"]
CITY = [
    ["2024年定西市一般公共预算收入执行情况表"],
    UNIT,
    ["项目", "2024年执行数"],
    ["税收收入", 288700],
]
OWN = [
    ["2024年市本级一般公共预算收入执行情况表"],
    UNIT,
    ["项目", "2024年执行数"],
    ["税收收入", 85500],
]
STRANGE = [["2024年定西市重点项目情况表"], UNIT, ["地区", "入库额"], ["临洮县", 12], ["安定区", 13]]


def test_own_level_sheets_are_of_the_books_city(book: Book, ledger: Ledger) -> None:
    path = book("预算附件.xlsx", 封面=[["定西市2024年财政预算执行情况表"]], 全市=CITY, 本级=OWN)
    assert ledger.take(path) == 0
    assert ledger.held() == {
        ("定西市", "2024-12", "税收收入", ""): "288700万元",
        ("定西市", "2024-12", "税收收入", "市本级"): "85500万元",
    }


def test_one_unreadable_sheet_is_named_and_one_line_finishes_the_book(
    book: Book, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book("附件.xlsx", 收入=CITY, 项目=STRANGE)
    assert ledger.take(path) == 0
    assert [r["value"] for r in ledger.rows()] == ["288700"]
    assert "附件.xlsx!项目" in capsys.readouterr().err
    answers = tmp_path / "问答.yaml"
    answers.write_text("sheets:\n  附件.xlsx!项目: 不要\n", encoding="utf-8")
    assert ledger.take(path, "--map", answers) == 0
    assert capsys.readouterr().err == ""


def test_two_tables_that_contradict_each_other_are_both_left(
    book: Book, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    other = [*CITY[:3], ["税收收入", 300000]]
    more = [["2024年定西市一般公共预算支出执行情况表"], UNIT, CITY[2], ["教育支出", 9000]]
    assert ledger.take(book("附件.xlsx", 甲=CITY, 乙=other, 丙=more)) == 0
    assert [r["item"] for r in ledger.rows()] == ["教育支出"]
    said = capsys.readouterr().err
    assert "附件.xlsx!甲" in said
    assert "附件.xlsx!乙" in said


def test_a_sheet_of_another_year_than_the_one_given_is_asked(
    book: Book, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [["定西市2024年1—2月一般公共预算收入表"], UNIT, ["项目", "累计完成"], ["税收收入", 10]]
    then = [["定西市2023年1—2月一般公共预算收入表"], UNIT, ["项目", "累计完成"], ["税收收入", 9]]
    assert ledger.take(book("附件.xlsx", 今=now, 昔=then), "--period", "2024-02") == 0
    assert [r["value"] for r in ledger.rows()] == ["10"]
    assert "附件.xlsx!昔" in capsys.readouterr().err


def test_the_statistics_of_an_import_are_one_line(
    book: Book, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger.take(book("附件.xlsx", 收入=CITY, 项目=STRANGE), "--format", "json")
    said = json.loads(capsys.readouterr().out)
    assert (said["files"], said["imported"], said["new"], said["taken"]) == (1, 1, 1, 1)
    assert [one["sheet"] for one in said["left"]] == ["项目"]
    assert said["questions"]


def test_a_preview_of_a_book_begins_as_its_contents_page(
    book: Book, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger.take(book("附件.xlsx", 收入=CITY, 项目=STRANGE), "--preview")
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "  目录 收入：2024年定西市一般公共预算收入执行情况表：1个金额"
    assert lines[2].startswith("  目录 项目：2024年定西市重点项目情况表：没有金额；没有取：")


TOWNS = [["2023年各乡镇财政收入决算表"], UNIT, ["乡镇", "决算数"], ["洮阳镇", 5], ["八里铺镇", 6]]
COUNTY = [["2023年临洮县收入决算表"], UNIT, ["项目", "决算数"], ["税收收入", 80], []]


def test_of_two_tables_on_one_sheet_the_one_understood_goes_in(
    book: Book, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book("月报.xlsx", 收入=[*COUNTY, *TOWNS])
    assert ledger.take(path) == 0
    assert [r["item"] for r in ledger.rows()] == ["税收收入"]
    assert "月报.xlsx!收入!A8: 不要" in capsys.readouterr().err
    answers = tmp_path / "问答.yaml"
    answers.write_text("sheets:\n  月报.xlsx!收入!A8: 不要\n", encoding="utf-8")
    assert ledger.take(path, "--map", answers) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("title", "column", "status"),
    [
        ("2024年定西市一般公共预算支出执行情况表", "2024年完成数", "执行"),
        ("2024年定西市一般公共预算支出预计执行情况表", "2024年完成数", "预计执行"),
        ("2024年定西市一般公共预算支出决算表", "2024年完成数", "决算"),
        ("2024年定西市一般公共预算支出决算表", "2024年预计执行数", "预计执行"),
        ("2024年定西市一般公共预算支出预算表（草案）", "2024年预算数", "预算草案"),
        ("2024年定西市一般公共预算支出预算表（草案）", "2023年完成数", ""),
        ("2024年1—12月定西市一般公共预算支出执行情况表", "累计完成", ""),
    ],
)
def test_a_title_says_in_what_state_its_amounts_are(
    book: Book, ledger: Ledger, title: str, column: str, status: str
) -> None:
    assert ledger.take(book("表.xlsx", 表=[[title], UNIT, ["项目", column], ["教育支出", 9]])) == 0
    assert [r["data_status"] for r in ledger.rows()] == [status]
