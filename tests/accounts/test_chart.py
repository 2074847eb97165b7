"""The chart as a law: no row that means nothing, no name that is asked for and not known."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from finkit.accounts import names, tables
from finkit.accounts.aliases import standard
from finkit.accounts.chart import accounts
from finkit.accounts.names import THREE_BUDGETS
from finkit.accounts.spelling import clean
from finkit.forms.asked import sheet_by_item, sheet_names

CHART, ALIASES = tables.rows("chart.csv"), tables.rows("aliases.csv")
SECTIONS = Path(__file__).parents[2] / "finkit/narrative/sections"


def test_every_alias_means_a_standard_name() -> None:
    assert [row["alias"] for row in ALIASES if row["standard"] not in accounts()] == []


def test_every_alias_is_read() -> None:
    """None is repeated with another meaning, none is itself a standard name and so never asked."""
    meant: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in ALIASES:
        key = (clean(row["alias"]), row["parent"])
        meant.setdefault(key, set()).add((row["standard"], row["scope"]))
    assert [key for key, meanings in meant.items() if len(meanings) > 1] == []
    known = {clean(name) for name in accounts()}
    assert [alias for alias, parent in meant if not parent and alias in known] == []
    assert {parent for _, parent in meant if parent} <= set(accounts())


def test_every_parent_is_in_the_chart() -> None:
    codes = {row["code"] for row in CHART}
    assert {row["parent"] for row in CHART if row["parent"]} <= codes


def test_a_code_is_of_one_account() -> None:
    assert [c for c, n in Counter(r["code"] for r in CHART if r["code"]).items() if n > 1] == []


def test_an_account_stands_on_the_form_once() -> None:
    """At the top of a sheet that there is, or under an item that is on the form itself."""
    for row in CHART:
        if row["sheet"] or row["under"]:
            assert not (row["sheet"] and row["under"]), row["name"]
            assert row["sheet"] in ("", *sheet_names()), row["name"]
            assert row["name"] in sheet_by_item(), row["name"]


def constants() -> list[str]:
    found: list[str] = []

    def take(value: object) -> None:
        if isinstance(value, tuple):
            for one in value:
                take(one)
        else:
            found.append(str(value))

    for name, value in vars(names).items():
        if name.isupper():
            take(value)
    return found


@pytest.mark.parametrize("name", [name for name in constants() if name != THREE_BUDGETS])
def test_every_name_that_code_asks_for_is_a_standard_name(name: str) -> None:
    assert standard(name).name == name


@pytest.mark.parametrize("section", sorted(SECTIONS.glob("*.j2")), ids=lambda path: path.stem)
def test_every_item_that_a_section_speaks_of_is_a_standard_name(section: Path) -> None:
    for name in re.findall(r'item\("([^"]+)"\)', section.read_text(encoding="utf-8")):
        assert standard(name).name == name
