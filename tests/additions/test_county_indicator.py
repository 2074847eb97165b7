"""To add an indicator of the county: its declaration in its family's file, `finkit/indicators/`; a new
family has its name in `finkit/export/families.csv`.

Here 人均债务, over the population that the other amounts a head are over.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from finkit import indicators
from finkit.accounts.names import DEBT
from finkit.cli import main
from finkit.contract import BALANCE
from finkit.export import families
from finkit.figures.county_at import CountyAt, Result
from finkit.figures.declaration import CountyIndicator, Speech
from finkit.figures.reach import reach
from finkit.indicators.heads import per_head
from finkit.report import build
from tests.conftest import Open, Write, row
from tools.reference import reference

# --- The addition: this, in a family's INDICATORS --------------------------------------------


def debt_per_capita(county: CountyAt) -> Iterable[Result]:
    """人均债务."""
    return per_head(county, county.item(DEBT, basis=BALANCE))


ADDED = CountyIndicator(
    key="debt_per_capita",
    label="人均债务",
    unit="元/人",
    basis="item",
    speech=Speech.LEVEL,
    formula="地方政府债务余额÷所列人口",
    definition="按常住人口（没有则按户籍人口）",
    source="通用定义",
    compute=debt_per_capita,
)

# --- What a reader sees of it ----------------------------------------------------------------

LINES = (
    "2024-12 balance 地方政府债务余额 actual 40.0 亿元",
    "2024-12 balance 常住人口 actual 50.0 万人",
)


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indicators, "COUNTY_INDICATORS", (*indicators.COUNTY_INDICATORS, ADDED))


def test_it_is_a_figure_with_formula_inputs_and_interval(county: Open) -> None:
    figure = county(*LINES).figure("debt_per_capita", "2024-12")
    assert (figure.value, figure.unit) == (Decimal(40 * 10**8) / (50 * 10**4), "元/人")
    assert figure.of_item == "常住人口（2024-12）"
    assert [cell.item for cell in figure.inputs] == ["地方政府债务余额", "常住人口"]
    found = reach(figure.quantity)
    assert found is not None
    assert found.lowest == Decimal("39.95") * 10**8 / (Decimal("50.05") * 10**4)


def test_it_stands_in_the_table_of_the_page_with_its_formula(county: Open) -> None:
    report = build("临洮县", "2024-12", county(*LINES).data)
    assert "人均债务" in report.indicator_table.html
    assert "8,000元/人" in report.indicator_table.html
    assert "地方政府债务余额÷所列人口" in report.provenance.html


def test_what_it_lacks_is_said_on_the_page(county: Open) -> None:
    report = build("临洮县", "2024-12", county(LINES[0]).data)
    assert "人均债务" in report.findings_table.html
    assert "缺常住人口本期数" in report.findings_table.html


def test_it_is_listed_on_the_command_line(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(write(*map(row, LINES)))
    assert main(["indicators", "--data", path, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [r["value"] for r in rows if r["indicator"] == "debt_per_capita"] == ["8000"]
    assert main(["indicators", "--data", path]) == 0
    assert "人均债务" in capsys.readouterr().out


@pytest.fixture
def in_its_family(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(indicators.heads, "INDICATORS", (*indicators.heads.INDICATORS, ADDED))
    for known in (families.families, families.sheets):
        known.cache_clear()
    yield
    for known in (families.families, families.sheets):
        known.cache_clear()


@pytest.mark.usefixtures("in_its_family")
def test_it_has_its_column_in_a_workbook(write: Write, tmp_path: Path) -> None:
    data, out = str(write(*map(row, LINES))), tmp_path / "out.xlsx"
    assert main(["export", "--data", data, "--out", str(out)]) == 0
    head, *rows = openpyxl.load_workbook(out)["收入与自给"].iter_rows(values_only=True)
    column = head.index("人均债务（元/人）")
    assert [one[column] for one in rows if one[column] is not None] == [8000]


def test_it_stands_in_the_reference() -> None:
    assert "| 人均债务 | `debt_per_capita` |" in reference()


def test_half_of_it_does_not_construct() -> None:
    with pytest.raises(TypeError, match="basis"):
        CountyIndicator(  # type: ignore[call-arg]
            key="a", label="甲", unit="", speech=Speech.LEVEL, formula="甲", definition="甲",
            source="甲", compute=debt_per_capita,
        )  # fmt: skip
