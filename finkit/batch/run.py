"""Running a plan: what is unchanged is kept, the rest is made, then the index."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from finkit.batch import manifest, places
from finkit.batch.fingerprint import Fingerprints
from finkit.batch.index import index_page
from finkit.batch.manifest import Entry
from finkit.batch.one import SEAL_JSON, Outcome, Settings, entry_of, make, parameters
from finkit.batch.plan import Request
from finkit.batch.progress import Progress
from finkit.batch.workers import Job, Limits, Pool, can_fork
from finkit.dataset import Dataset
from finkit.errors import PartlyDoneError, UsageError
from finkit.facts import Fact
from finkit.render import prepare, render

MANIFEST, INDEX = "manifest.json", "index.html"
_TO_RETRY = ("failed", "timeout", "stale")


@dataclass(frozen=True)
class Choice:
    """Which of the reports are made again: all (`force`), or only those that failed."""

    force: bool = False
    retry_failed: bool = False


def run(
    requests: Sequence[Request],
    settings: Settings,
    data: Dataset,
    given: Sequence[Fact],
    out: Path,
    limits: Limits,
    choice: Choice,
    log: str = "",
) -> list[Entry]:
    """All reports of a plan; then `manifest.json` and `index.html`, also when interrupted.

    Raises `UsageError` if the folder cannot be written or another batch is at work in it.
    """
    with places.locked(out), places.workspace(out) as work:
        progress = Progress(len(requests), log)
        outcomes: dict[tuple[str, str], Outcome] = {}
        try:
            for outcome, running in _outcomes(
                requests, settings, data, given, out, work, limits, choice
            ):
                outcomes[outcome.entry.county_code, outcome.entry.period] = outcome
                progress.tell(outcome, running)
        finally:
            progress.close()
            ordered = [outcomes[key] for r in requests if (key := _key(r)) in outcomes]
            if ordered:
                _write_overview(ordered, out)
    return [outcome.entry for outcome in ordered]


def _key(request: Request) -> tuple[str, str]:
    return request.county.code, str(request.period)


Told = tuple[Outcome, list[Request]]


def _outcomes(
    requests: Sequence[Request],
    settings: Settings,
    data: Dataset,
    given: Sequence[Fact],
    out: Path,
    work: Path,
    limits: Limits,
    choice: Choice,
) -> Iterator[Told]:
    marks = Fingerprints(data, given)
    earlier = {(e.county_code, e.period): e for e in manifest.read(out / MANIFEST)}
    jobs = []
    for request in requests:
        if request.lacking:
            yield Outcome(entry_of(request, out, "missing_data", request.lacking), {}), []
            continue
        mark = marks.of(request)
        kept = None if choice.force else _kept(request, out, mark)
        if kept is None and choice.retry_failed:
            before = earlier.get(_key(request))
            if before and before.status not in _TO_RETRY:
                kept = Outcome(before, {})
        if kept:
            yield kept, []
        else:
            jobs.append(Job(request, mark))
    yield from _made(jobs, settings, data, out, work, limits)


def _kept(request: Request, out: Path, mark: str) -> Outcome | None:
    """The report as it stands, if it was made of just what it would be made of now."""
    folder = places.report_folder(out, *_key(request))
    with suppress(OSError, ValueError, TypeError):
        found = Outcome.from_json((folder / SEAL_JSON).read_text(encoding="utf-8"))
        if found.entry.fingerprint == mark:
            return found
    return None


def _made(
    jobs: Sequence[Job], settings: Settings, data: Dataset, out: Path, work: Path, limits: Limits
) -> Iterator[Told]:
    if settings.engine == "stock" or not can_fork():
        for number, job in enumerate(jobs):
            own = work / str(number)
            own.mkdir()
            yield make(job.request, settings, out, own, job.mark), []
        return
    # Counties of one province one after another: their peers are gathered once.
    ordered = sorted(jobs, key=lambda job: job.request.county.province)
    pool = Pool(settings, out, work, limits)

    def before(job: Job) -> None:
        data.calculator.prepare(job.request.county.province, job.request.period)

    if ordered:
        before(ordered[0])
        _warm_up(ordered[0], settings, work)
    for outcome in pool.run(ordered, before):
        yield outcome, pool.running


def _warm_up(job: Job, settings: Settings, work: Path) -> None:
    """Makes one report here and throws it away: whatever it loads, each child finds loaded."""
    prepare()
    # What is wrong with it comes to light when it is made in its turn.
    with suppress(Exception):
        render(parameters(job.request, settings), work, settings.engine)
    # Nothing loaded by now is looked at by the collector again: the pages stay shared.
    gc.collect()
    gc.freeze()
    # Reading leaves free memory with the allocators: every fork would copy its page tables.
    pa.default_memory_pool().release_unused()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _write_overview(outcomes: Sequence[Outcome], out: Path) -> None:
    try:
        _overview(outcomes, out)
    except UsageError as error:
        made = sum(outcome.entry.status == "ok" for outcome in outcomes)
        advice = f"已生成的{made}份完好，腾出地方后再运行一次即可"
        raise PartlyDoneError(error.what, where=error.where, advice=advice) from error


def _overview(outcomes: Sequence[Outcome], out: Path) -> None:
    places.write_whole(out / MANIFEST, manifest.as_json(o.entry for o in outcomes))
    places.write_whole(out / INDEX, index_page([(o.entry, o.summary or None) for o in outcomes]))
