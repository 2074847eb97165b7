"""Laws of the two tables of formats: what is known of a format stands in its row, and only there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from finkit.readers.formats import FORMATS as TABLES
from finkit.workbooks.files.formats import FORMATS as WORKBOOKS
from finkit.workbooks.files.formats import Format

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "finkit"
READ = [suffix for known in WORKBOOKS if known.read for suffix in known.suffixes]
REFUSED = [suffix for known in WORKBOOKS if not known.read for suffix in known.suffixes]
KNOWN = sorted({*TABLES, *READ, *REFUSED}, key=len, reverse=True)

A_SUFFIX = re.compile(rf"(?<![\w*])(?:{'|'.join(map(re.escape, KNOWN))})\b", re.IGNORECASE)
SAVE_AS = "另存为 .xlsx"
"""Advice on what to do in Excel: says nothing of what finkit reads."""

ELSEWHERE = {
    "readers/formats.py": "the table",
    "workbooks/files/formats.py": "the table",
    "readers/side_tables.py": "the side tables of the contract are CSV",
    "charts/svg/saving.py": "what a chart is saved as",
    "commands/forms.py": "the form that finkit itself writes",
    "commands/exporting.py": "what finkit itself writes",
    "export/exporting.py": "what finkit itself writes",
    "export/others_data.py": "what finkit itself writes",
    "rollup/files.py": "what finkit itself writes",
    "ledger/history/reading.py": "the side tables of a ledger are CSV",
    "report/edition.py": "finkit's own files, that a report depends on",
}


def texts(path: Path) -> Iterator[str]:
    """The texts in a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def names_a_format(path: Path) -> bool:
    return any(A_SUFFIX.search(text.replace(SAVE_AS, "")) for text in texts(path))


def test_suffixes_stand_in_the_tables_only() -> None:
    found = {p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py") if names_a_format(p)}
    assert found == set(ELSEWHERE)


@pytest.mark.parametrize("known", WORKBOOKS, ids=lambda known: known.suffixes)
def test_a_workbook_format_is_read_or_refused_and_known_by_something(known: Format) -> None:
    assert bool(known.read) != bool(known.refused)
    assert known.suffixes or known.is_it
    assert known.refused or not known.advice
    assert known.read or not known.can_be_marked


def test_a_suffix_is_of_one_format() -> None:
    assert len({*READ, *REFUSED}) == len([*READ, *REFUSED])


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_format_is_documented(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert [suffix for suffix in TABLES if f"`observations{suffix}`" not in page] == []
    import_ = next(part for part in page.split("\n\n") if "`.xlsm`" in part)
    assert sorted(re.findall(r"`(\.[a-z]+)`", import_)) == sorted([*READ, *REFUSED])


@pytest.mark.parametrize("suffix", [*READ, *REFUSED])
def test_every_workbook_format_has_a_test(suffix: str) -> None:
    tests = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests/workbooks").glob("*.py"))
    assert f'{suffix}"' in tests
