"""Names that are periods are drawn in the order of time, whichever way a table has them."""

from __future__ import annotations

import pandas as pd
import pytest

import finkit
from finkit.charts.own.frames import frame_of
from finkit.charts.own.times import in_time
from finkit.errors import UsageError


def test_two_periods_as_rows_are_what_a_slope_goes_between() -> None:
    two = finkit.open().compare(
        ["万州区", "涪陵区"], "一般公共预算收入", periods=["2010-12", "2020-12"]
    )
    said = finkit.charts.slope(two, "两区").alt
    assert "万州区由204,000万元到671,253万元" in said
    assert finkit.charts.slope(two.iloc[::-1], "两区", unit="万元").alt == said


def test_no_movement_is_drawn_between_counties() -> None:
    three = finkit.open().compare(["万州区", "涪陵区"], "一般公共预算收入", periods="2018..2020")
    with pytest.raises(UsageError, match="表的行是3期"):
        finkit.charts.slope(three)


def test_rows_of_periods_stand_where_columns_say_then_and_now() -> None:
    table = pd.DataFrame({"上年同期": [3.0, 4.0], "本期": [1.0, 2.0]}, ["2021-01", "2021-02"])
    assert "2021-02由4到2" in finkit.charts.slope(table).alt


@pytest.mark.parametrize("names", [("2010-12", "2020-12"), ("2010年", "2020年")])
def test_columns_that_are_periods_stand_in_their_order(names: tuple[str, str]) -> None:
    then, now = names
    table = pd.DataFrame({now: [3.0, 4.0], then: [1.0, 2.0]}, ["甲", "乙"])
    for form in (finkit.charts.slope, finkit.charts.paired, finkit.charts.columns):
        as_given, turned = form(table, "题"), form(table[[then, now]], "题")
        assert as_given.alt == turned.alt
    assert "甲由1到3" in finkit.charts.slope(table).alt


def test_lines_go_through_the_months_in_order() -> None:
    months = pd.Series([3.0, 1.0, 2.0], ["2021-03", "2021-01", "2021-02"], name="税收")
    for form in (finkit.charts.lines, finkit.charts.columns, finkit.charts.panels):
        assert form(months).alt == form(months.sort_index()).alt


def test_names_that_are_no_times_stand_as_given() -> None:
    given = {"乙": 2, "甲": 1, "621124": 3}
    assert in_time(frame_of(given)).names == list(given)
