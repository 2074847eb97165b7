"""What a caller of the bench is told where a word does not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import finkit
from finkit.errors import FinkitError

AMOUNTS = {"税收收入（万元）": [3]}


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        ("2018-2020", '一段时间写作 "2018..2020"'),
        ("2018..", '一段时间写作 "2018..2021"'),
        ("2020..2018", '前后颠倒；先前的在前，如 "2018..2020"'),
        (2020, '全年各月写作 "2020"，加引号'),
    ],
)
def test_a_span_written_otherwise_is_told_how(periods: Any, said: str) -> None:
    with pytest.raises(FinkitError, match=said):
        finkit.open().county("示例县").table("税收收入", periods=periods)


ASKED: dict[str, Callable[[], object]] = {
    'progress\\(表, 33.3, "标题"\\)': lambda: finkit.charts.progress({"收入": 70}, "进度"),  # type: ignore[arg-type]
    'strips\\(表, "本县", "标题"\\)': lambda: finkit.charts.strips(
        pd.DataFrame({"增速": [1.0, 2, 3]}, ["甲县", "乙县", "丙县"]), "与别县比"
    ),
    "数据中没有湖北省的县区": lambda: finkit.open().panel("湖北省", "税收收入"),
    "缺少列 期间（period": lambda: finkit.open(pd.DataFrame({"县区": ["临洮县"], **AMOUNTS})),
    "缺少列 县区（county_code 或 county）": lambda: finkit.open(
        pd.DataFrame({"期间": ["2024-02"], **AMOUNTS}), basis="累计"
    ),
    "没有叫「临挑县」的县区；加一列县区代码": lambda: finkit.open(
        pd.DataFrame({"县区": ["临挑县"], "期间": ["2024-02"], **AMOUNTS}), basis="累计"
    ),
}


@pytest.mark.parametrize("said", ASKED)
def test_what_does_not_fit_is_told_in_the_callers_words(said: str) -> None:
    with pytest.raises(FinkitError, match=said):
        ASKED[said]()


def test_a_province_goes_by_its_short_name_too() -> None:
    data = finkit.open()
    short = data.compare("重庆", "一般公共预算收入", periods="2020")
    assert short.equals(data.compare("重庆市", "一般公共预算收入", periods="2020"))
