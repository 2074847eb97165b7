"""A process of its own that has the data open and makes reports, a chunk at a time.

A process that talks to a cluster or to a store has threads, and one that has threads must not
fork. So the reports are forked from another, started clean: this is its other end.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from finkit.addresses import copied, is_store
from finkit.batch.one import Outcome, Settings
from finkit.batch.workers import Job, Limits
from finkit.dataset import data_files
from finkit.disk import temporary
from finkit.errors import FinkitError


@dataclass(frozen=True)
class Order:
    """What all reports of a batch share, as it is told to each process that makes some.

    `work` is the batch's workspace in a folder that all see; "" where reports go to an address,
    and are made in a temporary folder under `scratch` ("": the system's).
    """

    batch: str
    settings: Settings
    out: str
    work: str
    limits: Limits
    scratch: str = ""


class StationLostError(RuntimeError):
    """The station ended before it had answered."""


class Station:
    """Started with an order; used by one thread at a time (`lock`).

    `users`: how many make reports with it or fetch them; `left_at`: when the last one was through.
    """

    def __init__(self, order: Order) -> None:
        self.lock = threading.Lock()
        self.users, self.left_at = 0, time.monotonic()
        self._kept = ExitStack()
        self._own = self._kept.enter_context(temporary("finkit-station-", order.scratch))
        self.folder = Path(order.out) if order.work else self._own / "out"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "finkit.batch.serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            # Ctrl-C is for whoever holds the station: it is ended by its holder.
            start_new_session=True,
        )
        try:
            self._open(order)
        except BaseException:
            self.close()
            raise

    def _open(self, order: Order) -> None:
        data = order.settings.data
        copy = copied(data, data_files()) if is_store(data) else nullcontext("")
        with copy as place:
            self._say((order, str(self.folder), str(place), str(self._own)))
            self._answer()

    def make(self, jobs: Sequence[Job]) -> list[Outcome]:
        """The outcomes of a chunk.

        Raises `FinkitError` if none can be made here, `StationLostError` if the process is gone.
        """
        self._say(list(jobs))
        return list(self._answer())

    @property
    def is_alive(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def close(self) -> None:
        """Ends the process, and with it the reports it is making."""
        try:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe is not None
                # What was not yet sent cannot be any more: no reason to complain.
                with suppress(OSError):
                    pipe.close()
        finally:
            self._kept.close()

    def _say(self, what: Any) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise StationLostError("报告进程意外结束") from error

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        try:
            answer = pickle.load(self._process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise StationLostError("报告进程意外结束") from error
        if isinstance(answer, FinkitError):
            raise answer
        return answer
