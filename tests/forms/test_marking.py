"""A workbook given back with its faults marked: nothing else in it changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from openpyxl.comments import Comment

from finkit.errors import FinkitError
from finkit.forms.marking import Fault, mark

REVENUE = "一般公共预算收入"
FAULT = Fault(REVENUE, "F9", "累计完成比上月少，可能少写一位")
COLOUR = "00FFC7CE"


@pytest.fixture
def filled(tmp_path: Path, sample_form: Any) -> Path:
    path = tmp_path / "临洮县-2024-02.xlsx"
    path.write_bytes(sample_form("DEMO01", "2021-10").content)
    return path


def marked(workbook: Path, *faults: Fault, name: str = "marked.xlsx") -> Any:
    return openpyxl.load_workbook(mark(workbook, faults, workbook.with_name(name)))


def test_the_cell_is_coloured_and_says_what_is_wrong(filled: Path) -> None:
    cell = marked(filled, FAULT)[REVENUE]["F9"]
    assert cell.fill.start_color.rgb == COLOUR
    assert cell.comment.text == "finkit：累计完成比上月少，可能少写一位"


def test_a_comment_that_was_there_is_kept(filled: Path) -> None:
    before = openpyxl.load_workbook(filled)[REVENUE]["F3"].comment.text
    after = marked(filled, Fault(REVENUE, "F3", "少一列"), Fault(REVENUE, "F3", "错一列"))
    assert after[REVENUE]["F3"].comment.text == f"{before}\nfinkit：少一列\nfinkit：错一列"


def test_it_opens_on_the_first_sheet_at_fault(filled: Path) -> None:
    book = marked(filled, Fault("余额", "C5", "大"), FAULT)
    assert book.active.title == REVENUE
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [REVENUE]
    assert book.active.sheet_view.selection[-1].activeCell == "F9"


def test_the_list_leads_to_every_cell(filled: Path) -> None:
    given = (FAULT, Fault("没有的表", "A1", "没有这张表"), Fault("余额", "", "整张表空着"))
    sheet = marked(filled, *given)["待改"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows == [
        [1, REVENUE, "F9", FAULT.what],
        [2, "没有的表", "A1", "没有这张表"],
        [3, "余额", None, "整张表空着"],
    ]
    links = [sheet.cell(row, 3).hyperlink for row in (3, 4, 5)]
    assert links[0].location == f"'{REVENUE}'!F9"
    assert links[1:] == [None, None]


def test_nothing_else_changes(filled: Path) -> None:
    before, after = openpyxl.load_workbook(filled), marked(filled, FAULT)
    assert after.sheetnames == [*before.sheetnames, "待改"]
    for sheet in before:
        other = after[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                assert (twin.value, twin.number_format) == (cell.value, cell.number_format)
                assert twin.protection.locked == cell.protection.locked
                assert twin.font.name == cell.font.name
        assert other.protection.sheet == sheet.protection.sheet
        assert other.merged_cells == sheet.merged_cells
        assert other.freeze_panes == sheet.freeze_panes
        assert guards(other) == guards(sheet)
        assert len(other.conditional_formatting) == len(sheet.conditional_formatting)


def guards(sheet: Any) -> list[tuple[str, str, str]]:
    found = sheet.data_validations.dataValidation
    return [(str(guard.sqref), guard.type, guard.formula1) for guard in found]


def test_marks_of_an_earlier_copy_are_taken_off(filled: Path) -> None:
    once = mark(filled, [FAULT, Fault(REVENUE, "F3", "少一列")], filled.with_name("once.xlsx"))
    book = marked(once, Fault("余额", "C5", "大"), name="twice.xlsx")
    assert book[REVENUE]["F9"].comment is None
    assert book[REVENUE]["F9"].fill.fill_type is None
    assert "finkit：" not in book[REVENUE]["F3"].comment.text
    assert book.sheetnames.count("待改") == 1


def test_in_a_merged_range_its_first_cell_is_marked(filled: Path) -> None:
    assert marked(filled, Fault(REVENUE, "C1", "县名不符"))[REVENUE]["A1"].comment


def test_a_range_and_dollars_are_understood(filled: Path) -> None:
    book = marked(
        filled, Fault(REVENUE, "$F$9:$F$12", "和不等于总数"), Fault(REVENUE, "第9行", "?")
    )
    assert book[REVENUE]["F9"].comment
    assert len(list(book["待改"].iter_rows(min_row=3))) == 2


def test_a_fault_that_looks_like_a_formula_is_a_text(filled: Path) -> None:
    cell = marked(filled, Fault(REVENUE, "F9", "=HYPERLINK(1)"))["待改"]["D3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_any_workbook_can_be_marked(tmp_path: Path) -> None:
    book = Workbook()
    book.active["B2"] = "=A1*2"
    book.active["B2"].comment = Comment("问过张会计", "李")
    book.save(tmp_path / "own.xlsx")
    sheet = marked(tmp_path / "own.xlsx", Fault("Sheet", "B2", "公式没有结果"))["Sheet"]
    assert sheet["B2"].value == "=A1*2"
    assert (sheet["B2"].comment.text, sheet["B2"].comment.author) == (
        "问过张会计\nfinkit：公式没有结果",
        "李",
    )


EXTENSION = (
    b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1" '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation '
    b'type="list"><x14:formula1><xm:f>Other!$A$1:$A$3</xm:f></x14:formula1>'
    b"<xm:sqref>C3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A workbook whose first sheet has validation by its second."""
    book, plain = Workbook(), io.BytesIO()
    book.create_sheet("Other")
    book.save(plain)
    path = tmp_path / "own.xlsx"
    path.write_bytes(plain.getvalue())
    rewrite(path, b"</worksheet>", EXTENSION + b"</worksheet>", only="xl/worksheets/sheet1.xml")
    return path


