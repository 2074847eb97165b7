"""The explorer: what is chosen is shown, with code that gives the same."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import finkit
from finkit import indicators
from finkit.errors import UsageError
from finkit.figures.declaration import Indicator
from finkit.workbench import Workbench
from finkit.workbench.explorer.code import View, opening, shown
from finkit.workbench.explorer.ways import Chosen, among, over_time
from tests.conftest import Write


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return finkit.open()


def declared(key: str) -> Indicator:
    return next(one for one in indicators.ITEM_INDICATORS if one.key == key)


def views(
    bench: Workbench, counties: Sequence[str], items: Sequence[str], key: str = "amount"
) -> list[View]:
    codes = over_time(bench, Chosen(counties, items, declared(key)))
    return [shown(code, bench) for code in codes]


def test_cumulative_amounts_lie_over_those_of_last_year(bench: Workbench) -> None:
    (view,) = views(bench, ["示例县"], ["税收收入"])
    assert list(view.table.columns) == ["2020年", "2021年"]
    assert list(view.table.index) == [f"{month}月" for month in range(1, 13)]
    assert view.table.loc["10月"].tolist() == [88928, 96674]
    assert view.chart.title == "示例县税收收入：各月累计"
    assert "万元" in view.chart.measure


def test_two_items_of_two_counties_are_a_chart_each(bench: Workbench) -> None:
    titles = [
        v.chart.title for v in views(bench, ["示例县", "渝北区"], ["税收收入", "一般公共预算收入"])
    ]
    # 渝北区 has years alone: they are a line, and its 税收收入 is not held at all.
    assert titles == [
        "示例县税收收入：各月累计",
        "示例县一般公共预算收入：各月累计",
        "渝北区一般公共预算收入：本期数",
    ]


def test_rates_are_lines_over_the_periods(bench: Workbench) -> None:
    (view,) = views(bench, ["万州区", "涪陵区"], ["一般公共预算收入"], "yoy_rate")
    assert list(view.table.columns) == ["万州区", "涪陵区"]
    assert view.chart.title == "一般公共预算收入：同比增长率"


def test_single_months_lie_over_those_of_last_year(bench: Workbench) -> None:
    (view,) = views(bench, ["示例县"], ["税收收入"], "month_amount")
    cumulative = bench.county("示例县").by_month("税收收入")["2021年"]
    assert view.table.loc["3月", "2021年"] == cumulative["3月"] - cumulative["2月"]
    assert view.chart.title == "示例县税收收入：当月数"


def test_a_balance_is_one_line(bench: Workbench) -> None:
    (view,) = views(bench, ["示例县"], ["地方政府债务余额"])
    assert view.chart.title == "示例县地方政府债务余额：本期数"


def test_beside_all_counties_of_the_province(bench: Workbench) -> None:
    chosen = Chosen(["渝北区"], ["一般公共预算收入"], declared("yoy_rate"))
    (view,) = (shown(code, bench) for code in among(bench, chosen, "2020-12"))
    ranked = view.table.iloc[:, 0].tolist()
    assert ranked == sorted(ranked, reverse=True)
    assert view.table.index[0] == "万州区"
    assert view.chart.title == "一般公共预算收入：同比增长率（2020-12，重庆市有数的37个县区）"


def test_the_code_that_is_told_gives_what_is_shown() -> None:
    explorer = finkit.explore()
    explorer.county.typed.value = "示例"
    explorer.item.typed.value = "sssr"
    explorer.indicator.value = "yoy_rate"
    names: dict[str, object] = {}
    *lines, last = explorer.code.value.splitlines()
    exec("\n".join(lines), names)
    again = eval(last, names)
    assert again.title == "示例县税收收入：同比增长率"
    assert again._repr_html_() in explorer.shown.outputs[0]["data"]["text/html"]


def test_an_item_by_another_of_its_names() -> None:
    explorer = finkit.explore()
    explorer.county.typed.value = "DEMO01"
    explorer.item.typed.value = "公共财政预算收入"
    assert explorer.item.taken == ["一般公共预算收入"]


def test_what_is_not_there_is_said_in_a_line() -> None:
    explorer = finkit.explore()
    explorer.county.typed.value = "临逃县"
    assert explorer.county.said.value == "没有叫「临逃县」的县区；是否想写 临洮县（621124）？"
    explorer.county.typed.value = "临洮"
    explorer.item.typed.value = "水收收入"
    assert "临洮县没有项目「水收收入」" in explorer.item.said.value


def test_an_item_before_a_county() -> None:
    explorer = finkit.explore()
    explorer.item.typed.value = "税收收入"
    assert explorer.item.said.value == "请先选县区"


def test_an_area_of_no_province_has_no_peers(bench: Workbench) -> None:
    chosen = Chosen(["示例县"], ["税收收入"], declared("yoy_rate"))
    with pytest.raises(finkit.errors.NotHeldError, match="示例县不属于哪个省，没有可比的县区"):
        list(among(bench, chosen, "2021-10"))


def test_the_code_begins_with_the_data(bench: Workbench) -> None:
    assert opening(bench).splitlines()[-1] == "data = finkit.open()"


def test_the_unit_is_that_of_what_is_drawn(write: Write) -> None:
    """One county has 亿元, the others 万元: they stand in one unit, and that is told."""
    rows = [
        *("330784,永康市,2024-12,cumulative,税收收入,,actual,10.8,亿元,a",),
        *(f"{c},{n},2024-12,cumulative,税收收入,,actual,{v},万元,a" for c, n, v in (
            ("330702", "婺城区", 100000), ("330703", "金东区", 90000), ("330723", "武义县", 80000),
        )),
    ]  # fmt: skip
    bench = Workbench(write(*rows))
    chosen = Chosen(["永康市"], ["税收收入"], declared("amount"))
    (view,) = (shown(code, bench) for code in among(bench, chosen, "2024-12"))
    assert "永康市108,000万元" in view.chart.alt


def test_the_first_look_beside_others_is_at_the_last_period() -> None:
    explorer = finkit.explore()
    explorer.county.take("500112")
    explorer.item.take("一般公共预算收入")
    explorer.way.value = "与省内各县区比"
    assert explorer.period.value == "2020-12"
    assert "有数的37个县区" in explorer.shown.outputs[0]["data"]["text/html"]


def test_what_is_not_drawn_is_told() -> None:
    explorer = finkit.explore()
    explorer.county.take("示例县")
    for item in finkit.open().county("示例县").items[:8]:
        explorer.item.take(item)
    assert explorer.shown.outputs[-1]["data"]["text/html"] == (
        "<p>共8张图，只画前6张；少选几个县区或项目可看其余的。</p>"
    )


def test_taking_what_is_not_there() -> None:
    with pytest.raises(UsageError, match="没有叫「火星县」的县区"):
        finkit.explore().county.take("火星县")


def test_the_code_tells_no_password(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "_place", "https://bob:pa55word@data.example/x.csv")
    assert opening(bench).endswith("finkit.open('https://bob@data.example/x.csv')")
