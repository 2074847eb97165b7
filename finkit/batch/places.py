"""Where a report stands, and how it gets there: whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from finkit.errors import UsageError

_UNSAFE = re.compile(r"[^0-9A-Za-z-]")
_WORK = ".finkit-work-"


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
def workspace(out: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as the outputs, gone at the end whatever happens."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=_WORK, dir=out))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"输出文件夹写不了（{reason}）", where=str(out)) from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def publish(ready: Path, target: Path, work: Path) -> None:
    """Puts a finished folder in place of the old one by renaming."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.rename(work / f"old-{target.parent.name}-{target.name}")
    ready.rename(target)


def write_whole(path: Path, text: str) -> None:
    """Writes a file beside its place and renames it there."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=_WORK, delete=False
    ) as file:
        file.write(text)
    # A temporary file is private to its owner; a report is for everyone the folder is for.
    Path(file.name).chmod(0o666 & ~_umask())
    Path(file.name).replace(path)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
