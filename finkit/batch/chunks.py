"""A batch in chunks: each made by a station, on this machine or wherever an executor runs it."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from finkit.batch.maker import Make, Told, by_province
from finkit.batch.one import Outcome, entry_of, failed
from finkit.batch.station import Order, Station, StationLostError
from finkit.batch.stores import Store, store_at
from finkit.batch.workers import Job
from finkit.errors import FinkitError, UsageError

_MOST = 16  # a second or two of work: little is made twice when a worker is lost
_ATTEMPTS = 3
_PATIENCE = 60.0
_LEFT_AFTER = 60.0
_STATIONS: dict[str, Station] = {}
_CLOSED: set[str] = set()
_OPENING = threading.Lock()

Answer = list[Outcome] | FinkitError


def make_chunk(order: Order, jobs: Sequence[Job]) -> Answer:
    """Makes some reports and has the store take them.

    What the user can mend is given back, not raised: a cluster would try it again in vain.
    """
    try:
        return _taken(store_at(order.out), order, jobs)
    except FinkitError as error:
        return error


def _taken(store: Store, order: Order, jobs: Sequence[Job]) -> list[Outcome]:
    left = _ATTEMPTS
    while True:
        left -= 1
        try:
            with _station(order) as station:
                with station.lock:
                    outcomes = station.make(jobs)
                return store.take(outcomes, station.folder)
        except StationLostError:
            if not left or order.batch in _CLOSED:
                raise


@contextmanager
def _station(order: Order) -> Iterator[Station]:
    """The station of this process for a batch; opened anew where it has ended."""
    with _OPENING:
        if order.batch in _CLOSED:
            raise StationLostError("这批报告已结束")
        station = _STATIONS.get(order.batch)
        if station is None or not station.is_alive:
            _close_those_left()
            station = _STATIONS[order.batch] = Station(order)
        station.users += 1
    try:
        yield station
    finally:
        with _OPENING:
            station.users -= 1
            station.left_at = time.monotonic()


def _close_those_left() -> None:
    """Ends stations that have ended, or that nobody has used for a while: they hold their data.

    Another batch on the same cluster uses its own between ours.
    """
    for batch, station in list(_STATIONS.items()):
        idle = not station.users and time.monotonic() - station.left_at > _LEFT_AFTER
        if idle or not station.is_alive:
            _STATIONS.pop(batch).close()


def close(batch: str) -> None:
    """Ends what this process still makes of a batch."""
    _CLOSED.add(batch)
    with _OPENING:
        if station := _STATIONS.pop(batch, None):
            station.close()


@contextmanager
def here(order: Order, store: Store, desk: tuple[Path, Path]) -> Iterator[Make]:
    """Chunks on this machine: one is sent while the next is made."""
    executor = ThreadPoolExecutor(2)
    try:
        yield lambda jobs: in_chunks(jobs, executor, make_chunk, order, lambda: 2, store, desk)
    finally:
        close(order.batch)
        executor.shutdown(cancel_futures=True)


def in_chunks(
    jobs: Sequence[Job],
    executor: Executor,
    task: Callable[[Order, Sequence[Job]], Answer],
    order: Order,
    abreast: Callable[[], int],
    store: Store,
    desk: tuple[Path, Path],
) -> Iterator[Told]:
    """Outcomes as chunks are done; `abreast` says how many to have under way.

    Raises `UsageError` if there has been nobody to do them for a while.
    """
    waiting = deque(_cut(by_province(jobs), abreast()))
    running: dict[Future[Any], list[Job]] = {}
    while waiting or running:
        while waiting and len(running) < max(abreast(), 1):
            chunk = waiting.popleft()
            running[executor.submit(task, order, chunk)] = chunk
        done, _ = wait(running, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
        if not done and not abreast():
            raise UsageError("集群上已没有工作进程", advice="已生成的都在，再运行一次即补齐")
        for future in done:
            chunk = running.pop(future)
            outcomes = _answer(future, chunk, store, desk)
            now = [job.request for chunk in running.values() for job in chunk]
            yield from ((outcome, now) for outcome in outcomes)


def _cut(jobs: list[Job], abreast: int) -> Iterator[list[Job]]:
    """Chunks so small that all who work have some, and the last ones end together."""
    size = max(1, min(_MOST, len(jobs) // (2 * max(abreast, 1))))
    return (jobs[i : i + size] for i in range(0, len(jobs), size))


def _answer(
    future: Future[Any], chunk: Sequence[Job], store: Store, desk: tuple[Path, Path]
) -> list[Outcome]:
    try:
        answer = future.result()
    except CancelledError as error:
        advice = "已生成的都在，再运行一次即补齐"
        raise UsageError("与集群的连接断了", advice=advice) from error
    except Exception as error:
        if type(error).__name__ not in ("KilledWorker", "StationLostError"):
            reason = f"{type(error).__name__}: {error}"
            advice = "各工作进程要装同一版本的 finkit[cluster]"
            raise UsageError(f"工作进程执行不了（{reason}）", advice=advice) from error
        return _lost(chunk, store, desk)
    if isinstance(answer, FinkitError):
        raise answer
    return list(answer)


def _lost(chunk: Sequence[Job], store: Store, desk: tuple[Path, Path]) -> list[Outcome]:
    """Reports whose processes ended again and again: each has a page that says so."""
    folder, work = desk
    reason = "执行它的进程几次意外结束（内存是否够？）"
    entries = [entry_of(job.request, folder, "failed", reason) for job in chunk]
    return store.take([failed(entry, folder, work) for entry in entries], folder)
