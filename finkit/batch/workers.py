"""A process for each report, forked from one that has everything loaded.

A report that fails, hangs, eats memory or kills its process leaves the others unharmed. The
children end with their parent, however it ends.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from finkit.batch.manifest import Status
from finkit.batch.one import Outcome, Settings, entry_of, failed, make
from finkit.batch.plan import Request
from finkit.disk import disk_reason

_OUTCOME = "outcome.json"
_LOOK_EVERY = 0.25
_MEGABYTE = 2**20
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Job(NamedTuple):
    """A report to make, and the fingerprint it is to be known by."""

    request: Request
    mark: str


@dataclass(frozen=True)
class Limits:
    """How many reports at once, and what one may use: seconds, megabytes (0: no limit)."""

    jobs: int
    seconds: float
    megabytes: int


@dataclass
class _Child:
    job: Job
    process: Any
    work: Path
    started: float


def can_fork() -> bool:
    """Whether this platform can give each report a process of its own at once."""
    return sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()


class Pool:
    """Forks a child for each job; gives their outcomes as they come."""

    def __init__(self, settings: Settings, out: Path, work: Path, limits: Limits) -> None:
        self.settings, self.out, self.work, self.limits = settings, out, work, limits
        self._running: dict[int, _Child] = {}
        self._number = 0

    @property
    def running(self) -> list[Request]:
        """What is being made now."""
        return [child.job.request for child in self._running.values()]

    def run(self, jobs: Sequence[Job], before: Callable[[Job], None]) -> Iterator[Outcome]:
        """Runs all jobs; `before` prepares this process for what a child is to find ready."""
        waiting = list(reversed(jobs))
        try:
            while waiting or self._running:
                while waiting and len(self._running) < self.limits.jobs:
                    job = waiting.pop()
                    before(job)
                    self._start(job)
                wait(list(self._running), timeout=_LOOK_EVERY)
                yield from self._finished()
        finally:
            self._stop_all()

    def _start(self, job: Job) -> None:
        self._number += 1
        work = self.work / str(self._number)
        work.mkdir()
        context = multiprocessing.get_context("fork")
        process = context.Process(
            target=_child, args=(job, self.settings, self.out, work, os.getpid()), daemon=True
        )
        process.start()
        self._running[process.sentinel] = _Child(job, process, work, time.monotonic())

    def _finished(self) -> Iterator[Outcome]:
        for sentinel, child in list(self._running.items()):
            alive = child.process.is_alive()
            outcome = self._over_limit(child) if alive else self._outcome(child)
            if outcome is not None:
                del self._running[sentinel]
                child.process.join()
                shutil.rmtree(child.work, ignore_errors=True)
                yield outcome

    def _over_limit(self, child: _Child) -> Outcome | None:
        took = time.monotonic() - child.started
        if self.limits.seconds and took > self.limits.seconds:
            _kill(child)
            return self._lost(child, f"超过{self.limits.seconds:g}秒未完成，已停止", timeout=True)
        used = _memory(child.process.pid) if self.limits.megabytes else 0
        if self.limits.megabytes and used > self.limits.megabytes * _MEGABYTE:
            _kill(child)
            return self._lost(child, f"占用内存超过{self.limits.megabytes}MB，已停止")
        return None

    def _outcome(self, child: _Child) -> Outcome:
        with suppress(OSError, ValueError):
            return Outcome.from_json((child.work / _OUTCOME).read_text(encoding="utf-8"))
        code = child.process.exitcode
        if reason := disk_reason(code):
            return self._lost(child, f"输出文件夹写不了（{reason}）")
        how = f"被信号 {-code} 终止" if code and code < 0 else f"退出码 {code}"
        return self._lost(child, f"报告进程意外结束（{how}）")

    def _lost(self, child: _Child, reason: str, *, timeout: bool = False) -> Outcome:
        seconds = round(time.monotonic() - child.started, 2)
        status: Status = "timeout" if timeout else "failed"
        entry = entry_of(child.job.request, self.out, status, reason, seconds)
        return failed(entry, self.out, child.work)

    def _stop_all(self) -> None:
        for child in self._running.values():
            _kill(child)
        self._running.clear()


def _kill(child: _Child) -> None:
    child.process.kill()
    child.process.join()


def _memory(pid: int) -> int:
    """What a process has of its own, in bytes; what it shares with its parent costs nothing."""
    try:
        return int(psutil.Process(pid).memory_full_info().uss)
    except psutil.Error:
        return 0


def _child(job: Job, settings: Settings, out: Path, work: Path, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its children itself
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    outcome = make(job.request, settings, out, work, job.mark)
    try:
        ready = work / f"{_OUTCOME}.part"
        ready.write_text(outcome.as_json(), encoding="utf-8")
        ready.rename(work / _OUTCOME)
    except OSError as error:
        # No room even for the outcome: the exit code tells why.
        os._exit(error.errno or 1)
    sys.stdout.flush()
    # Nothing of the parent's (open files, exit handlers) is the child's to close.
    os._exit(0)
