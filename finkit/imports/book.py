"""The ledger on disk: observations, and beside them rates, facts, revisions, remembered answers.

`ledger.parquet` has `ledger.facts.csv` and the like beside it; a folder has `facts.csv` in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

import pyarrow as pa
from filelock import FileLock, Timeout

from finkit import readers
from finkit.counties import County, province_of
from finkit.counties.areas import code_of
from finkit.disk import write_whole
from finkit.errors import UsageError, did_you_mean
from finkit.imports.held import Held
from finkit.imports.merging import REVISION_COLUMNS, with_revisions
from finkit.imports.rows import FACTS, OBSERVATIONS, PUBLISHED, Kind, Row
from finkit.ledger.periods_spelled import periods_in_one_spelling
from finkit.ledger.validation import validate
from finkit.readers.arrow import of_texts
from finkit.readers.formats import (
    format_of,
    new_observations,
    observations_in,
    written_suffixes,
)
from finkit.readers.raw import Columns, one_chunk, type_of
from finkit.readers.side_tables import is_folder, read_table, rows_in, side_path
from finkit.readers.writing import columns_as_csv, rows_as_csv
from finkit.workbooks.words import answers
from finkit.workbooks.words.answers import Answers

_REVISIONS, _LAYOUTS = "revisions", "layouts"
_BATCH = 50_000


class Book:
    """A ledger that is imported into: one observations file, or a folder of them."""

    def __init__(self, place: Path) -> None:
        self.place, self.is_folder = place, is_folder(place)
        self.observations = self._observations()
        known = format_of(self.observations)
        if known is None or known.write is None:
            raise _unwritable(self.observations)
        self._as_bytes = known.write

    def _observations(self) -> Path:
        if not self.is_folder:
            return self.place
        return observations_in(self.place) or new_observations(self.place)

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

    def read(self) -> dict[str, Held]:
        """All that is held, by the name of its table. Raises `DataError` for a ledger that breaks
        the contract."""
        amounts = self._amounts()
        code = _code_named(counties_of(amounts))
        return {
            OBSERVATIONS.name: amounts,
            PUBLISHED.name: self._side(PUBLISHED, str.strip),
            FACTS.name: self._side(FACTS, code),
        }

    def areas(self) -> dict[str, County]:
        """The areas held, by code. Raises as `read` does."""
        return counties_of(self._amounts())

    def _amounts(self) -> Held:
        if not self.observations.is_file():
            return Held(OBSERVATIONS, {}, 0)
        table = readers.read(self.observations)
        if table.rows:
            validate(table)
        return Held(OBSERVATIONS, _in_one_spelling(table.columns), table.rows)

    def _side(self, kind: Kind, code: Callable[[str], str]) -> Held:
        columns = _columns(rows_in(self.beside(kind.name), kind.needed))
        rows = len(next(iter(columns.values()), ()))
        return Held(kind, _in_one_spelling(columns), rows, code)

    def answers(self) -> Answers:
        """What was answered at earlier imports."""
        path = self.beside(_LAYOUTS).with_suffix(".yaml")
        return answers.read(path) if path.is_file() else Answers()

    def write(
        self, held: Mapping[str, Held], revisions: Sequence[Row], remembered: Answers
    ) -> None:
        """Writes what changed, each file whole; the observations last.

        Killed in between, the next import of the same files brings the rest. Raises `UsageError`
        if there is no room or no permission.
        """
        if revisions:
            rows = with_revisions(read_table(self.beside(_REVISIONS), ()), revisions)
            names = list(dict.fromkeys((*REVISION_COLUMNS, *rows[0])))
            _write(self.beside(_REVISIONS), rows_as_csv(names, rows))
        if remembered.layouts:
            path = self.beside(_LAYOUTS).with_suffix(".yaml")
            _write(path, remembered.as_yaml().encode())
        for kind in (PUBLISHED, FACTS):
            if held[kind.name].is_changed:
                _write(self.beside(kind.name), columns_as_csv(held[kind.name].columns()))
        amounts = held[OBSERVATIONS.name]
        if amounts.is_changed or not self.observations.is_file():
            _write(self.observations, self._as_bytes(amounts.columns()))


def _unwritable(observations: Path) -> UsageError:
    known = written_suffixes()
    names = "、".join(f"ledger{suffix}" for suffix in known)
    advice = did_you_mean(observations.suffix, known) or f"写 {names} 或文件夹"
    what = f"台账要是 {'、'.join(known)} 或文件夹"
    return UsageError(what, where=str(observations), advice=advice)


def _columns(rows: Iterator[Row]) -> Columns:
    """Rows as columns, a batch at a time."""
    chunks: dict[str, list[pa.Array]] = {}
    while batch := list(islice(rows, _BATCH)):
        for name in batch[0]:
            texts = of_texts(type_of(name), [row[name] for row in batch])
            chunks.setdefault(name, []).append(texts)
    return {name: one_chunk(pa.chunked_array(parts)) for name, parts in chunks.items()}


def _in_one_spelling(columns: Columns) -> Columns:
    """The columns with each period as an import writes it, whatever wrote it before: Excel makes
    Feb-24 of 2024-02."""
    if "period" not in columns:
        return columns
    return {**columns, "period": periods_in_one_spelling(columns["period"])}


def _write(path: Path, content: bytes) -> None:
    """Writes a file whole; one that is the same stays as it is."""
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def counties_of(amounts: Held) -> dict[str, County]:
    """The areas a ledger holds, by code."""
    found: dict[str, County] = {}
    for row in amounts.firsts("county_code"):
        code = row["county_code"].strip()
        province = row.get("province") or province_of(code)
        found.setdefault(code, County(code, row["county"], province))
    return found


def _code_named(areas: Mapping[str, County]) -> Callable[[str], str]:
    """Gives the code that a name or a code stands for: of the ledger's own areas, else any."""
    named = Counter(area.name for area in areas.values())
    own = {area.name: code for code, area in areas.items() if named[area.name] == 1}
    return lambda text: own.get(text.strip()) or code_of(text.strip())
