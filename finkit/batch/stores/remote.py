"""An address: reports are made on this disk and sent; the seal is taken away first and sent last.

An object store knows no renaming of folders. A report counts as made only if its seal is there and
lists just the files that are there: what a lost connection left half sent is made again.
"""

from __future__ import annotations

import json
import platform
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from finkit.addresses import in_blocks, opened
from finkit.batch.manifest import Entry, Key, Status
from finkit.batch.one import REPORT_FILES, Outcome, left_standing
from finkit.batch.places import LOCK, report_folder
from finkit.batch.plan import Request
from finkit.batch.sealed import SEAL_JSON, FileFound, Sealed
from finkit.credentials import remembered
from finkit.disk import temporary
from finkit.errors import UsageError, one_line
from finkit.render.rendering import REPORT_HTML
from finkit.store_answers import reached

_SECOND = 10**9
"""Stores tell times in whole seconds: what was written in the second of its seal is read."""


class RemoteStore:
    """Reports as objects under an address."""

    is_here = False

    def __init__(self, address: str) -> None:
        self.address = remembered(address.rstrip("/"))
        self._system, self._root = opened(self.address)
        self._listed: dict[str, dict[str, tuple[int, int]]] = {}

    @contextmanager
    def locked(self, *, unlock: bool = False) -> Iterator[None]:
        """One batch at a time, by an object that says whose it is.

        The store cannot tell that a batch was killed: its lock stays until someone clears it.
        """
        lock = self._path(LOCK)
        mine = json.dumps({"by": platform.node(), "since": _now()}).encode()
        with reached(self.address, "写"):
            if self._system.exists(lock) and not unlock:
                raise self._busy(lock)
            try:
                self._system.pipe_file(lock, mine, mode="overwrite" if unlock else "create")
            except FileExistsError as error:
                raise self._busy(lock) from error
            except (NotImplementedError, ValueError):
                # Not every store can make an object only if there is none.
                self._system.pipe_file(lock, mine)
        try:
            yield
        finally:
            with suppress(Exception):  # what went wrong before is what is to be told
                self._system.rm_file(lock)

    def _busy(self, lock: str) -> UsageError:
        whose = "不知是谁"
        with suppress(Exception):
            said = json.loads(self._system.cat_file(lock))
            whose = one_line(f"{said['by']}，{said['since']} 起")
        advice = "等它结束；若它是被终止的，加 --unlock 再运行"
        return UsageError(f"另一批报告正写在这里（{whose}）", where=self.address, advice=advice)

    @contextmanager
    def desk(self) -> Iterator[tuple[Path, Path]]:
        """A temporary folder of this machine."""
        with temporary("finkit-out-") as own:
            folder, work = own / "out", own / "work"
            folder.mkdir()
            work.mkdir()
            yield folder, work

    def seals(self, requests: Sequence[Request], *, every: bool = False) -> dict[Key, Outcome]:
        """The reports whose seal matches the files that are there."""
        keys = {self._path(_place(request.key), SEAL_JSON): request.key for request in requests}
        there = [path for path, (_, period) in keys.items() if path in self._list(period)]
        found = {}
        with reached(self.address, "读"):
            for block in in_blocks(there):
                for path, text in self._system.cat(block, on_error="omit").items():
                    files = self._files_of(keys[path])
                    with suppress(ValueError):
                        sealed = Sealed.parsed(text.decode())
                        if sealed.is_whole(files, files[SEAL_JSON].touched - _SECOND, every=every):
                            found[keys[path]] = Outcome(sealed.entry, sealed.summary)
        return found

    def _files_of(self, key: Key) -> dict[str, FileFound]:
        """The files of a report, by name."""
        listed = self._list(key[1])
        paths = {name: self._path(_place(key), name) for name in (*REPORT_FILES, SEAL_JSON)}
        return {
            name: FileFound(*listed[path], partial(self._system.cat_file, path))
            for name, path in paths.items()
            if path in listed
        }

    def _list(self, period: str) -> dict[str, tuple[int, int]]:
        """What there is of a period, with sizes and times: listed once, not asked one by one."""
        if period not in self._listed:
            self._listed[period] = {}
            with reached(self.address, "读"), suppress(FileNotFoundError):
                found = self._system.find(self._path(period), detail=True)
                self._listed[period] = {
                    path: (one["size"], _touched(one)) for path, one in found.items()
                }
        return self._listed[period]

    def entry(self, request: Request, status: Status, reason: str) -> Entry:
        """An entry; its path is where an older page stands."""
        page = f"{_place(request.key)}/{REPORT_HTML}"
        known = page if self._path(page) in self._list(str(request.period)) else ""
        county = request.county
        return Entry(county.code, county.name, str(request.period), status, reason, known, 0.0)

    def take(self, outcomes: Sequence[Outcome], folder: Path) -> list[Outcome]:
        """Sends reports: first their files, all at once, then their seals.

        One that failed is sent only where no whole report stands: that one stays and is stale.
        """
        with reached(self.address, "写"):
            now = [self._as_it_stands(outcome) for outcome in outcomes]
            sent = [new for new, old in zip(now, outcomes, strict=True) if new is old]
            made = [o for o in sent if o.entry.status == "ok"]
            for outcome in made:
                with suppress(FileNotFoundError):
                    self._system.rm_file(self._seal_path(outcome))
            files = [path for o in sent for path in _files(o, folder) if path.name != SEAL_JSON]
            self._send(files, folder)
            self._send([path for o in made for path in _files(o, folder, SEAL_JSON)], folder)
        return now

    def _as_it_stands(self, outcome: Outcome) -> Outcome:
        entry = outcome.entry
        if entry.status == "ok" or not self._system.exists(self._seal_path(outcome)):
            return outcome
        page = f"{_place(outcome.entry.key)}/{REPORT_HTML}"
        return Outcome(left_standing(entry, page), {})

    def _send(self, files: Sequence[Path], folder: Path) -> None:
        if files:
            there = [self._path(path.relative_to(folder).as_posix()) for path in files]
            self._system.put([str(path) for path in files], there)

    def read(self, name: str) -> str:
        """A file of the batch as text, "" if there is none."""
        with reached(self.address, "读"), suppress(FileNotFoundError, UnicodeDecodeError):
            return str(self._system.cat_file(self._path(name)), "utf-8")
        return ""

    def write(self, name: str, text: str) -> None:
        """Sends a file of the batch; a store shows it whole, the old or the new."""
        with reached(self.address, "写"), tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_text(text, encoding="utf-8")
            # Sent as a file, so that the store learns from the name what it is: a browser asks.
            self._send([path], Path(folder))

    def remove(self, name: str) -> None:
        """Removes a file of the batch, if it is there."""
        with reached(self.address, "写"), suppress(FileNotFoundError):
            self._system.rm_file(self._path(name))

    def _path(self, *parts: str) -> str:
        return "/".join((self._root, *parts))

    def _seal_path(self, outcome: Outcome) -> str:
        return self._path(_place(outcome.entry.key), SEAL_JSON)


def _place(key: Key) -> str:
    return report_folder(Path(), *key).as_posix()


def _files(outcome: Outcome, folder: Path, name: str = "*") -> list[Path]:
    return sorted((folder / _place(outcome.entry.key)).glob(name))


def _touched(listed: Mapping[str, Any]) -> int:
    """When a listed object was last written, in nanoseconds.

    -1 where the store does not say: its objects are then read.
    """
    said = listed.get("LastModified", listed.get("mtime", listed.get("created")))
    if isinstance(said, datetime):
        return int(said.timestamp() * 1e9)
    return int(said * 1e9) if isinstance(said, int | float) else -1


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
