"""Books as bureaus publish them: sheets of rows, and the ledger they go into."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from finkit.cli import main

Sheets = Mapping[str, Sequence[Sequence[Any]]]
Book = Callable[..., Path]
Row = dict[str, str]


def written(path: Path, sheets: Sheets) -> Path:
    """A workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


class Ledger:
    """A ledger to import into, and what it holds afterwards."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def take(self, *given: str | Path) -> int:
        return main(["import", *map(str, given), "--into", str(self.path)])

    def rows(self) -> list[Row]:
        if not self.path.exists():
            return []
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def held(self) -> dict[tuple[str, ...], str]:
        """Each amount with its unit, by area, period, item and scope."""
        return {
            (r["county"], r["period"], r["item"], r["scope"]): r["value"] + r["unit"]
            for r in self.rows()
        }


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Writes a book: its name, and each sheet's rows by the sheet's name."""
    return lambda name, **sheets: written(tmp_path / name, sheets)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.csv")
