"""Work spread over processes: in order, and one that dies or hangs takes nothing with it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from finkit.imports.processes import can_fork, spread

BOTH = pytest.mark.parametrize("fork", [False, *([True] if can_fork() else [])])


def _halved(number: int) -> str:
    if number == 13:
        os._exit(9)
    if number == 77:
        time.sleep(60)
    if number == 88:
        raise ValueError(str(number))
    return str(number // 2)


def _lost(number: int, is_late: bool) -> str:
    return f"{number} {'late' if is_late else 'crashed'}"


@BOTH
def test_in_the_order_of_the_items(fork: bool) -> None:
    found = spread(_halved, list(range(14, 64)), _lost, fork=fork)
    assert list(found) == [str(number // 2) for number in range(14, 64)]


@BOTH
def test_each_item_that_takes_its_process_down_is_named_and_the_others_are_done(
    fork: bool,
) -> None:
    numbers = [*range(14, 24), 13, *range(14, 44), 13, 13, *range(14, 34)]
    found = list(spread(_halved, numbers, _lost, fork=fork))
    assert found == ["13 crashed" if n == 13 else str(n // 2) for n in numbers]


@BOTH
def test_one_that_never_ends_is_stopped(fork: bool) -> None:
    numbers = [*range(14, 24), 77, *range(14, 24)]
    found = list(spread(_halved, numbers, _lost, seconds=3, fork=fork))
    assert found == ["77 late" if n == 77 else str(n // 2) for n in numbers]


@BOTH
def test_an_error_of_the_work_is_raised_with_where_it_was(fork: bool) -> None:
    with pytest.raises(ValueError, match="88") as caught:
        list(spread(_halved, [1, 88], _lost, fork=fork))
    assert "_halved" in "".join(caught.value.__notes__)


def _touched(path: Path) -> str:
    path.touch()
    return path.name


def test_only_so_many_results_wait_for_whoever_asks_slowly(tmp_path: Path) -> None:
    """A nation's would fill the memory."""
    found = spread(_touched, [tmp_path / str(number) for number in range(100)], lambda *_: "")
    assert next(found) == "0"
    time.sleep(0.5)
    assert len(list(tmp_path.iterdir())) < 50
    assert list(found) == [str(number) for number in range(1, 100)]


def _large(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024**2))


@pytest.mark.skipif(not can_fork(), reason="limits are of Linux")
def test_memory_is_limited_and_the_error_is_the_items_own() -> None:
    with pytest.raises(MemoryError):
        list(spread(_large, [8 * 1024], lambda *_: 0, fork=True))
    assert list(spread(_large, [64], lambda *_: 0, fork=True)) == [64 * 1024**2]


def _said(folder: str) -> str:
    os.write(2, b"thread panicked")
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)
    return ""


@pytest.mark.skipif(not can_fork(), reason="a signal of its own")
def test_an_interruption_ends_all_at_once_and_nothing_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before, began = signal.signal(signal.SIGALRM, interrupt), time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(spread(_said, [str(tmp_path)] * 2, lambda *_: "", fork=True))
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - began < 10
    children = [int(path.name) for path in tmp_path.iterdir()]
    assert children
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
    assert "panicked" not in capfd.readouterr().err
