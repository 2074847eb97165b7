"""A formula told with its amounts gives the figure; a page's numbers print their values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.dataset import open_dataset
from finkit.figures.terms import evaluate, terms, words
from finkit.report import build
from tests.conftest import Write, figure, row
from tests.printed_value import prints

AMOUNTS = st.integers(-(10**5), 10**7)
CELLS = (
    "2024-02 cumulative 一般公共预算收入 actual",
    "2024-02 cumulative 一般公共预算收入 prior_actual",
    "2024-01 cumulative 一般公共预算收入 actual",
    "2024-02 cumulative 一般公共预算收入 budget",
    "2024-02 cumulative 税收收入<一般公共预算收入 actual",
    "2024-02 cumulative 税收收入<一般公共预算收入 prior_actual",
    "2024-02 cumulative 一般公共预算支出 actual",
    "2024-02 cumulative 一般公共预算支出 delta",
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(amounts=st.lists(AMOUNTS, min_size=len(CELLS), max_size=len(CELLS)))
def test_what_is_told_of_a_formula_gives_the_figure(write: Write, amounts: list[int]) -> None:
    rows = [row(f"{cell} {amount} 万元") for cell, amount in zip(CELLS, amounts, strict=True)]
    report = build("临洮县", "2024-02", open_dataset(write(*rows)))
    for one in report.figures:
        told = terms(one)
        if not told:
            continue
        assert one.value is not None
        assert list(told) == words(one.formula)
        values = {word: term.value for word, term in told.items() if term.value is not None}
        assert evaluate(one.formula, values) == pytest.approx(one.value, rel=Decimal("1e-9"))


def test_most_formulas_of_the_sample_are_told_with_their_amounts() -> None:
    report = build("示例县", "2021-10")
    told = {one.indicator for one in report.figures if terms(one)}
    assert {"yoy_rate", "completion_rate", "progress_gap", "share_change", "cagr"} <= told
    growth = report.figures["DEMO01/2021-10/cumulative/增值税/税收收入/yoy_rate/"]
    assert {word: str(term.value) for word, term in terms(growth).items()} == {
        "本期数": "36979",
        "上年同期数": "32926",
    }


@pytest.mark.parametrize(
    ("text", "value", "unit", "agrees"),
    [
        ("12.3%", "12.3094", "%", True),
        ("12.4%", "12.3094", "%", False),
        ("14.50亿元", "144990", "万元", True),
        ("14.51亿元", "144990", "万元", False),
        ("144,990", "144990", "万元", True),
        ("14499", "144990", "万元", False),
        ("−9,486", "-9486", "万元", True),
        ("减9486", "-9486", "万元", False),
        ("约5,300元/人", "5266.7", "元/人", True),
        ("约5,400元/人", "5266.7", "元/人", False),
        ("12.3%", "12.3", "个百分点", False),
    ],
)
def test_a_number_prints_its_value(text: str, value: str, unit: str, agrees: bool) -> None:
    assert prints(text, figure(Decimal(value), unit)) is agrees
