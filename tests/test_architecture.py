"""The structure as a law: imports point left only, and every indicator is declared and tested."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from finkit import indicators
from finkit.figures.declaration import Indicator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "finkit"

# Each layer may import those before it, and its own.
LAYERS = (
    {
        "errors",
        "credentials",
        "units",
        "disk",
        "inert",
        "html_table",
        "encodings",
        "store_answers",
        "streams",
        "yaml_files",
        "gate",
    },
    {"periods", "counties", "accounts", "contract"},
    {"addresses", "readers", "workbooks", "ledger", "facts", "samples"},
    {"figures"},
    {"indicators"},
    {"dataset"},
    {"checks"},
    {"claims"},
    {"wording"},
    {"narrative", "charts"},
    {"forecasting"},
    {"extensions"},
    {"forms", "sheets"},
    {"export"},
    {"imports"},
    {"report"},
    {"render"},
    {"batch"},
    {"verify"},
    {"changes"},
    {"rollup"},
    {"workbench"},
    {"commands"},
    {"cli"},
)
LAYER_OF = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            names.update(full if node.module == "finkit" else [node.module])
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("finkit.")}


def _imports_us(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith("finkit")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_left_only(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        # The public door: opened when called, so that nothing is loaded by `import finkit`.
        assert imported_rooms(path) == {"charts", "workbench"}
        assert not [n for n in ast.parse(path.read_text(encoding="utf-8")).body if _imports_us(n)]
        return
    for other in imported_rooms(path):
        assert LAYER_OF[other] <= LAYER_OF[room], f"{room} imports {other}"


def test_every_room_has_its_layer() -> None:
    rooms = {room_of(path) for path in modules()} - {"__init__"}
    assert rooms == set(LAYER_OF)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 260


@pytest.mark.parametrize("indicator", indicators.all_declared(), ids=lambda i: i.key)
def test_an_indicator_says_what_it_is(indicator: Indicator) -> None:
    assert indicator.label
    assert indicator.formula
    assert indicator.definition
    assert indicator.source
    # Readers of the page see these: no key of ours.
    told = f"{indicator.label}{indicator.formula}{indicator.definition}{indicator.source}"
    assert not re.search(
        r"[A-Za-z_]{2,}", told.replace("facts.csv", "").replace("GB/T", "").replace("GDP", "")
    )


@pytest.mark.parametrize("name", ["county_report", "explore"])
def test_notebooks_are_thin_and_without_outputs(name: str) -> None:
    notebook = json.loads((ROOT / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    tagged = ["parameters"] in [cell["metadata"].get("tags") for cell in code]
    assert tagged == (name == "county_report")
    for cell in code:
        assert not cell["outputs"]
        assert cell["execution_count"] is None
        tree = ast.parse("".join(cell["source"]))
        for node in ast.walk(tree):
            assert not isinstance(node, ast.FunctionDef | ast.For | ast.While | ast.If | ast.Lambda)
        assert "pandas" not in "".join(cell["source"])


# --- The modules as a graph ----------------------------------------------------------------


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path, known: Collection[str]) -> set[str]:
    """The modules of ours that a file names anywhere: on top, in a function, for types only."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            asked = [f"{node.module}.{alias.name}" for alias in node.names]
            names.update(name if name in known else node.module for name in asked)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names & set(known) - {_name(path)}


def circle_in(graph: Mapping[str, Collection[str]]) -> list[str]:
    """One circle of the graph, its first module repeated at the end; [] where there is none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        found = next(filter(None, (walk(n, [*way, name]) for n in sorted(graph[name]))), [])
        done.add(name)
        return found

    return next(filter(None, (walk(name, []) for name in sorted(graph))), [])


@pytest.mark.parametrize(
    ("graph", "circle"),
    [
        ({"a": ["b", "c"], "b": ["c"], "c": []}, []),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ["b", "c", "b"]),
    ],
)
def test_a_circle_is_found(graph: dict[str, list[str]], circle: list[str]) -> None:
    assert circle_in(graph) == circle


def test_no_circle_between_modules() -> None:
    paths = {_name(path): path for path in modules()}
    graph = {name: _imported(path, paths) for name, path in paths.items()}
    # The public door alone is open to all and opens all.
    graph[PACKAGE.name] = set()
    assert circle_in(graph) == [], " → ".join(circle_in(graph))


MOST_AT_THE_ROOT, MOST_IN_A_FOLDER = 15, 25


def test_a_folder_can_be_looked_over() -> None:
    counted = Counter(path.parent for path in modules())
    assert counted[PACKAGE] <= MOST_AT_THE_ROOT
    assert {folder.name: n for folder, n in counted.items() if n > MOST_IN_A_FOLDER} == {}


FLOORS = ("words", "files", "layout", "reading")


def test_the_floors_of_workbooks_point_down_only() -> None:
    house = PACKAGE / "workbooks"
    for number, floor in enumerate(FLOORS):
        for path in (house / floor).glob("*.py"):
            text = path.read_text(encoding="utf-8")
            above = [one for one in FLOORS[number + 1 :] if f"finkit.workbooks.{one}" in text]
            assert not above, f"{path.name} of {floor} imports {above}"
