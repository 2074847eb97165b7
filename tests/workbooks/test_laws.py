"""What holds whatever a file contains: numbers survive, nothing crashes, no figure vanishes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finkit.counties import register
from finkit.errors import FinkitError
from finkit.gate.numbers import number
from finkit.inert import inert, original
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.files.opening import sheets_of
from finkit.workbooks.layout.blocks import blocks
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.found import Table
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers

VALUES = st.decimals(-(10**12), 10**12, places=4).map(lambda value: value.normalize() + 0)
NO_FIGURES = ("note", "unit", "area", "code", "ordinal")
HEADINGS = (
    *("年份", "月份", "单位", "绝对值", "其中", "濮阳县", "排名", "合计"),
    *("项目", "预算科目", "县区", "科目编码", "序号", "年初预算", "调整预算数", "本月", "累计完成"),
    *(
        "上年同期",
        "增减额",
        "增减%",
        "增减",
        "占预算%",
        "备注",
        "2024年",
        "2023年决算数",
        "神秘栏",
        "",
    ),
)
LABELS = (
    *("2023年", "1月", "县级", "市本级"),
    "税收收入",
    "一、非税收入",
    "  增值税",
    "其中：契税",
    "范 县",
    "台前县",
    "合计",
    "注：略",
    "A",
    "12",
    "",
)
CELLS = (
    *("非税收入", "濮阳县", "2月", "2022"),
    "4900",
    "-",
    "0",
    "1,234.5",
    "(12)",
    "8.9%",
    "x",
    "",
    "#DIV/0!",
    "4.9万元",
    "１２",
    "单位：万元",
)
TITLES = ("临洮县2024年1—2月收支情况表", "单位：亿元", "2023年度决算", "（续）", "", "12", "收入")

lines = st.lists(st.sampled_from(TITLES), max_size=3).map(lambda texts: [[text] for text in texts])
header = st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=7)
body = st.lists(
    st.tuples(st.sampled_from(LABELS), st.lists(st.sampled_from(CELLS), max_size=6)).map(
        lambda row: [row[0], *row[1]]
    ),
    max_size=6,
)
tables = st.tuples(lines, st.lists(header, min_size=1, max_size=3), body).map(
    lambda parts: [*parts[0], *parts[1], *parts[2]]
)
sheets = st.lists(tables, min_size=1, max_size=3).map(
    lambda parts: [row for part in parts for row in part]
)


def plain(value: Decimal) -> str:
    return f"{value:f}"


def grouped(value: Decimal) -> str:
    return f"{value:,f}"


def wide(value: Decimal) -> str:
    return plain(value).translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))


def bracketed(value: Decimal) -> str:
    return f"（{-value:f}）" if value < 0 else plain(value)


@pytest.mark.parametrize("written", [plain, grouped, wide, bracketed])
@given(value=VALUES)
def test_a_number_is_what_was_written(written: object, value: Decimal) -> None:
    assert callable(written)
    assert number(written(value)).value == value


@given(st.text(max_size=12))
def test_a_cell_is_a_number_or_says_why_not(text: str) -> None:
    found = number(text)
    assert (found.value is None) == bool(found.reason) or not text.strip()


@given(st.text(max_size=20) | st.text("+-=@|!'()1,.%A增 \t", max_size=9))
def test_excel_runs_nothing_that_is_written_out(text: str) -> None:
    written = inert(text)
    assert written in (text, f"'{text}")
    assert written[:1] not in ("=", "@", "\t", "\r")
    if written[:1] in ("+", "-"):
        assert not set(written) & set("|!()=@*/^&<>\"'")
    assert inert(written) == written
    assert text.startswith("'") or original(written) == text


@pytest.mark.parametrize(
    "payload",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "- 2+cmd|' /C calc'!A0",
        "-1,234.5%+cmd|' /C calc'!A0",
        "-1e5+cmd|' /C calc'!A0",
        "--cmd|' /C calc'!A0",
        "-增值税+cmd|' /C calc'!A0",
        '-(1)*HYPERLINK("http://x")',
        '+HYPERLINK("http://x")',
        "-2\n+cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
    ],
)
def test_what_excel_would_run_is_written_after_an_apostrophe(payload: str) -> None:
    assert inert(payload) == f"'{payload}"


@pytest.mark.parametrize(
    "text",
    [
        *("-12.5", "+8.9%", "-1,234,567.80", "- 12", "-.5", "-1.2E-8", "-", "--", "-5.3个百分点"),
        *("-增值税", "--其中：契税", "- 土地增值税、耕地占用税", "增值税+消费税", "'三公'经费", ""),
    ],
)
def test_numbers_and_names_are_written_as_they_are(text: str) -> None:
    assert inert(text) == text


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws") / "月报.csv"


def read(path: Path, rows: list[list[str]]) -> list[Table]:
    content = io.StringIO()
    csv.writer(content).writerows(rows)
    path.write_text(content.getvalue() or "\n", encoding="utf-8")
    return understand(path, Given(register()["621124"], "2024-02", "万元"), Answers(), {})


@settings(max_examples=400)
@given(sheets)
def test_every_figure_is_taken_or_left_aside_with_a_reason(
    path: Path, rows: list[list[str]]
) -> None:
    try:
        found = read(path, rows)
    except FinkitError as error:
        assert "\n" not in str(error)
        return
    told = {place for table in found for place in _told(table)}
    for table in found:
        assert len(list(_told(table))) == len(set(_told(table)))
        assert all(aside.reason for aside in table.asides)
    is_counted = any(place.count("!") == 1 for place in told)  # the rest of many
    if not any(table.questions for table in found) and not is_counted:
        for sheet in sheets_of(path):
            untold = {place for place in _figures(sheet) if place not in told}
            assert untold <= set(_kept(sheet, found))


def _figures(sheet: Sheet) -> Iterator[str]:
    for row in range(sheet.height):
        for column in range(sheet.width):
            if number(sheet.text(row, column)).value is not None:
                yield sheet.place(row, column)


def _kept(sheet: Sheet, found: list[Table]) -> Iterator[str]:
    """Where a number may stand that is no figure: in a header, left of the values, in a note."""
    for block, table in zip(blocks(sheet), found, strict=False):  # none: one table without a header
        notes = {column.at for column in table.columns if column.meaning.role in NO_FIGURES}
        for row in range(block.top, block.end):
            for column in (*block.beside, block.label, *dict(block.within), *block.columns):
                if row < block.body or column < block.columns.start or column in notes:
                    yield sheet.place(row, column)


def _told(table: Table) -> list[str]:
    return [
        *(amount.source for amount in table.amounts),
        *(rate.source for rate in table.rates),
        *(aside.place for aside in table.asides),
    ]


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_no_content_is_more_than_refused(path: Path, content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"\x09\x08"):
        path.write_bytes(start + content)
        try:
            understand(path, Given(), Answers(), {})
        except FinkitError as error:
            assert "\n" not in str(error)
