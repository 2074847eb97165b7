"""The bureau's form: written, filled in, imported back; what is wrong comes back marked."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from finkit.cli import main
from finkit.dataset import Dataset, open_dataset
from finkit.imports.identity import identity
from finkit.periods import Period
from tests.imports.conftest import Ledger, Table

Amounts = dict[tuple[str, ...], tuple[Decimal, str]]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """The form of 示例县 2021-10, filled in with all that the sample holds of it."""
    path = tmp_path / "示例县.xlsx"
    assert main(["form", "--county", "示例县", "--period", "2021-10", "--out", str(path)]) == 0
    return path


def amounts(data: Dataset, measures: tuple[str, ...]) -> Amounts:
    return {
        (*identity(cell.item, cell.parent_item), cell.basis, cell.measure): (cell.value, cell.unit)
        for series in data.ledger.county("DEMO01")
        for (period, measure), cell in series.cells.items()
        if period == Period(2021, 10) and measure in measures
    }


def test_a_round_trip_loses_nothing(form: Path, ledger: Ledger) -> None:
    assert ledger.take(form) == 0
    sample, back = open_dataset(), open_dataset(ledger.path)
    measures = ("actual", "budget", "adjusted_budget", "prior_actual")
    wanted, found = amounts(sample, measures), amounts(back, measures)
    assert {key: found.get(key) for key in wanted} == wanted
    assert len(wanted) > 80
    county, period = sample.ledger.county("DEMO01").county, Period(2021, 10)

    def said(data: Dataset) -> dict[str, tuple[Decimal | None, str, str]]:
        return {f.key: (f.value, f.unit, f.text) for f in data.facts_of(county, period)}

    assert said(back) == said(sample)


def test_a_fact_that_someone_wrote_by_the_countys_name_is_revised_not_doubled(
    form: Path, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    change(form, "报告事项", "办实事件数", "B", 77)
    assert ledger.take(form) == 0
    facts = ledger.path.with_suffix(".facts.csv")
    imported = facts.read_text(encoding="utf-8")
    (line,) = [line for line in imported.splitlines() if ",办实事件数,77," in line]
    by_hand = line.replace("DEMO01", "示例县").replace(",77,", ",5,")
    facts.write_text(imported.replace(line, by_hand), encoding="utf-8")
    capsys.readouterr()
    assert ledger.take(form) == 0
    assert "新增0，修订1" in capsys.readouterr().out
    given = ["--county", "示例县", "--period", "2021-10", "--data", str(ledger.path)]
    assert main(["slots", *given, "--format", "csv"]) == 0
    (slot,) = [r for r in capsys.readouterr().out.splitlines() if "办实事件数" in r]
    assert ",77件," in slot
    said = [fact for fact in open_dataset(ledger.path).facts if fact.key == "办实事件数"]
    assert [(fact.county, fact.value) for fact in said] == [("示例县", 77)]


def test_a_text_that_excel_would_run_is_held_harmless_and_read_as_it_was(
    form: Path, ledger: Ledger
) -> None:
    said = "-2+3+cmd|' /C calc'!A0"
    change(form, "报告事项", "收入增减原因", "B", said)
    assert ledger.take(form) == 0
    assert f"'{said}" in ledger.beside("facts.csv")
    data = open_dataset(ledger.path)
    texts = [fact.text for fact in data.facts]
    assert said in texts
    assert f"'{said}" not in texts


def test_all_slots_are_filled_from_the_form_alone(
    form: Path, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.take(form) == 0
    capsys.readouterr()
    given = ["--county", "示例县", "--period", "2021-10", "--data", str(ledger.path)]
    assert main(["slots", *given, "--format", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert len(rows) == 93
    assert [row for row in rows if ",missing," in row] == []


def change(path: Path, sheet: str, item: str, column: str, value: object) -> str:
    """Writes into the row of an item; gives the cell."""
    workbook = openpyxl.load_workbook(path)
    rows = workbook[sheet].iter_rows(min_row=4)
    row = next(r for r in rows if item in [str(cell.value).strip() for cell in r[:2]])
    cell = f"{column}{row[0].row}"
    workbook[sheet][cell] = value
    workbook.save(path)
    return cell


def test_a_text_where_a_number_belongs_refuses_the_form_and_marks_the_cell(
    form: Path, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = change(form, "一般公共预算收入", "税收收入", "F", "十万")
    assert ledger.take(form) == 2
    assert f"示例县.xlsx!一般公共预算收入!{cell}：不是数字：十万" in capsys.readouterr().err
    assert not ledger.path.exists()
    marked = openpyxl.load_workbook(tmp_path / "待改/示例县.xlsx")
    assert "不是数字：十万" in marked["一般公共预算收入"][cell].comment.text
    assert marked["一般公共预算收入"][cell].value == "十万"


def test_a_fact_out_of_its_range_is_marked(form: Path, ledger: Ledger, tmp_path: Path) -> None:
    cell = change(form, "报告事项", "招商引资项目数", "B", -3)
    assert ledger.take(form) == 2
    marked = openpyxl.load_workbook(tmp_path / "待改/示例县.xlsx")
    assert "应不小于0个，填的是-3个" in marked["报告事项"][cell].comment.text


@pytest.mark.parametrize("source", ["", "企业股"])
def test_facts_that_contradict_each_other_are_marked_whoever_is_their_source(
    source: str, form: Path, ledger: Ledger, tmp_path: Path
) -> None:
    change(form, "报告事项", "惠企奖补资金年初安排", "B", 100)
    change(form, "报告事项", "惠企奖补资金年初安排", "G", source)
    cell = change(form, "报告事项", "惠企奖补资金已兑现", "B", 200)
    change(form, "报告事项", "惠企奖补资金已兑现", "G", source)
    assert ledger.take(form) == 1
    marked = openpyxl.load_workbook(tmp_path / "待改/示例县.xlsx")
    said = marked["报告事项"][cell].comment.text
    assert "应为不超过惠企奖补资金年初安排100万元，填的是200万元" in said
    assert [place.value for place in marked["待改"]["C"]].count(cell) == 1


def test_a_form_of_facts_alone_is_imported_and_checked_once_there_are_amounts(
    table: Table, ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "范县.xlsx"
    assert main(["form", "--county", "范县", "--period", "2024-03", "--out", str(path)]) == 0
    change(path, "报告事项", "惠企奖补资金年初安排", "B", 100)
    change(path, "报告事项", "惠企奖补资金已兑现", "B", 200)
    assert ledger.take(path) == 0
    assert "惠企奖补资金已兑现" in ledger.beside("facts.csv")
    assert ledger.take(table("税收收入,,4900,,", title="范县2024年1—3月收支情况表")) == 0
    assert ledger.take(path) == 1
    marked = openpyxl.load_workbook(tmp_path / "待改/范县.xlsx")
    assert "不超过惠企奖补资金年初安排100万元" in marked["待改"]["D3"].value


def test_amounts_that_contradict_each_other_are_imported_and_marked(
    form: Path, ledger: Ledger, tmp_path: Path
) -> None:
    cell = change(form, "一般公共预算收入", "增值税", "F", 99999999)
    assert ledger.take(form) == 1
    assert ledger.path.exists()
    marked = openpyxl.load_workbook(tmp_path / "待改/示例县.xlsx")
    assert "增值税≤税收收入" in marked["一般公共预算收入"][cell].comment.text


def test_a_form_that_is_as_wrong_as_before_comes_back_as_before(
    form: Path, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(form, "一般公共预算收入", "增值税", "F", 99999999)
    assert ledger.take(form) == 1
    first = capsys.readouterr().out
    assert ledger.take(form) == 1
    again = capsys.readouterr().out
    assert "新增0，修订0" in again
    assert "处要改，标在" in first
    assert again.splitlines()[0] == first.splitlines()[0]
    assert [path.name for path in (tmp_path / "待改").iterdir()] == ["示例县.xlsx"]


def test_a_contradicting_form_that_excel_locked_comes_back_marked(
    form: Path, ledger: Ledger, tmp_path: Path
) -> None:
    cell = change(form, "一般公共预算收入", "增值税", "F", 99999999)
    plain = io.BytesIO(form.read_bytes())
    with form.open("wb") as file:
        OOXMLFile(plain).encrypt("VelvetSweatshop", file)
    assert ledger.take(form) == 1
    marked = openpyxl.load_workbook(tmp_path / "待改/示例县.xlsx")
    assert "增值税≤税收收入" in marked["一般公共预算收入"][cell].comment.text


def damage(path: Path, part: str) -> None:
    """Breaks a part of a package."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, b"<broken" if name == part else content)


