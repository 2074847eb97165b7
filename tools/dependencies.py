"""`docs/dependencies.md`: what finkit is built on, with versions as pinned and licences.

`python -m tools.dependencies` writes it of what is installed; `make audit` looks each version up in
the list of known advisories.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "docs" / "dependencies.md"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_HEAD = """# What finkit is built on

Versions as `constraints.txt` pins them, licences as the libraries state them. Made by `make docs`;
`make audit` compares the pinned versions with the known advisories (it needs a network).

| library | version | licence | for |
|---|---|---|---|
"""
_LONGEST = 60


def declared() -> dict[str, str]:
    """The direct dependencies, and the extra that asks for each ("" for the base)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    found = {_bare(one): "" for one in project["dependencies"]}
    for extra, names in extras.items():
        for one in names:
            found.setdefault(_bare(one), extra)
    return {name: extra for name, extra in found.items() if name != "finkit"}


def table() -> str:
    """The page."""
    return _HEAD + "".join(_lines())


def licence(found: Distribution) -> str:
    """A library's licence in its own words: the expression, the classifier, or the text's head."""
    told: dict[str, Any] = found.metadata.json
    if expression := told.get("license_expression"):
        return str(expression)
    for line in told.get("classifier", ()):
        if line.startswith("License :: ") and not line.endswith("OSI Approved"):
            return str(line).rsplit(" :: ", 1)[-1]
    return str(told.get("license") or "").strip().split("\n")[0][:_LONGEST] or "—"


def _lines() -> Iterator[str]:
    for name, extra in sorted(declared().items(), key=lambda one: (one[1], one[0].lower())):
        found = distribution(name)
        use = f"`finkit[{extra}]`" if extra else "finkit"
        yield f"| {name} | {found.version} | {licence(found)} | {use} |\n"


def _bare(requirement: str) -> str:
    match = _NAME.match(requirement)
    assert match
    return match[0]


if __name__ == "__main__":
    PLACE.write_text(table(), encoding="utf-8")
