"""Work on files in processes of their own: several at once, and none can take us down.

An item is done under limits of memory and time. One that kills its process, or is not done in
time, is lost alone: its process gives each result as soon as it has it, so which item it was is
known, and those it had still to do are done by another.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

FEW = 4
"""So many are done here where a process takes long to start: where it is not forked."""

_MOST_MEMORY = 2 * 1024**3
_AHEAD = 2
"""So many items a process has at once: the next one when it is done with the first."""

_HELD = 32
"""So many results wait for one before them: a nation's would fill the memory."""

_LOOK_EVERY = 0.25
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def can_fork() -> bool:
    """Whether a process starts at once on this platform, with all that is loaded here."""
    return sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()


def spread(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    lost: Callable[[_Item, bool], _Result],
    *,
    seconds: float = 0,
    fork: bool = False,
) -> Iterator[_Result]:
    """What the work makes of each item, in their order.

    `lost` stands in for an item that took its process down, or (True) was not done within the
    seconds (0: no limit). Forked processes start at once, and are for work without threads or
    locks of ours; others start anew. An exception of the work is raised here.
    """
    crew = _Crew(work, items, lost, seconds, "fork" if fork else "spawn")
    try:
        for number in range(len(items)):
            while number not in crew.done:
                crew.give(number + _HELD)
                crew.collect(_LOOK_EVERY)
            yield crew.done.pop(number)
            # Whoever asked may take its time: let nobody wait for work meanwhile.
            crew.collect(0)
            crew.give(number + 1 + _HELD)
    finally:
        crew.stop()


@dataclass
class _Worker:
    """A process, and the numbers of the items it was given: the first is what it does now."""

    process: Any
    pipe: Connection
    given: deque[int] = field(default_factory=deque)
    since: float = 0


class _Crew(Generic[_Item, _Result]):
    """Processes at work on items; what they have made by its number."""

    def __init__(
        self,
        work: Callable[[_Item], _Result],
        items: Sequence[_Item],
        lost: Callable[[_Item, bool], _Result],
        seconds: float,
        method: str,
    ) -> None:
        self.done: dict[int, _Result] = {}
        self._work, self._items, self._lost, self._seconds = work, items, lost, seconds
        self._context: Any = multiprocessing.get_context(method)
        self._todo = deque(range(len(items)))
        self._workers: list[_Worker] = []

    def give(self, before: int) -> None:
        """Keeps all processes busy with the items of numbers before the one named."""
        for had in range(_AHEAD):
            while had == 0 and len(self._workers) < min(os.cpu_count() or 1, len(self._todo)):
                self._workers.append(self._started())
            for worker in self._workers:
                if self._todo and self._todo[0] < before and len(worker.given) == had:
                    self._hand(worker, self._todo.popleft())

    def _hand(self, worker: _Worker, number: int) -> None:
        if not worker.given:
            worker.since = time.monotonic()
        worker.given.append(number)
        with suppress(OSError):  # it has ended: that is seen when its results are collected
            worker.pipe.send(self._items[number])

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        arguments = (self._work, theirs, os.getpid())
        process = self._context.Process(target=_serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def collect(self, patience: float) -> None:
        """Takes what is ready, waiting so long for the first; finds who has ended or hangs."""
        ready = wait([worker.pipe for worker in self._workers], patience)
        for worker in list(self._workers):
            if worker.pipe in ready:
                self._take(worker)
            elif worker.given and 0 < self._seconds < time.monotonic() - worker.since:
                self._end(worker, is_late=True)

    def _take(self, worker: _Worker) -> None:
        try:
            result, error = worker.pipe.recv()
        except (EOFError, OSError):
            self._end(worker, is_late=False)
            return
        if error is not None:
            raise error
        self.done[worker.given.popleft()] = result
        worker.since = time.monotonic()

    def _end(self, worker: _Worker, *, is_late: bool) -> None:
        """Gives up a process and the item it was at; what it had still to do is to be done."""
        self._workers.remove(worker)
        _kill(worker)
        if worker.given:
            number = worker.given.popleft()
            self.done[number] = self._lost(self._items[number], is_late)
            self._todo.extendleft(reversed(worker.given))

    def stop(self) -> None:
        """Ends all processes."""
        while self._workers:
            _kill(self._workers.pop())


def _kill(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(work: Callable[[Any], Any], pipe: Connection, parent: int) -> None:
    """What a process does: one item after the other, until there is nobody to give it any."""
    _settle(parent)
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        said: tuple[Any, Exception | None]
        try:
            said = (work(item), None)
        except Exception as error:
            error.add_note(traceback.format_exc())
            said = (None, error)
        pipe.send(said)


def _settle(parent: int) -> None:
    """Limits this process, and lets it say nothing and end with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its children itself
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # What a library says when it gives up (Rust, C++) is nothing a user can act on.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    with suppress(ImportError, OSError, ValueError):
        import resource

        most = _address_space() + _MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """What a process takes up before it has done anything: as much as its parent, if forked."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1024**3
