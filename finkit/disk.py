"""Files written whole or not at all; what is wrong with a disk in one line."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from finkit.errors import UsageError

WORK = ".finkit-work-"
"""How the name of what is unfinished begins."""

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EACCES: "没有权限",
    errno.EROFS: "只读",
    errno.ENOTDIR: "路径中有文件",
}


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


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its place and renames it there. Raises `UsageError`, leaving nothing."""
    with writable(path.parent):
        handle, name = tempfile.mkstemp(prefix=WORK, dir=path.parent)
        ready = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            # A temporary file is private to its owner; what is written is for everyone.
            ready.chmod(0o666 & ~_umask())
            ready.replace(path)
        except BaseException:
            ready.unlink(missing_ok=True)
            raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
