"""Workbooks that were damaged, or meant harm: each gives tables or one line, never a traceback."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from finkit.imports.gathering import Found
from finkit.imports.reading import Asked, read_all
from finkit.workbooks.reading.context import Given
from finkit.workbooks.words.answers import Answers
from tests.workbooks.archives import ods, ods_row

LINES = (
    ("临洮县2024年1—2月一般公共预算收支情况表",),
    ("单位：万元",),
    ("项目", "累计完成", "上年同期", "增减%"),
    ("一、税收收入", 4900, 4500, 8.9),
    ("  增值税", 2000, "-", None),
)
Change = tuple[str, float, bytes]
"""What is done (a byte changed, some cut out, some put in), where, with what."""

changes = st.lists(
    st.tuples(
        st.sampled_from(("change", "cut", "insert")),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def _xlsx(folder: Path) -> bytes:
    book, written = openpyxl.Workbook(), io.BytesIO()
    for line in LINES:
        book.active.append(line)
    book.active.merge_cells("A1:D1")
    book.save(written)
    return written.getvalue()


def _xls(folder: Path) -> bytes:
    book, written = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表")
    for row, line in enumerate(LINES):
        for column, cell in enumerate(line):
            sheet.write(row, column, cell)
    book.save(written)
    return written.getvalue()


def _ods(folder: Path) -> bytes:
    rows = [ods_row(*("" if cell is None else cell for cell in line)) for line in LINES]
    return ods(folder / "base", *rows).read_bytes()


def _html(folder: Path) -> bytes:
    cells = ["".join(f"<td>{cell}</td>" for cell in line) for line in LINES]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode("gbk")


def _csv(folder: Path) -> bytes:
    return "\n".join(",".join(map(str, line)) for line in LINES).encode("gbk")


WRITERS: dict[str, Callable[[Path], bytes]] = {
    "月报.xlsx": _xlsx,
    "月报.xls": _xls,
    "月报.ods": _ods,
    "月报.html": _html,
    "月报.csv": _csv,
}


def _changed(content: bytes, done: list[Change]) -> bytes:
    for how, where, what in done:
        at = int(where * len(content))
        length = {"change": len(what), "cut": 4 * len(what), "insert": 0}[how]
        content = content[:at] + (b"" if how == "cut" else what) + content[at + length :]
    return content


def _within(package: bytes, done: list[Change]) -> bytes:
    """A package whose parts are changed, each whole again as a package."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w") as new:
        parts = [name for name in old.namelist() if name.endswith(".xml")]
        chosen = parts[int(done[0][1] * len(parts))]
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _changed(content, done) if name == chosen else content)
    return written.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an undamaged file of each kind."""
    folder, scratch = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("scratch")
    for name, write in WRITERS.items():
        (folder / name).write_bytes(write(scratch))
    return folder


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(done=changes, is_within=st.booleans())
@example(done=[("cut", 1 / 64, b"\0")], is_within=False)  # no <table> is left in the page
def test_a_damaged_file_gives_tables_or_one_line(
    whole: Path, tmp_path: Path, done: list[Change], is_within: bool
) -> None:
    files = []
    for name in WRITERS:
        content, path = (whole / name).read_bytes(), tmp_path / name
        is_package = content.startswith(b"PK") and is_within
        path.write_bytes(_within(content, done) if is_package else _changed(content, done))
        files.append(Found(path, name))
    results = list(read_all(files, Asked(Given(), Answers(), {})))
    assert [one.found.label for one in results] == list(WRITERS)
    for one in results:
        assert one.tables or one.refusal
        assert "\n" not in one.refusal


def test_an_undamaged_file_of_each_kind_is_read(whole: Path) -> None:
    files = [Found(whole / name, name) for name in WRITERS]
    for one in read_all(files, Asked(Given(), Answers(), {})):
        amounts = [(a.item.strip(), a.measure) for table in one.tables for a in table.amounts]
        assert ("一、税收收入", "actual") in amounts, one.found.label
