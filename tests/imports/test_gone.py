"""What a corrected file no longer holds is told, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from finkit.cli import main
from tests.imports.conftest import Ledger, Table
from tests.imports.test_forms_back import change

ROWS = ("一、税收收入,36000,4900,4500,8.9", "二、非税收入,16000,2450,2480,-1.2")
Said = pytest.CaptureFixture[str]


def told(capsys: Said) -> list[str]:
    """The lines about what is no longer in a file."""
    said = capsys.readouterr()
    return [line.strip() for line in (said.out + said.err).splitlines() if "没有了" in line]


def test_a_row_that_a_corrected_file_drops_is_told_of_and_kept(
    table: Table, ledger: Ledger, capsys: Said
) -> None:
    assert ledger.take(table(*ROWS)) == 0
    assert told(capsys) == []
    corrected = table(ROWS[0])
    line = (
        "月报.csv：先前取自它的3处，现在文件里没有了（临洮县 二、非税收入）；"
        "台账仍留着，确要撤销的从台账里删去"
    )
    assert main(["import", str(corrected), "--into", str(ledger.path), "--preview"]) == 0
    assert told(capsys) == [line]
    for _ in range(2):
        assert ledger.take(corrected) == 0
        assert told(capsys) == [line], "each time, until the ledger is rid of them"
    assert ledger.amounts()["二、非税收入", "actual"] == "2450万元"


def test_an_amount_that_was_blanked_and_an_item_that_was_renamed_are_no_longer_in_it(
    table: Table, ledger: Ledger, capsys: Said
) -> None:
    assert ledger.take(table("税收收人,36000,4900,4500,", "非税收入,16000,2450,2480,")) == 0
    told(capsys)
    assert ledger.take(table("税收收入,36000,4900,4500,", "非税收入,,2450,2480,")) == 0
    (line,) = told(capsys)
    assert "的4处" in line
    assert "临洮县 税收收人、临洮县 非税收入" in line


def test_of_many_names_the_first_are_said(table: Table, ledger: Ledger, capsys: Said) -> None:
    items = ("增值税", "契税", "印花税", "房产税", "资源税")
    assert ledger.take(table(*(f"{item},1,2,3," for item in items))) == 0
    assert ledger.take(table("资源税,1,2,3,")) == 0
    assert "的12处" in (line := told(capsys)[0])
    assert "（临洮县 增值税、临洮县 契税、临洮县 印花税 等）" in line


@pytest.mark.parametrize("later", ["2024年1—3月", "2025年1月"])
def test_a_name_that_is_used_month_after_month_loses_nothing(
    later: str, table: Table, ledger: Ledger, capsys: Said
) -> None:
    for when, rows in (("2024年1—2月", ROWS), ("2024年1—12月", ROWS), (later, ROWS[:1])):
        title = f"临洮县{when}一般公共预算收支情况表"
        header = "预算科目,年初预算,累计完成,上年决算数,增减%"
        assert ledger.take(table(*rows, title=title, header=header)) == 0
    assert told(capsys) == []


def test_what_another_file_says_by_now_is_not_missed(
    table: Table, ledger: Ledger, capsys: Said
) -> None:
    assert ledger.take(table(*ROWS)) == 0
    assert ledger.take(table("非税收入,16001,2451,2481,-1.2", name="更正.csv")) == 0
    assert ledger.take(table(ROWS[0])) == 0
    assert told(capsys) == []


def test_a_file_of_one_county_says_nothing_of_another_that_had_its_name(
    table: Table, ledger: Ledger, capsys: Said
) -> None:
    assert ledger.take(table(*ROWS)) == 0
    title = "渭源县2024年1—2月一般公共预算收支情况表"
    assert ledger.take(table(ROWS[0], title=title)) == 0
    assert told(capsys) == []


def test_a_county_that_a_table_of_several_drops(table: Table, ledger: Ledger, capsys: Said) -> None:
    given = {
        "title": "2024年1—2月各县一般公共预算收入",
        "header": "县区,一般公共预算收入,税收收入",
    }
    counties = ("临洮县,7350,4900", "渭源县,6350,3900", "漳县,5350,2900")
    assert ledger.take(table(*counties, **given)) == 0
    assert ledger.take(table("陇西县,1,1", **(given | {"name": "别的.csv"}))) == 0
    assert ledger.take(table(*counties[:2], **given)) == 0
    (line,) = told(capsys)
    assert "的2处" in line
    assert "漳县 一般公共预算收入、漳县 税收收入" in line


def test_a_fact_that_was_blanked_in_a_form(ledger: Ledger, tmp_path: Path, capsys: Said) -> None:
    form = tmp_path / "范县.xlsx"
    assert main(["form", "--county", "范县", "--period", "2024-03", "--out", str(form)]) == 0
    change(form, "一般公共预算收入", "税收收入", "F", 4900)
    change(form, "报告事项", "办实事件数", "B", 7)
    assert ledger.take(form) == 0
    change(form, "报告事项", "办实事件数", "B", None)
    assert ledger.take(form) == 0
    (line,) = told(capsys)
    assert "的1处，现在文件里没有了（办实事件数）" in line
    assert ",办实事件数,7," in ledger.beside("facts.csv")
