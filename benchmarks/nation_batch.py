"""A nation's month, the plain way and ours: synthetic data of 2,843 counties x 60 months.

The plain way makes the first few of the same reports; each of its pages must equal ours.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import yaml
from bs4 import BeautifulSoup

from benchmarks import nation
from benchmarks.case import Case, Cost, times_faster
from benchmarks.plain_way import emptied, plain
from benchmarks.process import cost_of, program
from benchmarks.unique_memory import UniqueMemory
from finkit.counties import register

PERIOD = "2023-10"
PERIODS = [f"{year}-{month:02d}" for year in (2023, 2022, 2021) for month in range(10, 2, -1)]
"""The months a batch may be of, the first alone if one is asked for."""
PLAIN, BATCH = "nation, plain", "nation, finkit batch"
LOG = "log.jsonl"


def cases(folder: Path, counties: int, months: int, reports: int) -> list[Case]:
    """The plain way over so many reports, the batch over so many counties and months, the same
    first.

    Raises `ValueError` for more counties or months than there are, or fewer counties than reports.
    """
    codes = sorted(register())
    if not 1 <= reports <= counties <= len(codes):
        raise ValueError(f"1 to {len(codes)} counties, and no more reports, can be asked for")
    if not 1 <= months <= len(PERIODS):
        raise ValueError(f"1 to {len(PERIODS)} months can be asked for")
    data = folder / "nation.parquet"
    nation.write(data)
    asked = [(code, PERIOD) for code in codes[:reports]]
    return [
        Case(PLAIN, lambda: plain(asked, folder / "nation-plain", str(data))),
        Case(BATCH, lambda: _batch(data, codes[:counties], months, folder / "nation", asked)),
    ]


def _batch(
    data: Path, codes: list[str], months: int, folder: Path, proven: Sequence[tuple[str, str]]
) -> Cost:
    emptied(folder)
    params = folder / "params.yaml"
    reports = [{"counties": codes, "periods": PERIODS[:months]}]
    asked = {"data": str(data), "reports": reports}
    params.write_text(yaml.safe_dump(asked, allow_unicode=True), encoding="utf-8")
    out, log = folder / "outputs", folder / LOG
    with UniqueMemory() as memory:
        written = ["--out", str(out), "--log", str(log)]
        cost = cost_of([program("finkit"), "batch", str(params), *written])
    made = len(list(out.rglob("figures.json")))
    if made != len(codes) * months:
        raise RuntimeError(f"finkit batch made {made} of {len(codes) * months} reports")
    for code, period in proven:
        page = out / period / code / "report.html"
        _prove(code, folder.parent / "nation-plain" / f"{code}-{period}.html", page)
    return Cost(cost.seconds, memory.peak)


def _prove(code: str, plain_page: Path, page: Path) -> None:
    """Raises unless the plain way gives the same page."""
    theirs, ours = (one.read_text(encoding="utf-8") for one in (plain_page, page))
    # The plain way's last step parses the page and writes it out again: so is ours here.
    if theirs != str(BeautifulSoup(ours, features="html.parser")):
        raise RuntimeError(f"{code}: the plain way gives another page")


def ratio(plain_costs: Sequence[Cost], costs: Sequence[Cost], reports: int, made: int) -> float:
    """How many times longer the plain way takes for a report: of so many, the batch of those made.

    >>> ratio([Cost(8.0, 0)], [Cost(10.0, 0)], reports=2, made=100)
    40.0
    """
    each = [Cost(cost.seconds / reports, cost.peak) for cost in plain_costs]
    return times_faster(each, [Cost(cost.seconds / made, cost.peak) for cost in costs])


def whole(made: int, cost: Cost) -> str:
    """What the nation's whole month takes at this pace.

    >>> whole(2843, Cost(300.0, 70.0))
    'nation: 2846 counties in 5.0 min with reading the data'
    """
    minutes = len(register()) * cost.seconds / made / 60
    return f"nation: {len(register())} counties in {minutes:.1f} min with reading the data"


def flatness(folder: Path) -> str:
    """Whether the last reports of the latest batch cost more than its first."""
    lines = (folder / "nation" / LOG).read_text(encoding="utf-8").splitlines()
    return first_and_last([json.loads(line)["seconds"] for line in lines])


def first_and_last(seconds: Sequence[float]) -> str:
    """What a report took a process, in the first tenth of a batch and in the last.

    >>> first_and_last([0.10, 0.12] * 5 + [0.12] * 10)
    'nation: a report takes a process 0.110 s in the first tenth of 20, 0.120 s in the last'
    """
    tenth = max(len(seconds) // 10, 1)
    return (
        f"nation: a report takes a process {mean(seconds[:tenth]):.3f} s in the first tenth of "
        f"{len(seconds)}, {mean(seconds[-tenth:]):.3f} s in the last"
    )


def summary(made: int, cost: Cost, times_plain: float) -> str:
    """The last line of a run.

    >>> summary(300, Cost(30.0, 95.4), 31.42)
    'bench: 300 reports, 10.0 reports/s, 31.4 times plain, peak 95 MB a worker'
    """
    return (
        f"bench: {made} reports, {made / cost.seconds:.1f} reports/s, "
        f"{times_plain:.1f} times plain, peak {cost.peak:.0f} MB a worker"
    )
