"""The list of what finkit is built on names every direct dependency, as pinned."""

from __future__ import annotations

from tools.dependencies import PLACE, ROOT, declared


def test_every_dependency_stands_in_the_list_as_it_is_pinned() -> None:
    pinned = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt")
        .read_text(encoding="utf-8")
        .lower()
        .replace("_", "-")
        .splitlines()
        if "==" in line
    )
    rows = PLACE.read_text(encoding="utf-8").splitlines()
    listed = {row.split(" | ")[0].strip("| "): row.split(" | ")[1] for row in rows if "| " in row}
    for name in declared():
        assert listed[name] == pinned[name.lower()], name
