"""Files that never change, each named by its checksum; one pointer says which version counts.

Like git's objects: what is named by its SHA-256 can be verified by whoever reads it, is shared by
versions, and is half or flipped only by another name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from pathlib import Path

from finkit.disk import WORK, remove, rename, sync_folder, write_durably, write_whole
from finkit.errors import DataError

_NAME = re.compile(r"[0-9a-f]{64}")
_CURRENT, _SETTLED, _COPY = "current", "settled", ".copy"


def digest(content: bytes) -> str:
    """The name of a content."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """The same of a file; "" if there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Store:
    """The folder of a ledger's history."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the content of a name is."""
        return self.folder / name

    def head(self) -> str:
        """The current version; "" if none was ever committed. Raises `DataError` for a pointer
        that is none."""
        try:
            said = (self.folder / _CURRENT).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except OSError as error:
            raise self._unreadable(_CURRENT) from error
        name = said.decode("ascii", "replace").removesuffix("\n")
        if not _NAME.fullmatch(name) or said != f"{name}\n".encode():
            raise self._broken(_CURRENT)
        return name

    def settled(self) -> str:
        """The version that the tables beside the history were last written of."""
        try:
            return (self.folder / _SETTLED).read_bytes().decode("ascii", "replace").strip()
        except OSError:
            return ""

    def get(self, name: str) -> bytes:
        """The content of a name. Raises `DataError` for one that is not what it was, or missing."""
        try:
            content = self.path(name).read_bytes()
        except OSError as error:
            raise self._unreadable(name) from error
        if digest(content) != name:
            raise self._broken(name)
        return content

    def _broken(self, name: str) -> DataError:
        return DataError(
            "台账历史里的文件坏了（校验和不对）",
            where=f"{self.folder.name}/{name}",
            advice="用备份换回它；finkit ledger check 列出全部坏处",
        )

    def _unreadable(self, name: str) -> DataError:
        where, advice = f"{self.folder.name}/{name}", "看权限，或用备份换回它"
        return DataError("台账历史里的文件没有或读不了", where=where, advice=advice)

    def put(self, content: bytes) -> str:
        """Keeps a content, on the disk itself; gives its name."""
        name = digest(content)
        # What is there by this name may be what a power loss left of it.
        if digest_of(self.path(name)) != name:
            write_durably(self.path(name), content)
        return name

    def lay_out(self, content: bytes) -> str:
        """Keeps a content to be put elsewhere; gives its name."""
        name = digest(content)
        write_durably(self.path(f"{name}{_COPY}"), content)
        return name

    def place(self, name: str, path: Path) -> None:
        """Puts a content that was laid out in its place, in one step."""
        rename(self.path(f"{name}{_COPY}"), path)

    def point(self, name: str) -> None:
        """Makes a version the current one: the one step before which nothing counts."""
        sync_folder(self.folder)
        write_durably(self.folder / _CURRENT, f"{name}\n".encode())
        sync_folder(self.folder)

    def settle(self, name: str) -> None:
        """Notes that the tables beside the history are those of a version."""
        write_whole(self.folder / _SETTLED, f"{name}\n".encode())

    def sweep(self, kept: Collection[str]) -> None:
        """Removes contents that no version needs, and what a killed import left."""
        for path in self.folder.iterdir():
            is_ours = path.name.startswith(WORK) or path.suffix == _COPY
            if is_ours or (_NAME.fullmatch(path.name) and path.name not in kept):
                remove(path)
