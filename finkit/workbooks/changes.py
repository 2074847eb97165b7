"""A column headed 增减 alone: amount or rate? And a rate stored as 0.453? The rows themselves say.

Decided only where every row that can speak says the same, and at least two do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from finkit.workbooks.columns import Column
from finkit.workbooks.grid import Sheet
from finkit.workbooks.headings import Meaning
from finkit.workbooks.numbers import number

_ENOUGH = 2
_HUNDRED = Decimal(100)

Fits = Callable[[Decimal, Decimal, Decimal], bool]


def decide(columns: Sequence[Column], sheet: Sheet, rows: Sequence[int]) -> list[Column]:
    """The columns, each 增减 told apart where the amounts beside it allow."""
    found = []
    for column in columns:
        is_open = column.meaning.role == "either"
        found.append(_decided(column, columns, sheet, rows) if is_open else column)
    return found


def _decided(
    column: Column, columns: Sequence[Column], sheet: Sheet, rows: Sequence[int]
) -> Column:
    now = _beside(columns, column, "actual")
    before = _beside(columns, column, "prior_actual")
    if now is None or before is None:
        return column
    triples = [_triple(sheet, row, column.at, now, before) for row in rows]
    known = [triple for triple in triples if triple]
    for fits, meaning in ((_is_amount, _as("delta", "delta")), (_is_rate, _as("growth", ""))):
        if len(known) >= _ENOUGH and all(fits(*triple) for triple in known):
            return column._replace(meaning=meaning._replace(basis=column.meaning.basis))
    return column


def _as(role: str, measure: str) -> Meaning:
    return Meaning(role, measure)


def _beside(columns: Sequence[Column], column: Column, measure: str) -> int | None:
    """The column of the amounts that a change is of: same item, same basis."""
    for other in columns:
        same = (other.item, other.meaning.basis or "cumulative") == (
            column.item,
            column.meaning.basis or "cumulative",
        )
        if other.meaning.measure == measure and other.meaning.role == "amount" and same:
            return other.at
    return None


def _triple(
    sheet: Sheet, row: int, change: int, now: int, before: int
) -> tuple[Decimal, Decimal, Decimal] | None:
    values = [number(sheet.text(row, c)).value for c in (change, now, before)]
    if None in values or not values[2] or values[1] == values[2]:
        return None
    first, second, third = values
    assert first is not None
    assert second is not None
    assert third is not None
    return first, second, third


def _is_amount(change: Decimal, now: Decimal, before: Decimal) -> bool:
    return abs(now - before - change) <= _last_digits(change, now, before)


def _is_rate(change: Decimal, now: Decimal, before: Decimal) -> bool:
    return abs((now / before - 1) * _HUNDRED - change) <= max(_last_digits(change), Decimal("0.06"))


def _last_digits(*values: Decimal) -> Decimal:
    return sum((Decimal(1).scaleb(min(int(v.as_tuple().exponent), 0)) for v in values), Decimal(0))
