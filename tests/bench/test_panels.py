"""Counties, items, indicators and periods asked for together."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import pytest

import finkit
from finkit import indicators
from finkit.errors import FinkitError
from finkit.periods import Period
from finkit.workbench import Workbench, reasons_of
from finkit.workbench.asked import same_denominator, series_of
from finkit.workbench.cells import ordered

KEYS = list(dict.fromkeys(one.key for one in indicators.all_declared() if one.key != "fact"))
HELD = (("DEMO01", "税收收入", "2021-10"), ("500101", "一般公共预算收入", "2015-12"), ("621124", "税收收入", "2024-02"), ("430407", "共享收入", "2016-12"), ("210681", "税收收入", "2017-09"))  # fmt: skip


@pytest.fixture(scope="module")
def data() -> Workbench:
    return finkit.open()


@pytest.mark.parametrize(("code", "item", "period"), HELD)
def test_a_panel_tells_what_a_report_tells(
    data: Workbench, code: str, item: str, period: str
) -> None:
    # A panel works out what it is asked for alone, of a book of few items: the figures of all.
    when = Period.parse(period)
    told, book = data.data.told_figures(code, when), data.ledger.county(code)
    series = series_of(book, item)
    for key in KEYS:
        row = data.panel([code], item, key, [period]).iloc[0]
        found = [
            one
            for one in ordered(told.named(key), series)
            if same_denominator(one.of_item, row.of_item)
        ]
        value = next((one.value for one in found if one.value is not None), None)
        if value is None:
            assert math.isnan(row.value), key
            assert row.reason, key
            assert not found or row.reason == found[0].reason, key
        else:
            assert row.value == float(value), key


def test_a_county_and_its_column_in_every_form_are_the_same(data: Workbench) -> None:
    tidy = data.panel(["示例县"], "税收收入", "yoy_rate", "2020..2021")
    wide = data.panel(["示例县"], "税收收入", "yoy_rate", "2020..2021", wide=True)
    table = data.county("示例县").table("税收收入", "yoy_rate", periods="2020..2021")
    series = data.county("示例县").series("税收收入", "yoy_rate", periods="2020..2021")
    beside = data.compare("示例县", "税收收入", "yoy_rate", "2020..2021")
    assert len(tidy) == 24
    for one in (wide.iloc[:, 0], table["税收收入"], series, beside["示例县"]):
        assert one.tolist() == tidy.value.tolist()
    assert [str(at) for at in series.index] == [str(at) for at in tidy.period]
    assert series.attrs["units"] == {"税收收入": "%"}


def test_a_value_that_is_missing_is_there_with_its_reason(data: Workbench) -> None:
    panel = data.panel(["万州区", "大姚县"], "税收收入", periods="2020-12")
    assert panel.value.isna().all()
    assert panel.reason.tolist() == ["没有项目「税收收入」", "本期没有这一项的数"]
    wide = data.panel(["万州区", "大姚县"], "税收收入", periods="2020-12", wide=True)
    assert wide.reasons.columns.tolist() == ["县区", "期间", "项目", "原因"]
    assert wide.reasons.原因.tolist() == panel.reason.tolist()
    assert reasons_of(wide.dropna()).equals(wide.reasons)
    assert "<li>万州区，税收收入，2020-12，没有项目「税收收入」</li>" in wide._repr_html_()


def test_amounts_of_one_item_stand_in_one_unit() -> None:
    rows = [("621124", 1.5, "亿元"), ("532326", 700, "万元")]
    frame = pd.DataFrame(rows, columns=["county_code", "value", "unit"])
    said = {"period": "2023-12", "item": "税收收入", "measure": "actual"}
    data = finkit.open(frame.assign(**said))
    assert data.compare(["临洮县", "大姚县"], "税收收入").iloc[0].tolist() == [15000, 700]
    panel = data.panel(items="税收收入")
    assert panel[["county", "value", "unit"]].values.tolist() == [
        ["大姚县", 700, "万元"],
        ["临洮县", 15000, "万元"],
    ]


def test_a_countys_own_indicator_needs_no_item(data: Workbench) -> None:
    land = data.county("示例县").table(indicator="land_dependence")
    assert list(land.columns) == ["国有土地使用权出让收入"]
    share = data.panel("示例县", indicators="tax_share", periods="2021-12")
    assert share[["item", "of_item", "unit"]].values.tolist() == [
        ["税收收入", "一般公共预算收入", "%"]
    ]


def test_several_of_each_in_chinese(data: Workbench) -> None:
    items = ["一般公共预算收入", "一般公共预算支出"]
    wide = data.panel("重庆市", items, ["amount", "yoy_rate"], "2020-12", wide=True, chinese=True)
    assert wide.columns.tolist() == [(i, k) for i in items for k in ("本期数", "同比增长率")]
    assert wide.index.names == ["县区", "期间"]
    assert wide.units[items[0], "同比增长率"] == "%"
    tidy = data.panel("万州区", items, periods="2020-12", chinese=True)
    assert tidy.columns.tolist() == ["代码", "县区", "期间", "项目", "指标", "数值", "单位", "分母", "原因"]  # fmt: skip
    beside = data.compare(["万州区", "涪陵区"], items, ["amount", "yoy_rate"], "2020")
    assert beside.columns.names == ["县区", "项目", "指标"]
    assert beside.shape == (1, 8)


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ("2020-12", ["2020-12"]),
        ("2019..2020", ["2019-12", "2020-12"]),
        ("2018-12至2019-12", ["2018-12", "2019-12"]),
        ("2020", ["2020-12"]),
        (["2017-12", "2019..2020"], ["2017-12", "2019-12", "2020-12"]),
        (pd.period_range("2019-12", "2020-12", freq="12M"), ["2019-12", "2020-12"]),
    ],
)
def test_periods_by_words(data: Workbench, given: object, held: list[str]) -> None:
    table = data.county("万州区").table("一般公共预算收入", periods=given)
    assert [str(at) for at in table.index] == held


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda d: d.panel(), "参数 items 是空的，amount 要说明是哪些项目的"),
        (lambda d: d.panel(items="税收入"), "东港市没有项目「税收入」；是否想写"),
        (lambda d: d.panel(items="税收收入", periods="1999"), "数据中没有 1999 的数"),
        (lambda d: d.panel(items="税收收入", periods="上月"), "期间「上月」写法不对"),
        (lambda d: d.panel(items="税收收入", periods=[]), "参数 periods 是空的"),
        (lambda d: d.panel("重氢", "税收收入"), "没有叫「重氢」的县区"),
        (lambda d: d.panel(items="税收收入", indicators="增速"), "没有指标「增速」"),
        (lambda d: d.compare(["临洮县", "621124"], "税收收入"), "「临洮县」、「621124」是同一个县区"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(
    data: Workbench, asked: Callable[[Workbench], object], said: str
) -> None:
    with pytest.raises(FinkitError) as told:
        asked(data)
    assert str(told.value).startswith(said)


@pytest.mark.parametrize(
    ("of_item", "said"),
    [
        ("2021", '「2021」是期间；期间写作 periods="2021"'),
        ("没有的", "没有以「没有的」为分母的数；有：年初预算"),
    ],
)
def test_a_denominator_that_nothing_is_of_is_told(data: Workbench, of_item: str, said: str) -> None:
    county = data.county("示例县")
    for ask in (
        lambda: county.series("税收收入", "completion_rate", of_item),
        lambda: data.compare("示例县", "税收收入", "completion_rate", of_item=of_item),
    ):
        with pytest.raises(FinkitError, match=said):
            ask()