def test_of_a_form_that_cannot_be_marked_each_fault_is_told_and_the_others_come_back(
    form: Path, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = change(form, "一般公共预算收入", "增值税", "F", 99999999)
    other = tmp_path / "清丰县.xlsx"
    assert main(["form", "--county", "清丰县", "--period", "2024-03", "--out", str(other)]) == 0
    change(other, "一般公共预算收入", "税收收入", "F", 4900)
    change(other, "一般公共预算收入", "增值税", "F", 9900)
    damage(form, "docProps/core.xml")
    capsys.readouterr()
    assert ledger.take(form, other) == 1
    said = capsys.readouterr()
    told = said.err.splitlines()
    assert told[0].startswith("finkit: 示例县.xlsx：没有标出要改的地方；")
    assert told[1].startswith(f"finkit: 示例县.xlsx!一般公共预算收入!{cell}：")
    assert "增值税≤税收收入" in told[1]
    assert [path.name for path in (tmp_path / "待改").iterdir()] == ["清丰县.xlsx"]
    assert "读了2个文件，导入2个" in said.out


def test_a_form_in_another_format_has_its_faults_told(
    form: Path, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only Excel's newer format can be marked; the reader goes by content, not by name."""
    cell = change(form, "一般公共预算收入", "增值税", "F", 99999999)
    assert ledger.take(form.rename(form.with_suffix(".xls"))) == 1
    assert f"示例县.xls!一般公共预算收入!{cell}：增值税≤税收收入" in capsys.readouterr().err


def test_a_form_filled_in_for_the_first_time(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "范县.xlsx"
    given = ["--county", "范县", "--period", "2024-03", "--data", str(ledger.path)]
    table = tmp_path / "上年.csv"
    table.write_text(
        "范县2023年1—3月一般公共预算收支情况表\n单位：万元\n预算科目,累计完成\n税收收入,4500\n",
        encoding="utf-8",
    )
    assert ledger.take(table) == 0
    assert main(["form", *given, "--out", str(path)]) == 0
    change(path, "一般公共预算收入", "税收收入", "F", 4900)
    assert ledger.take(path) == 0
    book = open_dataset(ledger.path).ledger.county("410926")
    (series,) = book.named("税收收入")
    actual, prior = series.actual(Period(2024, 3)), series.prior(Period(2024, 3))
    assert actual is not None
    assert prior is not None
    assert (actual.value, prior.value) == (4900, 4500)


def test_a_marked_copy_is_mended_and_imported(form: Path, ledger: Ledger, tmp_path: Path) -> None:
    cell = change(form, "一般公共预算收入", "税收收入", "F", "十万")
    assert ledger.take(form) == 2
    marked = tmp_path / "待改/示例县.xlsx"
    assert change(marked, "一般公共预算收入", "税收收入", "F", 96674) == cell
    assert ledger.take(marked) == 0
    assert ledger.amounts()["税收收入", "actual"] == "96674万元"


def test_a_marked_copy_does_not_shadow_the_mended_form(
    form: Path, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(form, "一般公共预算收入", "税收收入", "F", "十万")
    assert ledger.take(tmp_path) == 2
    change(form, "一般公共预算收入", "税收收入", "F", 96674)
    capsys.readouterr()
    assert ledger.take(tmp_path) == 0
    assert "读了1个文件，导入1个" in capsys.readouterr().out
    assert ledger.amounts()["税收收入", "actual"] == "96674万元"


def test_a_folder_of_marked_copies_is_imported_where_it_is_named(
    form: Path, ledger: Ledger, tmp_path: Path
) -> None:
    change(form, "一般公共预算收入", "税收收入", "F", "十万")
    assert ledger.take(form) == 2
    change(tmp_path / "待改/示例县.xlsx", "一般公共预算收入", "税收收入", "F", 96674)
    assert ledger.take(tmp_path / "待改") == 0
    assert ledger.amounts()["税收收入", "actual"] == "96674万元"


def test_of_many_forms_only_the_contradicting_one_comes_back(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Many are read and checked in processes of their own."""
    folder = tmp_path / "报送"
    names = ["范县", "台前县", "濮阳县", "清丰县", "南乐县"]
    for name in names:
        path = folder / f"{name}.xlsx"
        given = ["--county", name, "--period", "2024-03", "--out", str(path)]
        assert main(["form", *given]) == 0
        change(path, "一般公共预算收入", "税收收入", "F", 4900)
        change(path, "一般公共预算收入", "增值税", "F", 9900 if name == "濮阳县" else 1900)
    assert ledger.take(folder) == 1
    assert [path.name for path in (tmp_path / "待改").iterdir()] == ["濮阳县.xlsx"]
    assert len({row["county"] for row in ledger.rows()}) == len(names)
