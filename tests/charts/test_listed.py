"""Every number written in a chart is a figure, every series drawn is listed: in figures.json and,
folded, below the chart."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.charts.chart import Chart
from finkit.charts.listed import series as listed
from finkit.report import CountyReport, build
from finkit.units import grouped, text, unit
from finkit.wording.display import HeadSpeaker
from tests.charts.test_findings import reports
from tests.conftest import Write

SAMPLE = [("临洮县", "2024-02"), ("大姚县", "2024-04"), ("东港市", "2017-09"), ("留坝县", "2024-05"),
          ("武义县", "2021-12"), ("渝北区", "2020-12"), ("綦江区", "2012-12"), ("罗山县", "2022-05"),
          ("示例县", "2021-10"), ("示例县", "2021-12")]  # fmt: skip
WITH_AXES = {"within-years", "months", "long-run", "growth-years", "debt", "deposits-loans"}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
PERIOD = re.compile(
    r"\d{4}年?(1—)?(\d{1,2}月)?|\d{1,2}月|\d\d-\d\d|(\d{4}年)?([一二三]季度|上半年|前三季度)"
)
TICK = re.compile(r"−?[\d,]+(\.\d+)?")


def written(report: CountyReport, chart: Chart) -> set[str]:
    """The numbers of the chart's figures, in whatever unit they may be printed."""
    found: set[str] = set()
    heads = HeadSpeaker(report.options.style)
    for figure in chart.figures:
        assert report.figures[figure.id] is figure
        assert figure.value is not None
        said = [report.table_speaker.level(figure).text, heads.level(figure).text]
        said.append(listed.printed(figure.value, figure.unit))
        if unit(figure.unit).kind == "money" and "/" not in figure.unit:
            large = listed.in_unit(figure.value, figure.unit, "亿元")
            said += [listed.printed(large, "亿元"), grouped(text(large, "亿元"))]
        found.update(number for one in said for number in NUMBER.findall(one))
    return found


def law(report: CountyReport) -> None:
    for chart in report.charts.drawn:
        known = written(report, chart)
        names = {name for one in chart.series for name in (*one.rows, one.heading)}
        for node in ET.fromstring(chart.svg).iter("text"):
            said = node.text or ""
            soft = "opacity" in node.get("style", "")
            if PERIOD.fullmatch(said) or said in names:
                continue
            if chart.name in WITH_AXES and soft and TICK.fullmatch(said):
                continue
            if chart.name == "within-years":
                said = re.sub(r"^\d{4}年 ", "", said)
            assert set(NUMBER.findall(said)) <= known, (chart.name, said)


def points(report: CountyReport) -> None:
    """The points of every series are figures, or values over periods; the last is the figure's."""
    for one in report.charts.listed("x"):
        if "points" in one:
            assert all(point is None or point in report.figures for point in one["points"])
            continue
        values = one["values"]
        assert len(values) == len(one.get("periods") or one["counties"])
        if one.get("periods", [""])[-1] != str(report.period) or values[-1] is None:
            continue
        same = [
            figure
            for figure in report.figures.named(one["indicator"])
            if (figure.item, figure.parent_item) == (one["item"], one["parent_item"])
            and figure.value is not None
        ]
        for figure in same[:1]:
            assert figure.value is not None
            own = float(listed.in_unit(figure.value, figure.unit, one["unit"]))
            assert values[-1] == pytest.approx(own, abs=1e-4)


@pytest.mark.parametrize(("county", "period"), SAMPLE)
def test_the_sample_lists_what_it_draws(county: str, period: str) -> None:
    report = build(county, period)
    law(report)
    points(report)
    told = json.loads(report.seal.content["figures"])
    series = [one for one in told if one["status"] == "series"]
    assert len({one["id"] for one in told}) == len(told)
    assert series == [dict(one) for one in report.charts.listed(f"{report.county.code}/{period}")]
    for chart in report.charts.drawn:
        assert chart.series, chart.name
        if chart.name in WITH_AXES - {"months"}:
            ends = {one.heading.removeprefix("全年") for one in chart.series}
            assert all(f">{end}" in chart.svg for end in ends), chart.name
    lines = report.seal.content["figures"].splitlines()
    grown = sum(len(line.encode()) for line in lines if '"status":"series"' in line)
    assert grown <= 0.1 * sum(len(line.encode()) for line in lines)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_random_ledgers_list_what_they_draw(write: Write, data: st.DataObject) -> None:
    report = data.draw(reports(write))
    law(report)
    points(report)


def test_the_steps_of_a_waterfall_add_up_as_printed() -> None:
    chart = next(
        one for one in build("示例县", "2021-10").charts.drawn if one.name == "contribution"
    )
    (changes,) = chart.series
    values = [int(one.replace("−", "-").replace(",", "")) for one in changes.texts]
    assert "其他" in changes.rows
    assert sum(values[:-1]) == values[-1]


@pytest.mark.parametrize(("county", "period"), SAMPLE)
def test_below_each_chart_its_data_and_source_are_folded(county: str, period: str) -> None:
    charts = build(county, period).charts.drawn
    for chart in charts:
        html = chart._repr_html_()
        folded = html[html.index('<details class="data">') :]
        assert folded.count("<td>") == sum(
            1 for _ in chart.series for _ in {row for one in chart.series for row in one.rows}
        )
        assert "来源：" in folded
        assert "None" not in folded
        for one in chart.series:
            assert all(f"<td>{shown}" in folded for shown in one.texts if shown)
    assert (
        sum(len(chart._repr_html_().encode()) - len(chart.svg.encode()) for chart in charts)
        < 30_000
    )


def test_the_threshold_of_a_report_colours_its_chart() -> None:
    asked = {"thresholds": {"progress_behind": 50}}
    usual, wide = (
        next(
            one
            for one in build("示例县", "2021-10", options=o).charts.drawn
            if one.name == "progress"
        )
        for o in ({}, asked)
    )
    assert "--down" in re.sub(r"<text.*?</text>", "", usual.svg)
    assert "--down" not in re.sub(r"<text.*?</text>", "", wide.svg)
