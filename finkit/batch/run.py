"""Running a plan: each report apart from the others, then the index."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from finkit.batch.index import index_page
from finkit.batch.manifest import Entry, as_json
from finkit.batch.places import publish, report_folder, workspace, write_whole
from finkit.batch.plan import Request
from finkit.dataset import Dataset
from finkit.errors import FinkitError
from finkit.render import (
    FIGURES_JSON,
    REPORT_HTML,
    REPORT_MARKDOWN,
    NotExecutedError,
    Rendered,
    render,
)
from finkit.report.build import require_period

Tell = Callable[[Entry, int, int], None]
MANIFEST, INDEX = "manifest.json", "index.html"


@dataclass(frozen=True)
class Settings:
    """What all reports of a batch share: data, facts and options as the notebook gets them."""

    data: str = ""
    facts: str = ""
    options: dict[str, Any] | None = None


@dataclass(frozen=True)
class Outcome:
    """One report's entry, and what its notebook said of itself (None where it did not run)."""

    entry: Entry
    seal: dict[str, Any] | None


def one(request: Request, settings: Settings, out: Path) -> Outcome:
    """Makes one report under the output folder. Raises nothing that belongs to one report alone."""
    started = time.monotonic()
    target = report_folder(out, request.county.code, str(request.period))

    def entry(status: Any, reason: str, path: str) -> Entry:
        seconds = round(time.monotonic() - started, 2)
        county = request.county
        return Entry(county.code, county.name, str(request.period), status, reason, path, seconds)

    with workspace(out) as work:
        try:
            rendered = render(_parameters(request, settings), work)
        except (NotExecutedError, FinkitError) as error:
            return Outcome(entry("failed", str(error), ""), None)
        except Exception as error:  # one broken report must not end a batch of thousands
            return Outcome(entry("failed", f"{type(error).__name__}: {error}", ""), None)
        _put(rendered, target, work)
    path = (target / REPORT_HTML).relative_to(out).as_posix()
    return Outcome(entry("ok", "", path), rendered.seal)


def _parameters(request: Request, settings: Settings) -> dict[str, Any]:
    return {
        "county": request.county.code,
        "period": str(request.period),
        "data": _absolute(settings.data),
        "facts": _absolute(settings.facts),
        "options": settings.options or {},
    }


def _absolute(path: str) -> str:
    return str(Path(path).resolve()) if path else ""


def _put(rendered: Rendered, target: Path, work: Path) -> None:
    ready = work / "ready"
    ready.mkdir()
    (ready / REPORT_HTML).write_text(rendered.html, encoding="utf-8")
    (ready / FIGURES_JSON).write_text(rendered.figures_json, encoding="utf-8")
    (ready / REPORT_MARKDOWN).write_text(rendered.seal["markdown"], encoding="utf-8")
    rendered.notebook.rename(ready / rendered.notebook.name)
    publish(ready, target, work)


def run(
    requests: Sequence[Request], settings: Settings, data: Dataset, out: Path, tell: Tell
) -> list[Entry]:
    """All reports of a plan; then `manifest.json` and `index.html`, also when interrupted."""
    outcomes: list[Outcome] = []
    try:
        for number, request in enumerate(requests, 1):
            outcomes.append(_held_or_missing(request, settings, data, out))
            tell(outcomes[-1].entry, number, len(requests))
    finally:
        if outcomes:
            _write_overview(outcomes, out)
    return [outcome.entry for outcome in outcomes]


def _held_or_missing(request: Request, settings: Settings, data: Dataset, out: Path) -> Outcome:
    try:
        require_period(data, request.county, request.period)
    except FinkitError as error:
        county = request.county
        period = str(request.period)
        return Outcome(
            Entry(county.code, county.name, period, "missing_data", str(error), "", 0.0), None
        )
    return one(request, settings, out)


def _write_overview(outcomes: Sequence[Outcome], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    write_whole(out / MANIFEST, as_json(outcome.entry for outcome in outcomes))
    write_whole(out / INDEX, index_page([(o.entry, o.seal) for o in outcomes]))
