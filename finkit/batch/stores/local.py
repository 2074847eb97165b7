"""A folder of this machine, or one that several machines share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from finkit.batch import places
from finkit.batch.manifest import Entry, Key, Status
from finkit.batch.one import Outcome, entry_of
from finkit.batch.plan import Request
from finkit.batch.sealed import SEAL_JSON, Sealed, files_in
from finkit.disk import write_whole


class LocalStore:
    """Reports are made in their place, under a name of their own until they are whole."""

    is_here = True

    def __init__(self, folder: Path) -> None:
        self.folder, self.address = folder, str(folder.resolve())

    def locked(self, *, unlock: bool = False) -> AbstractContextManager[None]:
        """The system frees the lock of a batch that was killed: there is nothing to clear."""
        return places.locked(self.folder)

    @contextmanager
    def desk(self) -> Iterator[tuple[Path, Path]]:
        """The folder itself, and a workspace in it."""
        with places.workspace(self.folder) as work:
            yield self.folder, work

    def seals(self, requests: Sequence[Request], *, every: bool = False) -> dict[Key, Outcome]:
        """The reports whose seal matches the files that are there."""
        found = {}
        for request in requests:
            folder = places.report_folder(self.folder, *request.key)
            with suppress(OSError, ValueError):
                sealed = Sealed.parsed((folder / SEAL_JSON).read_text(encoding="utf-8"))
                if sealed.is_whole(*files_in(folder), every=every):
                    found[request.key] = Outcome(sealed.entry, sealed.summary)
        return found

    def entry(self, request: Request, status: Status, reason: str) -> Entry:
        """An entry; its path is where an older page stands."""
        return entry_of(request, self.folder, status, reason)

    def take(self, outcomes: Sequence[Outcome], folder: Path) -> list[Outcome]:
        """They are in their place already."""
        return list(outcomes)

    def read(self, name: str) -> str:
        """A file of the batch as text, "" if there is none."""
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def write(self, name: str, text: str) -> None:
        """Writes a file beside its place and renames it there."""
        write_whole(self.folder / name, text.encode())

    def remove(self, name: str) -> None:
        """Removes a file, if it is there and may be removed: what it leaves is written anew."""
        with suppress(OSError):
            (self.folder / name).unlink()
