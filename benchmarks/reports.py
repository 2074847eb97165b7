"""The same reports by the stock command lines and by `finkit batch`."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

from benchmarks.case import Case, Cost
from benchmarks.plain_way import Asked, emptied, plain
from benchmarks.process import cost_of, program
from benchmarks.unique_memory import UniqueMemory
from finkit import samples

PLAIN, BATCH = "reports, plain", "reports, finkit batch"
_PAGE = "report.html"


def cases(folder: Path, number: int) -> list[Case]:
    """Both ways over the same counties and periods. Raises `ValueError` for more than are held."""
    held = fullest()
    if not 1 <= number <= len(held):
        raise ValueError(f"1 to {len(held)} reports can be asked for, not {number}")
    asked = held[:number]
    return [
        Case(PLAIN, lambda: plain(asked, folder / "plain")),
        Case(BATCH, lambda: _batch(asked, folder / "batch")),
    ]


def fullest() -> list[Asked]:
    """The reports that say and draw the most: the synthetic county's months, the latest first."""
    table = next(f for f in samples.folders() if f.name == "synthetic") / "observations.csv"
    with table.open(encoding="utf-8-sig", newline="") as file:
        held = {(row["county_code"], row["period"]) for row in csv.DictReader(file)}
    return sorted(held, key=lambda asked: asked[1], reverse=True)


def _batch(asked: list[Asked], folder: Path) -> Cost:
    emptied(folder)
    params = folder / "params.yaml"
    reports = [{"county": county, "period": period} for county, period in asked]
    params.write_text(yaml.safe_dump({"reports": reports}, allow_unicode=True), encoding="utf-8")
    out = folder / "outputs"
    with UniqueMemory() as memory:
        cost = cost_of([program("finkit"), "batch", str(params), "--out", str(out)])
    made = len(list(out.rglob(_PAGE)))
    if made != len(asked):
        raise RuntimeError(f"finkit batch made {made} of {len(asked)} reports")
    return Cost(cost.seconds, memory.peak)
