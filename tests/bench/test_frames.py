"""A frame of one's own opened like a file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import finkit
from finkit.contract import COLUMNS
from finkit.errors import FinkitError
from finkit.workbench import Workbench

WIDE = pd.DataFrame(
    {
        "县区": ["临洮县", "大姚县"],
        "月份": ["2024-02", "2024-03"],
        "一般公共预算收入（万元）": [100.5, 200.0],
        "税收收入": [60, None],
    }
)
KINDS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda frame: frame,
    "polars": pl.from_pandas,
    "pyarrow": lambda frame: pa.Table.from_pandas(frame, preserve_index=False),
    "batch": lambda frame: pa.RecordBatch.from_pandas(frame, preserve_index=False),
}


def amounts(bench: Workbench) -> list[tuple[str, ...]]:
    """Who, when, on what basis, what, under what, which measure, how much."""
    frame = bench.ledger.to_frame(exact=True)
    told = ["county_code", "period", "basis", "item", "parent_item", "measure", "value", "unit"]
    return sorted(tuple(map(str, row)) for row in frame[told].itertuples(index=False))


@pytest.mark.parametrize("kind", KINDS)
def test_wide_whatever_it_is_of(kind: str) -> None:
    assert amounts(finkit.open(KINDS[kind](WIDE), unit="亿元", basis="累计")) == [
        ("532326", "2024-03", "cumulative", "一般公共预算收入", "", "actual", "200", "万元"),
        ("621124", "2024-02", "cumulative", "一般公共预算收入", "", "actual", "100.5", "万元"),
        ("621124", "2024-02", "cumulative", "税收收入", "一般公共预算收入", "actual", "60", "亿元"),
    ]


def test_a_frame_is_never_changed() -> None:
    mine = WIDE.set_index(["县区", "月份"])
    before = mine.copy(deep=True)
    finkit.open(mine, unit="万元", basis="累计")
    pd.testing.assert_frame_equal(mine, before)


def test_a_column_told() -> None:
    told = {"税收收入": ("税收收入", "亿元", "年初预算", "当月", "一般公共预算收入")}
    (budget,) = (a for a in amounts(finkit.open(WIDE, told, basis="累计")) if a[3] == "税收收入")
    assert budget[2:] == ("month", "税收收入", "一般公共预算收入", "budget", "60", "亿元")


def test_a_column_left_out() -> None:
    assert len(amounts(finkit.open(WIDE, {"税收收入": None}, basis="当月"))) == 2


def test_measures_beside_a_column_of_items() -> None:
    mine = pd.DataFrame(
        {"代码": [621124], "年": [2024], "月": [2], "项目": ["税收收入"]}
        | {"本期数": [15348], "上年同期": [14032], "单位": ["万元"]}
    )
    found = [(a[2], a[5], a[6]) for a in amounts(finkit.open(mine, basis="累计"))]
    assert found == [("cumulative", "actual", "15348"), ("cumulative", "prior_actual", "14032")]


def test_whole_years_accumulate_and_balances_are_balances() -> None:
    mine = pd.DataFrame(
        {"县区": ["临洮县"], "年份": [2023], "一般公共预算收入(亿元)": [2.5], "存款余额(亿元)": [3]}
    )
    assert [a[1:4] for a in amounts(finkit.open(mine))] == [
        ("2023-12", "balance", "存款余额"),
        ("2023-12", "cumulative", "一般公共预算收入"),
    ]


def test_periods_of_every_type_and_whatever_decimals() -> None:
    months = pd.PeriodIndex(WIDE["月份"], freq="M")
    for column in (months, months.to_timestamp(), months.astype("str").astype("category")):
        mine = WIDE.assign(月份=column, 税收收入=[Decimal("60.50"), None])
        assert {a[6] for a in amounts(finkit.open(mine, unit="万元", basis="累计"))} == {
            "100.5", "200", "60.50"
        }  # fmt: skip


SAID = {"unit": "万元", "basis": "累计"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((WIDE, {"税收收": None}), "数据框：没有列「税收收」；是否想写 税收收入？"),
        ((WIDE, {"税收收入": ("税收收入", "万园")}), "数据框：列「税收收入」的「万园」不认识"),
        ((WIDE, {"税收收入": "count"}), "数据框：不认识的列「count」；是否想写 county"),
        ((WIDE, {"税收收入": 3}), "数据框：列「税收收入」的写法不对；写作 columns="),
        ((WIDE.rename(columns={"税收收入": "tax"}),), "数据框：不知道列「tax」是什么；写作"),
        ((WIDE.assign(税收收入=["x", 3]),), "数据框第1行“税收收入”列：「x」不是数字"),
        ((WIDE.assign(税收收入=[3, float("inf")]),), "数据框第2行“税收收入”列：「inf」不是数字"),
        ((WIDE.assign(县区=["临洮县", "城关区"]),), "数据框第2行“一般公共预算收入（万元）”列：「城关区」不止一个"),
        ((WIDE.assign(月份=["2024-02", "2月"]),), "数据框第2行“一般公共预算收入（万元）”列：期间「2月」写法不对"),
        ((WIDE.assign(地区="甲"),), "数据框：列「县区」、「地区」都像 county"),
        ((WIDE["税收收入"],), "要一张表，不是 Series"),
        ((WIDE[:0],), "数据框：没有一行数据"),
        ((pl.from_pandas(WIDE).lazy(),), "数据的位置应为文字、Path 或数据框，不是 LazyFrame；先 .collect()"),
        ((pd.DataFrame({"县区": ["临洮县"]}),), "数据框：没有一列是数；有：县区"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_row_and_column(given: tuple[Any, ...], told: str) -> None:
    with pytest.raises(FinkitError) as error:
        finkit.open(*given, **SAID)  # type: ignore[arg-type]
    assert str(error.value).startswith(told)


def test_what_nobody_says_is_asked() -> None:
    with pytest.raises(FinkitError, match="列「税收收入」没有单位；列名写作 税收收入（万元）"):
        finkit.open(WIDE, basis="累计")
    with pytest.raises(FinkitError, match="没有说这个数是累计还是当月；写明 basis="):
        finkit.open(WIDE, unit="万元")
    with pytest.raises(FinkitError, match="basis 应为累计、当月或月末余额，不是「积累」"):
        finkit.open(WIDE, unit="万元", basis="积累")
    with pytest.raises(FinkitError, match="只用于数据框"):
        finkit.open("observations.csv", unit="万元")


def test_the_contract_is_kept_as_in_a_file() -> None:
    tidy = finkit.open().ledger.to_frame().head(3)
    with pytest.raises(FinkitError, match=r"数据框第2行：不认识的 basis 「cum」"):
        finkit.open(tidy.assign(basis=["month", "cum", "month"]))
    with pytest.raises(FinkitError, match="数据框：缺少列 unit"):
        finkit.open(tidy.drop(columns="unit"))


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("chinese", [True, False])
def test_a_ledger_there_and_back_is_the_same(exact: bool, chinese: bool) -> None:
    there = finkit.open().ledger.to_frame(exact=exact, chinese=chinese)
    back = finkit.open(there).ledger.to_frame(exact=exact, chinese=chinese)
    pd.testing.assert_frame_equal(back, there)


def test_its_figures_are_the_same_to_the_last_digit() -> None:
    sample = finkit.open()
    back = finkit.open(pl.from_pandas(sample.ledger.to_frame(exact=True).astype({"value": "str"})))
    for name, period in (("DEMO01", "2021-10"), ("500101", "2015-12")):
        ours, theirs = (
            {f.id: (f.value, f.unit, f.reason) for f in one.county(name).figures(period)}
            for one in (sample, back)
        )
        assert {key: theirs[key] for key in theirs} == {key: ours[key] for key in theirs}
        assert {key.split("/")[5] for key in ours.keys() - theirs.keys()} <= {"fact"}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["621124", "532326", "500101"]),
        st.sampled_from(["2023-02", "2024-02", "2024-03"]),
        st.sampled_from(["税收收入", "非税收入"]),
        st.decimals(-(10**9), 10**9, places=2),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[:3],
)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS, shuffled=st.randoms(use_true_random=False))
def test_neither_order_nor_library_matters(rows: list[tuple[Any, ...]], shuffled: Any) -> None:
    def table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=["county_code", "period", "item", "value"])
        return frame.assign(unit="万元", basis="cumulative", measure="actual")

    first = amounts(finkit.open(table(rows)))
    assert [Decimal(a[6]) for a in first] == [Decimal(str(r[3])) for r in sorted(rows)]
    other = list(rows)
    shuffled.shuffle(other)
    for kind in KINDS.values():
        assert amounts(finkit.open(kind(table(other)))) == first
    again = finkit.open(finkit.open(table(other)).ledger.to_frame(exact=True))
    assert amounts(again) == first
    assert list(again.ledger.to_frame().columns) == list(COLUMNS)
