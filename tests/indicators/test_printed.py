"""公布数: what a source printed is a figure where no amounts give it, and only there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from finkit.dataset import Dataset
from finkit.figures.figure import Figure
from finkit.periods import Period
from finkit.report import build
from tests.conftest import Open, Write

HEADER = "county_code,period,basis,item,parent_item,indicator,of_item,printed,unit,source"
REVENUE = "2022-05 cumulative 一般公共预算收入 actual 34096 万元"
OFFICES = "2022-05 cumulative 税务部门<一般公共预算收入 actual 21334 万元"


def printed(write: Write, *rows: str) -> None:
    """`item parent indicator of_item value unit` of 临洮县, 2022-05; - for an empty cell."""
    cells = [["" if cell == "-" else cell for cell in line.split()] for line in rows]
    lines = [f"621124,2022-05,cumulative,{','.join(line)},公报" for line in cells]
    write(*lines, name="observations.published.csv", header=HEADER)


def figures(data: Dataset, indicator: str) -> list[Figure]:
    found = data.told_figures("621124", Period(2022, 5)).named(indicator)
    return [figure for figure in found if figure.value is not None]


@pytest.mark.parametrize(
    ("row", "indicator", "of_item", "value"),
    [
        ("一般公共预算收入 - yoy_rate - -10.2 %", "yoy_rate", "", "-10.2"),
        ("一般公共预算收入 - yoy_amount - -3873 万元", "yoy_amount", "", "-3873"),
        ("一般公共预算收入 - yoy_rate_comparable - 1.5 %", "yoy_rate_comparable", "", "1.5"),
        (
            "一般公共预算收入 - completion_rate 年度预算 32.3 %",
            "completion_rate",
            "年初预算",
            "32.3",
        ),
        ("税务部门 一般公共预算收入 yoy_rate - -9.9 %", "yoy_rate", "", "-9.9"),
    ],
)
def test_a_printed_figure_is_told_where_amounts_give_none(
    county: Open, write: Write, row: str, indicator: str, of_item: str, value: str
) -> None:
    printed(write, row)
    (found,) = figures(county(REVENUE, OFFICES).data, indicator)
    assert (found.value, found.of_item, found.formula) == (Decimal(value), of_item, "公布数")
    assert found.inputs[0].source == "公报"


def test_a_share_of_what_has_no_amount(county: Open, write: Write) -> None:
    printed(write, "税务部门 一般公共预算收入 share_of 一般公共预算收入 62.57 %")
    (found,) = figures(county(OFFICES).data, "share_of")
    assert (found.value, found.formula) == (Decimal("62.57"), "公布数")


def test_amounts_go_first(county: Open, write: Write) -> None:
    printed(write, "一般公共预算收入 - yoy_rate - -10.3 %")
    before = "2022-05 cumulative 一般公共预算收入 prior_actual 37969 万元"
    (found,) = figures(county(REVENUE, before).data, "yoy_rate")
    assert found.formula != "公布数"
    assert round(found.value or 0, 1) == Decimal("-10.2")


def test_progress_stands_on_the_printed_completion(county: Open, write: Write) -> None:
    printed(write, "一般公共预算收入 - completion_rate 年初预算 32.3 %")
    (found,) = figures(county(REVENUE).data, "progress_gap")
    # 32.3 − 5 ÷ 12 × 100
    assert round(found.value or 0, 2) == Decimal("-9.37")


def test_what_is_no_number_or_no_rate_is_not_told(county: Open, write: Write) -> None:
    printed(
        write,
        "一般公共预算收入 - yoy_rate - 约5 %",
        "一般公共预算收入 - completion_rate 年初预算 32.3 万元",
        "一般公共预算收入 - rank 全市 9 位",
    )
    assert not any(
        figure.formula == "公布数"
        for figure in county(REVENUE).data.told_figures("621124", Period(2022, 5))
        if figure.indicator != "amount"
    )


def test_sentences_with_printed_figures(county: Open, write: Write) -> None:
    printed(
        write,
        "一般公共预算收入 - completion_rate 年初预算 32.3 %",
        "一般公共预算收入 - yoy_rate - -10.2 %",
        "税务部门 一般公共预算收入 yoy_rate - -12 %",
    )
    report = build("临洮县", "2022-05", county(REVENUE, OFFICES).data)
    assert report.narrative.text.splitlines()[2] == (
        "2022年1—5月，临洮县一般公共预算收入完成34096万元，为年初预算的32.3%，"
        "落后序时进度9.4个百分点，同比下降10.2%。税务部门21334万元，下降12%，占比62.6%。"
    )
    page = report.appendix.html
    assert ">公布的增长率</dt><dd>公布数</dd>" in page
    assert "公布的增长率 -10.2%" in page


def test_a_printed_figure_proves_nothing_of_itself(county: Open, write: Write) -> None:
    printed(write, "一般公共预算收入 - yoy_rate - -10.2 %")
    report = build("临洮县", "2022-05", county(REVENUE).data)
    assert report.tally.applied == 0
