"""The same reports by the stock command lines and by `finkit batch`."""

from __future__ import annotations

import csv
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from benchmarks.case import Case, Cost
from benchmarks.process import cost_of, program
from benchmarks.unique_memory import UniqueMemory
from finkit import samples

PLAIN, BATCH = "reports, plain", "reports, finkit batch"
_AT_A_TIME = 2
# Named here, not imported: what this process holds would be counted to those it starts.
_NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "county_report.ipynb"
_PAGE = "report.html"
Asked = tuple[str, str]


def cases(folder: Path, number: int) -> list[Case]:
    """Both ways over the same counties and periods. Raises `ValueError` for more than are held."""
    held = fullest()
    if not 1 <= number <= len(held):
        raise ValueError(f"1 to {len(held)} reports can be asked for, not {number}")
    asked = held[:number]
    return [
        Case(PLAIN, lambda: _plain(asked, folder / "plain")),
        Case(BATCH, lambda: _batch(asked, folder / "batch")),
    ]


def fullest() -> list[Asked]:
    """The reports that say and draw the most: the synthetic county's months, the latest first."""
    table = next(f for f in samples.folders() if f.name == "synthetic") / "observations.csv"
    with table.open(encoding="utf-8-sig", newline="") as file:
        held = {(row["county_code"], row["period"]) for row in csv.DictReader(file)}
    return sorted(held, key=lambda asked: asked[1], reverse=True)


def _plain(asked: list[Asked], folder: Path) -> Cost:
    _emptied(folder)
    started = time.perf_counter()
    with UniqueMemory() as memory, ThreadPoolExecutor(_AT_A_TIME) as pool:
        # list() so that a failure in a thread is raised here.
        list(pool.map(lambda one: _one_plain(one, folder), asked))
    return Cost(time.perf_counter() - started, memory.peak)


def _one_plain(asked: Asked, folder: Path) -> None:
    county, period = asked
    executed = folder / f"{county}-{period}.ipynb"
    parameters = ["-r", "county", county, "-r", "period", period]
    cost_of([program("papermill"), str(_NOTEBOOK), str(executed), *parameters])
    to_html = ["nbconvert", "--to", "html", "--template", "finkit"]
    cost_of([program("jupyter"), *to_html, str(executed)])


def _batch(asked: list[Asked], folder: Path) -> Cost:
    _emptied(folder)
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


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def summary(number: int, batch: Cost, times_plain: float) -> str:
    """The last line of a run.

    >>> summary(6, Cost(12.0, 180.4), 3.14)
    'bench: 6 reports, 0.50 reports/s, 3.1 times plain, peak 180 MB a worker'
    """
    rate = number / batch.seconds
    return (
        f"bench: {number} reports, {rate:.2f} reports/s, {times_plain:.1f} times plain, "
        f"peak {batch.peak:.0f} MB a worker"
    )
