"""Files written whole or not at all, folders gone in the end, faults of a disk in one line."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from finkit.errors import UsageError

WORK = ".finkit-work-"
"""How the name of what is unfinished begins."""

_ALIVE = ".alive"
_HOUR = 3600.0

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EACCES: "没有权限",
    errno.EROFS: "只读",
    errno.ENOTDIR: "路径中有文件",
}
_OF_A_PLACE = {errno.EEXIST: "这是一个文件，不是文件夹", errno.ENOENT: "建不了这个文件夹"}
"""Of a folder asked for alone: no child process ends with these."""


def disk_reason(number: int | None) -> str:
    """Why a folder cannot be written, by the error's number; "" if it is none of these."""
    return _REASONS.get(number or 0, "")


@contextmanager
def writable(out: Path) -> Iterator[None]:
    """Turns a fault of the disk into one line: no space, no permission, no such folder."""
    try:
        yield
    except OSError as error:
        known = disk_reason(error.errno) or _OF_A_PLACE.get(error.errno or 0, "")
        reason = known or error.strerror or type(error).__name__
        raise UsageError(f"输出文件夹写不了（{reason}）", where=str(out)) from error


@contextmanager
def own_folder(prefix: str, parent: Path) -> Iterator[Path]:
    """A new folder of this process, gone at the end whatever happens.

    It is locked for as long as the process lives, so that others see whether it still does
    (`abandoned`): process numbers come again, and mean nothing on another machine.
    """
    with writable(parent):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=_real(parent)))
        alive = FileLock(folder / _ALIVE, thread_local=False)
        alive.acquire()
    try:
        yield folder
    finally:
        alive.release()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary(prefix: str, parent: str = "") -> Iterator[Path]:
    """A folder of this process for what is passing, by default where the system keeps such.

    Those that killed processes left there are cleared away.
    """
    place = Path(parent or tempfile.gettempdir())
    for left in abandoned(prefix, place):
        shutil.rmtree(left, ignore_errors=True)
    with own_folder(prefix, place) as folder:
        yield folder


def abandoned(prefix: str, parent: Path) -> Iterator[Path]:
    """The folders so named whose process was killed."""
    for folder in parent.glob(f"{prefix}*"):
        if _is_just_made(folder):
            continue
        alive = FileLock(folder / _ALIVE)
        # Locked, or another user's: it is not for us to clear.
        with suppress(Timeout, OSError):
            alive.acquire(timeout=0)
            alive.release()
            yield folder


def _is_just_made(folder: Path) -> bool:
    """Whether a process may be about to lock a folder: an empty one, and new."""
    try:
        return not any(folder.iterdir()) and time.time() - folder.stat().st_mtime < _HOUR
    except OSError:
        return True  # it has gone meanwhile


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its place and renames it there. Raises `UsageError`, leaving nothing."""
    with writable(path.parent):
        _written(path, content, path.parent, durably=False)


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """A file beside its place to be written into, renamed there at the end: for what is too large
    to be held. Raises `UsageError` for a fault of the disk, leaving nothing."""
    with writable(path.parent):
        handle, name = tempfile.mkstemp(prefix=WORK, suffix=path.suffix, dir=path.parent)
        os.close(handle)
        ready = Path(name)
        try:
            ready.chmod(0o666 & ~_umask())
            yield ready
            rename(ready, path)
        except BaseException:
            ready.unlink(missing_ok=True)
            raise


def write_durably(path: Path, content: bytes, folder: Path | None = None) -> None:
    """As `write_whole`, on the disk itself before it has its name: no power loss leaves it half.

    `folder`: where it is written first, on the same disk. The name itself is on the disk after
    `sync_folder`.
    """
    with writable(path.parent):
        _written(path, content, folder or path.parent, durably=True)


def _written(path: Path, content: bytes, folder: Path, *, durably: bool) -> None:
    handle, name = tempfile.mkstemp(prefix=WORK, dir=_real(folder))
    os.close(handle)
    ready = Path(name)
    try:
        # A temporary file is private to its owner; what is written is for everyone.
        ready.chmod(0o666 & ~_umask())
        fill(ready, content, durably=durably)
        rename(ready, path)
    except BaseException:
        ready.unlink(missing_ok=True)
        raise


def _real(folder: Path) -> str:
    """The folder itself: `link/..` is not where it seems, and `tempfile` takes it for that."""
    return os.path.realpath(folder)


def fill(path: Path, content: bytes, *, durably: bool) -> None:
    """Writes into a file that is there, up to the disk itself if durably."""
    with path.open("wb") as file:
        file.write(content)
        if durably:
            file.flush()
            os.fsync(file.fileno())


def rename(old: Path, new: Path) -> None:
    """Gives a file another name, in one step, in place of any that has it."""
    old.replace(new)


def remove(path: Path) -> None:
    """Removes a file. One that cannot be, as it is open (Windows), stays."""
    with suppress(OSError):
        path.unlink()


def make_folder(path: Path) -> None:
    """Makes a folder, and those above it, known to the disk."""
    missing = [one for one in (path, *path.parents) if not one.is_dir()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk itself (Windows does so by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
