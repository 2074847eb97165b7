"""Where a report's time goes: the stages of one report, made again and again in one process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from finkit.batch.one import Settings, parameters
from finkit.batch.plan import Request
from finkit.dataset import kept_open
from finkit.render.rendering import prepare, render
from finkit.report import build

_TIMES = 9
_COUNTY, _PERIOD = "示例县", "2021-10"


def breakdown() -> str:
    """The median milliseconds of each stage of 示例县's report, the fullest of the sample."""
    prepare()
    with kept_open("") as data, tempfile.TemporaryDirectory(prefix="finkit-bench-") as folder:
        report = build(_COUNTY, _PERIOD, data)
        request = Request(report.county, report.period)
        whole = _whole(request, Path(folder))
        parts: list[tuple[str, Callable[[Any], object]]] = [
            ("figures and checks", lambda fresh: fresh),
            ("text", lambda fresh: fresh.narrative._repr_html_()),
            (f"{len(report.charts.drawn)} charts", lambda fresh: fresh.charts._repr_html_()),
            (
                "tables",
                lambda fresh: (
                    fresh.headline,
                    fresh.indicator_table,
                    fresh.findings_table,
                    fresh.provenance,
                ),
            ),
            ("figures as JSON", lambda fresh: fresh.seal),
        ]
        spent: dict[str, list[float]] = {name: [] for name, _ in parts}
        for _ in range(_TIMES):
            started = time.perf_counter()
            fresh = build(_COUNTY, _PERIOD, data)
            for name, stage in parts:
                stage(fresh)
                ended = time.perf_counter()
                spent[name].append(ended - started)
                started = ended
    found = {name: median(times) for name, times in spent.items()}
    found["papermill, IPython, nbconvert, files"] = max(0.0, whole - sum(found.values()))
    shown = ", ".join(f"{name} {1000 * seconds:.0f}" for name, seconds in found.items())
    return f"a report of {1000 * whole:.0f} ms in a process that has all loaded: {shown}"


def _whole(request: Request, folder: Path) -> float:
    times = []
    for number in range(_TIMES + 1):
        work = folder / str(number)
        work.mkdir()
        started = time.perf_counter()
        rendered = render(parameters(request, Settings()), work, "finkit")
        (work / "report.html").write_text(rendered.html, encoding="utf-8")
        (work / "figures.json").write_text(rendered.figures_json, encoding="utf-8")
        times.append(time.perf_counter() - started)
    return median(times[1:])
