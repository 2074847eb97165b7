"""Makes reports on this machine: loads everything once, then forks, a few reports a process."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from finkit.batch.one import Outcome, Settings, make, parameters
from finkit.batch.plan import Request
from finkit.batch.workers import Job, Limits, Pool, can_fork
from finkit.dataset import Dataset
from finkit.disk import writable
from finkit.render.rendering import prepare, render

Told = tuple[Outcome, list[Request]]
Make = Callable[[Sequence[Job]], Iterator[Told]]


class Maker:
    """Makes reports into a folder, as many at once as the limits allow."""

    def __init__(
        self, settings: Settings, data: Dataset, folder: Path, work: Path, limits: Limits
    ) -> None:
        self.settings, self.data, self.folder, self.work = settings, data, folder, work
        self._pool = Pool(settings, folder, work, limits)
        self._number, self._warm = 0, False

    def make(self, jobs: Sequence[Job]) -> Iterator[Told]:
        """Outcomes as they come, each with what is being made meanwhile."""
        if self.settings.engine == "stock" or not can_fork():
            yield from self._one_by_one(jobs)
        else:
            yield from self._forked(jobs)

    def _one_by_one(self, jobs: Sequence[Job]) -> Iterator[Told]:
        for job in jobs:
            self._number += 1
            own = self.work / str(self._number)
            with writable(self.folder):
                own.mkdir()
            yield make(job.request, self.settings, self.folder, own, job.mark), []

    def _forked(self, jobs: Sequence[Job]) -> Iterator[Told]:
        ordered = by_province(jobs)
        if ordered and not self._warm:
            self._prepare(ordered[0])
            self._warm_up(ordered[0])
        for outcome in self._pool.run(ordered, self._prepare):
            yield outcome, self._pool.running

    def _prepare(self, job: Job) -> None:
        self.data.calculator.prepare(job.request.county.province, job.request.period)

    def _warm_up(self, job: Job) -> None:
        """Makes one report here and throws it away: what it loads, each child finds loaded.

        Always with the project's own notebook: what an analyst's does (hang, end the process,
        change a library) is not to happen here, where nothing limits it and all reports inherit it.
        """
        self._warm = True
        prepare()
        request = replace(job.request, options={**job.request.options, "notebook": ""})
        # What is wrong with it comes to light when it is made in its turn.
        with suppress(Exception):
            render(parameters(request, self.settings), self.work, self.settings.engine)
        # Nothing loaded by now is looked at by the collector again: the pages stay shared.
        gc.collect()
        gc.freeze()
        # Reading leaves free memory with the allocators: every fork would copy its page tables.
        pa.default_memory_pool().release_unused()
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)


def by_province(jobs: Sequence[Job]) -> list[Job]:
    """Counties of one province one after another: their peers are gathered once."""
    return sorted(jobs, key=lambda job: job.request.county.province)
