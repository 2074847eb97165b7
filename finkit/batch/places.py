"""Where a report stands, and how it gets there: whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from finkit.errors import UsageError

_UNSAFE = re.compile(r"[^0-9A-Za-z-]")
_WORK = ".finkit-work-"
_LOCK = ".finkit-lock"
_OLD = "old-"
_ATTEMPTS = 3
_OVERTAKEN = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT)
_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EACCES: "没有权限",
    errno.EROFS: "只读",
    errno.ENOTDIR: "路径中有文件",
}


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
        lock = FileLock(out / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            advice = "等它结束，或换一个输出文件夹"
            raise UsageError("另一批报告正写在这里", where=str(out), advice=advice) from error
    try:
        _tidy(out)
        yield
    finally:
        # Removed while still held: whoever comes next makes a lock of his own.
        (out / _LOCK).unlink(missing_ok=True)
        lock.release()


def _tidy(out: Path) -> None:
    """Clears away what a killed batch left; a report it was just replacing is put back."""
    for left in out.glob(f"{_WORK}*"):
        if not left.is_dir():
            left.unlink(missing_ok=True)
            continue
        for old in left.rglob(f"{_OLD}*"):
            target = out / old.parent.name / old.name.removeprefix(_OLD)
            if not target.exists():
                old.rename(target)
        shutil.rmtree(left, ignore_errors=True)


def disk_reason(number: int | None) -> str:
    """Why a folder cannot be written, by the error's number; "" if it is none of these."""
    return _REASONS.get(number or 0, "")


@contextmanager
def writable(out: Path) -> Iterator[None]:
    """Turns a fault of the disk into one line: no space, no permission, no such folder."""
    try:
        yield
    except OSError as error:
        reason = disk_reason(error.errno) or error.strerror or type(error).__name__
        raise UsageError(f"输出文件夹写不了（{reason}）", where=str(out)) from error


@contextmanager
def workspace(out: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as the outputs, gone at the end whatever happens."""
    with writable(out):
        out.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=_WORK, dir=out))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


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


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file beside its place and renames it there; a text in UTF-8."""
    with writable(path.parent):
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_WORK, delete=False) as file:
            ready = Path(file.name)
            try:
                file.write(content if isinstance(content, bytes) else content.encode())
                file.flush()
            except OSError:
                ready.unlink()
                raise
        # A temporary file is private to its owner; a report is for everyone the folder is for.
        ready.chmod(0o666 & ~_umask())
        ready.replace(path)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
