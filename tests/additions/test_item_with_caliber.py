"""To add an item with its caliber: a row of `finkit/accounts/calibers.csv`. Nothing else."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from finkit.accounts import tables
from finkit.accounts.aliases import standard
from finkit.accounts.nature import Nature, nature_of
from finkit.checks import check_all
from finkit.cli import main
from finkit.dataset import open_dataset
from finkit.forms.form import form
from finkit.periods import Period
from finkit.report import CountyReport, build
from tests.conftest import Open, Opened, Write, row
from tests.forms.conftest import Form

ITEM, TERMS = "必保支出", "三保支出＋债务还本付息"
ADDED = {
    "item": ITEM,
    "region": "甘肃省",
    "components": "三保支出+债务还本付息",
    "role": "definition",
    "source": "省财政厅必保支出清单",
}
PARTS = (
    "2021-07 cumulative 一般公共预算支出 actual 200 万元",
    "2021-07 cumulative 三保支出 actual 60 万元",
    "2021-07 cumulative 债务还本付息 actual 30 万元",
)
LAST_YEAR = (
    "2020-07 cumulative 三保支出 actual 50 万元",
    "2020-07 cumulative 债务还本付息 actual 30 万元",
)
HELD = f"2021-07 cumulative {ITEM} actual 90 万元"


@pytest.fixture(autouse=True)
def the_row(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The addition. What was read of the tables before is forgotten, and again afterwards."""
    plain = tables.rows

    def rows(name: str) -> list[dict[str, str]]:
        return [*plain(name), *([ADDED] if name == "calibers.csv" else [])]

    monkeypatch.setattr(tables, "rows", rows)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(("finkit.accounts.", "finkit.forms.", "finkit.checks.")):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def report(opened: Opened) -> CountyReport:
    return build("临洮县", "2021-07", opened.data)


def test_it_is_a_standard_name_with_a_nature() -> None:
    assert standard(f"其中：{ITEM}").name == ITEM
    assert nature_of(ITEM) is Nature.SPENDING


def test_it_is_put_together_where_the_data_hold_its_parts(county: Open) -> None:
    opened = county(*PARTS)
    figure = opened.figure("caliber_amount", "2021-07")
    assert (figure.item, figure.standard_item, figure.value) == (ITEM, ITEM, 60 + 30)
    assert (figure.of_item, figure.basis, figure.unit) == (TERMS, "cumulative", "万元")
    assert [cell.item for cell in figure.inputs] == ["三保支出", "债务还本付息"]


def test_the_text_says_so_and_what_it_is(county: Open) -> None:
    text = report(county(*PARTS)).narrative.text.splitlines()
    assert f"按口径合计，{ITEM}为90万元（{TERMS}）。" in text
    grown = report(county(*PARTS, *LAST_YEAR)).narrative
    assert f"按口径合计，{ITEM}为90万元（{TERMS}），同比增长12.5%。" in grown.text.splitlines()
    assert grown.notes == (f"口径说明：{ITEM}＝{TERMS}〔省财政厅必保支出清单〕。",)


def test_the_page_shows_it_among_the_countys_indicators(county: Open) -> None:
    made = report(county(*PARTS))
    table, told = made.indicator_table.html, made.provenance.html
    assert f"<td>{ITEM}</td><td>{TERMS}</td>" in table
    assert ">90万元</a></td></tr>" in table
    assert "按口径合计数" in told


def test_the_command_line_lists_it(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(*map(row, PARTS))
    assert main(["indicators", "--data", str(path), "--format", "csv"]) == 0
    found = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert [
        (one["item"], one["value"]) for one in found if one["indicator"] == "caliber_amount"
    ] == [(ITEM, "90")]


def lines(opened: Opened, code: str = "621124") -> dict[str, dict[str, Any]]:
    area = opened.data.ledger.county(code).county
    return Form(form(opened.data, area, Period.parse("2021-07"))).lines("重点事项")


def test_the_form_asks_for_it_where_it_holds(county: Open, write: Write) -> None:
    assert list(lines(county(*PARTS)))[-1] == ITEM
    assert lines(county(*PARTS, HELD))[ITEM]["累计完成"] == 90
    elsewhere = [row(one).replace("621124,临洮县", "610729,留坝县") for one in PARTS]
    assert ITEM not in lines(Opened(open_dataset(write(*elsewhere))), "610729")


def test_held_it_stands_in_the_table_of_items_and_nothing_is_put_together(county: Open) -> None:
    made = report(county(*PARTS, HELD))
    assert made.figures.named("caliber_amount") == []
    assert f">{ITEM}</th>" in made.indicator_table.html
    assert "按口径合计" not in made.narrative.text
    assert f"{ITEM}90万元。" in made.narrative.text
    assert made.narrative.notes == (f"口径说明：{ITEM}＝{TERMS}〔{ADDED['source']}〕。",)


def test_held_and_wrong_it_is_a_fault(county: Open) -> None:
    assert check_all(county(*PARTS, HELD).data) == []
    wrong = county(*PARTS, HELD.replace("90", "97"))
    (finding,) = check_all(wrong.data)
    assert (finding.severity, finding.rule) == ("error", f"{ITEM}＝{TERMS}")
    assert (finding.expected, finding.found) == ("90.0000万元", "97.0000万元")


def test_a_row_beside_the_data_does_the_same_for_a_county_of_its_own(write: Write) -> None:
    own = "可统筹支出,,必保支出+一般性支出-债务还本付息,本县口径"
    header = "item,region,components,source"
    observed = write(*map(row, (*PARTS, HELD, "2021-07 cumulative 一般性支出 actual 20 万元")))
    write(own, name="calibers.csv", header=header)
    opened = Opened(open_dataset(observed.parent))
    figure = opened.figure("caliber_amount", "2021-07")
    assert (figure.item, figure.value) == ("可统筹支出", 90 + 20 - 30)
    assert "按口径合计，可统筹支出为80万元（必保支出＋一般性支出−债务还本付息）。" in (
        report(opened).narrative.text
    )
    area = opened.data.ledger.county("621124").county
    sheet = Form(form(opened.data, area, Period.parse("2021-07"))).lines("其他项目")
    assert list(sheet) == ["可统筹支出"]
