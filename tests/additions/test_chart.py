"""To add a chart: its function in a family's file, `finkit/charts/`, and its name and title in
`finkit/charts/catalogue.py`; an indicator that no chart asked for before is explained to lay readers
in `finkit/charts/listed/terms.csv` (here none is new).

Here the largest taxes as bars. The text may call it (`charts("largest-taxes")`); where it does not,
it stands in the part 图表.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from finkit.accounts.names import GENERAL_REVENUE, TAX
from finkit.charts.bars import Bar, bars
from finkit.charts.catalogue import CHARTS
from finkit.charts.chart import Chart
from finkit.charts.scene import NotDrawnError, Scene, label, number
from finkit.report import build
from tests.conftest import Open
from tools.reference import reference

# --- The addition: this, and its row in CHARTS -----------------------------------------------


def largest_taxes(scene: Scene) -> Chart:
    """The taxes of general revenue."""
    tax, _ = scene.at.part_and_whole(TAX, GENERAL_REVENUE)
    held = [(part, scene.figure(part, "amount")) for part in scene.at.parts(tax)]
    rows = [Bar(label(part), number(one), scene.shown(one)) for part, one in held if one]
    if not rows:
        raise NotDrawnError("缺分税种数")
    return bars("主要税种", f"主要税种：{rows[0].label}{rows[0].text}。", rows)


ROW = {"largest-taxes": ("主要税种", largest_taxes)}

# --- What a reader sees of it ----------------------------------------------------------------

LINES = (
    "2024-02 cumulative 一般公共预算收入 actual 100 万元",
    "2024-02 cumulative 税收收入<一般公共预算收入 actual 80 万元",
)
KINDS = "2024-02 cumulative 契税<税收收入 actual 60 万元"


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, entry in ROW.items():
        monkeypatch.setitem(CHARTS, name, entry)


def test_it_stands_in_the_part_for_charts(county: Open) -> None:
    report = build("临洮县", "2024-02", county(*LINES, KINDS).data)
    assert '<figure class="chart" id="chart-largest-taxes">' in report.other_charts.html
    assert 'aria-label="主要税种：契税60万元。"' in report.other_charts.html
    assert "主要税种" in repr(report.charts)


def test_the_text_may_call_it(county: Open, tmp_path: Path) -> None:
    (tmp_path / "bulletin.j2").write_text(
        '# 税收\n契税是主要税种。\n{{ charts("largest-taxes") }}\n', encoding="utf-8"
    )
    asked = {"template": str(tmp_path)}
    report = build("临洮县", "2024-02", county(*LINES, KINDS).data, options=asked)
    assert 'id="chart-largest-taxes"' in report.body.html
    assert 'id="chart-largest-taxes"' not in report.other_charts.html


def test_why_it_is_not_drawn_is_said(county: Open) -> None:
    report = build("临洮县", "2024-02", county(*LINES).data)
    assert "图“主要税种”未绘：缺分税种数。" in report.findings_table.html


def test_it_stands_in_the_reference() -> None:
    assert "| 主要税种 | `largest-taxes` |" in reference()
