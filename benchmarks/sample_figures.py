"""All figures of the embedded sample, in each format."""

from __future__ import annotations

from pathlib import Path

from benchmarks.case import Case, Cost
from benchmarks.process import cost_of, program


def cases(folder: Path) -> list[Case]:
    """`finkit indicators` over the whole sample, written into a file of `folder`."""
    return [
        _case(form, folder, goal) for form, goal in (("csv", 3), ("table", None), ("json", None))
    ]


def _case(form: str, folder: Path, goal: float | None) -> Case:
    def run() -> Cost:
        command = [program("finkit"), "indicators", "--format", form]
        return cost_of(command, output=folder / f"figures.{form}")

    return Case(f"indicators, sample, {form}", run, goal)
