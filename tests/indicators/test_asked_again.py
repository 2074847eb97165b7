"""Laws of every indicator: asked again it says the same, and its interval holds what it may be."""

from __future__ import annotations

import ast
from decimal import Decimal
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.dataset import Dataset, open_dataset
from finkit.figures.figure import Figure
from finkit.figures.reach import reach
from finkit.periods import Period
from finkit.units import half_last_digit
from tests.conftest import Write, row

PACKAGE = Path(__file__).parent.parent.parent / "finkit"
ITEMS = (
    *(
        "一般公共预算收入",
        "一般公共预算支出",
        "政府性基金收入",
        "国有资本经营预算收入",
        "上级补助收入",
    ),
    *("税收收入<一般公共预算收入", "非税收入<一般公共预算收入", "教育支出<一般公共预算支出"),
    *("国有土地使用权出让收入<政府性基金收入", "三保支出", "一般性支出", "地区生产总值"),
)
BALANCES = ("地方政府债务余额", "地方政府债务限额", "存款余额", "贷款余额", "常住人口")
PERIODS = ("2023-12", "2024-11", "2024-12")
MEASURES = ("actual", "prior_actual", "budget", "delta")
amounts = st.decimals(-50, 500, places=1, allow_nan=False, allow_infinity=False)


@st.composite
def tables(draw: st.DrawFn) -> list[str]:
    lines = [
        f"{period} cumulative {item} {measure} {draw(amounts)} 万元"
        for period, item, measure in product(PERIODS, ITEMS, MEASURES)
        if draw(st.booleans())
    ]
    lines += [
        f"{period} balance {item} actual {draw(amounts)} {'万人' if item == '常住人口' else '万元'}"
        for period, item in product(PERIODS, BALANCES)
        if draw(st.booleans())
    ]
    return [*lines, "2024-12 cumulative 其他项目 actual 1 万元"]


def figures(data: Dataset) -> list[Figure]:
    return list(data.calculator.figures("621124", Period(2024, 12)))


@given(lines=tables())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_an_indicator_asked_again_says_the_same(write: Write, lines: list[str]) -> None:
    for figure in figures(open_dataset(write(*map(row, lines)))):
        assert figure.quantity.at({}) == figure.value
        assert (figure.value is None) == bool(figure.reason)


@given(lines=tables(), share=st.decimals(-1, 1, places=3))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_interval_holds_every_value_its_inputs_allow(
    write: Write, lines: list[str], share: Decimal
) -> None:
    for figure in figures(open_dataset(write(*map(row, lines)))):
        if figure.value is None:
            continue
        found = reach(figure.quantity)
        assert found is not None
        assert found.lowest <= figure.value <= found.highest
        moved = {c: c.value + share * half_last_digit(c.value) for c in figure.inputs}
        other = figure.quantity.at(moved)
        assert other is None or found.lowest <= other <= found.highest


def test_every_figure_of_the_sample_can_be_asked_again() -> None:
    data = open_dataset()
    held = [(c.code, p) for c in data.ledger.counties for p in data.ledger.periods(c.code)[-1:]]
    for code, period in held:
        for figure in data.figures(code, period):
            assert figure.quantity.at({}) == figure.value, figure.id


def test_only_the_arithmetic_makes_quantities() -> None:
    """What is made by hand has no formula and could not be asked again."""
    own = {PACKAGE / "figures/quantity.py"}
    makers = [
        str(path.relative_to(PACKAGE))
        for path in sorted(set(PACKAGE.rglob("*.py")) - own)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Quantity"
    ]
    assert makers == []
