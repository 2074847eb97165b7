"""The ledger: all observations of one data set, validated; asked by county."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt

from finkit.contract import BUDGET, COLUMNS, Observation
from finkit.counties import County, is_county_level, province_of
from finkit.ledger.alike import same_figures
from finkit.ledger.county_book import CountyBook
from finkit.ledger.framed import Framed
from finkit.ledger.hashed import Hashed
from finkit.ledger.territory import Territory
from finkit.ledger.validation import Rows, validate
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.readers.arrow import coded, rows_of
from finkit.readers.raw import Columns, RawTable, joined

_BOOKS_KEPT = 64


class Ledger(Hashed, Framed):
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
            start, _ = self._spans[code]
            rows = self._of_line(code, until)
            book = CountyBook(
                self._county(code, start), self._unpacked(rows), self.territory(code, until)
            )
            self._books[code, until] = book
            if len(self._books) > _BOOKS_KEPT:
                self._books.popitem(last=False)
        return book

    def spelled(self) -> list[tuple[str, str]]:
        """The distinct pairs of item and parent, as printed."""
        item, parent = self._columns["item"], self._columns["parent_item"]
        pairs = np.unique(item.codes.astype(np.int64) * len(parent.texts) + parent.codes)
        split = (divmod(pair, len(parent.texts)) for pair in pairs.tolist())
        return [(item.texts[one], parent.texts[other]) for one, other in split]

    def county_of(self, code: str, items: Collection[str]) -> CountyBook:
        """One county's observations of these items alone, spelled as printed; kept by nobody."""
        column, rows = self._columns["item"], self._of_line(code, None)
        wanted = np.array([text in items for text in column.texts])
        held = self._unpacked(rows[wanted[column.codes[rows]]])
        territory = Territory(
            code, self.holds, self._holds_at, lambda part: self.county_of(part, items)
        )
        return CountyBook(self._county(code, self._spans[code][0]), held, territory)

    def books_at(self, codes: Sequence[str], period: Period) -> Iterator[CountyBook]:
        """Books that know this period and the same a year before, county by county."""
        for code in codes:
            start, _ = self._spans[code]
            rows, territory = self._at(code, period), self.territory(code, period)
            yield CountyBook(self._county(code, start), self._unpacked(rows), territory)

    def territory(self, code: str, until: Period | None = None) -> Territory[CountyBook]:
        """What a county was before, and which counties it took in, as far as they are held."""
        return Territory(code, self.holds, self._holds_at, lambda part: self.county(part, until))

    def _holds_at(self, code: str, period: Period) -> bool:
        return self.holds(code) and bool((self._months_of(code) == _month(period)).any())

    def _of_line(self, code: str, until: Period | None) -> Rows:
        """A county's rows, and then those it had under former codes until these ended."""
        start, end = self._spans[code]
        found = [np.arange(start, end) if until is None else self._until(code, until)]
        for former in self.territory(code).line:
            last = Period(former.until, MONTHS_A_YEAR)
            found.append(
                self._until(former.county.code, last if until is None else min(last, until))
            )
        return np.concatenate(found)

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
        then = _month(period.years_before(1))
        found = [np.flatnonzero((months == now) | (months == then)) + self._spans[code][0]]
        for former in self.territory(code).line:
            was, start = former.county.code, self._spans[former.county.code][0]
            if period.year - 1 <= former.until:
                found.append(np.flatnonzero(self._months_of(was) == then) + start)
        return np.concatenate(found)

    def _months_of(self, code: str) -> npt.NDArray[np.int64]:
        return self._months[self._codes("period", code)]

    def _codes(self, column: str, code: str) -> npt.NDArray[np.int32]:
        start, end = self._spans[code]
        return self._columns[column].codes[start:end]

    @cached_property
    def _months(self) -> npt.NDArray[np.int64]:
        """The distinct periods of the data as months in a row."""
        return np.array([_month(period) for period in self._periods], dtype=np.int64)

    @cached_property
    def _periods(self) -> list[Period]:
        return [Period.parse(text) for text in self._columns["period"].texts]

    def digest(self, code: str, until: Period) -> str:
        """A hash of what `county` gives: of its rows, and of the order of its items; and of the
        rows of the counties that it took in."""
        parts = self.territory(code).parts
        return self._digest(
            np.concatenate([self._of_line(code, until), *(self._until(p, until) for p in parts)])
        )

    def digest_at(self, codes: Sequence[str], period: Period) -> str:
        """A hash of what `books_at` gives."""
        parts = [part for code in codes for part in self.territory(code).parts]
        found = [self._at(code, period) for code in (*codes, *parts)]
        return self._digest(np.concatenate(found)) if found else ""

    def cited(self, code: str, until: Period) -> list[str]:
        """The distinct sources of what `county` gives, in order."""
        texts: list[str] = (
            rows_of(self._plain["source"], self._of_line(code, until)).unique().to_pylist()
        )
        return sorted(texts)

    def _unpacked(self, rows: Rows) -> Iterator[Observation]:
        def texts(name: str) -> list[str]:
            column = self._columns[name]
            return [column.texts[code] for code in column.codes[rows].tolist()]

        def plain(name: str) -> list[str]:
            found: list[str] = rows_of(self._plain[name], rows).to_pylist()
            return found

        cells = zip(
            texts("county_code"),
            [self._periods[code] for code in self._columns["period"].codes[rows].tolist()],
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

    def columns(self, codes: Sequence[str], period: Period | None = None) -> Columns:
        """The rows of these counties, of one period or all, as columns by the contract."""
        spans = [np.arange(*self._spans[code]) for code in codes]
        rows: Rows = np.concatenate(spans) if spans else np.empty(0, dtype=np.int64)
        if period:
            months = self._months[self._columns["period"].codes[rows]]
            rows = rows[months == _month(period)]
        taken = {name: column.taken(rows) for name, column in self._columns.items()}
        held = {name: coded(column.texts, column.codes) for name, column in taken.items()}
        held |= {name: rows_of(column, rows) for name, column in self._plain.items()}
        return {name: held[name] for name in COLUMNS}

    def same_figures(self) -> Iterator[tuple[Period, tuple[str, str]]]:
        """Two codes whose amounts at a period are the same: see `alike.same_figures`."""
        return same_figures(self._columns, self._plain)

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