def rewrite(path: Path, old: bytes, new: bytes, only: str = "") -> None:
    """Puts one text for another in the parts of a package, and in their names."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            is_meant = only in ("", name)
            kept = name if only else name.replace(old.decode(), new.decode())
            archive.writestr(kept, content.replace(old, new) if is_meant else content)


def validated(copy: Path) -> list[bool]:
    """Of each sheet, whether it has the validation by another."""
    with zipfile.ZipFile(copy) as archive:
        sheets = [archive.read(f"xl/worksheets/sheet{number}.xml") for number in (1, 2)]
    return [b"Other!$A$1:$A$3" in sheet for sheet in sheets]


def test_validation_by_another_sheet_survives(linked: Path, tmp_path: Path) -> None:
    copy = mark(linked, [Fault("Sheet", "C3", "不在清单里")], tmp_path / "copy.xlsx")
    assert validated(copy) == [True, False]


def test_it_survives_where_the_workbook_part_has_another_name(linked: Path, tmp_path: Path) -> None:
    rewrite(linked, b"workbook.xml", b"workbook2.xml")
    copy = mark(linked, [Fault("Sheet", "C3", "不在清单里")], tmp_path / "copy.xlsx")
    assert validated(copy) == [True, False]


def test_validation_that_cannot_be_read_is_one_line(
    linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: Workbook())
    rewrite(linked, b"<extLst>", b"<extLst", only="xl/worksheets/sheet1.xml")
    with pytest.raises(FinkitError, match="不是可以标注的 Excel 工作簿"):
        mark(linked, [FAULT], tmp_path / "copy.xlsx")
    assert not (tmp_path / "copy.xlsx").exists()


def test_a_workbook_locked_with_the_password_that_every_program_knows(tmp_path: Path) -> None:
    book, plain, locked = Workbook(), io.BytesIO(), tmp_path / "own.xlsx"
    book.active["B2"] = 4900
    book.save(plain)
    with locked.open("wb") as file:
        OOXMLFile(plain).encrypt("VelvetSweatshop", file)
    cell = marked(locked, Fault("Sheet", "B2", "大"))["Sheet"]["B2"]
    assert (cell.value, cell.comment.text) == (4900, "finkit：大")


def test_the_original_is_never_overwritten(filled: Path) -> None:
    before = filled.read_bytes()
    with pytest.raises(FinkitError, match="不能盖住原件"):
        mark(filled, [FAULT], filled)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    with pytest.raises(FinkitError, match="不是可以标注的 Excel 工作簿"):
        mark(path, [FAULT], tmp_path / "copy.xlsx")
    assert [one.name for one in tmp_path.iterdir()] == ["bad.xlsx"]


def test_the_same_faults_give_the_same_bytes(filled: Path) -> None:
    one, two = (mark(filled, [FAULT], filled.with_name(f"{n}.xlsx")) for n in (1, 2))
    assert one.read_bytes() == two.read_bytes()
