"""What a disk may hold after a kill or a power loss, by the operations that a program did on it.

A kill leaves what was done up to a moment, the last write perhaps in part. A power loss may moreover
lose what was not synced: contents of files (lost or cut) and names in folders (made, renamed,
removed; each of them may have reached the disk or not, whatever the others did).
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from finkit import disk

State = dict[str, bytes]
"""The files below a folder, by their path in it."""


def state_of(folder: Path) -> State:
    """The files below a folder; locks, always empty, are no part of it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def lay_out(state: Mapping[str, bytes], folder: Path) -> Path:
    """Writes a state into a new folder."""
    for name, content in state.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


Operation = tuple[str, ...]
"""What was done: make, write, sync, rename, remove or folder; and the paths."""


@dataclass
class Recorded:
    """What was done below a folder, in order; the contents written, by the operation's number."""

    folder: Path
    done: list[Operation] = field(default_factory=list)
    contents: dict[int, bytes] = field(default_factory=dict)

    def note(self, what: str, *paths: Any, content: bytes | None = None) -> None:
        """Notes an operation on paths below the folder."""
        named = [Path(os.fspath(path)).resolve() for path in paths]
        if any(self.folder not in (*one.parents, one) for one in named):
            return
        if content is not None:
            self.contents[len(self.done)] = content
        self.done.append((what, *(one.relative_to(self.folder).as_posix() for one in named)))


def record(folder: Path, patch: pytest.MonkeyPatch) -> Recorded:
    """Notes from now on what this process does below a folder."""
    noted = Recorded(folder.resolve())
    plain = {name: getattr(os, name) for name in ("replace", "unlink", "mkdir", "fsync")}
    make, fill = tempfile.mkstemp, disk.fill

    def made(*given: Any, **options: Any) -> tuple[int, str]:
        handle, name = make(*given, **options)
        noted.note("make", name)
        return handle, name

    def filled(path: Path, content: bytes, *, durably: bool) -> None:
        noted.note("write", path, content=content)
        fill(path, content, durably=durably)

    def synced(handle: int) -> None:
        plain["fsync"](handle)
        noted.note("sync", Path(f"/proc/self/fd/{handle}").readlink())

    def renamed(old: Any, new: Any, **options: Any) -> None:
        noted.note("rename", old, new)
        plain["replace"](old, new, **options)

    def removed(path: Any, **options: Any) -> None:
        noted.note("remove", path)
        plain["unlink"](path, **options)

    def folder_made(path: Any, *given: Any, **options: Any) -> None:
        plain["mkdir"](path, *given, **options)
        noted.note("folder", path)

    patch.setattr(tempfile, "mkstemp", made)
    patch.setattr(disk, "fill", filled)
    for name, shim in (
        ("fsync", synced),
        ("replace", renamed),
        ("unlink", removed),
        ("mkdir", folder_made),
    ):
        patch.setattr(os, name, shim)
    return noted


@dataclass
class _File:
    """A file whatever it is called: its content, and what of it is on the disk itself."""

    content: bytes
    synced: bytes | None


class Disk:
    """A disk that operations are done on one after the other; gives what a loss may leave of it."""

    def __init__(self, state: Mapping[str, bytes]) -> None:
        self._safe = {name: _File(content, content) for name, content in state.items()}
        self._now = dict(self._safe)
        self._waiting: list[tuple[Operation, _File | None]] = []
        self._new_folders: set[str] = set()

    def do(self, operation: Operation, content: bytes | None = None) -> None:
        """Does one operation."""
        what, *paths = operation
        if what == "write":
            self._now[paths[0]].content = content or b""
        elif what == "sync" and paths[0] in self._now:
            self._now[paths[0]].synced = self._now[paths[0]].content
        elif what == "sync":
            self._sync_names(paths[0])
        elif what == "folder":
            self._new_folders.add(paths[0])
        elif what != "remove" or paths[0] in self._now:
            file = _File(b"", None) if what == "make" else self._now[paths[0]]
            self._waiting.append((operation, file))
            _apply(operation, file, self._now)

    def _sync_names(self, folder: str) -> None:
        # A renaming is one step of the disk's own journal: it is there when its new name is.
        mine = [one for one in self._waiting if _folder(one[0][-1]) == folder]
        self._waiting = [one for one in self._waiting if one not in mine]
        for operation, file in mine:
            _apply(operation, file, self._safe)
        self._new_folders = {one for one in self._new_folders if _folder(one) != folder}

    def killed(self) -> Iterator[State]:
        """What a kill may leave at this moment: all that was done, the last write in part."""
        for cut in (_whole, _half, _lost):
            yield {name: cut(file) for name, file in self._now.items()}

    def lost(self, dice: random.Random, drawn: int) -> Iterator[State]:
        """What a power loss may leave: of the names waiting none, each alone, all but each, all,
        and some draws; of unsynced contents nothing, half, all."""
        count = len(self._waiting)
        picks: list[Sequence[int]] = [(), range(count)]
        picks += [(n,) for n in range(count)]
        picks += [[m for m in range(count) if m != n] for n in range(count)]
        picks += [[n for n in range(count) if dice.random() < 0.5] for _ in range(drawn)]
        for pick in picks:
            names = dict(self._safe)
            for number in pick:
                _apply(*self._waiting[number], names)
            for cut in (_whole, _half, _lost):
                state = {name: cut(file) for name, file in names.items()}
                yield state
                yield {
                    name: content
                    for name, content in state.items()
                    if not any(name.startswith(f"{one}/") for one in self._new_folders)
                }


def _apply(operation: Operation, file: _File | None, names: dict[str, _File]) -> None:
    what, *paths = operation
    if what == "make" and file:
        names[paths[0]] = file
    elif what == "rename" and file:
        names.pop(paths[0], None)
        names[paths[1]] = file
    elif what == "remove":
        names.pop(paths[0], None)


def _folder(path: str) -> str:
    return Path(path).parent.as_posix()


def _whole(file: _File) -> bytes:
    return file.content


def _half(file: _File) -> bytes:
    if file.synced == file.content:
        return file.content
    return file.content[: len(file.content) // 2]


def _lost(file: _File) -> bytes:
    return file.content if file.synced == file.content else file.synced or b""


def states(
    before: Mapping[str, bytes], noted: Recorded, *, drawn: int = 8
) -> tuple[list[State], State]:
    """Every state that the operations may leave if they end anywhere, each once; and the last."""
    dice, held = random.Random(20), Disk(before)
    found: dict[frozenset[tuple[str, bytes]], State] = {}
    for number, operation in enumerate(noted.done):
        held.do(operation, noted.contents.get(number))
        for state in (*held.killed(), *held.lost(dice, drawn)):
            found.setdefault(frozenset(state.items()), state)
    return list(found.values()), next(held.killed())
