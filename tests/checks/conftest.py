"""What the checks find in a table: lines in, findings out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from finkit.checks import Finding, check_all
from finkit.dataset import open_dataset

HEADER = (
    "county_code,county,province,period,basis,item,parent_item,measure,value,unit,source,"
    "data_status,scope"
)
Find = Callable[..., list[Finding]]


def line(text: str) -> str:
    """`2024-02 税收收入<上级 actual 120 万元 [word=value …]` as a row of 临洮县, cumulative."""
    period, item, measure, value, unit, *rest = text.split()
    name, _, parent = item.partition("<")
    cells = {
        "county_code": "621124",
        "county": "临洮县",
        "province": "甘肃省",
        "period": period,
        "basis": "cumulative",
        "item": name,
        "parent_item": parent,
        "measure": measure,
        "value": value,
        "unit": unit,
        "source": "表一",
        **dict(word.split("=", 1) for word in rest),
    }
    return ",".join(cells.get(column, "") for column in HEADER.split(","))


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """All findings of a table; `rule` keeps those whose rule holds a word."""

    def found(*lines: str, rule: str = "") -> list[Finding]:
        path = tmp_path / "observations.csv"
        path.write_text("\n".join([HEADER, *map(line, lines)]) + "\n", encoding="utf-8")
        return [f for f in check_all(open_dataset(path)) if rule in f.rule]

    return found
