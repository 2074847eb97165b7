"""Charts for one's own question: the report's forms over tables, series and figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import run
from sys import executable
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from PIL import Image

import finkit
from finkit.charts.chart import Chart
from finkit.errors import UsageError
from finkit.report import build
from tests.conftest import Open

MONTHS = ["1月", "2月", "3月"]
TABLE = pd.DataFrame({"税收": [5.0, 11, 16], "非税": [2, None, 4]}, MONTHS)
PAIR = pd.DataFrame({"2023年": [62.0, 38], "2024年": [58.5, 41.5]}, ["税收", "非税"])
COUNTIES = pd.DataFrame({"增速": [9.4, 3, -2.5, 5.1]}, ["临洮县", "甲县", "乙县", "丙县"])
Draw = Callable[[], Chart]

FORMS: dict[str, Draw] = {
    "lines": lambda: finkit.charts.lines(TABLE, "收入", unit="亿元"),
    "columns": lambda: finkit.charts.columns(TABLE["非税"], "收入", unit="亿元"),
    "panels": lambda: finkit.charts.panels(TABLE, "收入", unit="亿元"),
    "bars": lambda: finkit.charts.bars(TABLE["税收"], "收入", unit="亿元"),
    "paired": lambda: finkit.charts.paired(PAIR, "收入", unit="亿元"),
    "waterfall": lambda: finkit.charts.waterfall(TABLE["税收"], "收入", unit="亿元"),
    "diverging": lambda: finkit.charts.diverging(TABLE["税收"], "收入", unit="亿元"),
    "progress": lambda: finkit.charts.progress(TABLE["税收"], 25.0, "收入"),
    "slope": lambda: finkit.charts.slope(PAIR, "收入", unit="%"),
    "strips": lambda: finkit.charts.strips(COUNTIES, "临洮县", "收入", units="%"),
}


def refused(draw: Callable[[], Any]) -> str:
    with pytest.raises(UsageError) as error:
        draw()
    return str(error.value)


def test_every_form_stands_here() -> None:
    assert {*FORMS, "Chart"} == set(finkit.charts.__all__)


@pytest.mark.parametrize("draw", FORMS.values(), ids=FORMS.keys())
def test_a_form_has_title_unit_words_and_its_data(draw: Draw) -> None:
    html = draw()._repr_html_()
    assert "<b>收入</b>" in html
    assert re.search("单位：(亿元|%)|大点为临洮县", html)
    assert re.search('aria-label="收入[^"]{10,}。"', html)
    assert "<summary>数据和来源</summary>" in html
    ElementTree.fromstring(draw().svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))


# --- What is read off them is arithmetic ----------------------------------------------------


def test_steps_add_up_to_their_total() -> None:
    steps = {"增值税": 30.1, "契税": -12.4, "非税": 5.2}
    said = finkit.charts.waterfall(steps, unit="亿元").alt
    assert said.endswith(f"合计+{30.1 - 12.4 + 5.2:.1f}亿元。")


def test_a_rank_counts_those_above_and_the_median_is_of_the_others() -> None:
    said = finkit.charts.strips(COUNTIES, "丙县", units="%").alt
    assert "增速5.1%，4个中居第2位，其他的中位数3.0%" in said  # of 9.4, 3.0, −2.5


def test_values_of_a_chart_have_as_many_decimals_each() -> None:
    assert "甲45.2%；乙61.0%" in finkit.charts.bars({"甲": 45.2, "乙": 61}, unit="%").alt
    assert "甲1,234.50；乙2.00" in finkit.charts.bars({"甲": 1234.5, "乙": 2.004}).alt


def test_what_is_missing_is_a_gap_and_is_said() -> None:
    assert ">缺<" in finkit.charts.columns(TABLE["非税"]).svg
    assert "2月缺数据" in finkit.charts.columns(TABLE["非税"], unit="亿元").alt
    assert ">缺数据<" in finkit.charts.bars(TABLE["非税"]).svg


def test_a_year_and_its_number_are_kept_apart() -> None:
    years = pd.Series([55.0, 49.0], [2020, 2023], name="税收占比")
    assert "税收占比2020为55%，2023为49%" in finkit.charts.lines(years, unit="%").alt


def test_figures_are_drawn_with_their_own_unit(county: Open) -> None:
    lines = (
        "2024-02 cumulative 税收收入 actual 120 万元",
        "2024-02 cumulative 税收收入 prior_actual 100 万元",
        "2024-02 cumulative 非税收入 actual 30 万元",
        "2024-02 cumulative 非税收入 prior_actual 40 万元",
    )
    figures = build("临洮县", "2024-02", county(*lines).data).figures
    drawn = finkit.charts.bars(figures.named("yoy_rate"), "增速")
    assert "税收收入20%；非税收入−25%" in drawn.alt
    assert "单位：%" in drawn._repr_html_()
    assert "单位不同" in refused(lambda: finkit.charts.bars(figures))


def test_a_table_of_the_workbench_says_its_own_units() -> None:
    table = finkit.open().county("示例县").table(["税收收入", "非税收入"])
    first, last = table["税收收入"].iloc[[0, -1]]
    drawn = finkit.charts.lines(table)
    wanted = f"税收收入{table.index[0]}为{first:,.0f}万元，{table.index[-1]}为{last:,.0f}万元"
    assert wanted in drawn.alt
    assert "单位：万元" in drawn.measure


def test_what_is_computed_from_a_table_says_no_unit_that_it_had() -> None:
    in_hundred_millions = finkit.open().county("示例县").table(["税收收入"]) / 10000
    assert "单位" not in finkit.charts.lines(in_hundred_millions).measure
    assert "单位：亿元" in finkit.charts.lines(in_hundred_millions, unit="亿元").measure


def test_columns_of_two_units_are_no_lines_of_one_chart() -> None:
    both = finkit.open().compare("示例县", "税收收入", ["amount", "yoy_rate"], "2021-08..2021-10")
    assert "各列单位不同（万元、%）" in refused(lambda: finkit.charts.lines(both))
    rate = f"，示例县 yoy_rate+{both['示例县', 'yoy_rate'].iloc[0]:.1f}%"
    assert rate in finkit.charts.diverging(both).alt


def test_days_of_an_index_are_their_months() -> None:
    days = pd.Series([1.0, 2.0], pd.to_datetime(["2024-01-31", "2024-02-29"]), name="甲")
    assert "甲2024-01为1，2024-02为2" in finkit.charts.lines(days).alt


# --- Refused in a line ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: finkit.charts.lines("收入.csv"), "要画的不能是 str"),
        (lambda: finkit.charts.lines(pd.DataFrame()), "没有行或没有列"),
        (lambda: finkit.charts.bars({"甲": None}), "一个数也没有"),
        (lambda: finkit.charts.bars({"甲": "多"}), "列「数值」不是数：「多」"),
        (lambda: finkit.charts.bars({"甲": True}), "不是数"),
        (lambda: finkit.charts.bars({"甲": float("inf")}), "无穷大"),
        (lambda: finkit.charts.bars(TABLE), "只画一列数，给了2列；选一列"),
        (lambda: finkit.charts.bars(pd.Series(range(20))), "最多画16项，给了20项"),
        (lambda: finkit.charts.slope(TABLE["税收"]), "要两列数，给了1列"),
        (lambda: finkit.charts.slope(TABLE), "2月没有数"),
        (lambda: finkit.charts.waterfall(TABLE["非税"]), "2月没有数，这种图画不了"),
        (lambda: finkit.charts.lines(TABLE, highlight="税"), "没有列「税」"),
        (lambda: finkit.charts.lines(TABLE, unit=3), "unit 应为文字"),
        (lambda: finkit.charts.strips(COUNTIES, "丁县"), "没有一行叫「丁县」"),
        (lambda: finkit.charts.strips(COUNTIES[:2], "甲县"), "有数的不足2个"),
        (
            lambda: FORMS["bars"]().save("图.docx"),
            "图.docx：图不能存为「.docx」；写 .svg、.png、.pdf",
        ),
        (lambda: FORMS["bars"]().save("图"), "图：图不能存为「图」"),
        (lambda: FORMS["bars"]().save("没有/图.svg"), "输出文件夹写不了"),
    ],
)
def test_what_cannot_be_drawn_or_written_is_said(draw: Draw, said: str) -> None:
    assert said in refused(draw)


# --- As a file ------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", FORMS.values(), ids=FORMS.keys())
def test_a_file_stands_by_itself(draw: Draw, tmp_path: Path) -> None:
    chart = draw()
    svg = chart.save(tmp_path / "图.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(svg)
    told = "".join(root.itertext())
    assert chart.title in told
    assert chart.measure in told
    assert "var(" not in svg
    assert "currentColor" not in svg
    with Image.open(chart.save(tmp_path / "图.PNG")) as image:
        assert image.width > 1000
        assert image.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)
        assert len(image.convert("RGB").getcolors(1 << 24)) > 10
    assert chart.save(tmp_path / "图.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_s_chart_is_saved_with_finding_and_source(tmp_path: Path) -> None:
    first = build("示例县", "2021-09").charts.drawn[0]
    svg = first.save(tmp_path / "图.svg").read_text(encoding="utf-8")
    told = "".join(ElementTree.fromstring(svg).itertext())
    assert str(first.finding) in told
    assert "来源：演示数据" in told


def test_the_same_chart_is_the_same_file(tmp_path: Path) -> None:
    for name in ("图.svg", "图.png", "图.pdf"):
        first = FORMS["lines"]().save(tmp_path / name).read_bytes()
        assert FORMS["lines"]().save(tmp_path / name).read_bytes() == first


def test_settings_of_matplotlib_are_left_alone(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    for ending in ("svg", "png", "pdf"):
        FORMS["bars"]().save(tmp_path / f"图.{ending}")
    assert dict(mpl.rcParams) == before


# --- The door -------------------------------------------------------------------------------

LAZY = """
import sys, finkit
assert not {'matplotlib', 'pandas', 'finkit.charts'} & set(sys.modules)
finkit.charts.lines, finkit.charts.bars, finkit.charts.slope, finkit.charts.strips
assert 'pandas' not in sys.modules
import finkit.charts.lines, finkit.report
from finkit.charts.bars import Bar
assert all(callable(getattr(finkit.charts, name)) for name in finkit.charts.__all__)
"""


def test_the_door_opens_when_asked_and_stays_the_functions() -> None:
    run([executable, "-W", "error", "-c", LAZY], check=True)
    assert callable(finkit.charts.lines)
    assert "charts" in finkit.__all__
    with pytest.raises(AttributeError):
        finkit.nothing  # noqa: B018
