"""A file of several tables, as a book of many sheets: those understood go in, each other one is
left with its why.

A table goes in whole or not at all. Two that say different things of one amount are both left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from finkit.errors import ConflictError, FinkitError
from finkit.imports.local_part import of_whole_and_part
from finkit.imports.rows import Key, Row, agrees, each, rows_of
from finkit.workbooks.reading.found import Table

_SEVERAL = 2


class LeftTable(NamedTuple):
    """A table that does not go in, and why: its sheet, with its cell where others stand on that
    sheet, and one line."""

    table: Table
    sheet: str
    reason: str


def is_book(tables: Sequence[Table]) -> bool:
    """Whether a file has several tables, on a sheet each or on one."""
    return sum(map(_holds, tables)) >= _SEVERAL


def _holds(table: Table) -> bool:
    return bool(table.amounts or table.rates or table.facts or table.questions)


def left_out(tables: Sequence[Table], file: str, label: str, day: str) -> list[LeftTable]:
    """The tables of a book that do not go in: those asked about, those that contradict another."""
    asked = [_asked(table, tables) for table in tables if table.questions]
    rest = [table for table in tables if not table.questions]
    try:
        rows_of(rest, file, label, day)
    except ConflictError:
        return asked + _contradictory(rest, file, label, day)
    except FinkitError:
        return asked
    return asked


def _asked(table: Table, tables: Sequence[Table]) -> LeftTable:
    first, count = table.questions[0], len(table.questions)
    more = f"（共{count}处）" if count > 1 else ""
    cell = first.place.rsplit("!", 1)[-1]
    return LeftTable(table, _named(table, tables), f"{cell} {first.text}{more}")


def _named(table: Table, tables: Sequence[Table]) -> str:
    """What a map calls a table: its sheet, and its first cell where it is one of several there."""
    on_sheet = sum(_holds(other) for other in tables if other.sheet == table.sheet)
    return f"{table.sheet}!{table.cell}" if on_sheet >= _SEVERAL and table.cell else table.sheet


def _contradictory(tables: Sequence[Table], file: str, label: str, day: str) -> list[LeftTable]:
    found: dict[int, str] = {}
    seen: dict[tuple[str, Key], tuple[int, Row]] = {}
    for number, table in enumerate(tables):
        try:
            rows = rows_of([table], file, label, day)
        except ConflictError as error:
            found[number] = str(error)
            continue
        for kind, key, row in each(rows):
            place, other = seen.setdefault((kind.name, key), (number, row))
            if other is row or agrees(kind, other, row) or of_whole_and_part(other, row):
                continue
            what = row.get("item") or row.get("key", "")
            said = "和 {} 的「{}」是同一项却不同数，两张都没有取"
            found.setdefault(number, said.format(_at(other), what))
            found.setdefault(place, said.format(_at(row), what))
    return [
        LeftTable(tables[n], _named(tables[n], tables), reason)
        for n, reason in sorted(found.items())
    ]


def _at(row: Row) -> str:
    return "!".join(row["source"].rsplit("!", 2)[-2:])
