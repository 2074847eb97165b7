"""What an analyst does in JupyterLab."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import nbformat
import papermill
import pytest

import finkit
from finkit.errors import FinkitError, NotHeldError
from finkit.workbench import Workbench, reasons_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return finkit.open()


def test_a_table_of_an_indicator(bench: Workbench) -> None:
    table = bench.county("示例县").table(["一般公共预算收入"], "yoy_rate")
    assert list(map(str, table.index[[0, -1]])) == ["2019-01", "2021-12"]
    assert table.loc["2021-10", "一般公共预算收入"] == pytest.approx(
        100 * (144990 - 131431) / 131431
    )


def test_a_missing_value_is_missing(bench: Workbench) -> None:
    table = bench.compare(["万州区", "大姚县"], "一般公共预算收入")
    assert math.isnan(table.loc["2024-04", "万州区"])
    assert table.loc["2024-04", "大姚县"] == 24627


def test_an_item_that_is_not_held(bench: Workbench) -> None:
    with pytest.raises(NotHeldError, match=r"临洮县没有项目「税收入」；是否想写 .*税收收入"):
        bench.county("临洮县").table(["税收入"])


def test_how_a_figure_came_about(bench: Workbench) -> None:
    derived = bench.county("临洮县").derive("税收收入", "yoy_amount", "2024-02")
    assert derived.lines == [
        "2024-02 税收收入同比增减额：1316万元",
        "算式：本期数−上年同期数",
        "2024-02 税收收入 15348万元〔lintao-2024-02〕",
        "2024-02 税收收入 14032万元〔lintao-2024-02〕",
    ]
    assert "<li>算式：本期数−上年同期数</li>" in derived._repr_html_()


def test_the_notebook_of_the_workbench_runs(tmp_path: Path) -> None:
    out = tmp_path / "explore.ipynb"
    papermill.execute_notebook(
        ROOT / "notebooks" / "explore.ipynb", out, progress_bar=False, cwd=tmp_path
    )
    shown = [o for c in nbformat.read(out, 4).cells for o in c.get("outputs", ())]
    assert sum("text/html" in o.get("data", {}) for o in shown) >= 8


def test_a_missing_value_has_its_reason(bench: Workbench) -> None:
    table = bench.compare(["万州区", "大姚县"], "税收收入")
    assert list(table.columns) == ["万州区", "大姚县"]
    assert table.reasons.columns.tolist() == ["期间", "县区", "原因"]
    assert table.reasons.values.tolist()[:2] == [
        ["2005-12", "万州区", "没有项目「税收收入」"],
        ["2005-12", "大姚县", "没有这一期的数"],
    ]
    # Copies keep them, and JupyterLab shows them below the table.
    assert reasons_of(table.dropna(how="all")).equals(table.reasons)
    shown = "<li>万州区，2005-12至2020-12共16期，没有项目「税收收入」</li>"
    assert shown in table._repr_html_()


def test_a_figure_that_is_absent_gives_its_own_reason(bench: Workbench) -> None:
    county = bench.county("临洮县")
    (why,) = county.table(["税收收入"], "month_amount").reasons["原因"]
    derived = county.derive("税收收入", "month_amount", "2024-02")
    assert why == derived.figure.reason
    assert county.table(["税收收入"]).reasons.empty


def test_one_column_has_one_denominator(tmp_path: Path) -> None:
    rows = [
        "621124,临洮县,2024-01,cumulative,税收收入,actual,10,万元,a",
        "621124,临洮县,2024-02,cumulative,税收收入,actual,30,万元,a",
        "621124,临洮县,2024-02,cumulative,税收收入,budget,100,万元,a",
        "621124,临洮县,2024-02,cumulative,税收收入,adjusted_budget,120,万元,a",
    ]
    path = tmp_path / "observations.csv"
    path.write_text(
        "county_code,county,period,basis,item,measure,value,unit,source\n" + "\n".join(rows)
    )
    county = finkit.open(path).county("临洮县")
    assert county.table(["税收收入"], "completion_rate")["税收收入"].tolist() == [10, 30]
    adjusted = county.table(["税收收入"], "completion_rate", of_item="调整预算")
    assert adjusted.loc["2024-02", "税收收入"] == 25
    assert adjusted.reasons.values.tolist() == [
        [
            "2024-01",
            "税收收入",
            "本期没有这一项的完成调整预算：不适用，或缺所需的数",
        ]
    ]


def test_items_by_any_of_their_names(bench: Workbench) -> None:
    county = bench.county("示例县")
    for name in ("一般公共预算收入", "公共财政预算收入"):
        assert county.table([name], "yoy_rate").loc["2021-10", name] == pytest.approx(
            10.316, abs=0.001
        )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda b: b.county("临洮县").table(["税收收入"], "yoy_rat"), "没有指标「yoy_rat」；是否想写 yoy_rate"),
        (lambda b: b.county("临洮县").table(["税收收入"], "同比增长率"), "没有指标「同比增长率」；是否想写 yoy_rate？"),
        (lambda b: b.county("临洮县").derive("税收收入", "yoy_rat", "2024-02"), "没有指标「yoy_rat」；是否想写 yoy_rate"),
        (lambda b: b.county("临洮县").derive("税收收入", "cagr", "2024-02"), "临洮县 2024-02 没有「税收收入」的 cagr；这一项本期有：amount、"),
        (lambda b: b.county("临洮县").table(3), "参数 items 应为列表，如 ['税收收入']，不是 int"),
        (lambda b: b.county("临洮县").table([1]), "参数 items 应为文字，如 '税收收入'，不是 int"),
        (lambda b: b.county("临洮县").table([]), "参数 items 是空的，amount 要说明是哪些项目的；请写如 ['税收收入']"),
        (lambda b: b.county("临洮县").figures("2024-03"), "数据中没有临洮县（621124）2024-03 的数；有：2024-02"),
        (lambda b: b.county("临洮县").figures(2024 - 2), "期间「2022」写法不对；没有加引号的 2024-02 会被算成减法"),
        (lambda b: b.county(None), "参数 county 应为文字，如 '临洮县'，不是 NoneType"),
        (lambda b: b.compare(["临洮县", "621124"], "税收收入"), "「临洮县」、「621124」是同一个县区：临洮县"),
        (lambda b: b.compare(["万州区", "临洮县"], "税收入"), "临洮县没有项目「税收入」；是否想写 非税收入、税收收入"),
        (lambda b: finkit.open(3), "数据的位置应为文字、Path 或数据框，不是 int"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_one_line(
    bench: Workbench, asked: Callable[[Workbench], object], said: str
) -> None:
    with pytest.raises(FinkitError) as told:
        asked(bench)
    assert str(told.value).startswith(said)
