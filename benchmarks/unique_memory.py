"""The peak unique memory (USS) of any one of the processes that run at the same time."""

from __future__ import annotations

import threading
from types import TracebackType

import psutil

_EVERY = 0.2
_MB = 1024**2


class UniqueMemory:
    """Watches the workers of what this process starts while it is open; `peak` is in MB.

    A worker is a process started by one that was started here: a kernel, a forked report.

    Unique memory is what a process would give back if it ended: pages that forked workers share
    with their parent are not counted again for each.
    """

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> UniqueMemory:
        self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY):
            own = psutil.Process()
            for process in own.children(recursive=True):
                try:
                    if process.ppid() != own.pid:
                        self.peak = max(self.peak, process.memory_full_info().uss / _MB)
                except psutil.Error:
                    continue  # it has just ended
