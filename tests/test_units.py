"""Rounding and units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finkit import units
from finkit.errors import DataError

numbers = st.decimals(-(10**12), 10**12, places=6, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "decimals", "excel"),
    [("0.5", 0, "1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-0.5", 0, "-1"), ("-2.5", 0, "-3"),
     ("2.675", 2, "2.68"), ("1.005", 2, "1.01"), ("44.4495", 1, "44.4"), ("-0.04", 1, "0.0")],
)  # fmt: skip
def test_ties_go_as_excels_round_takes_them(value: str, decimals: int, excel: str) -> None:
    assert str(units.round_half_up(Decimal(value), decimals)) == excel


@given(value=numbers, decimals=st.integers(0, 4))
def test_rounding_is_symmetric_and_within_half_a_digit(value: Decimal, decimals: int) -> None:
    rounded = units.round_half_up(value, decimals)
    assert rounded == -units.round_half_up(-value, decimals)
    assert abs(rounded - value) <= Decimal(5).scaleb(-decimals - 1)


@given(value=numbers)
def test_what_rounds_to_zero_prints_without_a_sign(value: Decimal) -> None:
    if not units.round_half_up(value, 1):
        assert units.text(value, "%") == "0.0%"
    assert not units.text(abs(value), "%").startswith("-")


@given(value=numbers, unit=st.sampled_from(["元", "千元", "万元", "亿元"]))
def test_there_and_back_is_the_same_amount(value: Decimal, unit: str) -> None:
    assert units.convert(units.convert(value, "万元", unit), unit, "万元") == value


@given(value=st.decimals(-(10**10), 10**10, places=6, allow_nan=False, allow_infinity=False))
def test_machine_text_is_the_value(value: Decimal) -> None:
    assert Decimal(units.machine(value)) == value
    assert "E" not in units.machine(value)


def test_kinds_do_not_convert_into_each_other() -> None:
    with pytest.raises(DataError, match="不能换算"):
        units.convert(Decimal(1), "万元", "人")


def test_an_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(DataError, match="是否想写 亿元"):
        units.unit("亿")
