"""Workbooks built as bureaus lay them out, and what was understood of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.found import Table
from finkit.workbooks.reading.understanding import understand
from finkit.workbooks.words.answers import Answers

NOTHING_GIVEN, NO_ANSWERS = Given(), Answers()
Rows = Sequence[Sequence[Any]]


class Understood:
    """The tables of one file."""

    def __init__(self, tables: list[Table]) -> None:
        self.tables = tables

    @property
    def amounts(self) -> dict[tuple[str, str, str], str]:
        """Value, unit and cell of each amount, by item, measure (with 当月, 余额) and period."""
        marks = {"cumulative": "", "month": "·month", "balance": "·balance"}
        return {
            (a.item, a.measure + marks[a.basis], a.period): f"{a.value:f}{a.unit} {_cell(a.source)}"
            for table in self.tables
            for a in table.amounts
        }

    @property
    def by_area(self) -> dict[tuple[str, str, str], str]:
        """Value of each amount, by area, item and measure."""
        return {
            (
                a.area.name,
                a.item,
                a.measure + ("·month" if a.basis == "month" else ""),
            ): f"{a.value:f}"
            for table in self.tables
            for a in table.amounts
        }

    @property
    def rates(self) -> dict[tuple[str, str], str]:
        """Each printed rate, by item and what it is a rate of."""
        return {
            (r.item, r.indicator + (f" {r.of_item}" if r.of_item else "")): r.printed
            for table in self.tables
            for r in table.rates
        }

    @property
    def parents(self) -> dict[str, str]:
        return {placed.item: placed.parent for table in self.tables for placed in table.items}

    @property
    def asides(self) -> dict[str, str]:
        """The reason why each cell was left aside."""
        return {_cell(a.place): a.reason for table in self.tables for a in table.asides}

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Kind and subject of each question."""
        return [(q.kind, q.subject) for table in self.tables for q in table.questions]


def _cell(place: str) -> str:
    return place.rsplit("!", 1)[-1]


Read = Callable[..., Understood]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes rows as a sheet of an .xlsx workbook and understands it."""

    def understood(
        *rows: Sequence[Any],
        merged: Sequence[str] = (),
        name: str = "月报.xlsx",
        sheets: dict[str, Rows] | None = None,
        given: Given = NOTHING_GIVEN,
        answers: Answers = NO_ANSWERS,
    ) -> Understood:
        path = tmp_path / name
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, content in (sheets or {"表": rows}).items():
            sheet = workbook.create_sheet(title)
            for row in content:
                sheet.append(list(row))
            for area in merged:
                sheet.merge_cells(area)
        workbook.save(path)
        return Understood(understand(path, given, answers, {}))

    return understood


@pytest.fixture
def read_text(tmp_path: Path) -> Read:
    """Writes a text or bytes as a file of that name and understands it."""

    def understood(
        content: str | bytes, name: str = "月报.csv", coding: str = "utf-8"
    ) -> Understood:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(coding))
        return Understood(understand(path, NOTHING_GIVEN, NO_ANSWERS, {}))

    return understood
