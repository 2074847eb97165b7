"""One unit through a report's text: 万元, or 亿元 where 万元 would be digits nobody published."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.errors import UsageError
from finkit.report import build
from tests.conftest import Open

NOW = "2024-12 cumulative"


def text(county: Open, *lines: str, unit: str = "") -> str:
    options = {"unit": unit} if unit else {}
    data = county(*(f"{NOW} {line}" for line in lines)).data
    return build("临洮县", "2024-12", data, options=options).narrative.text


INCOME, SPENDING = "一般公共预算收入 actual", "一般公共预算支出 actual"


@pytest.mark.parametrize(
    ("income", "spending", "said"),
    [
        ("17056 万元", "89240 万元", ("17056万元", "89240万元")),
        ("1.71 亿元", "8.92 亿元", ("1.71亿元", "8.92亿元")),
        # 1.71亿元 is no 17100万元: all stand in 亿元.
        ("1.71 亿元", "89240 万元", ("1.71亿元", "8.92亿元")),
        # 1.7056亿元 is 17056万元.
        ("1.7056 亿元", "89240 万元", ("17056万元", "89240万元")),
        # 元 never.
        ("170560000 元", "89240 万元", ("17056万元", "89240万元")),
        ("12345 元", "17056 千元", ("1.2345万元", "1706万元")),
        # What would round away in 亿元 stays in 万元.
        ("1.71 亿元", "95 万元", ("1.71亿元", "95万元")),
    ],
)
def test_amounts_stand_in_one_unit(
    county: Open, income: str, spending: str, said: tuple[str, str]
) -> None:
    found = text(county, f"{INCOME} {income}", f"{SPENDING} {spending}")
    assert f"一般公共预算收入完成{said[0]}" in found
    assert f"一般公共预算支出完成{said[1]}" in found


def test_the_unit_may_be_asked_for(county: Open) -> None:
    lines = f"{INCOME} 17056 万元", f"{SPENDING} 89240 万元"
    assert "一般公共预算收入完成1.71亿元" in text(county, *lines, unit="亿元")
    # In 万元 a coarser amount would gain digits: it stays what it is.
    coarse = f"{INCOME} 1.71 亿元", f"{SPENDING} 89240 万元"
    found = text(county, *coarse, unit="万元")
    assert "一般公共预算收入完成1.71亿元" in found
    assert "一般公共预算支出完成89240万元" in found
    with pytest.raises(UsageError, match="选项 unit 不能是「元」"):
        text(county, *lines, unit="元")


def test_the_table_keeps_what_was_published(county: Open) -> None:
    data = county(f"{NOW} {INCOME} 1.71 亿元", f"{NOW} {SPENDING} 89240 万元").data
    report = build("临洮县", "2024-12", data)
    assert "89,240万元" in report.indicator_table.html
    assert "8.92<small>亿元</small>" in report.headline.html


@given(amount=st.integers(1, 10**11), coarse=st.booleans())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_amount_is_moved_by_its_unit(county: Open, amount: int, coarse: bool) -> None:
    other = "1.71 亿元" if coarse else "17056 万元"
    found = text(county, f"{INCOME} {amount} 元", f"{SPENDING} {other}")
    shown = re.search(r"一般公共预算收入完成([\d.]+)(亿元|万元)", found)
    assert shown is not None
    factor = 10**8 if shown[2] == "亿元" else 10**4
    assert abs(Decimal(shown[1]) * factor - amount) <= Decimal("0.02") * amount
