"""Drawing: honest gaps, plain text, the same bytes each time."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from finkit.charts.bars import Bar, Marker, Pair, bars, columns, paired
from finkit.charts.catalogue import CHARTS
from finkit.charts.chart import Chart
from finkit.charts.lines import Line, lines
from finkit.charts.names import TEXT, fits, text_width
from finkit.charts.scene import number
from finkit.report import build
from finkit.units import tick
from tests.conftest import Open

HOSTILE = "<script>&$x$_a_^b"
ROWS = [
    Bar("增值税", 7833.0, "7833万元"),
    Bar("资源税", -26.0, "-26万元"),
    Bar("契税", None, "缺数据"),
]


def every_kind() -> list[Chart]:
    months = ["1月", "2月", "3月", "4月"]
    gap = [1.0, None, 3.0, 4.0]
    return [
        bars("题", "说明", ROWS, Marker(16.7, "序时进度16.7%")),
        paired(
            "题",
            "说明",
            [Pair("税收收入", 2.0, None, "2万元", "缺数据")],
            "本期",
            "上年同期",
        ),
        columns("题", "说明", months, gap, tick),
        lines(
            "题",
            "说明",
            months,
            [Line("2021年", gap, True), Line("2020年", [None] * 4)],
            tick,
        ),
    ]


@pytest.mark.parametrize("chart", every_kind(), ids=lambda chart: chart.name)
def test_a_chart_can_stand_in_any_page(chart: Chart) -> None:
    ET.fromstring(chart.svg)
    assert chart.svg.startswith("<svg viewBox=")
    for foreign in (
        "<?xml",
        "<!DOCTYPE",
        "http",
        "url(",
        " id=",
        "<metadata",
        "<style",
        '#ffffff"/>',
    ):
        assert foreign not in chart.svg


def test_the_same_bytes_each_time() -> None:
    assert [chart.svg for chart in every_kind()] == [chart.svg for chart in every_kind()]


def test_text_stays_text() -> None:
    svg = bars("题", "说明", ROWS).svg
    assert all(f">{label}<" in svg for label in ("增值税", "7833万元", "缺数据"))


def test_hostile_labels_are_plain_text() -> None:
    chart = bars(HOSTILE, HOSTILE, [Bar(HOSTILE, 1.0, HOSTILE)])
    texts = [node.text for node in ET.fromstring(chart.svg).iter("text")]
    assert "".join(map(str, texts)) == HOSTILE * 2
    assert "<script>" not in chart._repr_html_()


def segments(svg: str) -> list[int]:
    """How many points each drawn line has: a dot is one, gridlines have the page's own colour."""
    paths = re.findall(r'<path d="([^"]*)"[^>]*stroke:var', svg)
    points = [re.findall(r"[ML]([\d.]+ [\d.]+)", path) for path in paths]
    return [len(each) for each in points if len(set(each)) > 1]


def test_a_gap_is_never_bridged() -> None:
    labels = [str(n) for n in range(7)]
    whole = lines("题", "", labels, [Line("甲", [1, 2, 3, 4, 5, 6, 7])], tick)
    broken = lines("题", "", labels, [Line("甲", [1, 2, 3, None, 5, 6, 7])], tick)
    lone = lines("题", "", labels, [Line("甲", [1, None, 3, None, 5, None, 7])], tick)
    assert segments(whole.svg) == [7]
    assert segments(broken.svg) == [3, 3]
    assert segments(lone.svg) == []


def test_a_missing_month_is_marked() -> None:
    assert ">缺<" in columns("题", "", ["1月", "2月"], [1.0, None], tick).svg


@pytest.mark.parametrize("values", [[None], [0.0], [None] * 400, [0.0] * 400, [5.0] * 2])
def test_little_or_nothing_is_still_a_chart(values: list[float | None]) -> None:
    labels = [f"{n}月" for n in range(len(values))]
    rows = [Bar(label, value, "0") for label, value in zip(labels[:30], values, strict=False)]
    ET.fromstring(bars("题", "", rows).svg)
    ET.fromstring(columns("题", "", labels, values, tick).svg)
    ET.fromstring(lines("题", "", labels, [Line("甲", values)], tick).svg)


def test_no_rows_is_an_error() -> None:
    with pytest.raises(ValueError, match="no rows"):
        bars("题", "", [])


def test_a_label_keeps_within_its_two_lines() -> None:
    wide = 10 * TEXT
    assert fits("一般公共预算收入", wide) == ["一般公共预算收入"]
    assert fits("国有资源（资产）有偿使用收入", wide) == ["国有资源（资产）", "有偿使用收入"]
    assert fits("甲" * 40, wide) == ["甲" * 10, f"{'甲' * 9}…"]
    assert max(text_width(line) for line in fits("A1" * 40, wide)) <= wide


def test_amounts_of_different_units_are_drawn_to_one_scale(county: Open) -> None:
    opened = county(
        "2024-02 cumulative 税收收入 actual 60000 万元",
        "2024-02 cumulative 税收收入 prior_actual 5.00 亿元",
    )
    now = opened.figure("amount", "2024-02")
    before = opened.figure("base_amount", "2024-02")
    assert (before.value, before.unit) == (Decimal("5.00"), "亿元")
    drawn, drawn_before = number(now), number(before)
    assert drawn is not None
    assert drawn_before is not None
    assert drawn / drawn_before == pytest.approx(60000 / 50000)


@pytest.mark.parametrize(
    ("county", "period"),
    [("临洮县", "2024-02"), ("大姚县", "2024-04"), ("东港市", "2017-09"), ("留坝县", "2024-05"),
     ("武义县", "2021-12"), ("渝北区", "2020-12"), ("示例县", "2021-10"), ("示例县", "2021-12")],
)  # fmt: skip
def test_the_sample_has_several_charts_each(county: str, period: str) -> None:
    charts = build(county, period).charts
    assert len(charts.drawn) >= 2
    names = [chart.name for chart in charts.drawn]
    assert names == [name for name in CHARTS if name in names]
    for chart in charts.drawn:
        assert chart.alt.endswith("。")
        assert re.search(r"\d", chart.alt)
    assert all(reason for _, reason in charts.undrawn)
