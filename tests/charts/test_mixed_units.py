"""Amounts kept in different units: one scale, one order; each text in its own unit."""

from __future__ import annotations

import re

import pytest

from finkit.charts.chart import Chart
from finkit.report import build
from tests.conftest import Open


def drawn(county: Open, name: str, *lines: str) -> Chart:
    """A chart of 临洮县 at 2024-02 out of these lines."""
    charts = build("临洮县", "2024-02", county(*lines).data).charts.drawn
    return next(chart for chart in charts if chart.name == name)


def lengths(chart: Chart) -> list[float]:
    """How long the bars are, from the top down, orange ones below zero."""
    found = []
    for path, role in re.findall(r'<path d="([^"]*)" style="fill:var\(--(\w+)', chart.svg):
        if role in ("now", "prior", "down"):
            xs = [float(x) for x in re.findall(r"[ML](\S+)", path)]
            found.append((max(xs) - min(xs)) * (-1 if role == "down" else 1))
    return found


def order(chart: Chart, *names: str) -> list[str]:
    """The names from the top down."""
    return sorted(names, key=lambda name: chart.svg.index(f">{name}<"))


def test_the_same_part_of_two_wholes_is_told_apart(county: Open) -> None:
    chart = drawn(
        county,
        "growth",
        *(
            f"2024-02 cumulative {item} {measure} {value} 万元"
            for item, now in (
                ("财政总收入", 300),
                ("税收收入<财政总收入", 240),
                ("一般公共预算收入", 110),
                ("税收收入<一般公共预算收入", 90),
                ("非税收入<一般公共预算收入", 20),
            )
            for measure, value in (("actual", now), ("prior_actual", now - 10))
        ),
    )
    assert chart.alt == (
        "同比增长率：财政总收入+3.4%；税收收入（财政总收入）+4.3%；一般公共预算收入+10.0%；"
        "税收收入（一般公共预算收入）+12.5%；非税收入+100.0%。"
    )


def test_a_fund_with_parts_has_one_chart_of_them(county: Open) -> None:
    data = county(
        "2024-02 cumulative 一般公共预算收入 actual 60000 万元",
        "2024-02 cumulative 政府性基金收入 actual 900 万元",
        "2024-02 cumulative 国有土地使用权出让收入<政府性基金收入 actual 700 万元",
        "2024-02 cumulative 城市基础设施配套费收入<政府性基金收入 actual 150 万元",
        "2024-02 cumulative 污水处理费收入<政府性基金收入 actual 50 万元",
    ).data
    titles = [chart.title for chart in build("临洮县", "2024-02", data).charts.drawn]
    assert titles.count("政府性基金收入的构成") == 1


REVENUE = "2024-02 cumulative 一般公共预算收入"


OTHERS = (
    "2024-02 cumulative 政府性基金收入 actual 30000 万元",
    "2024-02 cumulative 一般公共预算支出 actual 12.00 亿元",
)


def test_60000_is_a_fifth_longer_than_5_hundred_millions(county: Open) -> None:
    given = (f"{REVENUE} actual 60000 万元", f"{REVENUE} prior_actual 5.00 亿元")
    chart = drawn(county, "levels", *given, *OTHERS)
    _, _, now, before, *_ = lengths(chart)
    assert now / before == pytest.approx(60000 / 50000, rel=0.01)
    assert "60,000万元（上年同期5.00亿元）" in chart.alt


def test_levels_of_several_items_share_a_scale(county: Open) -> None:
    chart = drawn(county, "levels", f"{REVENUE} actual 60000 万元", *OTHERS)
    revenue, fund, spending = lengths(chart)
    assert spending / revenue == pytest.approx(2, rel=0.01)
    assert revenue / fund == pytest.approx(2, rel=0.01)


