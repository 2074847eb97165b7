"""What lies beside a table of the contract: which files go with it, and the texts a ledger keeps.

Sources and calibers of one's own are kept beside the ledger as they are: no amounts, so none is
revised; what the ledger says already stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from finkit.accounts.calibers import Caliber, parse_caliber
from finkit.errors import one_line, quoted
from finkit.export.data_package import DESCRIPTOR, SOURCES
from finkit.gate.characters import folded
from finkit.imports.gathering import Found
from finkit.inert import inert
from finkit.ledger.history.home import REVISIONS
from finkit.readers.formats import FORMATS, format_of, observation_files
from finkit.readers.side_tables import SIDE_TABLES, side_path
from finkit.readers.writing import rows_as_csv

Row = dict[str, str]

_NAMES = (*SIDE_TABLES, side_path(Path(), REVISIONS).name)


class Beside(NamedTuple):
    """The sources and the calibers of one's own that lie beside a table."""

    sources: Sequence[Row] = ()
    calibers: Sequence[Row] = ()


def without_sides(files: Sequence[Found]) -> list[Found]:
    """The files without those that go with another of them: its facts, its sources."""
    paths = {file.path for file in files}
    return [file for file in files if not any(main in paths for main in _mains(file.path))]


def _mains(path: Path) -> Iterator[Path]:
    """The tables that a file may lie beside."""
    if path.name == SOURCES and path.with_name(DESCRIPTOR).is_file():
        others = (other for other in path.parent.iterdir() if other.name not in _NAMES)
        yield from (other for other in others if format_of(other) is not None)
    if path.name in _NAMES:
        yield from (path.with_name(name) for name in observation_files())
    for name in _NAMES:
        if path.name.endswith(f".{name}"):
            stem = path.name.removesuffix(f".{name}")
            yield from (path.with_name(f"{stem}{suffix}") for suffix in FORMATS)


class Texts:
    """The sources and calibers of a ledger, by their tables' names, and what is added to them."""

    def __init__(self, held: Mapping[str, Sequence[Row]]) -> None:
        self._rows = {name: list(rows) for name, rows in held.items()}
        self._sources = {row["source"]: row["title"] for row in held["sources"]}
        self._calibers = {_of_what(one): one for one in map(caliber, held["calibers"])}
        self._held = {name: len(rows) for name, rows in held.items()}

    def take(self, given: Beside) -> tuple[int, list[str]]:
        """Adds what is new: how many rows that are, and a line on each that contradicts what is
        held and is left aside."""
        before = sum(map(len, self._rows.values()))
        told = [*self._with_sources(given.sources), *self._with_calibers(given.calibers)]
        return sum(map(len, self._rows.values())) - before, told

    def _with_sources(self, given: Sequence[Row]) -> Iterator[str]:
        for row in given:
            key, title = inert(row["source"]), inert(row["title"])
            known = self._sources.get(key)
            if known is None:
                self._sources[key] = title
                self._rows["sources"].append(row)
            elif known != title:
                said = f"来源{quoted(key)}台账里已有另一标题，仍用台账的"
                yield one_line(f"{said}：{known}")

    def _with_calibers(self, given: Sequence[Row]) -> Iterator[str]:
        for row in given:
            one = caliber(row)
            known = self._calibers.get(_of_what(one))
            if known is None:
                self._calibers[_of_what(one)] = one
                self._rows["calibers"].append(row)
            elif known.components != one.components:
                said = f"口径{quoted(one.item)}台账里已有另一种，未取"
                yield one_line(f"{said}：{one.terms}")

    def changed(self) -> dict[str, bytes]:
        """The tables that hold more than they did, as they are written."""
        return {
            name: rows_as_csv(list(dict.fromkeys(head for row in rows for head in row)), rows)
            for name, rows in self._rows.items()
            if len(rows) > self._held[name]
        }


def caliber(row: Mapping[str, str]) -> Caliber:
    """A caliber of one's own, of its row. Raises as `parse_caliber` does."""
    return parse_caliber({name: folded(text) for name, text in row.items()})


def _of_what(one: Caliber) -> tuple[str, ...]:
    return (one.item, one.region, one.role, one.since, one.until)
