"""Small ledgers of one prefecture: 定西市 and its seven counties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from finkit.counties.areas import known
from finkit.rollup import Rollup, rollup

HEADER = "county_code,county,province,period,basis,item,parent_item,measure,value,unit,source"
COUNTIES = {
    "621102": "安定区",
    "621121": "通渭县",
    "621122": "陇西县",
    "621123": "渭源县",
    "621124": "临洮县",
    "621125": "漳县",
    "621126": "岷县",
}
AREA = ("621100", "定西市")
REVENUE, SPENDING = "一般公共预算收入", "一般公共预算支出"
Made = Callable[..., Rollup]
Scoped = Callable[..., Rollup]


def row(code: str, period: str, value: object, item: str = REVENUE, name: str = "") -> str:
    """An amount in 亿元 of a county, booked to the 元."""
    told = name or known(code).name  # type: ignore[union-attr]
    return f"{code},{told},甘肃省,{period},cumulative,{item},,actual,{value},亿元,月报"


def rows(amounts: Mapping[str, tuple[object, object]], item: str = REVENUE) -> list[str]:
    """This October's amount and last October's of counties, by code."""
    return [
        row(code, period, value, item)
        for code, pair in amounts.items()
        for period, value in zip(("2021-10", "2020-10"), pair, strict=True)
        if value is not None
    ]


def write(path: Path, lines: Iterable[str]) -> Path:
    """A table of observations."""
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The rollup of 定西市 (or another area) in October 2021 of some rows."""

    def of(*lines: str, area: str = "定西市", period: str = "2021-10") -> Rollup:
        return rollup(area, period, write(tmp_path / "observations.csv", lines))

    return of


@pytest.fixture
def scoped(tmp_path: Path) -> Scoped:
    """The same, of rows whose areas state a scope (口径), or another column of the contract."""

    def of(lines: Iterable[str], scopes: Mapping[str, str], column: str = "scope") -> Rollup:
        path = tmp_path / "observations.csv"
        told = [f"{HEADER},{column}", *(f"{one},{scopes.get(one[:6], '')}" for one in lines)]
        path.write_text("\n".join(told) + "\n", encoding="utf-8")
        return rollup("定西市", "2021-10", path)

    return of
