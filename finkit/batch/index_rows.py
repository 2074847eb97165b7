"""The lines of the index: one a report, with the numbers by which counties stand side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Any, NamedTuple

from finkit.batch.manifest import Entry
from finkit.counties import province_of, register
from finkit.gate.pinyin import spelled
from finkit.report.standing import COLUMNS, Column
from finkit.units import grouped, round_half_up, text
from finkit.wording.rates import grown, speed

_FEW = 5
"""A median, and a word about how many rose, takes so many counties."""

_FULL = Decimal(100)
_BAR = Decimal(50)
"""A change of so many percent fills a cell's bar to its side."""


class Cell(NamedTuple):
    """A number as printed, and the width of its bar in percent of the cell's half (0: none)."""

    text: str
    bar: int = 0
    is_fall: bool = False


@dataclass(frozen=True)
class Row:
    """One report: its entry, and what its seal says (nothing where it was not made)."""

    entry: Entry
    summary: Mapping[str, Any]

    @property
    def province(self) -> str:
        """The province; "" where unknown."""
        return province_of(self.entry.county_code)

    @property
    def prefecture(self) -> str:
        """The prefecture (地市); the province where a county lies below it directly."""
        known = register().get(self.entry.county_code)
        return (known.prefecture or known.province) if known else ""

    @cached_property
    def search(self) -> str:
        """What it is found by: name, code, prefecture, pinyin in full and initials."""
        spellings = (*spelled(self.entry.county), *spelled(self.prefecture))
        return " ".join((self.entry.county_code, *filter(None, spellings)))

    @property
    def is_registered(self) -> bool:
        """Whether its code is one of the register, that a reader knows."""
        return self.entry.county_code in register()

    @property
    def why(self) -> str:
        """Why there is no report, shortly: of a missing period those that are held."""
        _, found, held = self.entry.reason.rpartition("；有：")
        return f"有{held}" if found else self.entry.reason

    @property
    def is_synthetic(self) -> bool:
        """Whether its figures are of the synthetic county."""
        return bool(self.summary.get("synthetic"))

    @property
    def remarks(self) -> int | None:
        """How many findings its page tells; None where there is no page."""
        held = self.summary.get("standing", {})
        counts = [int(held[key][0]) for key in ("errors", "notices") if key in held]
        return sum(counts) if counts else None

    def value(self, column: Column) -> Decimal | None:
        """The number in a column."""
        held = self.summary.get("standing", {}).get(column.key)
        return Decimal(held[0]) if held else None

    def cell(self, column: Column) -> Cell | None:
        """The number in a column as the page shows it; None where it is not held."""
        value = self.value(column)
        if value is None:
            return None
        printed = grouped(str(self.summary["standing"][column.key][1]))
        if not column.is_change:
            return Cell(printed)
        is_rise = value > 0 and bool(printed.strip("约0.*"))
        return Cell(f"+{printed}" if is_rise else printed, bar_of(value), value < 0)


def bar_of(change: Decimal) -> int:
    """The width of a change's bar in percent of its side of the cell.

    >>> bar_of(Decimal("-12.5")), bar_of(Decimal(204))
    (25, 100)
    """
    return int(round_half_up(min(abs(change), _BAR) / _BAR * _FULL, 0))


def in_order(rows: Sequence[Row]) -> list[Row]:
    """The latest period first, in it the largest revenue; reports without numbers last."""
    first = COLUMNS[0]
    by_size = sorted(rows, key=lambda row: -(row.value(first) or Decimal(-1)))
    return sorted(by_size, key=lambda row: (row.value(first) is None, _later(row.entry.period)))


def _later(period: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in period.split("-"))


class PageColumn(NamedTuple):
    """A column of the page; `few`: so few reports have a number that it is folded away at first."""

    of: Column
    few: bool


def shown_columns(rows: Sequence[Row]) -> list[PageColumn]:
    """The columns that any report has a number for."""
    counted = [(one, sum(row.value(one) is not None for row in rows)) for one in COLUMNS]
    return [PageColumn(one, number < _FEW < len(rows)) for one, number in counted if number]


def finding(rows: Sequence[Row]) -> str:
    """What the table shows: 有数据的59个县区中，收入增长的42个、下降的17个，增幅中位数2.8%.

    "" where it is of several periods, or of too few counties with a rate.
    """
    growth = next(column for column in COLUMNS if column.is_change)
    rates = [rate for row in rows if (rate := row.value(growth)) is not None]
    if len({row.entry.period for row in rows}) != 1 or len(rates) < _FEW:
        return ""
    counted = Counter(grown(round_half_up(rate, 1)) for rate in sorted(rates, reverse=True))
    moved = "、".join(f"{word}的{number}个" for word, number in counted.items())
    middle = median(rates)
    of_middle = f"{speed(middle)}中位数{grouped(text(middle, growth.unit))}"
    return f"有数据的{len(rates)}个县区中，收入{moved}，{of_middle}"
