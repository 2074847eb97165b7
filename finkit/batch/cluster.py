"""A batch on a dask cluster: each worker process has a station, each task is a chunk of reports.

What a lost worker was making, dask gives to another; the index is written by whoever asked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from finkit.batch.chunks import Answer, close, in_chunks, make_chunk
from finkit.batch.maker import Make
from finkit.batch.station import Order
from finkit.batch.stores import Store
from finkit.batch.workers import Job
from finkit.errors import FinkitError, UsageError, one_line, quoted

_CONNECT, _WORKERS = 10.0, 30.0
_SCHEDULER = re.compile(r"[a-z]+://.+:\d+")
_EACH = 2  # one chunk is sent while the next is made


def check(scheduler: str, out: str) -> None:
    """Says before anything is read what stands in the way. Raises `UsageError`."""
    if not _SCHEDULER.fullmatch(scheduler):
        what = (
            f"调度器地址{quoted(scheduler)}写法不对" if scheduler else "--engine dask 要写明调度器"
        )
        raise UsageError(what, advice="如 --scheduler tcp://10.0.0.5:8786")
    if out.startswith("memory://"):
        advice = "用共享文件夹或 s3:// 地址"
        raise UsageError("memory:// 只在一个进程里，集群写不到", where=out, advice=advice)
    _distributed()


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        advice = "pip install 'finkit[cluster]'"
        raise UsageError("在集群上运行要另装程序库", advice=advice) from error
    return distributed


@contextmanager
def connected(scheduler: str) -> Iterator[Any]:
    """A client of the scheduler, with at least one worker.

    Raises `UsageError` if there is no scheduler, no worker, or the connection is lost.
    """
    distributed = _distributed()
    # What it has to say of lost workers and closed connections is said here, in one line.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(scheduler, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        advice = "看它是否已启动、地址端口是否对，如 tcp://10.0.0.5:8786"
        raise UsageError("连不上调度器", where=scheduler, advice=advice) from error
    try:
        with suppress(TimeoutError):
            client.wait_for_workers(1, timeout=_WORKERS)
        if not client.nthreads():
            advice = f"在各机器上运行 dask worker {scheduler}"
            raise UsageError("调度器下没有工作进程", where=scheduler, advice=advice)
        yield client
    except FinkitError:
        raise
    except OSError as error:  # distributed's CommClosedError is one
        reason = one_line(str(error)) or type(error).__name__
        advice = "已生成的都在，再运行一次即补齐"
        what = f"与调度器的连接断了（{reason}）"
        raise UsageError(what, where=scheduler, advice=advice) from error
    finally:
        with suppress(Exception):  # a scheduler that is gone need not be told
            client.close(timeout=_CONNECT)


@contextmanager
def on_cluster(
    scheduler: str, order: Order, store: Store, desk: tuple[Path, Path]
) -> Iterator[Make]:
    """Chunks on the workers of a scheduler."""
    with connected(scheduler) as client:
        executor = client.get_executor(pure=False)

        def abreast() -> int:
            return _EACH * len(client.nthreads())

        try:
            yield lambda jobs: in_chunks(jobs, executor, _on_worker, order, abreast, store, desk)
        finally:
            with suppress(Exception):  # workers may be gone: their stations are too
                executor.shutdown(wait=False)
                client.run(close, order.batch, on_error="ignore")


def _on_worker(order: Order, jobs: Sequence[Job]) -> Answer:
    """A chunk on a worker: as many reports at once as it has threads, if not told otherwise."""
    worker = _distributed().get_worker()
    limits = replace(order.limits, jobs=order.limits.jobs or worker.state.nthreads)
    return make_chunk(replace(order, limits=limits, scratch=worker.local_directory), jobs)
