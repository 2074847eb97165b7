"""How much the data of a period hold."""

from __future__ import annotations

from decimal import Decimal

from tests.conftest import Open


def test_items_and_sources_are_counted(county: Open) -> None:
    opened = county(
        "2024-02 cumulative 一般公共预算收入 actual 100 万元",
        "2024-02 cumulative 一般公共预算收入 budget 900 万元",
        "2024-02 month 一般公共预算收入 actual 50 万元",
        "2024-02 cumulative 政府性基金收入 budget 70 万元",
        "2024-01 cumulative 一般公共预算支出 actual 30 万元",
    )
    assert opened.figure("items_held", "2024-02").value == Decimal(3)
    assert opened.figure("sources_held", "2024-02").value == Decimal(1)
