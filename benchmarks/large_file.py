"""Large observation files: their memory must not grow as they do."""

from __future__ import annotations

from pathlib import Path

from benchmarks.case import Case, Cost
from benchmarks.process import cost_of, program
from benchmarks.synthetic_table import LAST_PERIOD, write_table

SIZES = (50, 200)


def cases(folder: Path) -> list[Case]:
    """Synthetic tables of 50 and 200 MB, written into `folder`: listed, and asked for a county."""
    found = []
    for megabytes in SIZES:
        path = folder / f"observations-{megabytes}.csv"
        county = write_table(path, megabytes)[0]
        asked = ["indicators", "--county", county, "--period", str(LAST_PERIOD), "--format", "csv"]
        found += [
            _case(f"list, {megabytes} MB", ["list"], path),
            _case(f"indicators, a county of {megabytes} MB", asked, path),
        ]
    return found


def _case(name: str, command: list[str], data: Path) -> Case:
    def run() -> Cost:
        return cost_of([program("finkit"), *command, "--data", str(data)])

    return Case(name, run)
