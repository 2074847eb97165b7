"""Sheets written row by row and read again by two libraries: what goes in comes out, as its kind."""

from __future__ import annotations

import errno
import re
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from finkit.errors import UsageError
from finkit.sheets import sheet
from finkit.sheets.book import book_at
from finkit.sheets.cells import Cell, Number, kept, number_format
from finkit.sheets.sheet import Sheet, write_table


def written(folder: Path, rows: Sequence[Sequence[Cell]], name: str = "a.xlsx") -> Path:
    place, heads = folder / name, "甲乙丙丁戊"[: len(rows[0])]
    with book_at(place) as book:
        write_table(book, "表", heads, rows)
    return place


def cells(place: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(place)["表"].iter_rows(min_row=2))


def by_calamine(place: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(place)).get_sheet_by_name("表").to_python()[1:]


def test_a_sheet_that_is_full_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 1000)
    with book_at(tmp_path / "a.xlsx") as book:
        one = Sheet(book, "表", ("项", "数"))
        for number in range(2500):
            one.append([f"第{number}", Number(Decimal(number), number_format(0))])
        one.close()
    assert one.rows == 2500
    again = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert again.sheetnames == one.titles == ["表", "表（2）", "表（3）"]
    numbers = [row[1].value for name in again.sheetnames for row in again[name].iter_rows(2)]
    assert numbers == list(range(2500))
    assert again["表（3）"].auto_filter.ref == "A1:B503"


def test_sheets_made_side_by_side_are_put_in_order_each_with_its_filter(tmp_path: Path) -> None:
    with book_at(tmp_path / "a.xlsx") as book:
        first, second = Sheet(book, "后", ("甲",)), Sheet(book, "先", ("甲", "乙"))
        for number in range(700):
            first.append([f"后{number}"])
            second.append([f"先{number}", None])
        first.close()
        second.close()
        book.put_in_order(["先", "后"])
    again = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert (again.sheetnames, again.active.title) == (["先", "后"], "先")
    for name, last in (("先", "B701"), ("后", "A701")):
        assert [row[0].value for row in again[name].iter_rows(2)] == [
            f"{name}{number}" for number in range(700)
        ]
        assert again[name].auto_filter.ref == f"A1:{last}"
    with ZipFile(tmp_path / "a.xlsx") as archive:
        told = archive.read("xl/workbook.xml").decode()
    named = re.findall(r'_FilterDatabase" localSheetId="(\d)"[^>]*>(.)!', told)
    assert dict(named) == {"0": "先", "1": "后"}


@pytest.mark.parametrize(
    "text",
    ["=1+1", "{=1+1}", "-1", "12", "http://a.cn", "<r><t>1</t></r>", "<r></r>", "<r>税", " 税 "],
)
def test_a_text_is_that_text(tmp_path: Path, text: str) -> None:
    place = written(tmp_path, [[text]])
    ((cell,),) = cells(place)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert by_calamine(place) == [[text]]


def test_a_text_that_editing_would_make_a_formula_is_marked(tmp_path: Path) -> None:
    ((formula, plain),) = cells(written(tmp_path, [["=1+1", "税收"]]))
    assert (formula.quotePrefix, bool(plain.quotePrefix)) == (True, False)


def test_a_day_is_a_day(tmp_path: Path) -> None:
    place = written(tmp_path, [[date(2024, 2, 29)]])
    ((cell,),) = cells(place)
    assert (cell.value, cell.number_format) == (datetime(2024, 2, 29), "yyyy-mm-dd")
    assert by_calamine(place) == [[date(2024, 2, 29)]]


def test_the_same_cells_are_the_same_bytes(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["税", Number(Decimal("1.5"), number_format(1)), date(2024, 1, 1)]]
    first, second = (written(tmp_path, rows, name) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()


def test_a_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", full)
    with pytest.raises(UsageError, match="磁盘已满"):
        written(tmp_path, [["税"]])
    assert not list(tmp_path.iterdir())


_CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.decimals(-(10**12), 10**12, places=4).map(lambda v: Number(v, number_format(2))),
)


@settings(max_examples=50)
@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_row_comes_back(rows: list[list[Cell]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = cells(written(Path(folder), rows))
        for row, line in zip_longest(rows, found, fillvalue=[None] * 3):
            for cell, again in zip(row, line, strict=True):
                if isinstance(cell, Number):
                    assert again.value == pytest.approx(float(cell.value))
                elif isinstance(cell, str) and cell:
                    assert (again.value, again.data_type) == (kept(cell), "s")
                else:
                    assert again is None or again.value is None
