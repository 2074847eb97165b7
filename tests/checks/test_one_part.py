"""A total that is missed by one of its parts: what became of that part."""

from __future__ import annotations

from decimal import Decimal

import pytest

from finkit.checks.one_part import slip_of_one
from finkit.contract import Observation
from finkit.periods import Period


def _part(item: str, value: str) -> tuple[str, Observation]:
    amount = Decimal(value)
    one = Observation(
        "621124", Period(2024, 6), "cumulative", item, "", "actual", amount, "万元", ""
    )
    return item, one


PARTS = [_part("专项收入", "100"), _part("国有资本经营收入", "8"), _part("罚没收入", "31")]


@pytest.mark.parametrize(
    ("total", "says"),
    [
        # 100 − 8 + 31 = 123: the sum of what is printed, 139, exceeds it by 2 × 8.
        ("123", "国有资本经营收入的两倍：它应为负数，丢了负号"),
        ("108", "罚没收入：合计漏加了它，或它重复计算"),
        ("147", "国有资本经营收入：合计多加了它一次，或漏列了同样大的一项"),
        ("120", ""),
    ],
)
def test_what_one_part_explains(total: str, says: str) -> None:
    excess = sum((part.value for _, part in PARTS), Decimal()) - Decimal(total)
    assert slip_of_one(excess, PARTS, "万元") == (f"差额正是{says}" if says else "")
