"""The ledger on disk: observations, and beside them rates, facts, revisions, remembered answers.

`ledger.parquet` has `ledger.facts.csv` and the like beside it; a folder has `facts.csv` in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from finkit import readers
from finkit.counties import County, province_of
from finkit.dataset import OBSERVATIONS as OBSERVATION_FILES
from finkit.dataset import read_table, side_path
from finkit.disk import write_whole
from finkit.errors import UsageError, did_you_mean
from finkit.imports.merging import REVISION_COLUMNS, empty, key_of_revision
from finkit.imports.rows import FACTS, OBSERVATIONS, PUBLISHED, Kind, Row, Rows
from finkit.inert import inert
from finkit.validation import validate
from finkit.workbooks import answers
from finkit.workbooks.answers import Answers

_TABLES = (".parquet", ".csv")
_REVISIONS, _LAYOUTS = "revisions", "layouts"


class Book:
    """A ledger that is imported into: one observations file, or a folder of them."""

    def __init__(self, place: Path) -> None:
        self.place = place
        if place.suffix.lower() not in ("", *_TABLES) and not place.is_dir():
            advice = did_you_mean(place.suffix, _TABLES) or "写 ledger.parquet、ledger.csv 或文件夹"
            raise UsageError("台账要是 .parquet、.csv 或文件夹", where=str(place), advice=advice)
        self.is_folder = place.is_dir() or not place.suffix
        self.observations = self._observations()

    def _observations(self) -> Path:
        if not self.is_folder:
            return self.place
        held = [self.place / name for name in OBSERVATION_FILES if (self.place / name).is_file()]
        return held[0] if held else self.place / OBSERVATION_FILES[0]

    def owns(self, path: Path) -> bool:
        """Whether a file is this ledger's own."""
        sides = (PUBLISHED.name, FACTS.name, _REVISIONS, "sources", "calibers")
        own = [self.observations, *map(self.beside, sides)]
        return path.resolve() in {one.resolve() for one in own}

    def beside(self, name: str) -> Path:
        """A side table of this ledger."""
        return side_path(self.place if self.is_folder else self.observations, name)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One import at a time. Raises `UsageError` if another is at work, or nothing can be
        written there."""
        folder = self.place if self.is_folder else self.place.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / f".{self.place.name}.lock")
            lock.acquire(timeout=0)
        except Timeout as error:
            raise UsageError(
                "另一次导入正写这本台账", where=str(self.place), advice="等它结束"
            ) from error
        except OSError as error:
            raise UsageError("台账写不了", where=str(self.place), advice="看权限和路径") from error
        try:
            yield
        finally:
            # Windows lets nobody remove a file that is open: there it stays, unlocked.
            with suppress(OSError):
                Path(lock.lock_file).unlink()
            lock.release()

    def read(self) -> Rows:
        """All rows held. Raises `DataError` for a ledger that breaks the contract."""
        rows = empty()
        if self.observations.is_file():
            table = readers.read(self.observations)
            if table.rows:
                validate(table)
            columns = {name: column.to_pylist() for name, column in table.columns.items()}
            names = list(columns)
            for cells in zip(*columns.values(), strict=True):
                _hold(rows, OBSERVATIONS, dict(zip(names, cells, strict=True)))
        for kind in (PUBLISHED, FACTS):
            for row in read_table(self.beside(kind.name), kind.needed):
                _hold(rows, kind, row)
        return rows

    def answers(self) -> Answers:
        """What was answered at earlier imports."""
        path = self.beside(_LAYOUTS).with_suffix(".yaml")
        return answers.read(path) if path.is_file() else Answers()

    def write(self, rows: Rows, revisions: Sequence[Row], remembered: Answers) -> None:
        """Writes what changed, each file whole; the observations last.

        Killed in between, the next import of the same files brings the rest. Raises `UsageError`
        if there is no room or no permission.
        """
        if revisions:
            known = {key_of_revision(r): r for r in read_table(self.beside(_REVISIONS), ())}
            known.update({key_of_revision(r): r for r in revisions})
            # Read by people, in Excel, which takes UTF-8 for what it is by its mark only.
            content = _csv(REVISION_COLUMNS, list(known.values()), "utf-8-sig")
            _write(self.beside(_REVISIONS), content)
        if remembered.layouts:
            path = self.beside(_LAYOUTS).with_suffix(".yaml")
            _write(path, remembered.as_yaml().encode())
        for kind in (PUBLISHED, FACTS):
            if held := rows[kind.name]:
                _write(self.beside(kind.name), _csv(_columns(kind, held), list(held.values())))
        _write(self.observations, self._table(rows))

    def _table(self, rows: Rows) -> bytes:
        held = rows[OBSERVATIONS.name]
        columns = _columns(OBSERVATIONS, held)
        if self.observations.suffix.lower() == ".csv":
            return _csv(columns, list(held.values()))
        table = pa.table(
            {
                name: pa.array([row.get(name, "") for row in held.values()], pa.string())
                for name in columns
            }
        )
        content = io.BytesIO()
        pq.write_table(table, content, compression="zstd")
        return content.getvalue()


def _hold(rows: Rows, kind: Kind, row: Row) -> None:
    """Puts a row among those held: every one of them is written back.

    Two may be one item to an import (一、税收收入, and 税收收入 under its whole) and two amounts to
    whoever keeps the ledger: the first goes by their key, the others by it with their number.
    """
    held, key = rows[kind.name], kind.key_of(row)
    own, number = key, 1
    while own in held:
        number += 1
        own = (*key, str(number))
    held[own] = row


def _columns(kind: Kind, rows: dict[tuple[str, ...], Row]) -> list[str]:
    """The columns of a table, and whatever more its rows have."""
    return list(dict.fromkeys([*kind.columns, *(name for row in rows.values() for name in row)]))


def _csv(columns: Sequence[str], rows: Sequence[Row], encoding: str = "utf-8") -> bytes:
    content = io.StringIO()
    writer = csv.DictWriter(content, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: inert(cell or "") for name, cell in row.items()} for row in rows)
    return content.getvalue().encode(encoding)


def _write(path: Path, content: bytes) -> None:
    """Writes a file whole; one that is the same stays as it is."""
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def counties_of(rows: Rows) -> dict[str, County]:
    """The areas a ledger holds, by code."""
    found: dict[str, County] = {}
    for row in rows[OBSERVATIONS.name].values():
        code = row["county_code"]
        if code not in found:
            province = row.get("province") or province_of(code)
            found[code] = County(code, row["county"], province)
    return found
