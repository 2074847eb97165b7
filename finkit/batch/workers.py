"""Reports in processes forked from one that has everything loaded, a few in each.

A fork copies page tables and then every page it writes to: a few reports share that cost. A report
that fails, hangs, eats memory or kills its process leaves the others unharmed: those its process
had still to make are made by another. The children end with their parent, however it ends.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, NamedTuple

from finkit.batch.manifest import Status
from finkit.batch.one import Outcome, Settings, entry_of, failed, make
from finkit.batch.plan import Request
from finkit.batch.processes import end_begun, kill, memory, tie_to
from finkit.disk import disk_reason, writable
from finkit.errors import UsageError

_TOGETHER = 8
_OUTCOME = "outcome.json"
_LOOK_EVERY = 0.25
_MEGABYTE = 2**20


class Job(NamedTuple):
    """A report to make, and the fingerprint it is to be known by."""

    request: Request
    mark: str


@dataclass(frozen=True)
class Limits:
    """How many reports at once, and what one may use: seconds, megabytes (0: no limit)."""

    jobs: int
    seconds: float
    megabytes: float


class _Loss(NamedTuple):
    """Why a report was lost with its process."""

    status: Status
    reason: str


@dataclass
class _Child:
    jobs: Sequence[Job]
    process: Any
    work: Path
    started: float
    done: int = 0

    @property
    def job(self) -> Job:
        """What it is making now."""
        return self.jobs[self.done]

    @property
    def is_through(self) -> bool:
        """Whether it has made all."""
        return self.done == len(self.jobs)


def can_fork() -> bool:
    """Whether this platform can make reports in forked processes."""
    return sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()


class Pool:
    """Forks children, each for a few jobs; gives the outcomes as they come."""

    def __init__(self, settings: Settings, out: Path, work: Path, limits: Limits) -> None:
        self.settings, self.out, self.work, self.limits = settings, out, work, limits
        self._running: dict[int, _Child] = {}
        self._waiting: deque[Sequence[Job]] = deque()
        self._number = 0

    @property
    def running(self) -> list[Request]:
        """What is being made now."""
        children = self._running.values()
        return [child.job.request for child in children if not child.is_through]

    def run(self, jobs: Sequence[Job], before: Callable[[Job], None]) -> Iterator[Outcome]:
        """Runs all jobs; `before` prepares this process for what a child is to find ready."""
        self._waiting = _groups(jobs, self.limits.jobs)
        try:
            while self._waiting or self._running:
                while self._waiting and len(self._running) < self.limits.jobs:
                    group = self._waiting.popleft()
                    for job in group:
                        before(job)
                    self._start(group)
                wait(list(self._running), timeout=_LOOK_EVERY)
                yield from self._finished()
        finally:
            self._stop_all()

    def _start(self, jobs: Sequence[Job]) -> None:
        self._number += 1
        work = self.work / str(self._number)
        with writable(self.out):
            work.mkdir()
        context = multiprocessing.get_context("fork")
        process = context.Process(
            target=_child, args=(jobs, self.settings, self.out, work, os.getpid()), daemon=True
        )
        try:
            process.start()
        except OSError as error:
            advice = "用 --jobs 减少同时生成的份数；已生成的都在，再运行一次即补齐"
            raise UsageError(f"开不了新进程（{error.strerror}）", advice=advice) from error
        self._running[process.sentinel] = _Child(jobs, process, work, time.monotonic())

    def _finished(self) -> Iterator[Outcome]:
        for sentinel, child in list(self._running.items()):
            ended = not child.process.is_alive()
            yield from _told(child)
            over = None if ended else self._over_limit(child)
            if over:
                kill(child.process)
                if told := list(_told(child)):
                    # It had just finished the one that took so much: the next is begun anew.
                    yield from told
                    over = None
            elif not ended:
                continue
            del self._running[sentinel]
            if over or (ended and not child.is_through):
                yield self._lost(child, over or self._how_it_ended(child))
                child.done += 1
            # What it was still to make, each in a process of its own.
            self._waiting.extendleft([job] for job in reversed(child.jobs[child.done :]))
            child.process.join()
            shutil.rmtree(child.work, ignore_errors=True)

    def _over_limit(self, child: _Child) -> _Loss | None:
        """Which limit a child exceeds with the report it makes now."""
        if child.is_through:
            return None
        if self.limits.seconds and time.monotonic() - child.started > self.limits.seconds:
            return _Loss("timeout", f"超过{self.limits.seconds:g}秒未完成，已停止")
        whole = _is_own(child.job)
        used = memory(child.process.pid, whole=whole) if self.limits.megabytes else 0
        if self.limits.megabytes and used > self.limits.megabytes * _MEGABYTE:
            return _Loss("failed", f"占用内存超过{self.limits.megabytes:g}MB，已停止")
        return None

    def _how_it_ended(self, child: _Child) -> _Loss:
        code = child.process.exitcode
        if reason := disk_reason(code):
            return _Loss("failed", f"输出文件夹写不了（{reason}）")
        how = f"被信号 {-code} 终止" if code and code < 0 else f"退出码 {code}"
        return _Loss("failed", f"报告进程意外结束（{how}）")

    def _lost(self, child: _Child, loss: _Loss) -> Outcome:
        seconds = round(time.monotonic() - child.started, 2)
        entry = entry_of(child.job.request, self.out, *loss, seconds)
        own = child.work / str(child.done)
        with suppress(OSError):
            own.mkdir(exist_ok=True)
        return failed(entry, self.out, own)

    def _stop_all(self) -> None:
        for child in self._running.values():
            kill(child.process)
        self._running.clear()


def _groups(jobs: Sequence[Job], workers: int) -> deque[Sequence[Job]]:
    """Jobs for one process each: a few, so that all have work to the end.

    An analyst's own notebook has a process for itself: what it changes is nobody else's.
    """
    most = _size(len(jobs), workers)
    groups: deque[Sequence[Job]] = deque()
    open_group: list[Job] = []
    for job in jobs:
        alone = _is_own(job)
        if alone or len(open_group) == most or not open_group:
            open_group = []
            groups.append(open_group)
        open_group.append(job)
        if alone:
            open_group = []
    return groups


def _is_own(job: Job) -> bool:
    return bool(job.request.options.get("notebook"))


def _size(jobs: int, workers: int) -> int:
    return max(1, min(_TOGETHER, jobs // (4 * workers)))


def _told(child: _Child) -> Iterator[Outcome]:
    """The outcomes that a child has written since it was last asked."""
    while not child.is_through:
        try:
            text = (child.work / str(child.done) / _OUTCOME).read_text(encoding="utf-8")
            outcome = Outcome.from_json(text)
        except (OSError, ValueError):
            return
        shutil.rmtree(child.work / str(child.done), ignore_errors=True)
        child.done += 1
        child.started = time.monotonic()
        yield outcome


def _child(jobs: Sequence[Job], settings: Settings, out: Path, work: Path, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its children itself
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tie_to(parent)
    try:
        for number, job in enumerate(jobs):
            own = work / str(number)
            own.mkdir()
            outcome = make(job.request, settings, out, own, job.mark)
            ready = own / f"{_OUTCOME}.part"
            ready.write_text(outcome.as_json(), encoding="utf-8")
            ready.rename(own / _OUTCOME)
    except OSError as error:
        # No room even for the outcome: the exit code tells why.
        os._exit(error.errno or 1)
    end_begun()
    sys.stdout.flush()
    # Nothing of the parent's (open files, exit handlers) is the child's to close.
    os._exit(0)
