"""What is pinned can be installed wherever we say that finkit runs."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent


def test_every_pin_runs_on_the_oldest_python_we_promise() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=") + ".0"
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    needs = {}
    for pin in pins:
        try:
            # Not `metadata(...)["Requires-Python"]`: where a package that names no Python gives
            # None there, the backport of importlib.metadata raises once anything has imported it.
            needs[pin.name] = str(metadata(pin.name).json.get("requires_python", ""))
        except PackageNotFoundError:
            continue  # of another platform
    assert len(needs) > len(pins) * 0.8
    assert {name: need for name, need in needs.items() if oldest not in SpecifierSet(need)} == {}
