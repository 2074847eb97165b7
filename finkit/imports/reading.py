"""Files understood in processes of their own: several at once, and none can take us down."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import NamedTuple

from finkit.counties import County
from finkit.errors import FinkitError
from finkit.imports.gathering import Found
from finkit.workbooks.answers import Answers
from finkit.workbooks.context import Given
from finkit.workbooks.found import Table
from finkit.workbooks.understanding import understand

_FEW = 4
_CHUNK = 16
_MOST_MEMORY = 3 * 1024**3
_CRASHED = "读的时候进程意外结束；文件可能已损坏或太大，用 Excel 打开另存一份再试"


class Asked(NamedTuple):
    """What holds for all files: given by the user, answered before, held by the ledger."""

    given: Given
    answers: Answers
    held: Mapping[str, County]


class Read(NamedTuple):
    """What came of a file: its tables, or why it cannot be read."""

    found: Found
    tables: list[Table]
    refusal: str = ""


def read_all(files: Sequence[Found], asked: Asked) -> Iterator[Read]:
    """What came of each file, in their order."""
    if len(files) <= _FEW:
        yield from (read_one(file, asked) for file in files)
        return
    chunks = [files[i : i + _CHUNK] for i in range(0, len(files), _CHUNK)]
    with _pool(os.cpu_count() or 1) as pool:
        running: list[Future[list[Read]]] = [pool.submit(_read, chunk, asked) for chunk in chunks]
        for chunk, future in zip(chunks, running, strict=True):
            try:
                yield from future.result()
            except BrokenProcessPool:
                # One file of some chunk took its process down, and the pool with it.
                yield from (_read_alone(file, asked) for file in chunk)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Not forked: this process may have threads.
    return ProcessPoolExecutor(workers, get_context("spawn"), _limit_memory)


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _read(files: Sequence[Found], asked: Asked) -> list[Read]:
    return [read_one(file, asked) for file in files]


def _read_alone(file: Found, asked: Asked) -> Read:
    with _pool(1) as pool:
        try:
            return pool.submit(read_one, file, asked).result()
        except BrokenProcessPool:
            return Read(file, [], _CRASHED)


def read_one(file: Found, asked: Asked) -> Read:
    """What came of one file, in this process."""
    try:
        return Read(file, understand(file.path, *asked))
    except FinkitError as error:
        return Read(file, [], str(error))
    except MemoryError:
        return Read(file, [], f"{file.path.name}：太大，内存不够")