def test_fewer_than_three_totals_are_a_line_of_the_table(county: Open) -> None:
    data = county(f"{REVENUE} actual 60000 万元", OTHERS[0]).data
    assert "levels" not in {one.name for one in build("临洮县", "2024-02", data).charts.drawn}


PARTS = (
    f"{REVENUE} actual 100000 万元",
    "2024-02 cumulative 税收收入<一般公共预算收入 actual 30000 万元",
    "2024-02 cumulative 非税收入<一般公共预算收入 actual 6.00 亿元",
)
FUND = (
    "2024-02 cumulative 政府性基金收入 actual 100000 万元",
    "2024-02 cumulative 土地出让收入<政府性基金收入 actual 30000 万元",
    "2024-02 cumulative 污水处理费收入<政府性基金收入 actual 6.00 亿元",
)
SMALLER = "2024-02 cumulative 配套费收入<政府性基金收入 actual 10000 万元"


def test_parts_are_ranked_by_what_they_are_worth(county: Open) -> None:
    chart = drawn(county, "fund-parts", *FUND, SMALLER)
    names = ("污水处理费收入", "土地出让收入", "配套费收入")
    assert order(chart, *names) == list(names)
    largest, other, _ = lengths(chart)
    assert largest / other == pytest.approx(60000 / 30000, rel=0.01)
    assert "污水处理费收入6.00亿元" in chart.alt
    assert str(chart.finding) == "污水处理费收入占政府性基金收入的60.0%"


@pytest.mark.parametrize("third", [(), (SMALLER.replace("10000", "10"),)])
def test_two_parts_or_one_beside_nothing_are_no_drawing(
    county: Open, third: tuple[str, ...]
) -> None:
    charts = build("临洮县", "2024-02", county(*FUND, *third).data).charts
    assert "fund-parts" not in {one.name for one in charts.drawn}


def test_what_leaves_no_trace_beside_the_largest_is_left_to_the_table(county: Open) -> None:
    tiny = "2024-02 cumulative 彩票公益金收入<政府性基金收入 actual 9 万元"
    chart = drawn(county, "fund-parts", *FUND, SMALLER, tiny)
    assert "彩票" not in chart.svg
    assert "不到最大项百分之一的未列" in chart.measure


def test_two_ways_to_break_a_whole_down_are_never_in_one_drawing(county: Open) -> None:
    """Tax and non-tax are one way, what went upwards another: each adds up, both together do not."""
    chart = drawn(
        county,
        "revenue-parts",
        *PARTS,
        "2024-02 cumulative 上划中央收入<一般公共预算收入 actual 50000 万元",
        "2024-02 cumulative 上划省级收入<一般公共预算收入 actual 10000 万元",
        "2024-02 cumulative 上划市级收入<一般公共预算收入 actual 5000 万元",
    )
    names = ("上划中央收入", "上划省级收入", "上划市级收入")
    assert order(chart, *names) == list(names)
    assert "税收收入" not in chart.svg


CHANGED = (
    "2024-02 cumulative 税收收入<一般公共预算收入 prior_actual 29000 万元",
    "2024-02 cumulative 非税收入<一般公共预算收入 prior_actual 5.80 亿元",
)


def test_changes_are_ranked_by_what_they_are_worth(county: Open) -> None:
    chart = drawn(
        county,
        "contribution",
        *PARTS,
        *CHANGED,
        "2024-02 cumulative 专项收入<一般公共预算收入 actual 900 万元",
        "2024-02 cumulative 专项收入<一般公共预算收入 prior_actual 400 万元",
    )
    assert order(chart, "税收", "非税", "专项") == ["非税", "税收", "专项"]
    largest, other, _ = lengths(chart)
    assert largest / other == pytest.approx(2000 / 1000, rel=0.02)


def test_two_changes_are_told_by_the_table(county: Open) -> None:
    charts = build("临洮县", "2024-02", county(*PARTS, *CHANGED).data).charts
    assert "contribution" not in {one.name for one in charts.drawn}
