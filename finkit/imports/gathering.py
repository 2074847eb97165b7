"""Which files a user means: those named, and all tables in the folders named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from finkit.errors import UsageError
from finkit.readers.formats import format_of
from finkit.workbooks.files.formats import named, readable
from finkit.workbooks.files.opening import name_of

MARKED_COPIES = "待改"
"""The folder an import writes marked copies into."""


class Found(NamedTuple):
    """A file, and the name it goes by in `source`: its path within the folder that was named."""

    path: Path
    label: str


def gather(paths: Sequence[Path]) -> list[Found]:
    """The files, each once, in the order of the paths and then of their names.

    In a folder, tables count, and what looks like one but cannot be read; Excel's lock files
    (~$) and hidden ones do not, nor copies marked at an earlier import: they are older than the
    file that was mended, and are taken only where their folder is named. Raises `UsageError` for a
    path that is not there, or holds none.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        for one in _within(path):
            found.setdefault(one.path.resolve(), one)
    if not found:
        where = "、".join(str(path) for path in paths)
        raise UsageError("没有表格文件", where=where, advice=f"可读：{readable()}")
    return list(found.values())


def _within(path: Path) -> Iterator[Found]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and _is_table(file, path):
                yield Found(file, _readable(file.relative_to(path)))
    elif path.exists():
        yield Found(path, name_of(path))
    else:
        raise UsageError("没有这个文件或文件夹", where=str(path))


def _readable(path: Path) -> str:
    return "/".join(name_of(Path(part)) for part in path.parts)


def _is_table(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    is_left = hidden or MARKED_COPIES in parts[:-1]
    is_known = named(file.suffix) is not None or format_of(file) is not None
    return not is_left and is_known
