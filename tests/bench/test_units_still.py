"""A unit is told while the numbers are those that it was told of, and never of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import finkit
from finkit.workbench import CountyBench, Table

Chosen = Callable[[Any], Any]


@pytest.fixture(scope="module")
def county() -> CountyBench:
    return finkit.open().county("示例县")


@pytest.fixture
def table(county: CountyBench) -> Table:
    return county.table(["税收收入", "非税收入"], periods="2021")


def test_amounts_divided_in_place_have_no_unit(table: Table) -> None:
    table["税收收入"] /= 10000
    table["占比"] = table["税收收入"] / 12 * 100
    assert table.units == {"税收收入": "", "非税收入": "万元", "占比": ""}
    assert "单位：非税收入（万元）" in table._repr_html_()
    for drawn in (table[["税收收入"]], table["税收收入"], table["占比"], table):
        assert "万元" not in finkit.charts.lines(drawn, "题").alt
    assert "单位：万元" in finkit.charts.lines(table[["非税收入"]], "题").measure


CHOSEN: dict[str, Chosen] = {
    "a series": lambda one: one,
    "a year of it": lambda one: one["2021"],
    "its last": lambda one: one.tail(1),
    "without gaps": lambda one: one.dropna(),
    "by size": lambda one: one.sort_values(),
    "another name": lambda one: one.rename("增速"),
    "a table of it": lambda one: one.to_frame(),
}


@pytest.mark.parametrize("choose", CHOSEN.values(), ids=CHOSEN)
def test_what_is_chosen_keeps_its_unit(county: CountyBench, choose: Chosen) -> None:
    growth = county.series("税收收入", "yoy_rate")
    assert finkit.charts.columns(choose(growth), "增速").measure == "单位：%"


COMPUTED: dict[str, Chosen] = {
    "divided": lambda one: one / 100,
    "shifted": lambda one: one.shift(1),
    "changes": lambda one: one.diff(),
    "ranks": lambda one: one.rank(),
    "by year": lambda one: one.groupby(one.index.year).max(),
    "other labels": lambda one: pd.Series(one.to_numpy(), range(len(one))),
}


@pytest.mark.parametrize("compute", COMPUTED.values(), ids=COMPUTED)
def test_what_is_computed_has_none(county: CountyBench, compute: Chosen) -> None:
    growth = county.series("税收收入", "yoy_rate", periods="2020..2021")
    assert finkit.charts.columns(compute(growth), "增速").measure == ""


def test_months_of_a_series_that_was_computed_have_no_unit(county: CountyBench) -> None:
    assert set(county.by_month("税收收入").units.values()) == {"万元"}
    edited = county.by_month("税收收入")
    edited["2021年"] /= 10000
    assert edited.units == {"2020年": "万元", "2021年": ""}


def test_rows_of_a_panel_keep_their_units() -> None:
    keys = ["amount", "yoy_rate"]
    panel = finkit.open().panel("重庆市", "一般公共预算收入", keys, "2018..2020", wide=True)
    assert finkit.charts.lines(panel.head(3)["yoy_rate"], "增速").measure.startswith("单位：%")
