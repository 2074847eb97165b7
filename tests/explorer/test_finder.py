"""What an analyst types, and the county or item that it finds."""

from __future__ import annotations

import pytest

import finkit
from finkit.workbench.explorer.finder import Choice, Found, counties, find, items


@pytest.fixture(scope="module")
def known() -> list[Choice]:
    return counties(finkit.open().data.ledger.counties)


def first(found: Found) -> str:
    (one,) = found.nearest
    return one.label


@pytest.mark.parametrize(
    "typed",
    [
        "临洮县",
        "临洮",
        "621124",
        "ltx",
        "LTX",
        "lintao",
        "定西",
        "甘肃 临洮",
        "ｌｔｘ",
        "甘肃省定西市临洮县",
    ],
)
def test_a_county_is_found_by(typed: str, known: list[Choice]) -> None:
    assert first(find(typed, known)) == "临洮县 621124 甘肃省定西市"


@pytest.mark.parametrize("typed", ["临逃", "qqq", "999999"])
def test_what_is_none_finds_none(typed: str, known: list[Choice]) -> None:
    assert find(typed, known) == Found()


def test_a_province_finds_its_counties(known: list[Choice]) -> None:
    found = find("重庆", known)
    assert {"万州区 500101 重庆市", "渝北区 500112 重庆市"} <= {one.label for one in found.nearest}
    held = [one for one in finkit.open().data.ledger.counties if one.province == "重庆市"]
    assert len(found.nearest) == len(held)


def test_the_name_in_full_comes_before_what_holds_it() -> None:
    held = items(finkit.open().data.ledger.county("DEMO01"))
    found = find("zzs", held)
    assert [one.label for one in found.nearest] == ["增值税 10101"]
    assert [one.label for one in found.others] == ["土地增值税 10113"]
    assert first(find("税收", held)) == "税收收入 101"
    assert first(find("10101", held)) == "增值税 10101"
