"""The guide and the reference say what is: rooms, additions, commands, names for templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from finkit.checks.tables import rows
from finkit.facts.keys import UNPUBLISHED, keys
from finkit.facts.slots import slots
from finkit.indicators import ITEM_INDICATORS
from tests.test_architecture import LAYERS
from tools.reference import PLACE, phrases, reference

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return GUIDE.split(f"## {title}\n")[1].split("\n## ")[0]


def cells(text: str) -> list[list[str]]:
    """The rows of the table in a text, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_guide_names_every_room_in_the_order_of_the_layers() -> None:
    named = [
        {name.strip("/") for name in re.findall(r"`([^`]+)`", row[0])}
        for row in cells(section("Which room"))
    ]
    assert [name for row in named for name in sorted(row)] == [
        name for layer in _as_told(named) for name in sorted(layer)
    ]
    assert {name for row in named for name in row} == {name for layer in LAYERS for name in layer}


def _as_told(named: list[set[str]]) -> list[set[str]]:
    """The rows of the guide in the order of the layers."""
    number = {name: place for place, layer in enumerate(LAYERS) for name in layer}
    return sorted(named, key=lambda row: min(number[name] for name in row))


ADDITIONS = cells(section("To add X, touch Y"))


@pytest.mark.parametrize("row", ADDITIONS, ids=lambda row: row[0])
def test_an_addition_is_made_where_the_guide_says(row: list[str]) -> None:
    _, touch, made = row
    told = (ROOT / made.strip("`")).read_text(encoding="utf-8").split('"""')[1]
    places = [name for name in re.findall(r"`([^`]+)`", touch) if name.startswith("finkit/")]
    assert places
    for place in places:
        assert (ROOT / place).exists(), place
        assert f"`{place}`" in told or f"`{place.rstrip('/')}" in told, (
            f"{made} says nothing of {place}"
        )


def test_every_addition_that_is_tested_stands_in_the_guide() -> None:
    made = {row[2].strip("`") for row in ADDITIONS}
    laws = {"tests/additions/test_formats.py"}
    tests = {str(p.relative_to(ROOT)) for p in (ROOT / "tests/additions").glob("test_*.py")}
    assert tests - laws == made


def test_paths_in_the_guide_exist() -> None:
    for place in re.findall(r"`((?:finkit|tests|tools|docs)/[^`]*)`", GUIDE):
        assert list(ROOT.glob(place)), place


def test_every_command_of_make_is_in_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"\.PHONY: (.*)", makefile)[1].split())  # type: ignore[index]
    assert set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)) == targets
    assert set(re.findall(r"make ([a-z]+)", GUIDE)) <= targets


def test_the_reference_is_of_these_declarations() -> None:
    held = (ROOT / PLACE).read_text(encoding="utf-8")
    assert held == reference(), "run make docs"


def test_what_templates_may_say_of_an_item_is_told_by_an_example() -> None:
    assert phrases()["compared"] == "同比增收2113万元，增长14.1%"
    chinese = re.compile(r"[^A-Za-z]+")
    assert [name for name, example in phrases().items() if not chinese.fullmatch(example)] == []
    readme = README.split("The names they may use:")[1].split("\n\n")[0]
    assert [name for name in re.findall(r"\.([a-z_]+)", readme) if name not in phrases()] == []


def test_every_key_of_facts_is_read() -> None:
    """A key stands for a slot, a template or a claim asks for it, or it is about asking itself."""
    package = ROOT / "finkit"
    texts = [p.read_text(encoding="utf-8") for p in (package / "narrative/sections").glob("*.j2")]
    texts += [p.read_text(encoding="utf-8") for p in (package / "claims").glob("*.py")]
    asked = " ".join(texts)
    filled = {slot.fact for slot in slots()} | {UNPUBLISHED}
    assert [key for key in keys() if key not in filled and f"f.{key}" not in asked] == []


def test_every_rule_of_the_monitor_is_of_a_declared_figure() -> None:
    known = {one.key for one in ITEM_INDICATORS} | {"share"}
    assert {row["figure"] for row in rows("anomalies.csv")} <= known
