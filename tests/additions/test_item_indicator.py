"""To add an indicator that every item gets: its declaration in its family's file,
`finkit/indicators/`.

Here 当月占累计比重, of the single month: its declaration says so, and its figures stand on that
basis.
"""

from __future__ import annotations

import pytest

from finkit import indicators
from finkit.cli import main
from finkit.contract import ACTUAL, CUMULATIVE
from finkit.figures.declaration import Column, ItemIndicator, Speech
from finkit.figures.quantity import Quantity, observed, percent_of
from finkit.indicators.months import single_month
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.report import build
from finkit.workbench import Workbench
from finkit.workbench.explorer import Explorer
from tests.conftest import Open, Write, row
from tools.reference import reference

# --- The addition: this, in a family's INDICATORS --------------------------------------------


def month_share(series: ItemSeries, period: Period) -> Quantity | None:
    """当月占累计比重."""
    now = series.own(period, ACTUAL)
    if now is None or series.key.basis != CUMULATIVE:
        return None
    return percent_of(single_month(series, period), observed(now), "累计数")


ADDED = ItemIndicator(
    key="month_share",
    label="当月占累计比重",
    unit="%",
    basis="month",
    speech=Speech.LEVEL,
    formula="当月数÷本月累计数×100%",
    definition="单月发生额占累计数的比重",
    source="通用定义",
    compute=month_share,
    column=Column("当月占比"),
)

# --- What a reader sees of it ----------------------------------------------------------------

LINES = (
    "2024-03 cumulative 税收收入 actual 200 万元",
    "2024-02 cumulative 税收收入 actual 150 万元",
)


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indicators, "ITEM_INDICATORS", (*indicators.ITEM_INDICATORS, ADDED))


def test_its_figures_are_of_the_single_month(county: Open) -> None:
    figure = county(*LINES).figure("month_share", "2024-03")
    assert figure.value == 100 * (200 - 150) / 200
    assert figure.basis == "month"
    assert figure.id == "621124/2024-03/month/税收收入//month_share/"


def test_it_has_its_column_in_the_table_of_items(county: Open) -> None:
    table = build("临洮县", "2024-03", county(*LINES).data).indicator_table.html
    assert '<th scope="col">当月占比 <small>%</small></th>' in table
    assert ">25.0</a>" in table


def test_an_analyst_has_it_as_a_table_and_among_the_choices(write: Write) -> None:
    bench = Workbench(write(*map(row, LINES)))
    assert bench.county("临洮县").table(["税收收入"], "month_share")["税收收入"]["2024-03"] == 25
    choices = Explorer(bench).indicator.options
    assert ("当月占累计比重", "month_share") in choices


def test_it_is_listed_on_the_command_line(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicators", "--data", str(write(*map(row, LINES))), "--period", "2024-03"]) == 0
    assert "当月占累计比重" in capsys.readouterr().out


def test_it_stands_in_the_reference() -> None:
    assert "| 当月占累计比重 | `month_share` | % | 当月 |" in reference()
