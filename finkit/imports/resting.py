"""What a ledger rests on: of each amount the file, the sheet, the cell, the day it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from finkit import samples
from finkit.addresses import is_address
from finkit.contract import BASES, MEASURES, cell_of
from finkit.errors import UsageError
from finkit.gate.names import folded_name
from finkit.imports.book import Book
from finkit.imports.held import Held
from finkit.imports.rows import IMPORTED, OBSERVATIONS
from finkit.inert import original
from finkit.periods import Period

COLUMNS = (
    *("county_code", "county", "period", "item", "measure", "basis", "value", "unit"),
    *("file", "sheet", "cell", IMPORTED),
)
COLUMN_WORDS = (
    *("代码", "县区", "期间", "项目", "数别", "口径", "数值", "单位"),
    *("文件", "工作表", "单元格", "导入日"),
)


def rests_on(place: str, asked: Iterable[tuple[str, Period]]) -> Iterator[tuple[str, ...]]:
    """A row of `COLUMNS` for each amount of these counties (by code) and periods.

    An amount that came from no cell has its whole source for a file, one never imported has no
    day; "" is the embedded sample. Raises `UsageError` for a database.
    """
    if is_address(place):
        raise UsageError("来源逐格列出只用于台账文件或文件夹", where=place)
    asked = list(asked)
    for path in [Path(place)] if place else samples.folders():
        held = _held(Book(path), {code for code, _ in asked})
        rows = (row for code, period in asked for _, row in held(code).at(code, str(period)))
        yield from map(_row, rows)


def _held(book: Book, codes: set[str]) -> Callable[[str], Held]:
    """The amounts of each county that is asked for: one alone, or of all at once."""
    if len(codes) > 1:
        whole = book.read()[OBSERVATIONS.name]
        return lambda _: whole
    return cache(book.of_area)


def _row(row: Mapping[str, str]) -> tuple[str, ...]:
    who = (row["county_code"].strip(), folded_name(row["county"]), row["period"].strip())
    measure = MEASURES.get(row["measure"], row["measure"])
    basis = BASES.get(row["basis"], row["basis"])
    amount = (original(row["item"]), measure, basis, row["value"], row["unit"])
    return (*who, *amount, *_parts(row["source"]), row.get(IMPORTED, ""))


def _parts(source: str) -> tuple[str, str, str]:
    """File, sheet and cell of a source.

    >>> _parts("2024/月报.xlsx!收入!B12"), _parts("liuba-2024-05")
    (('2024/月报.xlsx', '收入', 'B12'), ('liuba-2024-05', '', ''))
    """
    file, *within = source.rsplit("!", 2)
    return (file, within[0], within[1]) if len(within) > 1 and cell_of(source) else (source, "", "")
