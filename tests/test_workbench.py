"""What an analyst does in JupyterLab."""

from __future__ import annotations

import math
from pathlib import Path

import nbformat
import pandas as pd
import papermill
import pytest

import finkit
from finkit.errors import NotHeldError
from finkit.workbench import Workbench, chart

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return finkit.open()


def test_a_table_of_an_indicator(bench: Workbench) -> None:
    table = bench.county("示例县").table(["一般公共预算收入"], "yoy_rate")
    assert list(table.index[[0, -1]]) == ["2019-01", "2021-12"]
    assert table.loc["2021-10", "一般公共预算收入"] == pytest.approx(100 * 12414 / (144377 - 12414))


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


def test_a_chart_of_ones_own_breaks_where_a_value_is_missing() -> None:
    own = pd.DataFrame({"甲": [1.0, None, 3.0, 4.0]}, index=["1月", "2月", "3月", "4月"])
    drawn = chart(own, "自己的指标", "%")
    assert drawn.alt == "自己的指标（%）：甲4.00%。"
    # One dot for the month alone, one at the end; one line for the two that follow each other.
    assert drawn.svg.count("甲") == 1


def test_the_explorer_answers_to_a_choice(bench: Workbench) -> None:
    widgets = pytest.importorskip("finkit.workbench.widgets")
    box = widgets.explorer(bench)
    (county, _), items = box.children[0].children, box.children[1]
    county.value = "示例县 DEMO01"
    assert items.value == ("全口径财政收入", "上划中央收入", "上划省级收入")


def test_the_notebook_of_the_workbench_runs(tmp_path: Path) -> None:
    out = tmp_path / "explore.ipynb"
    papermill.execute_notebook(
        ROOT / "notebooks" / "explore.ipynb", out, progress_bar=False, cwd=tmp_path
    )
    shown = [o for c in nbformat.read(out, 4).cells for o in c.get("outputs", ())]
    assert sum("text/html" in o.get("data", {}) for o in shown) >= 8
