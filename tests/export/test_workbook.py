"""The workbook, read again by two libraries: numbers are numbers, texts are texts, gaps are gaps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import finkit
from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.errors import UsageError
from finkit.export.families import families, heading, sheet_of
from finkit.export.figure_rows import KEYS, REASONS
from finkit.figures.declaration import Indicator
from finkit.figures.figure import Figure
from finkit.indicators import all_declared
from finkit.periods import Period

LISTS = {"说明", "观测", "单位提供", "来源", "指标"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("workbook") / "示例县.xlsx"
    options = ["--county", "示例县", "--period", "2021-10"]
    assert main(["export", "--out", str(out), *options]) == 0
    return out


@pytest.fixture(scope="module")
def book(place: Path) -> Any:
    return openpyxl.load_workbook(place)


@pytest.fixture(scope="module")
def told() -> list[Figure]:
    return list(open_dataset().told_figures("DEMO01", Period(2021, 10)))


def table(worksheet: Any) -> list[dict[str, Any]]:
    head, *rows = worksheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def of_figures(book: Any) -> list[str]:
    return [name for name in book.sheetnames if name not in LISTS]


def test_its_sheets_are_the_families_and_the_lists(book: Any, told: list[Figure]) -> None:
    held = {sheet_of(figure.declared) for figure in told if figure.indicator != "fact"}
    names = [name for name in families() if name in held]
    assert book.sheetnames == ["说明", *names, "观测", "单位提供", "来源", "指标"]


def test_every_figure_is_in_its_cell_and_every_gap_has_its_reason(
    book: Any, told: list[Figure]
) -> None:
    rows = {name: table(book[name]) for name in of_figures(book)}
    for figure in told:
        if figure.indicator == "fact":
            continue
        column = heading(figure.declared)
        named = [
            row
            for row in rows[sheet_of(figure.declared)]
            if (row["项目"], row["上级项目"] or "", row["对象"] or "")
            == (figure.item, figure.parent_item, figure.of_item)
        ]
        if figure.value is None:
            said = f"{figure.declared.label}：{figure.reason}"
            assert any(said in (row[REASONS] or "") and row[column] is None for row in named)
        else:
            cells = [row[column] for row in named if row[column] is not None]
            assert float(figure.value) in [pytest.approx(cell, rel=1e-12) for cell in cells]


def test_no_cell_is_a_number_that_is_none(book: Any) -> None:
    for name in book.sheetnames:
        for row in book[name].iter_rows():
            for cell in row:
                assert cell.data_type in ("n", "s", "inlineStr")
                assert not (cell.data_type == "n" and isinstance(cell.value, str))


def test_calamine_reads_the_same_numbers(place: Path, book: Any) -> None:
    other = CalamineWorkbook.from_path(str(place))
    assert other.sheet_names == book.sheetnames
    for name in book.sheetnames:
        held = [[cell or "" for cell in row] for row in book[name].iter_rows(values_only=True)]
        found = other.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert [[cell or "" for cell in row] for row in found] == held


def test_heads_are_frozen_and_filtered(book: Any) -> None:
    for name in book.sheetnames:
        worksheet = book[name]
        assert worksheet.freeze_panes.endswith("2")
        assert worksheet.auto_filter.ref == worksheet.dimensions
    assert book["规模与增长"].freeze_panes == "E2"


def test_columns_are_as_wide_as_their_chinese(book: Any) -> None:
    worksheet = book["规模与增长"]
    item = KEYS.index("项目")
    longest = max(table(worksheet), key=lambda row: len(row["项目"]))["项目"]
    letter = worksheet.cell(1, item + 1).column_letter
    assert worksheet.column_dimensions[letter].width >= 2 * len(longest)


def test_numbers_look_as_in_the_report(book: Any) -> None:
    worksheet = book["规模与增长"]
    head = [cell.value for cell in worksheet[1]]
    shown = dict(zip(head, worksheet[2], strict=True))
    assert (shown["单位"].value, shown["本期数"].number_format) == ("万元", "#,##0")
    assert shown["同比增长率（%）"].number_format == "#,##0.0"
    assert shown["同比增长率（%）"].value == pytest.approx(4.779436540787481)


def test_amounts_keep_the_digits_they_were_printed_with(tmp_path: Path) -> None:
    data, out = tmp_path / "a.csv", tmp_path / "a.xlsx"
    data.write_text(
        "county_code,county,period,basis,item,parent_item,measure,value,unit,source,note\n"
        "621124,临洮县,2024-02,cumulative,税收收入,,actual,1.50,亿元,=HYPERLINK(1),-1+2\n"
        "621124,临洮县,2024-02,cumulative,@SUM(1),,actual,-3,亿元,#N/A,+税\n",
        encoding="utf-8",
    )
    assert main(["export", "--data", str(data), "--out", str(out)]) == 0
    first, second = openpyxl.load_workbook(out)["观测"].iter_rows(min_row=2)
    head = [cell.value for cell in openpyxl.load_workbook(out)["观测"][1]]
    cells = dict(zip(head, first, strict=True))
    assert (cells["数值"].value, cells["数值"].number_format) == (1.5, "#,##0.00")
    texts = {
        "来源": "=HYPERLINK(1)",
        "备注": "-1+2",
    }
    for name, text in texts.items():
        assert (cells[name].value, cells[name].data_type) == (text, "s")
        assert cells[name].quotePrefix
    cells = dict(zip(head, second, strict=True))
    assert (cells["项目"].value, cells["来源"].value) == ("@SUM(1)", "#N/A")
    assert {cells[name].data_type for name in ("项目", "来源", "备注")} == {"s"}
    assert b"<f>" not in b"".join(parts(out))


def parts(place: Path) -> list[bytes]:
    from zipfile import ZipFile  # noqa: PLC0415

    with ZipFile(place) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_the_same_data_give_the_same_bytes(place: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    options = ["--county", "示例县", "--period", "2021-10"]
    assert main(["export", "--out", str(again), *options]) == 0
    assert again.read_bytes() == place.read_bytes()


def test_a_notebook_writes_the_same(place: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    assert finkit.open().export(out, "示例县", "2021-10") == [out]
    assert out.read_bytes() == place.read_bytes()
    with pytest.raises(UsageError, match="已经有了"):
        finkit.open().export(out)


def test_synthetic_data_are_said_to_be(book: Any) -> None:
    assert any("演示数据" in row["内容"] for row in table(book["说明"]))


@pytest.mark.parametrize("one", all_declared(), ids=lambda one: one.key)
def test_every_indicator_has_its_sheet(one: Indicator) -> None:
    """A row of `families.csv` for each file of `finkit/indicators/`."""
    assert one.key == "fact" or heading(one) in families()[sheet_of(one)].heads
