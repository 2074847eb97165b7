"""A break in a series is said where it is drawn, and no cause of it is claimed."""

from __future__ import annotations

import pytest

from finkit.charts import breaks
from finkit.charts.lines import Line
from finkit.contract import BALANCE, CUMULATIVE
from finkit.periods import Period
from finkit.report import build

YEARS = [Period(year, 12) for year in range(2010, 2015)]


def note(county: str, name: str, period: str = "2020-12") -> str:
    return next(one.note for one in build(county, period).charts.drawn if one.name == name)


@pytest.mark.parametrize(
    ("county", "name", "said"),
    [
        # A boundary moved in 2011 and back; the report does not know that.
        (
            "渝北区",
            "long-run",
            "一般公共预算收入2011年为上年的3.0倍、2013年为上年的37.7%；"
            "一般公共预算支出2011年为上年的2.3倍、2013年为上年的47.2%，前后可能不可比，请核实。",
        ),
        (
            "璧山区",
            "long-run",
            "一般公共预算收入2014年为上年的3.3倍、2016年为上年的43.2%；"
            "一般公共预算支出2014年为上年的2.6倍，前后可能不可比，请核实。",
        ),
        (
            "武侯区",
            "long-run",
            "一般公共预算收入2020年为上年的3.0倍；"
            "一般公共预算支出2020年为上年的4.3倍，前后可能不可比，请核实。",
        ),
        # The year of the earthquake.
        ("彭州市", "long-run", "一般公共预算支出2008年为上年的3.9倍，前后可能不可比，请核实。"),
        # Deposits a tenth of the year before.
        (
            "大足区",
            "deposits-loans",
            "存款余额2020年末为上年末的11.9%，前后可能不可比，请核实。"
            "2011年区划调整，由原双桥区（500111）、大足县（500225）组成，前后不可比。"
            "2020年末贷款余额为存款余额的11.0倍，口径可能不同，请核实。",
        ),
        # Year after year.
        (
            "江北区",
            "deposits-loans",
            "贷款余额2009年末为上年末的2.6倍、2011年末为上年末的2.3倍，前后可能不可比，请核实。"
            "2011年末至2020年末有10年贷款余额为存款余额的5倍以上，最高9.1倍（2019年末），"
            "口径可能不同，请核实。",
        ),
        # The chart beside draws the same amounts' growth: it is said once.
        ("武侯区", "growth-years", ""),
        ("万州区", "long-run", ""),
        ("万州区", "deposits-loans", ""),
    ],
)
def test_real_breaks(county: str, name: str, said: str) -> None:
    assert note(county, name) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([10, 11, 12, 13, 14], ""),
        ([10, 11, 23, 24, 25], "甲2012年为上年的2.1倍"),
        ([10, 11, 5, 6, 7], "甲2012年为上年的45.5%"),
        # The year beside goes as far: that is how it grows.
        ([10, 11, 23, 50, 52], ""),
        # Over what is not known, from nothing, or from below it nothing is said.
        ([10, None, 30, 31, 32], ""),
        ([0, 10, 11, 12, 13], ""),
        ([-1, 10, 11, 12, 13], ""),
    ],
)
def test_a_jump_that_no_neighbour_shares(values: list[float | None], said: str) -> None:
    drawn = breaks.of_levels(Line("甲", values))
    shown = f"{said}，前后可能不可比，请核实。" if said else ""
    assert breaks.remark([drawn], YEARS, CUMULATIVE) == shown


def test_within_the_year_it_is_the_same_months() -> None:
    halves, ends = [Period(2019, 6), Period(2020, 6)], Line("存款余额", [9.0, 1.0])
    assert breaks.remark([breaks.of_levels(ends)], halves, BALANCE).startswith(
        "存款余额2020年6月末为上年同期的11.1%"
    )
    revenue = breaks.of_rates(Line("收入", [5.0, 150.0]))
    assert breaks.remark([revenue], halves, CUMULATIVE).startswith(
        "收入2020年上半年为上年同期的2.5倍"
    )


def test_the_page_says_it_below_the_chart() -> None:
    report = build("武侯区", "2020-12")
    page = report.body._repr_html_() + report.other_charts._repr_html_()
    assert '</svg></div><p class="note">一般公共预算收入2020年为上年的3.0倍；' in page
