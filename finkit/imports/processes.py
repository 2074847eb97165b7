"""Work on many files in processes of their own: several at once, and none can take us down."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import TypeVar

FEW = 4
"""So many are done here: to start processes takes longer."""

_CHUNK = 16
_MOST_MEMORY = 3 * 1024**3
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def spread(
    work: Callable[[Sequence[_Item]], list[_Result]],
    items: Sequence[_Item],
    on_crash: Callable[[_Item], _Result],
) -> Iterator[_Result]:
    """What the work makes of each item, in their order; `on_crash` stands in for a process that
    an item took down."""
    chunks = deque(items[i : i + _CHUNK] for i in range(0, len(items), _CHUNK))
    with _pool(os.cpu_count() or 1) as pool:
        running: deque[Future[list[_Result]]] = deque(pool.submit(work, chunk) for chunk in chunks)
        while running:
            chunk, future = chunks.popleft(), running.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # One item of some chunk took its process down, and the pool with it.
                yield from (_alone(work, item, on_crash) for item in chunk)


def _alone(
    work: Callable[[Sequence[_Item]], list[_Result]],
    item: _Item,
    on_crash: Callable[[_Item], _Result],
) -> _Result:
    with _pool(1) as pool:
        try:
            return pool.submit(work, [item]).result()[0]
        except BrokenProcessPool:
            return on_crash(item)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Not forked: this process may have threads.
    return ProcessPoolExecutor(workers, get_context("spawn"), _limit_memory)


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
