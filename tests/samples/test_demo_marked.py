"""示例县 is marked 演示数据 on every page: the report's kinds, its Markdown, the index, in print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from finkit.cli import main
from finkit.samples import SYNTHETIC_BANNER

PARAMS = """
reports:
  - {county: 示例县, period: 2021-09}
  - {county: 示例县, period: 2021-10, options: {kind: work_report}}
  - {county: 临洮县, period: 2024-02}
"""
DEMO, REAL = ("2021-09/DEMO01", "2021-10/DEMO01"), "2024-02/621124"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    (folder / "p.yaml").write_text(PARAMS, encoding="utf-8")
    assert main(["batch", str(folder / "p.yaml"), "--out", str(folder / "out")]) == 0
    return folder / "out"


@pytest.mark.parametrize("folder", DEMO)
def test_the_page_opens_with_the_mark(outputs: Path, folder: str) -> None:
    page = (outputs / folder / "report.html").read_text(encoding="utf-8")
    assert page.index(SYNTHETIC_BANNER) < page.index("<h1")
    assert page.index(">演示数据</b>") < page.index("<h1")
    # Printed, a page without the banner has the mark in its margin.
    assert '@page demo{@top-center{content:"演示数据"' in page
    assert "main:has(.banner){page:demo}" in page


@pytest.mark.parametrize("folder", DEMO)
def test_markdown_says_it_under_the_title(outputs: Path, folder: str) -> None:
    lines = (outputs / folder / "report.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# 示例县2021年")
    assert lines[2] == f"> {SYNTHETIC_BANNER}"


def test_the_index_marks_its_row_and_no_other(outputs: Path) -> None:
    index = (outputs / "index.html").read_text(encoding="utf-8")
    marked = [row for row in re.findall(r"<tr data-f.*?</tr>", index, re.S) if "演示数据" in row]
    # A line for each of its reports.
    assert len(marked) == len(DEMO)
    assert all(">示例县</a>" in row for row in marked)


def test_a_real_county_is_not_marked(outputs: Path) -> None:
    for name in ("report.html", "report.md"):
        assert SYNTHETIC_BANNER not in (outputs / REAL / name).read_text(encoding="utf-8")
