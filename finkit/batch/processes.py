"""What a report's process begins (kernels, programs, forks): found, counted, ended with it."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import psutil

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


def tie_to(parent: int) -> None:
    """Makes this process end with its parent, and keeps all that it will begin below it."""
    libc = ctypes.CDLL(None)
    libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    # What is left by a program that it began could be found nowhere else.
    libc.prctl(_ADOPT_ORPHANS, 1)
    if os.getppid() != parent:
        os._exit(1)


def kill(process: Any) -> None:
    """Ends a child with all that it has begun."""
    begun: list[psutil.Process] = []
    with suppress(psutil.Error, OSError):
        # Stopped, it begins no more of them.
        os.kill(process.pid, signal.SIGSTOP)
        begun = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.join()
    _kill_all(begun)


def end_begun() -> None:
    """Ends what this process has begun and left running: it is nobody's now."""
    with suppress(ChildProcessError, psutil.Error):
        os.waitpid(-1, os.WNOHANG)  # most have begun nothing: that costs no look at all processes
        _kill_all(psutil.Process().children(recursive=True))


def _kill_all(processes: Sequence[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.kill()


def memory(pid: int, *, whole: bool) -> int:
    """What a process has of its own, in bytes; what it shares with its parent costs nothing.

    `whole`: with all that it has begun, a kernel above all; to look for them takes time.
    """
    used = 0
    with suppress(psutil.Error):
        one = psutil.Process(pid)
        for process in (one, *(one.children(recursive=True) if whole else ())):
            with suppress(psutil.Error):
                used += int(process.memory_full_info().uss)
    return used
