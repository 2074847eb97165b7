"""Words follow signs: for all amounts, and case by case as sentences."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit.accounts.nature import Nature
from finkit.figures.pointing import Spots
from finkit.figures.quantity import Quantity, difference, growth
from finkit.wording import Speaker, Style, direction
from tests.conftest import figure

SPEAKER = Speaker(Style())
amounts = st.one_of(
    st.none(),
    st.just(Decimal(0)),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False),
)


def sentence(
    now: Decimal | None, before: Decimal | None, nature: Nature = Nature.REVENUE, unit: str = "万元"
) -> str:
    a, b = Quantity(now, unit), Quantity(before, unit)
    return str(
        SPEAKER.compared(
            figure(now, unit),
            figure(before, unit),
            figure(difference(a, b).value, unit),
            figure(growth(a, b).value, "%"),
            nature,
        )
    )


@given(now=amounts, before=amounts, nature=st.sampled_from(Nature))
def test_words_agree_with_signs(
    now: Decimal | None, before: Decimal | None, nature: Nature
) -> None:
    said = sentence(now, before, nature)
    up, down = direction(nature, 1), direction(nature, -1)
    if now is None or before is None:
        assert said == ""
        return
    assert "NaN" not in said
    assert "None" not in said
    if up in said or "增长" in said:
        assert now > before
    if down in said or "下降" in said:
        assert now < before
    if "持平" in said and "基本" not in said:
        assert now == before
    assert not re.search(rf"({up}|{down}|增长|下降)-", said)
    assert not re.search(r"(增长|下降)0\.0%", said)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ("17056", "14943", "同比增收2113万元，增长14.1%"),
        ("24627", "25697", "同比减收1070万元，下降4.2%"),
        ("100", "100", "与上年同期持平"),
        ("100000", "99999", "同比增收1万元，与上年同期基本持平"),
        ("100000.2", "100000", "与上年同期基本持平"),
        ("9620", "0", "同比增收9620万元（上年同期为零）"),
        ("0", "21", "同比减收21万元"),
        ("0", "0", "与上年同期持平"),
        ("80", "-20", "上年同期为-20万元，由负转正，同比增收100万元"),
        ("-20", "80", "上年同期为80万元，由正转负，同比减收100万元"),
        ("-10", "-20", "上年同期为-20万元，同比增收10万元"),
        ("300", "100", "同比增收200万元，增长200.0%"),
    ],
)
def test_each_case_as_a_sentence(now: str, before: str, expected: str) -> None:
    assert sentence(Decimal(now), Decimal(before)) == expected


def test_spending_has_words_of_its_own() -> None:
    assert sentence(Decimal(90), Decimal(100), Nature.SPENDING) == "同比减支10万元，下降10.0%"


def test_tens_of_millions_in_yi() -> None:
    assert sentence(Decimal("62.99"), Decimal("56.47"), Nature.SPENDING, "亿元") == (
        "同比增支6.52亿元，增长11.5%"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2.34", "超序时进度2.3个百分点"), ("-0.49", "落后序时进度0.5个百分点"),
     ("0", "与序时进度持平"), ("0.04", "与序时进度基本持平")],
)  # fmt: skip
def test_schedule(value: str, expected: str) -> None:
    assert str(SPEAKER.schedule(figure(Decimal(value), "个百分点"))) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("8.74", "提高8.7个百分点"),
        ("-0.89", "下降0.9个百分点"),
        ("0", "持平"),
        ("-0.04", "基本持平"),
    ],
)
def test_points(value: str, expected: str) -> None:
    assert str(SPEAKER.points(figure(Decimal(value), "个百分点"))) == expected


def test_a_figure_points_to_the_row_of_its_item_and_to_which_of_its_figures_it_is() -> None:
    loss, gain = (figure(Decimal(value), "万元") for value in ("-1816.5", "20"))
    speaker = Speaker(Style(), spots=Spots([gain, loss]))
    assert speaker.level(loss).__html__() == '<a href="#f0" data-k="0">-1817万元</a>'
    assert SPEAKER.level(loss).__html__() == "-1817万元"
