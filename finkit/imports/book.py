"""The ledger that is imported into: observations, and with them rates, facts, revisions, answers.

`ledger.parquet` has `ledger.facts.csv` and the like beside it; a folder has `facts.csv` in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyarrow as pa

from finkit import readers
from finkit.counties import County, province_of
from finkit.counties.areas import code_of
from finkit.errors import UsageError, did_you_mean
from finkit.imports.held import Held
from finkit.imports.merging import REVISION_COLUMNS, with_revisions
from finkit.imports.own_tables import refuse_shared, refuse_strayed
from finkit.imports.rows import FACTS, KINDS, OBSERVATIONS, PUBLISHED, Kind, Row
from finkit.ledger.history.draft import Draft
from finkit.ledger.history.home import ALL, LAYOUTS, REVISIONS, TEXTS
from finkit.ledger.history.reading import Current
from finkit.ledger.history.version import Taken
from finkit.ledger.history.writer import Writer
from finkit.ledger.periods_spelled import periods_in_one_spelling
from finkit.ledger.validation import validate
from finkit.readers.arrow import of_texts
from finkit.readers.formats import format_of, written_suffixes
from finkit.readers.raw import Columns, one_chunk, type_of
from finkit.readers.side_tables import read_table, rows_in
from finkit.readers.writing import rows_as_csv
from finkit.workbooks.words import answers
from finkit.workbooks.words.answers import Answers

_BATCH = 50_000


class Book:
    """A ledger that is imported into: one observations file, or a folder of them."""

    def __init__(self, place: Path) -> None:
        self.place, self.writer = place, Writer(place)
        self.home = self.writer.home
        known = format_of(self.home.observations)
        if known is None or known.write is None:
            raise _unwritable(self.home.observations)

    def owns(self, path: Path) -> bool:
        """Whether a file is this ledger's own."""
        real = path.resolve()
        own = {self.home.copy(name).resolve() for name in ALL}
        return real in own or self.home.history in real.parents

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One import at a time. Raises `UsageError` if another is at work, nothing can be written
        there, the ledger goes by the name of a link that its other tables lie beside, or another
        ledger has the tables that this one would have."""
        refuse_strayed(self.place, self.home)
        refuse_shared(self.home)
        with self.writer.locked():
            yield

    def read(self) -> dict[str, Held]:
        """All that is held, by the name of its table. Raises `DataError` for a ledger that breaks
        the contract, or is not what was committed."""
        now = self.writer.now()
        amounts = self._held(OBSERVATIONS, now)
        code = code_named(counties_of(amounts))
        sides = {kind.name: self._held(kind, now, code) for kind in (PUBLISHED, FACTS)}
        return {OBSERVATIONS.name: amounts, **sides}

    def _held(
        self, kind: Kind, now: Current | None, code: Callable[[str], str] = str.strip
    ) -> Held:
        table = now.table(kind.name) if now else None
        if table is not None:
            return Held(kind, table.columns, table.rows, code)
        if now is None or now.added(kind.name):
            return self.as_written(kind, code)
        return Held(kind, {}, 0, code)

    def as_written(self, kind: Kind, code: Callable[[str], str] = str.strip) -> Held:
        """A table as it lies there, whoever wrote it; empty if there is none."""
        path = self.home.copy(kind.name)
        if kind is OBSERVATIONS:
            return _amounts(path)
        columns = _columns(rows_in(path, kind.needed))
        rows = len(next(iter(columns.values()), ()))
        return Held(kind, _in_one_spelling(columns), rows, code)

    def areas(self) -> dict[str, County]:
        """The areas held, by code. Raises as `read` does."""
        return counties_of(self._held(OBSERVATIONS, self.writer.now()))

    def of_area(self, code: str) -> Held:
        """The amounts of one area: of a ledger, read without the others'."""
        now = self.writer.now()
        if now is None or OBSERVATIONS.name not in now.version.tables:
            return self.as_written(OBSERVATIONS)
        table = now.table(OBSERVATIONS.name, code)
        return Held(OBSERVATIONS, table.columns, table.rows) if table else Held(OBSERVATIONS, {}, 0)

    def answers(self) -> Answers:
        """What was answered at earlier imports."""
        path = self.text(LAYOUTS)
        return answers.read(path) if path and path.is_file() else Answers()

    def text(self, name: str) -> Path | None:
        """Where a text of the ledger is; None if there is none."""
        now = self.writer.now()
        if now is None:
            return self.home.copy(name)
        return now.text_path(name) if name in now.version.texts else now.added(name)

    def texts(self) -> dict[str, list[Row]]:
        """The sources and calibers that lie beside, as rows."""
        paths = {name: self.text(name) for name in ("sources", "calibers")}
        return {name: read_table(path, ()) if path else [] for name, path in paths.items()}

    def write(
        self,
        held: Mapping[str, Held],
        revisions: Sequence[Row],
        remembered: Answers,
        files: Sequence[Taken],
        beside: Mapping[str, bytes],
    ) -> None:
        """Commits what changed, all of it in one step; `beside` are texts of other sources.

        Raises `UsageError` if there is no room or no permission.
        """
        texts = dict(beside)
        if revisions:
            texts[REVISIONS] = self.with_revisions(revisions, self.text(REVISIONS))
        if remembered.layouts:
            texts[LAYOUTS] = remembered.as_yaml().encode()
        tables = {
            kind.name: held[kind.name].columns()
            for kind in KINDS
            if held[kind.name].is_changed or kind is OBSERVATIONS
        }
        areas = {name: held[name].areas_put() for name in tables}
        drafts = [] if self.writer.now() else [self._begun()]
        self.writer.commit(*drafts, Draft("import", tables, texts, areas, files=files))

    def with_revisions(self, new: Sequence[Row], known: Path | None) -> bytes:
        """The revisions of a file, if there is one, then the new ones."""
        rows = with_revisions(read_table(known, ()) if known else [], new)
        return rows_as_csv(list(dict.fromkeys((*REVISION_COLUMNS, *rows[0]))), rows)

    def _begun(self) -> Draft:
        """What lies there before the first commit, written by hand or by an earlier finkit."""
        found = [name for name in ALL if self.home.copy(name).is_file()]
        tables = {
            kind.name: self.as_written(kind).columns() for kind in KINDS if kind.name in found
        }
        texts = {name: self.home.copy(name).read_bytes() for name in found if name in TEXTS}
        said = "、".join(self.home.copy(name).name for name in found)
        return Draft("begin", tables, texts, as_found=found, note=said and f"原有的 {said}")


def _amounts(path: Path) -> Held:
    if not path.is_file():
        return Held(OBSERVATIONS, {}, 0)
    table = readers.read(path)
    if table.rows:
        validate(table)
    return Held(OBSERVATIONS, _in_one_spelling(table.columns), table.rows)


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


def counties_of(amounts: Held) -> dict[str, County]:
    """The areas a ledger holds, by code."""
    found: dict[str, County] = {}
    for row in amounts.firsts("county_code"):
        code = row["county_code"].strip()
        province = row.get("province") or province_of(code)
        found.setdefault(code, County(code, row["county"], province))
    return found


def code_named(areas: Mapping[str, County]) -> Callable[[str], str]:
    """Gives the code that a name or a code stands for: of the ledger's own areas, else any."""
    named = Counter(area.name for area in areas.values())
    own = {area.name: code for code, area in areas.items() if named[area.name] == 1}
    return lambda text: own.get(text.strip()) or code_of(text.strip())
