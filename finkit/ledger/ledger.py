"""The ledger: all observations of one data set, validated; asked by county."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from finkit.contract import BUDGET, Observation
from finkit.counties import County, is_county_level, province_of
from finkit.ledger.county_book import CountyBook
from finkit.ledger.validation import Rows, validate
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.readers.arrow import as_numpy, rows_of
from finkit.readers.raw import RawTable, joined

_BOOKS_KEPT = 64
# So many equal amounts are no coincidence.
_ENOUGH_ALIKE = 4
_OF_WHAT = ("period", "basis", "item", "parent_item", "measure", "unit", "data_status", "scope")
# What tells one series of a county from another.
_OF_SERIES = ("county_code", "item", "parent_item", "basis", "scope", "data_status")
# An odd number with well-spread bits: columns do not cancel out.
_MULTIPLIER = 0x9E3779B97F4A7C15


class Ledger:
    """Observations in columns, sorted by county; a county's own are unpacked when asked for."""

    def __init__(self, tables: Sequence[RawTable]) -> None:
        valid = validate(joined(tables))
        self._columns, self._plain, self.rows = valid.columns, valid.plain, valid.rows
        codes = self._columns["county_code"].codes
        starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
        ends = np.r_[starts[1:], len(codes)]
        texts = self._columns["county_code"].texts
        spans = {
            texts[codes[start]]: (int(start), int(end))
            for start, end in zip(starts, ends, strict=True)
        }
        self._spans = dict(sorted(spans.items()))
        self._books: OrderedDict[tuple[str, Period | None], CountyBook] = OrderedDict()

    @cached_property
    def counties(self) -> list[County]:
        """The areas held, by code."""
        return [self._county(code, start) for code, (start, _) in self._spans.items()]

    def _county(self, code: str, row: int) -> County:
        province = self._text("province", row) or province_of(code)
        return County(code, self._text("county", row), province)

    def _text(self, column: str, row: int) -> str:
        values = self._columns[column]
        return values.texts[int(values.codes[row])]

    def holds(self, code: str) -> bool:
        """Whether there are observations of that code."""
        return code in self._spans

    def periods(self, code: str) -> list[Period]:
        """The periods a county has observations of, in order."""
        start, end = self._spans[code]
        column = self._columns["period"]
        return sorted(Period.parse(column.texts[c]) for c in np.unique(column.codes[start:end]))

    def county(self, code: str, until: Period | None = None) -> CountyBook:
        """One county's observations. Raises `KeyError` for a code not held.

        `until`: only what a report of that period may show, the same whatever later months bring.
        """
        if (book := self._books.get((code, until))) is None:
            start, end = self._spans[code]
            rows = np.arange(start, end) if until is None else self._until(code, until)
            book = CountyBook(self._county(code, start), self._unpacked(rows))
            self._books[code, until] = book
            if len(self._books) > _BOOKS_KEPT:
                self._books.popitem(last=False)
        return book

    def books_at(self, codes: Sequence[str], period: Period) -> Iterator[CountyBook]:
        """Books that know this period and the same a year before, county by county."""
        for code in codes:
            start, _ = self._spans[code]
            yield CountyBook(self._county(code, start), self._unpacked(self._at(code, period)))

    def _until(self, code: str, period: Period) -> Rows:
        """A county's rows up to a period, and the budgets of its year wherever they stand."""
        start, _ = self._spans[code]
        months, measure = self._months[self._codes("period", code)], self._columns["measure"]
        budgets = np.array([text == BUDGET for text in measure.texts])
        of_year = budgets[self._codes("measure", code)] & (
            months <= _month(Period(period.year, 12))
        )
        of_year &= months >= _month(Period(period.year, 1))
        found: Rows = np.flatnonzero((months <= _month(period)) | of_year) + start
        return found

    def _at(self, code: str, period: Period) -> Rows:
        """A county's rows of a period and of the same a year before."""
        months, now = self._months[self._codes("period", code)], _month(period)
        known = (months == now) | (months == _month(period.years_before(1)))
        found: Rows = np.flatnonzero(known) + self._spans[code][0]
        return found

    def _codes(self, column: str, code: str) -> npt.NDArray[np.int32]:
        start, end = self._spans[code]
        return self._columns[column].codes[start:end]

    @cached_property
    def _months(self) -> npt.NDArray[np.int64]:
        """The distinct periods of the data as months in a row."""
        texts = self._columns["period"].texts
        return np.array([_month(Period.parse(text)) for text in texts], dtype=np.int64)

    def digest(self, code: str, until: Period) -> str:
        """A hash of what `county` gives: of its rows, and of the order of its items."""
        return self._digest(self._until(code, until))

    def digest_at(self, codes: Sequence[str], period: Period) -> str:
        """A hash of what `books_at` gives."""
        found = [self._at(code, period) for code in codes]
        return self._digest(np.concatenate(found)) if found else ""

    def cited(self, code: str, until: Period) -> list[str]:
        """The distinct sources of what `county` gives, in order."""
        texts: list[str] = (
            rows_of(self._plain["source"], self._until(code, until)).unique().to_pylist()
        )
        return sorted(texts)

    def _digest(self, rows: Rows) -> str:
        """A hash of rows; only the first of each series has a place, as in a `CountyBook`."""
        hashes, series = self._row_hashes[rows], self._series_hashes[rows]
        order = np.argsort(hashes, kind="stable")
        _, firsts = np.unique(series, return_index=True)
        digest = hashlib.sha256(series[np.sort(firsts)].tobytes())
        digest.update(hashes[order].tobytes())
        for name in sorted(self._plain):
            _, ends, texts = rows_of(self._plain[name], rows[order]).buffers()
            digest.update(ends)
            digest.update(texts or b"")
        return digest.hexdigest()

    @cached_property
    def _row_hashes(self) -> npt.NDArray[np.uint64]:
        """A number for each row, made of the texts of its coded columns."""
        return self._mixed(sorted(self._columns))

    @cached_property
    def _series_hashes(self) -> npt.NDArray[np.uint64]:
        """A number for each row, the same for all of one series."""
        return self._mixed(_OF_SERIES)

    def _mixed(self, names: Sequence[str]) -> npt.NDArray[np.uint64]:
        mixed = np.zeros(self.rows, dtype=np.uint64)
        for name in names:
            column = self._columns[name]
            mixed = mixed * np.uint64(_MULTIPLIER) + _hashes(column.texts)[column.codes]
        return mixed

    def _unpacked(self, rows: Rows) -> Iterator[Observation]:
        def texts(name: str) -> list[str]:
            column = self._columns[name]
            return [column.texts[code] for code in column.codes[rows].tolist()]

        def plain(name: str) -> list[str]:
            found: list[str] = rows_of(self._plain[name], rows).to_pylist()
            return found

        cells = zip(
            texts("county_code"),
            map(Period.parse, texts("period")),
            texts("basis"),
            texts("item"),
            texts("parent_item"),
            texts("measure"),
            map(Decimal, plain("value")),
            texts("unit"),
            plain("source"),
            plain("note"),
            texts("data_status"),
            texts("scope"),
            strict=True,
        )
        return (Observation(*cell) for cell in cells)

    def same_figures(self) -> Iterator[tuple[Period, tuple[str, str]]]:
        """Two codes whose amounts at a period are the same, item by item; equal zeros do not count.

        At most one period a pair: the first.
        """
        areas, periods = (self._columns[name] for name in ("county_code", "period"))
        counted = self._counted()
        group = areas.codes[counted].astype(np.int64) * len(periods.texts) + periods.codes[counted]
        held, member, sizes = np.unique(group, return_inverse=True, return_counts=True)
        sums = np.zeros(len(held), dtype=np.uint64)
        np.add.at(sums, member, self._amount_hashes(counted))
        first: dict[tuple[int, int], str] = {}
        said: set[tuple[str, str]] = set()
        for number in np.flatnonzero(sizes >= _ENOUGH_ALIKE).tolist():
            code = areas.texts[int(held[number]) // len(periods.texts)]
            period = periods.texts[int(held[number]) % len(periods.texts)]
            known = first.setdefault((int(sums[number]), int(sizes[number])), code)
            if known != code and (known, code) not in said:
                said.add((known, code))
                yield Period.parse(period), (known, code)

    def _counted(self) -> npt.NDArray[np.int64]:
        """The rows with an amount other than zero."""
        digits = pc.match_substring_regex(self._plain["value"], "[1-9]")
        return np.flatnonzero(as_numpy(digits.cast(pa.uint8())))

    def _amount_hashes(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
        """A number for each row, made of what it is of and how much, not of whom."""
        values = rows_of(self._plain["value"], rows).dictionary_encode()
        columns = [self._columns[name] for name in _OF_WHAT]
        hashed = [_hashes(column.texts)[column.codes[rows]] for column in columns]
        hashed.append(_hashes(values.dictionary.to_pylist())[as_numpy(values.indices)])
        mixed = np.zeros(len(rows), dtype=np.uint64)
        for hashes in hashed:
            mixed = mixed * np.uint64(_MULTIPLIER) + hashes
        return mixed ^ (mixed >> np.uint64(29))

    @cached_property
    def provinces(self) -> dict[str, list[str]]:
        """The county-level codes held of each province."""
        found: dict[str, list[str]] = {}
        for county in self.counties:
            if county.province and is_county_level(county.code):
                found.setdefault(county.province, []).append(county.code)
        return found


def _month(period: Period) -> int:
    return period.year * MONTHS_A_YEAR + period.month


def _hashes(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    return np.array([_hash(text) for text in texts], dtype=np.uint64)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
