"""The page as a whole: each of its parts is made once, whoever else needs it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import Template

from finkit.charts.chart import Chart
from finkit.narrative.compose import Composer
from finkit.report import CountyReport, build, cards
from finkit.report.notebook import notebook_path
from finkit.report.views.view import View
from tests.page_figures import Page


def shown(report: CountyReport) -> list[Any]:
    """What the notebook shows of a report, cell by cell."""
    cells = json.loads(notebook_path().read_text(encoding="utf-8"))["cells"]
    sources = ("".join(cell["source"]) for cell in cells)
    names = [source.removeprefix("report.") for source in sources if source.startswith("report.")]
    return [getattr(report, name) for name in names]


def counted(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, key: Callable[..., object]
) -> Counter[object]:
    """How often a function is called, by what `key` makes of its arguments."""
    calls: Counter[object] = Counter()
    real = getattr(owner, name)

    def call(*given: Any, **named: Any) -> Any:
        calls[key(*given)] += 1
        return real(*given, **named)

    monkeypatch.setattr(owner, name, call)
    return calls


@pytest.mark.parametrize("mode", ["draft", "final"])
def test_nothing_is_made_twice(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    composed = counted(monkeypatch, Composer, "compose", lambda *_: "text")
    rendered = counted(monkeypatch, Template, "render", lambda template, *_: template.name)
    charts = counted(monkeypatch, Chart, "_repr_html_", lambda chart: chart.name)
    trends = counted(monkeypatch, cards, "trend", lambda series, _: series.key)

    report = build("示例县", "2021-10", options={"kind": "work_report", "mode": mode})
    assert len(shown(report)) == 7
    shown(report)

    assert composed == {"text": 1}
    assert rendered == dict.fromkeys(
        ("work_report.j2", "notes.j2", "masthead.html.j2", "headline.html.j2",
         "main_table.html.j2", "indicators.html.j2", "findings.html.j2", "provenance.html.j2",
         "appendix.html.j2"), 1
    )  # fmt: skip
    assert charts == {chart.name: 1 for chart in report.charts.drawn}
    assert set(trends.values()) == {1}


@pytest.mark.parametrize(("county", "period"), [("示例县", "2021-10"), ("渝北区", "2020-12")])
def test_a_view_carries_the_figures_that_it_shows(county: str, period: str) -> None:
    report = build(county, period, options={"kind": "work_report"})
    views = [part for part in shown(report) if isinstance(part, View)]
    spots = report.spots
    for view in views:
        page = Page()
        page.feed(view.html)
        shown_here = [(one.row, one.key) for one in page.mentions]
        assert shown_here == [(s.anchor, str(s.key)) for s in map(spots.get, view.figures) if s]
        assert all(report.figures[figure.id] is figure for figure in view.figures)
    assert sum(len(view.figures) > 0 for view in views) >= 5


def test_every_figure_shown_leads_to_its_row() -> None:
    report = build("示例县", "2021-10", options={"kind": "work_report"})
    rows = re.findall(r'<tr id="([^"]*)"', report.appendix.html)
    led = {report.spots[figure].anchor for part in report.views for figure in part.figures}
    assert len(rows) == len(set(rows))
    assert {row for row in rows if not row.startswith("d")} == led


def test_the_appendix_names_the_formula_of_the_figure_that_is_shown() -> None:
    """武义县 2021 is held against its adjusted budget; 临洮县 2024 against the original."""
    wuyi = build("武义县", "2021-12").provenance.html
    assert ">完成调整预算</dt><dd>本期数÷调整预算×100%</dd>" in wuyi
    assert "年初预算" not in wuyi.split("</dl>")[0]
    lintao = build("临洮县", "2024-02").provenance.html
    assert "完成调整预算的百分比" not in lintao.split("</dl>")[0]
