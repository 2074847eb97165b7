"""The plain way: papermill's and nbconvert's command lines for each report, two at a time."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.case import Cost
from benchmarks.process import cost_of, program
from benchmarks.unique_memory import UniqueMemory

_AT_A_TIME = 2
# Named here, not imported: what this process holds would be counted to those it starts.
_NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "county_report.ipynb"
Asked = tuple[str, str]
"""A county's code and a period."""


def plain(asked: Sequence[Asked], folder: Path, data: str = "") -> Cost:
    """Makes the reports in an emptied folder, as `CODE-PERIOD.html`."""
    emptied(folder)
    started = time.perf_counter()
    with UniqueMemory() as memory, ThreadPoolExecutor(_AT_A_TIME) as pool:
        # list() so that a failure in a thread is raised here.
        list(pool.map(lambda one: _make(one, folder, data), asked))
    return Cost(time.perf_counter() - started, memory.peak)


def _make(asked: Asked, folder: Path, data: str) -> None:
    executed = folder / f"{'-'.join(asked)}.ipynb"
    county, period = asked
    parameters = ["-r", "county", county, "-r", "period", period, "-r", "data", data]
    cost_of([program("papermill"), str(_NOTEBOOK), str(executed), *parameters])
    to_html = ["nbconvert", "--to", "html", "--template", "finkit", "--no-input"]
    cost_of([program("jupyter"), *to_html, str(executed)])


def emptied(folder: Path) -> None:
    """Leaves an empty folder there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
