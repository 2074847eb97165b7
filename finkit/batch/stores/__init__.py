"""Where reports go: a folder of this machine, or an address (`s3://bucket/prefix`).

A folder is written in place, by renaming; for an address a report is made on this disk and then
sent, its seal last.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from finkit.addresses import is_address, plain
from finkit.batch.manifest import Entry, Key, Status
from finkit.batch.one import Outcome
from finkit.batch.plan import Request
from finkit.batch.stores.local import LocalStore


class Store(Protocol):
    """What a batch asks of the place where its reports go."""

    address: str
    is_here: bool

    def locked(self, *, unlock: bool = False) -> AbstractContextManager[None]:
        """One batch at a time; `unlock` clears the lock that a killed one left."""

    def desk(self) -> AbstractContextManager[tuple[Path, Path]]:
        """Where reports are made: the folder they appear in, and one for what is unfinished."""

    def seals(self, requests: Sequence[Request], *, every: bool = False) -> dict[Key, Outcome]:
        """The reports that stand whole, of those asked for; `every`: each file is read."""

    def entry(self, request: Request, status: Status, reason: str) -> Entry:
        """An entry of the manifest for a report that is not made now."""

    def take(self, outcomes: Sequence[Outcome], folder: Path) -> list[Outcome]:
        """Has the reports that were made in a folder; gives their outcomes as they now stand."""

    def read(self, name: str) -> str:
        """A file of the batch as text, "" if there is none."""

    def write(self, name: str, text: str) -> None:
        """Writes a file of the batch, whole."""

    def remove(self, name: str) -> None:
        """Removes a file of the batch, if it is there."""


def store_at(out: str) -> Store:
    """The store at a path or an address. Raises `UsageError` for an address not to be opened."""
    if not is_address(place := plain(out)):
        return LocalStore(Path(place))
    from finkit.batch.stores.remote import RemoteStore

    return RemoteStore(place)
