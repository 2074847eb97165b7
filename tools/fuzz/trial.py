"""One input: a sample broken by its number, read in a process that may die of it."""

from __future__ import annotations

import random
import resource
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from traceback import format_exception
from typing import NamedTuple

from finkit.errors import FinkitError
from finkit.imports.processes import spread
from tools.fuzz.mutations import broken
from tools.fuzz.readers import READERS

SECONDS = 5.0
"""So long may a processor work on an input: a busy machine makes none longer."""

WAITED = 60.0
"""So long may it take by the clock: what waits for ever uses no processor."""

_LATE = f"没有结束，等了{WAITED:.0f}秒"
_GONE = f"算了超过{SECONDS:.0f}秒，或进程意外结束"


class Input(NamedTuple):
    """A reader, and the number that the sample is broken by: `seed` gives the same again."""

    reader: str
    seed: str


class Trial(NamedTuple):
    """What came of an input: `read`, `refused`, `escaped` (an exception of another kind) or `over`
    a limit; what was said; the seconds a processor took, and the most MB its process ever held."""

    input: Input
    verdict: str
    said: str = ""
    seconds: float = 0.0
    megabytes: int = 0


def content_of(asked: Input) -> bytes:
    """What an input is read from."""
    # Not of the reader's number: a new one leaves the inputs of the others as they were.
    dice = random.Random(f"{asked.reader} {asked.seed}")
    return broken(READERS[asked.reader].sample(), dice)


def trials(inputs: list[Input]) -> Iterator[Trial]:
    """What comes of each, several at once."""
    return spread(_tried, inputs, _lost, seconds=WAITED, fork=True)


def _lost(asked: Input, is_late: bool) -> Trial:
    return Trial(asked, "over", _LATE if is_late else _GONE)


def _tried(asked: Input) -> Trial:
    content, reader = content_of(asked), READERS[asked.reader]
    with tempfile.TemporaryDirectory(prefix="finkit-fuzz-") as folder:
        path = Path(folder, reader.file)
        path.write_bytes(content)
        started = time.process_time()
        # Nobody handles its signal: it ends the process, whatever library is at work in it.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        verdict, said = _verdict(asked, path)
        signal.setitimer(signal.ITIMER_PROF, 0)
        seconds = time.process_time() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Trial(asked, verdict, said, seconds, most)


def _verdict(asked: Input, path: Path) -> tuple[str, str]:
    try:
        READERS[asked.reader].read(path)
    except FinkitError as error:
        said = str(error)
        is_line = "\n" not in said and len(said) < 1000
        return ("refused", said) if is_line else ("escaped", f"not one short line: {said[:500]}")
    except MemoryError as error:
        return "over", "".join(format_exception(error))
    except Exception as error:
        return "escaped", "".join(format_exception(error))
    return "read", ""
