"""The current version of a ledger, every file of it verified; what was edited by hand beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from finkit.errors import DataError
from finkit.ledger.history.home import OBSERVATIONS, READ, Home, home_of
from finkit.ledger.history.parts import part_of, put_together
from finkit.ledger.history.store import Store, digest_of
from finkit.ledger.history.version import Version, version_in
from finkit.readers.arrow import CODED
from finkit.readers.raw import RawTable
from finkit.readers.side_tables import read_table

_TRIES = 20
_T = TypeVar("_T")


class Edit(NamedTuple):
    """A table beside the history that is not as it was committed."""

    name: str
    path: Path
    how: Literal["changed", "removed", "added"]


@dataclass(frozen=True)
class Current:
    """The version of a ledger that counts."""

    home: Home
    store: Store
    name: str
    version: Version

    def table(self, name: str, area: str = "") -> RawTable | None:
        """A table, or of an area alone; None where there is none. Raises as `Store.get` does."""
        parts = self.version.tables.get(name)
        if parts is None:
            return None
        wanted = parts if not area else {p: h for p, h in parts.items() if p == part_of(area)}
        contents = [self.store.get(parts[part]) for part in sorted(wanted)]
        return put_together(contents, name, self.home.copy(name).name, area) if contents else None

    def rows(self, name: str, needed: Sequence[str] = ()) -> list[dict[str, str]]:
        """The rows of a side table; those of a file that stands beside it where it has none.

        Raises `DataError` naming a needed column that is missing.
        """
        if name in self.version.texts:
            self.store.get(self.version.texts[name])
            return read_table(self.text_path(name), tuple(needed))
        table = self.table(name)
        if table is None:
            path = self.added(name)
            return read_table(path, tuple(needed)) if path else []
        if missing := [column for column in needed if column not in table.columns]:
            raise DataError(f"缺少列 {'、'.join(missing)}", where=table.name)
        return rows_in(table)

    def added(self, name: str) -> Path | None:
        """A table that someone put beside the history and that is no part of it yet."""
        return next((edit.path for edit in self.edits([name]) if edit.how == "added"), None)

    def text_path(self, name: str) -> Path:
        """Where a text is: by the name it goes by where that is it, else in the history."""
        copy, kept = self.home.copy(name), self.version.texts[name]
        return copy if digest_of(copy) == kept else self.store.path(kept)

    def edits(self, names: Iterable[str]) -> list[Edit]:
        """Which of the tables beside the history someone edited since they were committed.

        An import that was killed at the end may have left some of them as they were before it.
        """
        before = self.copies_before() if self.store.settled() != self.name else None
        found = (self._edit(name, before) for name in names)
        return [edit for edit in found if edit]

    def copies_before(self) -> Mapping[str, str]:
        """The checksums of the tables beside the history in the version before."""
        before = self.version.before
        return version_in(self.store, before).copies if before else {}

    def _edit(self, name: str, before: Mapping[str, str] | None) -> Edit | None:
        path, committed = self.home.copy(name), self.version.copies.get(name, "")
        found = digest_of(path)
        if found == committed or (before is not None and found == before.get(name, "")):
            return None
        return Edit(name, path, "removed" if not found else "changed" if committed else "added")


def rows_in(table: RawTable) -> list[dict[str, str]]:
    """The rows of a table, as those of a CSV file."""
    cells = [
        (column.dictionary_decode() if column.type == CODED else column).to_pylist()
        for column in table.columns.values()
    ]
    return [
        {name: text or "" for name, text in zip(table.columns, row, strict=True)}
        for row in zip(*cells, strict=True)
    ]


def current(place: Path) -> Current | None:
    """The version of a ledger that counts; None where nothing was ever committed."""
    home = home_of(place)
    store = Store(home.history)
    if not (name := store.head()):
        return None
    version = version_in(store, name)
    return Current(home.kept_as(folder=version.folder), store, name, version)


def consistently(place: Path, read: Callable[[Current], _T]) -> _T | None:
    """What is read of a ledger's current version, all of one; None where there is none.

    An import at work meanwhile makes another version current: what was read of both is read again.
    """
    for _ in range(_TRIES):
        now = current(place)
        if now is None:
            return None
        try:
            found = read(now)
        except DataError:
            if now.store.head() == now.name:
                raise
            continue
        return found
    raise DataError("台账一直在被改写", where=str(place), advice="等导入结束再试")


class Tables(NamedTuple):
    """What figures rest on: the observations, and the rows of each side table."""

    observations: RawTable
    rows: dict[str, list[dict[str, str]]]

    def side(self, name: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
        """The rows of a side table. Raises `DataError` naming a needed column that is missing."""
        found = self.rows[name]
        if found and (missing := [column for column in needed if column not in found[0]]):
            raise DataError(f"缺少列 {'、'.join(missing)}", where=f"{name}.csv")
        return found


def tables_at(place: Path) -> Tables | None:
    """The tables of the ledger at a place; None for tables that are no ledger.

    Raises `DataError` for a file that is not what it was, and for a table that was edited by hand
    and not yet taken: its figures are in no version.
    """
    return consistently(place, _tables)


def _tables(now: Current) -> Tables:
    refuse(now.edits(READ))
    observations = now.table(OBSERVATIONS)
    if observations is None:
        raise DataError("台账是空的", where=now.home.observations.name)
    sides = [name for name in READ if name != OBSERVATIONS]
    return Tables(observations, {name: now.rows(name) for name in sides})


def refuse(edits: Sequence[Edit]) -> None:
    """Raises `DataError` naming tables that were changed or removed by hand."""
    edited = [edit for edit in edits if edit.how != "added"]
    if edited:
        names = "、".join(edit.path.name for edit in edited)
        raise DataError(
            "和台账里记下的不一样：有人改过或删去，或文件坏了",
            where=names,
            advice="确是改动，用 finkit ledger take 记下；不是，用 finkit ledger undo 恢复原样",
        )
