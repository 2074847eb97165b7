"""`python -m finkit.batch.serve`: a station at work; what it is asked for comes on its input."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from finkit.batch import places
from finkit.batch.fingerprint import Fingerprints
from finkit.batch.maker import Maker, by_province
from finkit.batch.station import Order
from finkit.batch.workers import Job
from finkit.dataset import kept_open
from finkit.errors import DataError, FinkitError, UsageError
from finkit.facts import read

_LOOK_EVERY = 1.0
_FORGOTTEN = 600.0


def main() -> None:
    """Opens the data once, then makes chunk after chunk until nobody asks for more."""
    with os.fdopen(os.dup(1), "wb") as answers:
        # Whatever prints must not get between the answers.
        os.dup2(2, 1)
        watch = _Watch()
        with suppress(EOFError):
            order, folder, copy, own = pickle.load(sys.stdin.buffer)
            watch.own = own
            try:
                _serve(order, Path(folder), copy, Path(own), answers, watch)
            except FinkitError as error:
                _say(answers, error)


def _serve(
    order: Order, folder: Path, copy: str, own: Path, answers: BinaryIO, watch: _Watch
) -> None:
    if order.work and not Path(order.work).is_dir():
        advice = "用各机器都能读写的文件夹，或 s3:// 地址"
        raise UsageError("执行报告的机器看不到输出文件夹", where=order.out, advice=advice)
    facts = read(Path(order.settings.facts)) if order.settings.facts else []
    with (
        kept_open(order.settings.data, copy) as data,
        places.workspace(Path(order.work) if order.work else own) as work,
    ):
        marks = Fingerprints(data, facts)
        maker = Maker(order.settings, data, folder, work, order.limits)
        _say(answers, "ready")
        while True:
            watch.idle_since = time.monotonic()
            jobs = by_province(pickle.load(sys.stdin.buffer))
            watch.idle_since = None
            _check(jobs, marks)
            _say(answers, [outcome for outcome, _ in maker.make(jobs)])


def _check(jobs: Sequence[Job], marks: Fingerprints) -> None:
    """Reports made elsewhere are of the same data, by the same program, or not made at all."""
    for job in jobs:
        if marks.of(job.request) != job.mark:
            where = f"{job.request.county.name} {job.request.period}"
            advice = "各机器用同一版本的 finkit 和 Python、同一份数据，运行中不要改动"
            raise DataError("数据或程序与下达任务的机器不一致", where=where, advice=advice)


def _say(answers: BinaryIO, what: Any) -> None:
    pickle.dump(what, answers)
    answers.flush()


class _Watch:
    """Ends this process when its parent is gone, or has asked for nothing in a long time.

    Its folder (`own`) goes too: nobody is left to remove it.

    It looks once a second, also in the middle of a report; the children end with this process. The
    system's own way (PR_SET_PDEATHSIG) goes by the thread that started the process, and a worker's
    threads come and go.
    """

    def __init__(self) -> None:
        self._parent = os.getppid()
        self.idle_since: float | None = None
        self.own = ""
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._look)
            signal.setitimer(signal.ITIMER_REAL, _LOOK_EVERY, _LOOK_EVERY)

    def _look(self, *_: Any) -> None:
        if os.getppid() != self._parent or self._is_forgotten():
            for child in multiprocessing.active_children():
                child.kill()
                child.join()
            if self.own:
                shutil.rmtree(self.own, ignore_errors=True)
            os._exit(1)

    def _is_forgotten(self) -> bool:
        """Whoever gave the order may have been killed; the worker goes on, with other batches."""
        return self.idle_since is not None and time.monotonic() - self.idle_since > _FORGOTTEN


if __name__ == "__main__":
    main()
