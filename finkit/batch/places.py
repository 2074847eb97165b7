"""Where a report stands, and how it gets there: whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from finkit.disk import WORK, abandoned, own_folder, writable
from finkit.errors import UsageError

_UNSAFE = re.compile(r"[^0-9A-Za-z-]")
LOCK = ".finkit-lock"
_OLD = "old-"
_ATTEMPTS = 3
_OVERTAKEN = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT)


def folder_name(code: str) -> str:
    """A county code as a folder name: unsafe characters become `_`, a short hash keeps it unique.

    >>> folder_name("621124"), folder_name("../x")
    ('621124', '___x_d6b96a97')
    """
    safe = _UNSAFE.sub("_", code)
    if safe == code:
        return code
    return f"{safe}_{hashlib.sha256(code.encode()).hexdigest()[:8]}"


def report_folder(out: Path, code: str, period: str) -> Path:
    """outputs/2024-02/621124."""
    return out / period / folder_name(code)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """One batch at a time in an output folder; what a killed one left behind is cleared away.

    Raises `UsageError` if another is at work there, or the folder cannot be written.
    """
    with writable(out):
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            advice = "等它结束，或换一个输出文件夹"
            raise UsageError("另一批报告正写在这里", where=str(out), advice=advice) from error
    try:
        with writable(out):
            _tidy(out)
        yield
    finally:
        # Removed while still held: whoever comes next makes a lock of his own. Windows lets no
        # file go that is held: there it stays, unlocked.
        with suppress(OSError):
            (out / LOCK).unlink(missing_ok=True)
        lock.release()


def _tidy(out: Path) -> None:
    """Clears away what a killed batch left; a report it was just replacing is put back."""
    for left in abandoned(WORK, out):
        for old in left.rglob(f"{_OLD}*"):
            target = out / old.parent.name / old.name.removeprefix(_OLD)
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                old.rename(target)
        shutil.rmtree(left, ignore_errors=True)
    for file in filter(Path.is_file, out.glob(f"{WORK}*")):
        file.unlink(missing_ok=True)


@contextmanager
def workspace(out: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as the outputs, gone at the end whatever happens."""
    with writable(out):
        out.mkdir(parents=True, exist_ok=True)
    with own_folder(WORK, out) as work:
        yield work


def publish(ready: Path, target: Path, work: Path) -> None:
    """Puts a finished folder in place of the old one by renaming."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(_ATTEMPTS):
        try:
            if target.exists():
                aside = work / f"{attempt}" / target.parent.name
                aside.mkdir(parents=True)
                target.rename(aside / f"{_OLD}{target.name}")
            ready.rename(target)
        except OSError as error:
            # On a cluster a lost worker's last report may arrive at this very moment.
            if error.errno not in _OVERTAKEN or attempt == _ATTEMPTS - 1:
                raise
        else:
            return
