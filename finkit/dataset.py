"""A data set: a ledger with its sources, printed figures, facts and calibers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy as copied_object
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from finkit import facts, readers, samples
from finkit.accounts.calibers import Caliber, calibers
from finkit.addresses import copied, is_address, is_store, plain
from finkit.contract import REQUIRED_COLUMNS
from finkit.counties import County
from finkit.credentials import remembered
from finkit.errors import UsageError, quoted
from finkit.facts import Fact, FactIndex
from finkit.figures.declaration import Indicator
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators import all_declared
from finkit.indicators.calculate import Calculator
from finkit.indicators.printed import with_printed
from finkit.indicators.supplied import supplied_figures
from finkit.ledger.county_book import CountyBook
from finkit.ledger.history.reading import Tables, current, tables_at
from finkit.ledger.ledger import Ledger
from finkit.periods import Period
from finkit.readers.address import settled
from finkit.readers.formats import observation_files, observations_in
from finkit.readers.raw import RawTable
from finkit.readers.side_tables import (
    SIDE_TABLES,
    Printed,
    Side,
    Source,
    own_calibers,
    printed,
    rows_beside,
    side_path,
    sources,
)


@dataclass
class Dataset:
    """What `--data` names, opened and checked; `own` are indicators beside the package's."""

    ledger: Ledger
    sources: dict[str, Source]
    printed: list[Printed]
    facts: list[Fact]
    calibers: tuple[Caliber, ...]
    own: tuple[Indicator, ...] = ()

    @cached_property
    def calculator(self) -> Calculator:
        """The figures of the ledger."""
        return Calculator(self.ledger, self.calibers, self.own)

    def with_indicators(self, own: Sequence[Indicator]) -> Dataset:
        """The same data with other indicators of one's own: what is worked out stays shared."""
        if tuple(own) == self.own:
            return self
        made = copied_object(self)
        made.own, made.calculator = tuple(own), self.calculator.with_own(own)
        return made

    def declared(self) -> tuple[Indicator, ...]:
        """Every indicator: the package's, then one's own."""
        return (*all_declared(), *self.own)

    def figures(self, code: str, period: Period) -> Iterator[Figure]:
        """Every figure of a county at a period: computed, then supplied as facts."""
        yield from self.calculator.figures(code, period)
        county = self.ledger.county(code).county
        yield from supplied_figures(county, self.facts_of(county, period))

    def told_figures(self, code: str, period: Period) -> FigureSet:
        """The same, and the printed ones (公布数) where amounts give none: what readers see."""
        computed = FigureSet(self.figures(code, period))
        return self.with_printed(self.ledger.county(code), period, computed)

    def with_printed(self, book: CountyBook, period: Period, figures: FigureSet) -> FigureSet:
        """Figures of a county's book, and those that were printed where these are absent."""
        rows = self.printed_at(book.county.code, period)
        return with_printed(book, period, rows, figures)

    def facts_of(self, county: County, period: Period) -> list[Fact]:
        """What the bureau says of a county at a period."""
        return self._fact_index.of(county, period)

    @cached_property
    def _fact_index(self) -> FactIndex:
        return FactIndex(self.facts)

    def printed_at(self, code: str, period: Period) -> list[Printed]:
        """What was printed of a county at a period."""
        return self._printed_by_key.get((code, str(period)), [])

    @cached_property
    def _printed_by_key(self) -> dict[tuple[str, str], list[Printed]]:
        found: dict[tuple[str, str], list[Printed]] = {}
        for row in self.printed:
            found.setdefault((row.county_code, row.period), []).append(row)
        return found

    def source(self, key: str) -> Source:
        """Title and address of a source; the key itself where no table names it."""
        return self.sources.get(key) or Source(key or "（未注明来源）", "")


_KEPT: dict[str, Dataset] = {}


@contextmanager
def kept_open(data: str, copy: str = "") -> Iterator[Dataset]:
    """Opens a data set once for this process and those it forks: `open_dataset` gives it again.

    For batches: thousands of reports on the same data, each in a process of its own, all on the
    data as they were at the beginning. `copy` is where the data of an address lie on this disk.
    """
    opened = open_dataset(copy or data)
    _KEPT[data] = opened
    try:
        yield opened
    finally:
        del _KEPT[data]


def data_files() -> tuple[str, ...]:
    """The names of the files that a data folder may hold."""
    return (*observation_files(), *SIDE_TABLES)


def absolute(data: str) -> str:
    """`--data` as it holds in any working directory, and as it may be written down: no password."""
    place = plain(data)
    if is_address(place):
        return remembered(place) if is_store(place) else settled(place)
    return str(Path(place).resolve()) if place else ""


def open_dataset(data: str | Path = "") -> Dataset:
    """The data set at a path or address; "" is the embedded sample.

    A path is one observations file, its side tables beside it, or a folder. An address of a store
    (`s3://…`) is the same elsewhere: it is copied to this disk, read, and the copy thrown away. An
    address of a database is a table or query of it. Raises `UsageError` for what is none of these,
    `DataError` for a table that breaks the contract.
    """
    if kept := _KEPT.get(str(data)):
        return kept
    given = plain(str(data))
    if is_store(given):
        with copied(given, data_files()) as place:
            return _of_files([place])
    if is_address(given):
        return _of_database(given)
    return _of_files([Path(given)] if given else samples.folders())


def of_frame(
    frame: Any, columns: Mapping[str, Any] | None = None, unit: str = "", basis: str = ""
) -> Dataset:
    """The data set of a frame that a caller holds: see `finkit.open`."""
    return _put_together([readers.read_frame(frame, columns, unit, basis)], [lambda *_: []], [])


def _of_database(address: str) -> Dataset:
    with readers.open_database(address) as database:
        given = facts.of_rows(database.rows("facts", facts.COLUMNS), "facts")
        return _put_together([database.observations()], [database.rows], given)


def _of_files(places: list[Path]) -> Dataset:
    for place in places:
        if not (place.exists() or current(place)):
            raise UsageError(f"没有这个文件或文件夹：{quoted(str(place))}")
    opened = [_of_files_at(place) for place in places]
    return _put_together(
        [observations for observations, _, _ in opened],
        [side for _, side, _ in opened],
        [fact for _, _, supplied in opened for fact in supplied],
    )


def _of_files_at(place: Path) -> tuple[RawTable, Side, list[Fact]]:
    """Observations, side tables and facts: of a ledger its current version, else as they lie."""
    if (kept := tables_at(place)) is not None:
        return kept.observations, kept.side, _facts_of(kept)
    supplied = side_path(place, "facts")
    given = facts.read(supplied) if supplied.is_file() else []
    return readers.read(_observations(place)), partial(rows_beside, place), given


def _facts_of(kept: Tables) -> list[Fact]:
    return facts.of_rows(kept.side("facts", facts.COLUMNS), "facts.csv")


def _put_together(tables: list[RawTable], sides: list[Side], supplied: list[Fact]) -> Dataset:
    return Dataset(
        ledger=Ledger(tables),
        sources=sources(sides),
        printed=printed(sides),
        facts=supplied,
        calibers=(*own_calibers(sides), *calibers()),
    )


def _observations(place: Path) -> Path:
    if not place.is_dir():
        return place
    if held := observations_in(place):
        return held
    raise UsageError(
        f"文件夹里没有 {' 或 '.join(observation_files())}",
        where=str(place),
        advice=f"观测表的列：{'、'.join(REQUIRED_COLUMNS)}",
    )
