"""The page as a whole: each of its parts is made once, whoever else needs it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import Template

from finkit.charts.chart import Chart
from finkit.narrative.compose import Composer
from finkit.report import CountyReport, build, cards
from finkit.report.notebook import notebook_path


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
    sparks = counted(monkeypatch, cards, "spark", tuple)

    report = build("示例县", "2021-10", options={"kind": "work_report", "mode": mode})
    assert len(shown(report)) == 8
    shown(report)

    assert composed == {"text": 1}
    assert rendered == dict.fromkeys(
        ("work_report.j2", "notes.j2", "masthead.html.j2", "headline.html.j2",
         "indicators.html.j2", "findings.html.j2", "provenance.html.j2"), 1
    )  # fmt: skip
    assert charts == {chart.name: 1 for chart in report.charts.drawn}
    assert len(sparks) == len(report.cards)
    assert set(sparks.values()) == {1}
