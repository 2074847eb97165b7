"""Forms as their reader sees them: through calamine, by sheet, item and header."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine as calamine

from finkit.dataset import Dataset, open_dataset
from finkit.forms.form import form
from finkit.periods import Period

Lines = dict[str, dict[str, Any]]


class Form:
    """A form that was written: as numbers and texts, and as openpyxl sees it."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._read = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))

    @property
    def names(self) -> list[str]:
        return list(self._read.sheet_names)

    def rows(self, sheet: str) -> list[list[Any]]:
        return list(self._read.get_sheet_by_name(sheet).to_python(skip_empty_area=False))

    def lines(self, sheet: str) -> Lines:
        """Each line below the header by its label, its cells by their header."""
        _, _, header, *body = self.rows(sheet)
        label = next(h for h in header if h in ("预算科目", "项目", "键"))
        return {row[header.index(label)]: dict(zip(header, row, strict=True)) for row in body}

    def amounts(self) -> Iterator[tuple[str, str, str, str, Decimal]]:
        """Every amount as read back: sheet, item, parent, header, value."""
        for name in self.names:
            rows = self.rows(name)
            if not {"预算科目", "项目"} & set(rows[2]):
                continue
            above: list[str] = []
            for row in rows[3:]:
                depth = (len(row[1]) - len(row[1].lstrip(" "))) // 2
                item, parent = row[1].strip(), above[depth - 1] if depth else ""
                above = [*above[:depth], item]
                for header, value in zip(rows[2], row, strict=True):
                    if isinstance(value, float) and header != "科目编码":
                        yield name, item, parent, header, Decimal(f"{value:.15g}")

    @property
    def workbook(self) -> Any:
        return openpyxl.load_workbook(io.BytesIO(self.content))


Make = Callable[..., Form]


@pytest.fixture(scope="session")
def sample() -> Dataset:
    return open_dataset()


@pytest.fixture(scope="session")
def sample_form(sample: Dataset) -> Make:
    """The form of a county of the embedded sample."""

    def made(code: str, period: str) -> Form:
        county = sample.ledger.county(code).county
        return Form(form(sample, county, Period.parse(period)))

    return made


@pytest.fixture
def form_of(write: Callable[..., Path]) -> Make:
    """The form of 临洮县 out of rows `period basis item[<parent] measure value unit [status scope]`."""

    def made(period: str, *lines: str, code: str = "621124") -> Form:
        header = (
            "county_code,county,period,basis,item,parent_item,measure,value,unit,source,"
            "data_status,scope"
        )
        data = open_dataset(write(*map(_row, lines), header=header))
        county = data.ledger.county(code).county
        return Form(form(data, county, Period.parse(period)))

    return made


def _row(text: str) -> str:
    period, basis, item, measure, value, unit, *edition = text.split()
    name, _, parent = item.partition("<")
    status, scope = (*edition, "", "")[:2]
    return (
        f"621124,临洮县,{period},{basis},{name},{parent},{measure},{value},{unit},表一,"
        f"{status.strip('-')},{scope}"
    )
