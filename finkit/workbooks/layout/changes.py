"""A column headed 增减 alone: amount or rate? A rate stored as 0.453? The rows themselves say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from finkit.gate.numbers import number
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.column import Column
from finkit.workbooks.words.headings import Meaning

_ENOUGH = 2
_HUNDRED = Decimal(100)
_ROUNDED = Decimal("0.06")
_TELLING = Decimal("0.5")
"""Below this rate, in percent, a fraction and a percentage look alike."""

_DELTA, _GROWTH = Meaning("delta", "delta"), Meaning("growth")
_BASES = {
    "either": ("prior_actual",),
    "growth": ("prior_actual",),
    "of_prior": ("prior_actual",),
    "completion": ("adjusted_budget", "budget"),
}


class Row(NamedTuple):
    """What one row says of a change: the change as written, the amount, what it is compared to."""

    change: Decimal
    now: Decimal
    base: Decimal


def decide(columns: Sequence[Column], sheet: Sheet, rows: Sequence[int]) -> list[Column]:
    """The columns, each 增减 told apart where the amounts beside it allow; rates that Excel
    stores as fractions (and shows as percentages) told to be such."""
    return [_decided(column, columns, sheet, rows) for column in columns]


def _decided(
    column: Column, columns: Sequence[Column], sheet: Sheet, rows: Sequence[int]
) -> Column:
    role = column.meaning.role
    if role not in _BASES:
        return column
    if role == "either" and _are_percentages(column, sheet, rows):
        return column._replace(meaning=_GROWTH._replace(basis=column.meaning.basis))
    known = _known(column, columns, sheet, rows)
    if role != "either":
        is_growth = role == "growth"
        return column._replace(is_fraction=_are_fractions(known, is_growth=is_growth))
    for fits, meaning in ((_is_amount, _DELTA), (_is_growth, _GROWTH)):
        if _all(known, fits):
            return column._replace(meaning=meaning._replace(basis=column.meaning.basis))
    if _all(known, lambda row: _is_fraction(row, is_growth=True)):
        meaning = _GROWTH._replace(basis=column.meaning.basis)
        return column._replace(meaning=meaning, is_fraction=True)
    return column


def _are_percentages(column: Column, sheet: Sheet, rows: Sequence[int]) -> bool:
    """Whether every number of a column is written, or shown, with a percent sign."""
    found = [number(sheet.text(row, column.at)) for row in rows]
    signs = [one.is_percent for one in found if one.value is not None]
    return bool(signs) and all(signs)


def _all(known: Sequence[Row], fits: Callable[[Row], bool]) -> bool:
    """Decided only where every row that can speak says the same, and at least two do."""
    return len(known) >= _ENOUGH and all(map(fits, known))


def _known(
    column: Column, columns: Sequence[Column], sheet: Sheet, rows: Sequence[int]
) -> list[Row]:
    now = _beside(columns, column, "actual")
    bases = [_beside(columns, column, measure) for measure in _BASES[column.meaning.role]]
    base = next((at for at in bases if at is not None), None)
    if now is None or base is None:
        return []
    return [row for at in rows if (row := _row(sheet, at, column.at, now, base))]


def _beside(columns: Sequence[Column], column: Column, measure: str) -> int | None:
    """The column of the amounts that a change is of: same item, same basis (a budget has none)."""
    for other in columns:
        if other.meaning.role != "amount" or other.meaning.measure != measure:
            continue
        bases = {one.meaning.basis or "cumulative" for one in (column, other)}
        if other.of == column.of and (len(bases) == 1 or "budget" in measure):
            return other.at
    return None


def _row(sheet: Sheet, row: int, change: int, now: int, base: int) -> Row | None:
    values = [number(sheet.text(row, c)).value for c in (change, now, base)]
    if number(sheet.text(row, change)).is_percent:
        return None
    known = [value for value in values if value is not None]
    return Row(*known) if len(known) == len(values) and known[1] != known[2] != 0 else None


def _is_amount(row: Row) -> bool:
    return abs(row.now - row.base - row.change) <= _last_digits(*row)


def _is_growth(row: Row) -> bool:
    return abs(_rate(row, is_growth=True) - row.change) <= max(_last_digits(row.change), _ROUNDED)


def _are_fractions(known: Sequence[Row], *, is_growth: bool) -> bool:
    """Whether more than half of the telling rows say so: a wrong one among them is for `check`."""
    telling = [row for row in known if abs(_rate(row, is_growth=is_growth)) >= _TELLING]
    fitting = [row for row in telling if _is_fraction(row, is_growth=is_growth)]
    return len(fitting) * 2 > len(telling)


def _is_fraction(row: Row, *, is_growth: bool) -> bool:
    return abs(_rate(row, is_growth=is_growth) - row.change * _HUNDRED) <= _ROUNDED


def _rate(row: Row, *, is_growth: bool) -> Decimal:
    return (row.now / row.base - is_growth) * _HUNDRED


def _last_digits(*values: Decimal) -> Decimal:
    return sum((Decimal(1).scaleb(min(int(v.as_tuple().exponent), 0)) for v in values), Decimal(0))
