"""`finkit form`: where the forms go, and that nobody's work is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
import python_calamine as calamine

from finkit.cli import main
from tests.conftest import Write, row


def run(*given: str) -> int:
    return main(["form", *given])


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_form_is_named_after_county_and_period(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--county", "临洮县", "--period", "2024-03") == 0
    assert capsys.readouterr().out == "临洮县-2024-03.xlsx\n"
    assert [path.name for path in tmp_path.iterdir()] == ["临洮县-2024-03.xlsx"]


def test_a_filled_in_form_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "form.xlsx"
    out.write_text("filled in")
    given = ("--county", "临洮县", "--period", "2024-03", "--out", str(out))
    assert run(*given) == 2
    said = capsys.readouterr().err
    assert said == f"finkit: {out}：已经有了，可能已经填过；确要覆盖用 --force\n"
    assert out.read_text() == "filled in"
    assert run(*given, "--force") == 0
    assert out.read_bytes().startswith(b"PK")


def test_a_province_gets_a_file_a_county(tmp_path: Path) -> None:
    assert run("--county", "重庆市", "--period", "2021-12", "--out", "cq") == 0
    names = sorted(path.name for path in (tmp_path / "cq").iterdir())
    assert len(names) == 38
    assert names[0] == "500101-万州区-2021-12.xlsx"


def test_a_province_of_own_data_is_what_they_hold(tmp_path: Path, write: Write) -> None:
    data = write(row("2024-02 cumulative 税收收入 actual 120 万元"))
    given = ("--period", "2024-03", "--data", str(data))
    assert run("--county", "甘肃省", *given, "--out", "gs") == 0
    assert [path.name for path in (tmp_path / "gs").iterdir()] == ["621124-临洮县-2024-03.xlsx"]
    assert run("--county", "西藏自治区", *given, "--out", "xz") == 0
    assert len(list((tmp_path / "xz").iterdir())) == 74


def test_what_the_data_hold_of_a_province_is_not_called_the_province(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(row("2024-02 cumulative 税收收入 actual 120 万元"))
    assert run("--county", "甘肃省", "--period", "2024-03", "--data", str(data)) == 2
    assert capsys.readouterr().err == (
        "finkit: 数据中甘肃省有1个县区；用 --out 写明放在哪个文件夹\n"
    )


def test_one_form_that_is_there_keeps_the_others_from_being_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cq").mkdir()
    (tmp_path / "cq" / "500102-涪陵区-2021-12.xlsx").touch()
    assert run("--county", "重庆市", "--period", "2021-12", "--out", "cq") == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert len(list((tmp_path / "cq").iterdir())) == 1


def test_a_county_without_data_gets_the_standard_items(tmp_path: Path) -> None:
    assert run("--county", "安宁区", "--period", "2024-03", "--out", "a.xlsx") == 0
    book = calamine.CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    rows = book.get_sheet_by_name("一般公共预算支出").to_python(skip_empty_area=False)
    assert rows[0][0] == "安宁区2024年3月一般公共预算支出情况表"
    assert rows[1][0] == "县区代码：620105"
    assert [205, "  教育支出"] in [row[:2] for row in rows]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--county", "罗庄县", "--period", "2024-02"], "没有叫「罗庄县」的县区"),
        (["--county", "鼓楼区", "--period", "2024-02"], "「鼓楼区」不止一个"),
        (["--county", "临洮县", "--period", "24-02"], "期间「24-02」写法不对"),
        (["--county", "临洮县", "--period", "2024-02", "--out", "a.xls"], "填报表是 .xlsx 文件"),
        (["--county", "重庆市", "--period", "2024-02"], "finkit: 重庆市有38个县区；用 --out"),
        (["--county", "甘肃省", "--period", "2024-02"], "finkit: 甘肃省有86个县区；用 --out"),
        (["--county", "甘肃", "--period", "2024-02"], "「甘肃」的县区；是否想写 甘肃省？"),
        (["--county", "all", "--period", "2024-02", "--out", "a.xlsx"], "--out 应为文件夹"),
    ],
)
def test_a_mistake_is_one_line(
    given: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*given) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
