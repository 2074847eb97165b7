"""Running a plan: what is unchanged is kept, the rest is made, then the index."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from finkit.addresses import is_store
from finkit.batch import chunks, cluster, issue, manifest
from finkit.batch.fingerprint import Fingerprints
from finkit.batch.index import index_page
from finkit.batch.last_issue import LAST_ISSUE, Stood, of_the_last_issue
from finkit.batch.maker import Make, Maker, Told
from finkit.batch.manifest import Entry, Key
from finkit.batch.one import Outcome, Settings
from finkit.batch.plan import Request
from finkit.batch.progress import Progress
from finkit.batch.station import Order
from finkit.batch.stores import Store
from finkit.batch.workers import Job, Limits
from finkit.dataset import Dataset
from finkit.errors import PartlyDoneError, UsageError
from finkit.facts import Fact

MANIFEST, INDEX = "manifest.json", "index.html"
_TO_RETRY = ("failed", "timeout", "stale", "missing_data", "refused")


@dataclass(frozen=True)
class Choice:
    """Which of the reports are made again: all (`force`), or only those that failed.

    `unlock` clears the lock that a killed batch left at an address. `every`: the files of reports
    that stand already are read, not only looked at.
    """

    force: bool = False
    retry_failed: bool = False
    unlock: bool = False
    every: bool = False


def run(
    requests: Sequence[Request],
    settings: Settings,
    data: Dataset,
    given: Sequence[Fact],
    store: Store,
    limits: Limits,
    choice: Choice,
    log: str = "",
    scheduler: str = "",
) -> list[Entry]:
    """All reports of a plan; then `manifest.json` and `index.html`, also when interrupted.

    With a scheduler they are made by its workers, else here. Raises `UsageError` if the outputs
    cannot be written or another batch is at work there.
    """
    with (
        store.locked(unlock=choice.unlock),
        store.desk() as desk,
        _maker(settings, data, store, desk, limits, scheduler) as make,
    ):
        progress = Progress(len(requests), log)
        outcomes: dict[Key, Outcome] = {}
        before = Stood(
            store.seals(requests, every=choice.every), manifest.parsed(store.read(MANIFEST))
        )
        issued = of_the_last_issue(store.read(LAST_ISSUE), before)
        try:
            noted = _noted(make, store, issued)
            for outcome, running in _outcomes(requests, data, given, store, choice, noted, before):
                outcomes[outcome.entry.key] = outcome
                progress.tell(outcome, running)
        except UsageError as error:
            if not any(outcome.entry.status == "ok" for outcome in outcomes.values()):
                raise
            raise PartlyDoneError(error.what, where=error.where, advice=error.advice) from error
        finally:
            progress.close()
            ordered = [outcomes[r.key] for r in requests if r.key in outcomes]
            if ordered:
                _write_overview(ordered, store, issued, whole=len(ordered) == len(requests))
    return [outcome.entry for outcome in ordered]


def _maker(
    settings: Settings,
    data: Dataset,
    store: Store,
    desk: tuple[Path, Path],
    limits: Limits,
    scheduler: str,
) -> AbstractContextManager[Make]:
    """Who makes the reports: the workers of a scheduler, a station, or this process itself.

    This process forks only while it has no threads, that is: reads from no store, sends to none.
    """
    work = str(desk[1].resolve()) if store.is_here else ""
    order = Order(uuid.uuid4().hex, settings, store.address, work, limits)
    if scheduler:
        return cluster.on_cluster(scheduler, order, store, desk)
    limits = replace(limits, jobs=limits.jobs or os.cpu_count() or 1)
    if store.is_here and not is_store(settings.data):
        return nullcontext(Maker(settings, data, *desk, limits).make)
    return chunks.here(replace(order, limits=limits), store, desk)


def _noted(make: Make, store: Store, issued: Stood) -> Make:
    """Making that first puts down what stood: a batch may be ended at any moment."""

    def making(jobs: Sequence[Job]) -> Iterator[Told]:
        if jobs:
            store.write(LAST_ISSUE, issued.as_json())
        yield from make(jobs)

    return making


def _outcomes(
    requests: Sequence[Request],
    data: Dataset,
    given: Sequence[Fact],
    store: Store,
    choice: Choice,
    make: Make,
    stood: Stood,
) -> Iterator[Told]:
    marks = Fingerprints(data, given)
    earlier = {entry.key: entry for entry in stood.listed}
    sealed = {} if choice.force else stood.sealed
    jobs = []
    for request in requests:
        if request.lacking:
            yield Outcome(store.entry(request, "missing_data", request.lacking), {}), []
            continue
        mark = marks.of(request)
        kept = sealed.get(request.key)
        if kept is not None and kept.entry.fingerprint != mark:
            kept = None
        if kept is None and choice.retry_failed and request.key in sealed:
            before = earlier.get(request.key)
            if before and before.status not in _TO_RETRY:
                kept = sealed[request.key]
        if kept:
            yield kept, []
        else:
            jobs.append(Job(request, mark))
    yield from make(jobs)


def _write_overview(
    outcomes: Sequence[Outcome], store: Store, issued: Stood, *, whole: bool
) -> None:
    """The manifest, the index, and what changed since they were last written.

    What was interrupted (not `whole`) is no issue: what it has not come to is not gone.
    """
    changes = issue.since(issued.sealed, issued.listed, outcomes) if whole else []
    try:
        if changes:
            store.write(issue.CHANGES, issue.as_json(changes))
        else:
            changes = issue.parsed(store.read(issue.CHANGES))
        store.write(MANIFEST, manifest.as_json(o.entry for o in outcomes))
        store.write(INDEX, index_page([(o.entry, o.summary or None) for o in outcomes], changes))
        if whole and store.read(LAST_ISSUE):
            store.remove(LAST_ISSUE)
    except UsageError as error:
        made = sum(outcome.entry.status == "ok" for outcome in outcomes)
        advice = f"已生成的{made}份完好，腾出地方后再运行一次即可"
        raise PartlyDoneError(error.what, where=error.where, advice=advice) from error
