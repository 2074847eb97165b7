"""Digits: an amount prints with those it was published with, neither more nor none."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finkit.report import build
from finkit.units import round_half_up
from finkit.wording import Speaker, Style
from tests.conftest import Open, Opened


def said(opened: Opened, indicator: str = "amount") -> str:
    return str(Speaker(Style()).level(opened.figure(indicator, "2024-12")))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("76.7 亿元", "76.7亿元"),
        ("76.70 亿元", "76.70亿元"),
        ("5 亿元", "5亿元"),
        ("12.3456 亿元", "12.35亿元"),
        # What would round away is said in the smaller unit, with the digits it has.
        ("0.0042 亿元", "42万元"),
        ("-0.0042 亿元", "-42万元"),
        ("0.27 万元", "0.27万元"),
        ("17056 万元", "17056万元"),
        ("0 亿元", "0亿元"),
        # What is booked in 元 or 千元 is said so.
        ("0.3 元", "0元"),
        ("0.3 千元", "0千元"),
    ],
)
def test_an_amount_in_print(county: Open, amount: str, expected: str) -> None:
    assert said(county(f"2024-12 cumulative 税收收入 actual {amount}")) == expected


def test_a_change_has_the_digits_of_the_coarser_amount(county: Open) -> None:
    # 76.7 − 70.25 = 6.45, by 0.055 to each side.
    opened = county(
        "2024-12 cumulative 税收收入 actual 76.7 亿元",
        "2024-12 cumulative 税收收入 prior_actual 70.25 亿元",
    )
    assert said(opened, "yoy_amount") == "6.5亿元"


def test_the_sentence_says_no_more_than_was_published(county: Open) -> None:
    opened = county(
        "2024-12 cumulative 一般公共预算收入 actual 76.7 亿元",
        "2024-12 cumulative 一般公共预算收入 prior_actual 70.3 亿元",
    )
    text = build("临洮县", "2024-12", opened.data).narrative.text
    assert "一般公共预算收入完成76.7亿元，同比增收6.4亿元，增长约9%。" in text


@given(value=st.decimals(-999, 999, places=4, allow_nan=False), places=st.integers(0, 4))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_amount_gains_a_digit_or_rounds_away(county: Open, value: object, places: int) -> None:
    published = round_half_up(value, places)  # type: ignore[arg-type]
    text = said(county(f"2024-12 cumulative 税收收入 actual {published} 亿元"))
    number = text.removesuffix("亿元")
    if number != text:
        assert len(number.partition(".")[2]) <= places
    assert (number.strip("-0.") == "") == (published == 0)
