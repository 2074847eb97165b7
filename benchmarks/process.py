"""One process, from its start to its end: how long, and how much memory. POSIX only."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.case import Cost

# The programs beside this Python: the environment that is measured, whatever PATH says.
PROGRAMS = Path(sys.executable).parent
_KB_A_MB = 1024
_MAXRSS_A_MB = _KB_A_MB**2 if sys.platform == "darwin" else _KB_A_MB


def program(name: str) -> str:
    """The path of an installed command."""
    return str(PROGRAMS / name)


def cost_of(command: Sequence[str], *, output: Path | None = None) -> Cost:
    """Runs a command to its end. Its output goes to a file, or nowhere.

    The peak is the resident memory of the greatest of the process and those it waited for. Raises
    `RuntimeError` with the last line of its complaint if it fails: a failure has no speed.
    """
    with (output or Path(os.devnull)).open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)
        assert process.stderr is not None
        complaint = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        last = complaint.decode(errors="replace").strip().splitlines()[-1:]
        raise RuntimeError(f"{' '.join(command)}: exit {process.returncode} {''.join(last)}")
    return Cost(seconds, used.ru_maxrss / _MAXRSS_A_MB)
