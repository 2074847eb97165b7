"""Work on many files in processes of their own: several at once, and none can take us down."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Any, TypeVar

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
    chunks = (items[i : i + _CHUNK] for i in range(0, len(items), _CHUNK))
    waiting = deque((chunk, _lost()) for chunk in chunks)
    while waiting:
        with _pool(os.cpu_count() or 1) as pool:
            waiting = deque(
                (chunk, _submitted(pool, work, chunk) if _is_lost(future) else future)
                for chunk, future in waiting
            )
            while waiting and not _is_lost(waiting[0][1]):
                yield from waiting.popleft()[1].result()
        if waiting:
            # One item of some chunk took its process down, and the pool with it. Which one is not
            # known: the first chunk that was lost is looked through, the others get a new pool.
            chunk, _ = waiting.popleft()
            yield from (_alone(work, item, on_crash) for item in chunk)


def _submitted(
    pool: ProcessPoolExecutor,
    work: Callable[[Sequence[_Item]], list[_Result]],
    chunk: Sequence[_Item],
) -> Future[list[_Result]]:
    try:
        return pool.submit(work, chunk)
    except BrokenProcessPool:
        return _lost()


def _lost() -> Future[Any]:
    """What is still to be had of the work: as after a crash."""
    future: Future[Any] = Future()
    future.set_exception(BrokenProcessPool())
    return future


def _is_lost(future: Future[Any]) -> bool:
    """Whether a crash took a result along; waits until that is known."""
    return isinstance(future.exception(), BrokenProcessPool)


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
