"""One report from request to finished folder: whole in its place, or not there at all."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from finkit.batch.agreement import require_asked, require_same_data
from finkit.batch.manifest import Entry, Status
from finkit.batch.places import publish, report_folder
from finkit.batch.plan import Request
from finkit.batch.sealed import SEAL_JSON, Sealed, marks_of
from finkit.dataset import open_dataset
from finkit.disk import disk_reason
from finkit.errors import FinkitError
from finkit.render.plain_pages import page_template
from finkit.render.rendering import (
    FIGURES_JSON,
    REPORT_HTML,
    REPORT_MARKDOWN,
    REPORT_NOTEBOOK,
    NotExecutedError,
    Rendered,
    render,
    stylesheet,
)

REPORT_FILES = (REPORT_HTML, REPORT_NOTEBOOK, FIGURES_JSON, REPORT_MARKDOWN)
_OF_ERRORS: dict[str, Status] = {"NotHeldError": "missing_data", "RefusedError": "refused"}
"""What became of a report whose notebook ended with such an error."""


@dataclass(frozen=True)
class Settings:
    """What all reports of a batch share: data and facts as the notebook gets them."""

    data: str = ""
    facts: str = ""
    engine: str = "finkit"


@dataclass(frozen=True)
class Outcome:
    """One report's entry, and its numbers for the index (empty where it did not run)."""

    entry: Entry
    summary: dict[str, Any]

    def as_json(self) -> str:
        """For the process that asked."""
        return json.dumps([asdict(self.entry), self.summary], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Outcome:
        """What `as_json` wrote."""
        entry, summary = json.loads(text)
        return cls(Entry(**entry), summary)


def make(request: Request, settings: Settings, out: Path, work: Path, mark: str = "") -> Outcome:
    """Makes one report under the output folder, working in a folder of its own.

    `mark` is the fingerprint it is later recognised by. Raises nothing that belongs to one report
    alone: the outcome says what went wrong.
    """
    started = time.monotonic()
    target = report_folder(out, request.county.code, str(request.period))

    def entry(status: Status, reason: str) -> Entry:
        seconds = round(time.monotonic() - started, 2)
        return entry_of(request, out, status, reason, seconds)

    try:
        rendered = render(parameters(request, settings), work, engine_of(request, settings))
        require_asked(rendered.seal, request)
        _require_same_data(rendered, request, settings)
        made = entry("ok", "")
        _put(rendered, target, work, replace(made, fingerprint=mark), request.options)
    except NotExecutedError as error:
        status = _OF_ERRORS.get(error.kind, "failed")
        # A refusal is no fault of the run: it is said as `finkit report` says it.
        said = str(error).removeprefix(f"{error.kind}：") if status == "refused" else str(error)
        return failed(entry(status, said), out, work)
    except FinkitError as error:
        return failed(entry("failed", str(error)), out, work)
    except OSError as error:
        reason = disk_reason(error.errno)
        said = f"输出文件夹写不了（{reason}）" if reason else f"{type(error).__name__}: {error}"
        return failed(entry("failed", said), out, work)
    except Exception as error:  # one broken report must not end a batch of thousands
        return failed(entry("failed", f"{type(error).__name__}: {error}"), out, work)
    return Outcome(replace(made, fingerprint=mark), summary_of(rendered.seal))


def engine_of(request: Request, settings: Settings) -> str:
    """What runs a report's notebook: a kernel where it is an analyst's own.

    Its cells may do anything that JupyterLab lets them do, and print the same there and here.
    """
    return "stock" if request.options.get("notebook") else settings.engine


def _require_same_data(rendered: Rendered, request: Request, settings: Settings) -> None:
    """A kernel reads the data for itself: by then they may be others than those of the plan."""
    if engine_of(request, settings) != "stock":
        return
    planned = open_dataset(settings.data).ledger.digest(request.county.code, request.period)
    require_same_data(rendered.seal, planned, request, settings.data)


def entry_of(
    request: Request, out: Path, status: Status, reason: str, seconds: float = 0.0
) -> Entry:
    """An entry of the manifest; its path is where the report stands, or would stand."""
    county, period = request.county, str(request.period)
    path = report_folder(Path(), county.code, period) / REPORT_HTML
    known = path.as_posix() if status == "ok" or (out / path).is_file() else ""
    return Entry(county.code, county.name, period, status, reason, known, seconds)


def summary_of(seal: dict[str, Any]) -> dict[str, Any]:
    """What the index shows of a report."""
    return {name: seal[name] for name in ("title", "synthetic", "standing")}


def failed(entry: Entry, out: Path, work: Path) -> Outcome:
    """A report that was not made: an older page of it stays and is called stale, unless this one
    was refused.

    Without one, a page in plain words stands in its place, beside the notebook as far as it ran:
    if there is room for it.
    """
    target = report_folder(out, entry.county_code, entry.period)
    if all((target / name).is_file() for name in (SEAL_JSON, REPORT_HTML)):
        return Outcome(left_standing(entry, _path(target, out)), {})
    try:
        ready = work / "failed"
        ready.mkdir(exist_ok=True)
        (ready / REPORT_HTML).write_text(_failure_page(entry), encoding="utf-8")
        if (notebook := work / REPORT_NOTEBOOK).is_file():
            notebook.rename(ready / REPORT_NOTEBOOK)
        publish(ready, target, work)
    except OSError:
        return Outcome(replace(entry, path=""), {})
    return Outcome(replace(entry, path=_path(target, out)), {})


def left_standing(entry: Entry, page: str) -> Entry:
    """The entry of a report that was not made, where an older page stands."""
    status: Status = "refused" if entry.status == "refused" else "stale"
    return replace(entry, status=status, path=page)


def _path(target: Path, out: Path) -> str:
    return (target / REPORT_HTML).relative_to(out).as_posix()


def _failure_page(entry: Entry) -> str:
    template = page_template("finkit.batch", "failed.html.j2")
    return template.render(entry=entry, style=stylesheet(), notebook=REPORT_NOTEBOOK)


def parameters(request: Request, settings: Settings) -> dict[str, Any]:
    """What the notebook is given."""
    return {
        "county": request.county.code,
        "period": str(request.period),
        "data": settings.data,
        "facts": settings.facts,
        "options": request.options,
    }


def _put(
    rendered: Rendered, target: Path, work: Path, entry: Entry, options: dict[str, Any]
) -> None:
    ready = work / "ready"
    ready.mkdir()

    def write(name: str, text: str) -> None:
        (ready / name).write_text(text, encoding="utf-8")

    write(REPORT_HTML, rendered.html)
    write(FIGURES_JSON, rendered.figures_json)
    write(REPORT_MARKDOWN, rendered.seal["markdown"])
    rendered.notebook.rename(ready / rendered.notebook.name)
    write(SEAL_JSON, Sealed(entry, summary_of(rendered.seal), options, marks_of(ready)).as_json())
    publish(ready, target, work)


Tell = Callable[[Outcome], None]
