"""The one commit of a ledger: everything on the disk, then the pointer, then the tables beside it.

Before the pointer is another file nothing counts, after it everything; the tables beside the
history are copies, put in their places by this commit or, if it was killed, by the next.
"""

from __future__ import annotations

import getpass
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from finkit.disk import make_folder, remove, sync_folder, writable, write_durably
from finkit.errors import DataError, PartlyDoneError, UsageError
from finkit.ledger.history.draft import Draft
from finkit.ledger.history.home import ALL, OBSERVATIONS, Home, home_of
from finkit.ledger.history.parts import area_column, part_of, sorted_by_area, split
from finkit.ledger.history.reading import Current, Edit, current
from finkit.ledger.history.store import Store, digest_of
from finkit.ledger.history.version import Version, chain, version_in
from finkit.readers.formats import format_of
from finkit.readers.raw import Columns
from finkit.readers.writing import columns_as_csv

_NOTHING = Version(-1, "begin", "", "", folder=False)
KEPT = 30
"""So many versions can be gone back to; of earlier ones who, when, which files and what was
revised is kept."""
_LOCK, ASIDE = "lock", ".edited"


class Writer:
    """A ledger that is written to, by one at a time."""

    def __init__(self, place: Path) -> None:
        self.place, home = place, home_of(place)
        self.store = Store(home.history)
        now = self.now()
        self.home: Home = now.home if now else home

    def now(self) -> Current | None:
        """The version that counts."""
        return current(self.place)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One import at a time; what a killed one left is put right first. Raises `UsageError` if
        another is at work, or nothing can be written there."""
        lock = FileLock(self.store.path(_LOCK))
        try:
            make_folder(self.store.folder)
            lock.acquire(timeout=0)
        except Timeout as error:
            what, advice = "另一次导入正写这本台账", "等它结束"
            raise UsageError(what, where=str(self.place), advice=advice) from error
        except OSError as error:
            raise UsageError("台账写不了", where=str(self.place), advice="看权限和路径") from error
        try:
            if now := self.now():
                with writable(self.home.folder):
                    self._settle(now)
                    self._sweep(now.name)
            yield
        finally:
            lock.release()

    def commit(self, *drafts: Draft) -> Current:
        """Makes versions of what is now and the drafts, one upon the other, in one step.

        Raises `UsageError` where there is no room or no permission; then nothing has changed; and
        `PartlyDoneError` where it is done, but a copy cannot be put in its place.
        """
        with writable(self.home.folder):
            now = self.now()
            for draft in drafts:
                now = self._kept(self._version(draft, now))
            assert now, "a commit is of something"
            return self._pointed(now)

    def undo(self) -> Current:
        """Goes back to what was before the current version; each time one step more.

        Where tables were edited by hand and not taken, these are the last change: they are put
        aside beside their place, and the table is again as it was committed. Raises `UsageError`
        where there is nothing to go back to.
        """
        now = self.now()
        if now is None:
            raise UsageError("台账没有历史，没有可退回的", where=str(self.place))
        with writable(self.home.folder):
            if edits := [edit for edit in now.edits(ALL) if edit.how != "added"]:
                said = "、".join(edit.path.name for edit in edits)
                made = self._like(now, now, f"恢复原样：{said}", again=[e.name for e in edits])
                return self._pointed(self._kept(made), over=edits)
            if not (back := now.version.back):
                raise UsageError("没有再早的一版可退回", where=str(self.place))
            target = Current(self.home, self.store, back, version_in(self.store, back))
            if any(not self.store.path(name).is_file() for name in target.version.contents()):
                what = f"第{target.version.number}版太早，退不回去：只留最近{KEPT}版"
                raise UsageError(what, where=str(self.place))
            note = f"退回到第{target.version.number}版"
            return self._pointed(self._kept(self._like(target, now, note)))

    def _like(self, target: Current, now: Current, note: str, again: Sequence[str] = ()) -> Version:
        """A version after the one that is now, that is what the target is."""
        wanted, held = target.version, now.version
        copies = dict(wanted.copies)
        for name in wanted.copies:
            if _kept_as(wanted, name) == _kept_as(held, name) and name not in again:
                copies[name] = held.copies[name]
            elif table := target.table(name):
                copies[name] = self.store.lay_out(self._as_copy(name, table.columns))
            else:
                copies[name] = self.store.lay_out(self.store.get(wanted.texts[name]))
        return replace(
            wanted,
            number=held.number + 1,
            doing="undo",
            when=_now(),
            who=_who(),
            copies=copies,
            before=now.name,
            files=(),
            note=note,
        )

    def _version(self, draft: Draft, now: Current | None) -> Version:
        """The record, with all that it names in the store."""
        old = now.version if now else replace(_NOTHING, folder=self.home.is_folder)
        tables, texts, copies = dict(old.tables), dict(old.texts), dict(old.copies)
        for name, columns in draft.tables.items():
            ordered = sorted_by_area(columns, area_column(name))
            known = tables.get(name, {})
            changed = {part_of(area.strip()) for area in draft.areas.get(name, ())}
            same = [part for part in known if name in draft.areas and part not in changed]
            kept = {part: known[part] for part in same}
            tables[name] = kept | self.parts_of(name, ordered, same)
            if name not in draft.as_found:
                copies[name] = self.store.lay_out(self._as_copy(name, ordered))
        for name, content in draft.texts.items():
            texts[name] = self.store.put(content)
            if name not in draft.as_found:
                copies[name] = self.store.lay_out(content)
        copies |= {name: digest_of(self.home.copy(name)) for name in draft.as_found}
        gone = frozenset(draft.gone)
        return Version(
            number=old.number + 1,
            doing=draft.doing,
            when=_now(),
            who=_who(),
            folder=self.home.is_folder,
            tables=_without(gone, tables),
            texts=_without(gone, texts),
            copies=_without(gone, copies),
            before=now.name if now else "",
            back=old.back if draft.is_rest else now.name if now else "",
            files=tuple(draft.files),
            note=draft.note,
        )

    def parts_of(self, name: str, columns: Columns, same: Collection[str] = ()) -> dict[str, str]:
        """The parts of a table, kept in the store, except those that are the `same` as before."""
        column = area_column(name)
        parts = split(sorted_by_area(columns, column), column, same)
        return {part: self.store.put(content) for part, content in parts}

    def _as_copy(self, name: str, columns: Columns) -> bytes:
        known = format_of(self.home.observations)
        if name == OBSERVATIONS and known and known.write:
            return known.write(columns)
        return columns_as_csv(columns)

    def _kept(self, made: Version) -> Current:
        return Current(self.home, self.store, self.store.put(made.as_bytes()), made)

    def _pointed(self, made: Current, over: Sequence[Edit] = ()) -> Current:
        self.store.point(made.name)
        try:
            self._settle(made, over)
            self._sweep(made.name)
        except (OSError, UsageError) as error:
            raise PartlyDoneError(
                "已记入台账，但旁边的表没有写成",
                where=str(self.place),
                advice="别的程序开着它就关掉；下次导入或 finkit ledger take 时补上",
            ) from error
        return made

    def _settle(self, now: Current, over: Sequence[Edit] = ()) -> None:
        """Puts the copies of a version in their places, except where someone edited them."""
        if self.store.settled() == now.name:
            return
        for edit in over:
            if edit.path.is_file():
                aside = edit.path.with_name(edit.path.name + ASIDE)
                write_durably(aside, edit.path.read_bytes())
        left = {edit.name for edit in now.edits(ALL)} - {edit.name for edit in over}
        for name in ALL:
            path, wanted = self.home.copy(name), now.version.copies.get(name, "")
            if name in left or digest_of(path) == wanted:
                continue
            if wanted:
                self.store.place(wanted, path)
            else:
                remove(path)
        sync_folder(self.home.folder)
        self.store.settle(now.name)

    def _sweep(self, head: str) -> None:
        """Removes what no version needs that can be gone back to."""
        try:
            versions = list(chain(self.store, head))
        except DataError:
            return  # what a broken history still needs is not known
        kept = {name for name, _ in versions}
        for _, version in islice(versions, KEPT):
            kept |= {*version.contents()}
        self.store.sweep(kept)


def _kept_as(version: Version, name: str) -> object:
    return version.tables.get(name) or version.texts.get(name)


def _without(gone: Collection[str], held: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in held.items() if name not in gone}


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
