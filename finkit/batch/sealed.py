"""`seal.json`: what a finished report consists of, so that it is known again or made again.

It holds the outcome, and of each file its size and hash; its own hash stands at the end. A file is
taken for unchanged without being read only if it has its size and is no younger than the seal,
which was written last: whatever is written or put there afterwards is younger. A page is sealed
without the signature that may stand at its end: signing changes nothing that was sealed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from finkit.batch.manifest import Entry
from finkit.batch.signature import SIZE, unsigned
from finkit.render.rendering import REPORT_HTML

SEAL_JSON = "seal.json"
_MOST = 256 << 20


class FileMark(NamedTuple):
    """What a file is known by."""

    size: int
    sha256: str


class FileFound(NamedTuple):
    """A file as it stands: size, when it was last touched (ns, -1 unknown), how to read it."""

    size: int
    touched: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Sealed:
    """A report's entry, its numbers for the index, the options asked for, and its files."""

    entry: Entry
    summary: dict[str, Any]
    options: dict[str, Any]
    files: dict[str, FileMark]

    def as_json(self) -> str:
        """The text of `seal.json`."""
        content = _canonical(asdict(self))
        outer = {"sealed": content, "sha256": _digest(content.encode())}
        return json.dumps(outer, ensure_ascii=False) + "\n"

    @classmethod
    def parsed(cls, text: str) -> Sealed:
        """What `as_json` wrote. Raises `ValueError` for anything else, however little changed."""
        try:
            outer = json.loads(text)
            content = outer["sealed"]
            if _digest(content.encode()) != outer["sha256"]:
                raise ValueError("seal.json 被改动")
            inner = json.loads(content)
            files = {name: FileMark(*mark) for name, mark in inner["files"].items()}
            found = cls(Entry(**inner["entry"]), inner["summary"], inner["options"], files)
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("不是 seal.json") from error
        if found.as_json() != text:
            raise ValueError("seal.json 被改动")
        return found

    def is_whole(self, found: Mapping[str, FileFound], since: int, *, every: bool) -> bool:
        """Whether all files stand as they were sealed at `since`; `every`: each is read."""
        return REPORT_HTML in self.files and all(
            name in found and _is_as_sealed(name, mark, found[name], since, every=every)
            for name, mark in self.files.items()
        )


def sealed_in(folder: Path) -> Sealed | None:
    """The seal of a report's folder; None where there is none that can be read."""
    try:
        path = folder / SEAL_JSON
        if path.stat().st_size > _MOST:
            return None
        return Sealed.parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def marks_of(folder: Path) -> dict[str, FileMark]:
    """The marks of the files of a report's folder."""
    return {
        path.name: _mark(path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.name != SEAL_JSON
    }


def files_in(folder: Path) -> tuple[dict[str, FileFound], int]:
    """The files of a report's folder as they stand, and when its seal was last touched."""
    found = {}
    for path in folder.iterdir():
        stat = path.stat()
        # The time of the last change of any kind: unlike that of the content, nobody can set it.
        touched = max(stat.st_mtime_ns, stat.st_ctime_ns)
        found[path.name] = FileFound(stat.st_size, touched, path.read_bytes)
    return found, found[SEAL_JSON].touched


def _is_as_sealed(name: str, mark: FileMark, found: FileFound, since: int, *, every: bool) -> bool:
    sizes = (mark.size, mark.size + SIZE) if name == REPORT_HTML else (mark.size,)
    if found.size not in sizes:
        return False
    if not every and 0 <= found.touched <= since:
        return True
    return _mark(name, found.read()) == mark


def _mark(name: str, content: bytes) -> FileMark:
    sealed = unsigned(content) if name == REPORT_HTML else content
    return FileMark(len(sealed), _digest(sealed))


def _canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
