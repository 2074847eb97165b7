"""A tidy frame's words of measures and bases are read as what they are, or asked for: never lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import finkit
from finkit.contract import COLUMN_WORDS, COLUMNS
from finkit.errors import UsageError
from finkit.export.meanings import meanings

TIDY: dict[str, list[Any]] = {
    "县区": ["临洮县"] * 2,
    "期间": ["2024-12"] * 2,
    "项目": ["税收收入", "非税收入"],
    "数值": [100, 5],
    "单位": ["万元"] * 2,
}


def read(name: str, texts: list[str], **told: Any) -> list[tuple[Any, ...]]:
    """Basis, measure, value and scope of each row."""
    frame = finkit.open(pd.DataFrame({**TIDY, name: texts}), **told).ledger.to_frame()
    columns = ["basis", "measure", "value", "scope"]
    return [*frame[columns].itertuples(index=False, name=None)]


@pytest.mark.parametrize("name", ["数的种类", "数别", "measure"])
@pytest.mark.parametrize("said", ["年初预算", "budget", "预算"])
def test_a_measure_is_a_measure_by_any_of_its_names(name: str, said: str) -> None:
    assert read(name, [said, "本期数"]) == [
        ("cumulative", "budget", 100, ""),
        ("cumulative", "actual", 5, ""),
    ]


@pytest.mark.parametrize(
    ("name", "texts", "said"),
    [
        (
            "类型",
            ["本期数", "预算"],
            '列「类型」里有「预算」，像是数别；写明 columns={"类型": "measure"}',
        ),
        (
            "种类",
            ["上年同期"] * 2,
            '列「种类」里有「上年同期」，像是数别；写明 columns={"种类": "measure"}',
        ),
        ("频度", ["当月"] * 2, '列「频度」里有「当月」，像是时段；写明 columns={"频度": "basis"}'),
        ("口径", ["累计"] * 2, '列「口径」里有「累计」，像是时段；写明 columns={"口径": "basis"}'),
    ],
)
def test_such_words_in_a_column_that_nobody_knows_are_asked_for(
    name: str, texts: list[str], said: str
) -> None:
    with pytest.raises(UsageError) as error:
        read(name, texts)
    assert str(error.value) == f"数据框：{said}；不要的列写 None"


def test_what_is_told_is_done() -> None:
    assert read("类型", ["预算"] * 2, columns={"类型": "measure"})[0][1] == "budget"
    assert read("类型", ["预算"] * 2, columns={"类型": None})[0][1] == "actual"
    assert read("口径", ["当月"] * 2, columns={"口径": "basis"})[0] == ("month", "actual", 100, "")


def test_other_columns_are_passed_over_as_before() -> None:
    assert read("经办", ["甲", "乙"])[0] == ("cumulative", "actual", 100, "")
    assert read("口径", ["县本级"] * 2)[0] == ("cumulative", "actual", 100, "县本级")


def test_a_workbooks_amounts_are_read_back_as_they_were(tmp_path: Path) -> None:
    """Scope, basis and measure too: the heads are those that frames know."""
    data = finkit.open()
    data.export(tmp_path / "a.xlsx", "示例县", "2021-06")
    head, *rows = openpyxl.load_workbook(tmp_path / "a.xlsx")["观测"].iter_rows(values_only=True)
    back = finkit.open(pd.DataFrame(rows, columns=list(head))).ledger.to_frame()
    whole = data.ledger.to_frame()
    own = whole[whole.county.eq("示例县") & whole.period.eq("2021-06")]
    columns = [*COLUMNS]
    assert back[columns].sort_values(columns).values.tolist() == (
        own[columns].sort_values(columns).values.tolist()
    )


def test_a_column_is_called_the_same_wherever_it_is_shown() -> None:
    assert {name: one.title for name, one in meanings("observation").items()} == COLUMN_WORDS
