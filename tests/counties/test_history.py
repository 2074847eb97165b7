"""The register through time: every change of 2005 to 2024, and what a name meant in its year."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from finkit.counties import resolve
from finkit.counties.areas import areas_named, settled
from finkit.counties.history import (
    Former,
    breaks,
    former,
    is_same_county,
    predecessors,
    successor,
    years_of,
)
from finkit.counties.registered import register
from finkit.counties.titles import within

ENDED = [
    one
    for several in former().values()
    for one in several
    if one.until >= 2005 and not one.county.code.endswith("00")
]
SAME = [one for one in ENDED if is_same_county(one) and one.county.name != "儋州市"]
"""儋州市 became a city of the level of prefectures, under the same name."""


def named(one: Former) -> str:
    return f"{one.county.name}{one.until}"


@pytest.mark.parametrize("one", SAME, ids=named)
def test_a_renamed_county_is_found_by_its_former_name(one: Former) -> None:
    county, last = one.county, one.until - 1
    city = f"{county.code[:4]}00" if county.prefecture else f"{county.code[:2]}0000"
    # In a table of its city of then, and in a title.
    assert settled([county.name], last, near=city)[county.name].code == county.code
    title = f"{county.prefecture or county.province}{county.name}{last}年收支情况"
    found = within(title, last)
    assert found is not None and found.code == county.code
    # Now, in the data of its province: under the name and code of today.
    change = successor(one)
    assert change is not None
    held = [c for c in register().values() if c.code[:2] == change.code[:2]]
    if change.code in register():
        assert resolve(county.code, held).code == change.code
        if county.name not in {c.name for c in held}:
            assert resolve(county.name, held).code == change.code


def test_what_was_before_is_before() -> None:
    for code in register():
        untils = [one.until for one in predecessors(code)]
        assert untils == sorted(untils, reverse=True)
        first, last = years_of(code)
        assert last == 0
        assert not untils or untils[0] <= max(first, untils[0])


def test_a_year_tells_who_bears_a_name() -> None:
    def codes(name: str, year: int) -> list[str]:
        return [area.code for area in areas_named(name, year)]

    assert codes("密云县", 2014) == ["110228"]
    assert codes("密云县", 2018) == ["110118"]
    assert codes("平果市", 2018) == ["451082"]  # restated under the name of today
    assert codes("三元区", 2018) == ["350403"]
    assert codes("三元区", 2023) == ["350404"]
    assert codes("沙县", 2018) == ["350427"]
    assert codes("沙县", 2023) == ["350405"]
    assert codes("下城区", 2023) == ["330103"]  # it ended: the checks tell
    assert codes("郧县", 2013) == ["420321"]


@pytest.mark.parametrize(
    ("code", "year", "parts", "divided"),
    [
        ("330105", 2021, ["330105", "330103"], []),
        ("330102", 2021, ["330102"], ["330104"]),
        ("330110", 2021, ["330110"], ["330113"]),
        ("330113", 2021, [], ["330110"]),
        ("410308", 2021, ["410306", "410322"], []),
        ("350404", 2021, ["350402", "350403"], []),
        ("320613", 2020, ["320602", "320611"], []),
        ("310115", 2009, ["310115", "310119"], []),
        ("110101", 2010, ["110101", "110103"], []),
        ("120116", 2009, ["120107", "120108", "120109"], []),
    ],
)
def test_a_merger_is_a_break(code: str, year: int, parts: list[str], divided: list[str]) -> None:
    (found,) = [one for one in breaks(code) if one.year == year]
    assert sorted(part.code for part in found.parts) == sorted(parts)
    assert [one.code for one in found.others] == divided


_DATA = os.environ.get("FINKIT_REFERENCE_DATA", "")
_CORRECTED = {"513201", "210112", "130103"}
"""Codes on which the reference differs from the lists of 民政部: 马尔康区 never was, 东陵区 and 桥东区
ended in 2014."""


@pytest.mark.skipif(not _DATA, reason="FINKIT_REFERENCE_DATA names no folder")
def test_the_second_source_has_the_same_ends() -> None:
    path = Path(_DATA) / "register" / "lifetimes.csv"
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if int(row["last_year"] or 0) >= 2005]
    ours = {(one.county.code, one.county.name, one.until - 1) for one in ENDED}
    theirs = {(row["code"], row["name"], int(row["last_year"])) for row in rows}
    differing = {code for code, _, _ in theirs - ours if not code.endswith("00")}
    assert differing <= _CORRECTED
