"""Unit slips: an amount some power of ten away from the neighbours of its own series.

A neighbour is the same item at another time or in another measure: last year's and next year's
amount, the months around, the base published beside it, the budget; cumulative amounts are brought
to the same number of months. A slip is said only where the neighbours agree among themselves, so
that an ordinary jump (land sold once, a tax abolished) is none. What no unit explains is an error
only where another month of the year contradicts it, a warning elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from finkit.checks.cells import (
    about,
    alike,
    exact,
    shown,
    together,
    tolerance_in,
    total_in,
)
from finkit.checks.finding import Finding, Severity
from finkit.checks.powers import named_slip, power_of
from finkit.contract import (
    ACTUAL,
    ADJUSTED_BUDGET,
    BUDGET,
    CUMULATIVE,
    DELTA,
    PRIOR_ACTUAL,
    Observation,
    publication,
)
from finkit.figures.county_at import CountyAt
from finkit.ledger.county_book import ItemSeries
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import round_half_up

# Neighbours agree if the greatest is no more than this many times the least.
_PLAIN_UNITS_AGREE, _UNITS_AGREE, _DIGITS_AGREE = Decimal(8), Decimal(3), Decimal("2.5")
# How far from the power of ten the amount may be, as a factor.
_UNIT_BAND, _DIGIT_BAND = Decimal("2.5"), Decimal("1.7")
_ONE_BAND, _PLAINLY_UNITS = Decimal("1.6"), (4, 8)
_ENOUGH, _ENOUGH_FOR_A_DIGIT = 2, 3
# Amounts of few digits jump by powers of ten every day.
_LEAST_DIGITS = 100
# Neighbours agree within 3, and a slip is at least 10 ÷ 1.7 off their middle.
_NEAR = Decimal("1.9")


def unit_slips(county: CountyAt) -> Iterator[Finding]:
    """Amounts of the period that are a power of ten off: 本期数, 上年同期数, 预算."""
    for series in county.book:
        for measure in (ACTUAL, PRIOR_ACTUAL, BUDGET, ADJUSTED_BUDGET):
            cell = series.own(county.period, measure)
            if cell is not None and cell.value > 0 and (found := _slip(series, cell)):
                yield found


def _slip(series: ItemSeries, cell: Observation) -> Finding | None:
    around, levels = [], []
    for other in _neighbours(series, cell):
        if not alike(other, cell):
            continue
        level = _level(other, cell)
        if _is_near(cell.value, level) and not _of_one_table(other, cell):
            # Neighbours that agree with this one are no power of ten away.
            return None
        around.append(other)
        if level > 0:
            levels.append((other, level))
    if not any(_binds(other, cell, level) for other, level in levels):
        return None
    everywhere = [level for _, level in levels]
    # A whole table in the wrong unit agrees with itself: then those outside it decide.
    outside = [level for other, level in levels if not _of_one_table(other, cell)]
    if power := _power(cell.value, everywhere):
        sure = _is_sure(power, cell, around) and not (abs(power) == 1 and _fits(series, cell))
        return _said("error" if sure else "warning", cell, everywhere, power)
    if power := _power(cell.value, outside, digits=False):
        return _said("error" if abs(power) in _PLAINLY_UNITS else "warning", cell, outside, power)
    if power := _of_one(cell.value, everywhere):
        return _said("warning", cell, everywhere, power)
    return None


def _binds(other: Observation, cell: Observation, level: Decimal) -> bool:
    """Whether a neighbour speaks against the amount.

    Of a year's own totals only a later one speaks against a great amount, an earlier one against a
    small: much may come in with any month.
    """
    if not _of_one_year(other, cell):
        return True
    return (level < cell.value) == (other.period > cell.period)


def _of_one_year(other: Observation, cell: Observation) -> bool:
    same = other.measure == cell.measure and other.period.year == cell.period.year
    return same and cell.basis == CUMULATIVE


def _said(severity: Severity, cell: Observation, levels: list[Decimal], power: int) -> Finding:
    usual = median(levels)
    level = round_half_up(usual, 0) if usual >= _LEAST_DIGITS else usual
    return about(
        severity,
        "与同一项目前后各数相称",
        cell,
        f"约{exact(level, cell.unit)}",
        shown(cell),
        named_slip(power, cell.unit),
    )


def _is_sure(power: int, cell: Observation, around: list[Observation]) -> bool:
    """万元 for 亿元 or 元; else three digits more or less between before and after; else a month
    of the same year that cannot stand beside it."""
    if abs(power) in _PLAINLY_UNITS or _contradicted(cell, around):
        return True
    sides = {other.period < cell.period for other in around if other.period != cell.period}
    return abs(power) > 1 and len(sides) == 2


def _fits(series: ItemSeries, cell: Observation) -> bool:
    """Whether what is published beside an amount confirms it: its change on its base, or a whole
    that it and the other parts add up to. A refund may well take nine tenths of a total."""
    change, base = series.own(cell.period, DELTA), series.own(cell.period, PRIOR_ACTUAL)
    if cell.measure == ACTUAL and change and base and alike(cell, change, base):
        off = total_in([(1, cell), (-1, base), (-1, change)], cell.unit)
        if abs(off) <= tolerance_in((cell, base, change), cell.unit):
            return True
    wholes = series.book.parent(series, cell.period, cell.measure)
    whole = wholes[0].own(cell.period, cell.measure) if len(wholes) == 1 else None
    if whole is None or not together(cell, whole):
        return False
    parts = [
        part
        for other in series.book
        if other.key.parent_item == series.key.parent_item
        and other.key[2:] == series.key[2:]
        and (part := other.own(cell.period, cell.measure))
        and together(part, whole)
    ]
    off = total_in([(-1, whole), *((1, part) for part in parts)], whole.unit)
    return len(parts) > 1 and abs(off) <= tolerance_in((whole, *parts), whole.unit)


def _contradicted(cell: Observation, around: list[Observation]) -> bool:
    """Whether a total of another month of the year cannot stand beside this one.

    Ten times as much may be a sale of land; but a later total is no smaller, an earlier no greater.
    """
    return any(
        (other.in_unit(cell.unit) - cell.value) * (other.period.month - cell.period.month) < 0
        for other in around
        if _of_one_year(other, cell)
    )


def _power(value: Decimal, levels: list[Decimal], *, digits: bool = True) -> int:
    """The power of ten between an amount and neighbours that agree; 0 for none."""
    if len(levels) < _ENOUGH:
        return 0
    for_a_digit = digits and len(levels) >= _ENOUGH_FOR_A_DIGIT
    power = power_of(
        value,
        median(levels),
        unit_band=_UNIT_BAND,
        digit_band=_DIGIT_BAND if for_a_digit else Decimal(1),
    )
    return power if power and max(levels) <= min(levels) * _agreement(power) else 0


def _agreement(power: int) -> Decimal:
    if abs(power) in _PLAINLY_UNITS:
        return _PLAIN_UNITS_AGREE
    return _DIGITS_AGREE if abs(power) == 1 else _UNITS_AGREE


def _of_one(value: Decimal, levels: list[Decimal]) -> int:
    """The power between an amount and its only neighbour, where it is one of 万元 and 亿元."""
    if len(levels) != 1:
        return 0
    power = power_of(value, levels[0], unit_band=_ONE_BAND)
    return power if abs(power) in _PLAINLY_UNITS else 0


def _is_near(value: Decimal, level: Decimal) -> bool:
    return level < value * _NEAR and value < level * _NEAR


def _of_one_table(other: Observation, cell: Observation) -> bool:
    return other.period == cell.period and publication(other.source) == publication(cell.source)


def _level(other: Observation, cell: Observation) -> Decimal:
    """A neighbour brought to the unit of the cell and to as many months."""
    level = other.in_unit(cell.unit)
    if cell.basis != CUMULATIVE:
        return level
    return level * _months(cell) / _months(other)


def _months(cell: Observation) -> int:
    whole_year = cell.measure in (BUDGET, ADJUSTED_BUDGET)
    return MONTHS_A_YEAR if whole_year else cell.period.month


def _neighbours(series: ItemSeries, cell: Observation) -> Iterator[Observation]:
    """The cells of the series around a cell, itself not among them."""
    here = cell.period
    for period, measure in _around(here, cell.measure):
        found = series.own(period, measure)
        if found is not None and _has_digits(found):
            yield found


def _has_digits(cell: Observation) -> bool:
    """Whether an amount was printed with enough digits to compare by powers of ten."""
    return abs(cell.value) >= _LEAST_DIGITS * Decimal(1).scaleb(
        min(int(cell.value.as_tuple().exponent), 0)
    )


def _around(here: Period, measure: str) -> Iterator[tuple[Period, str]]:
    last, following = here.years_before(1), here.years_before(-1)
    before, after = here.previous_month(), _next_month(here)
    for period in (last, following, before, after):
        yield period, measure
    for other in (ACTUAL, PRIOR_ACTUAL, BUDGET, ADJUSTED_BUDGET):
        if other != measure:
            yield here, other
    if measure == ACTUAL:
        yield following, PRIOR_ACTUAL
        yield here.years_before(2), ACTUAL
        yield here.years_before(-2), ACTUAL
        yield before.previous_month(), ACTUAL
        yield _next_month(after), ACTUAL
    elif measure == PRIOR_ACTUAL:
        yield last, ACTUAL


def _next_month(period: Period) -> Period:
    if period.month == MONTHS_A_YEAR:
        return Period(period.year + 1, 1)
    return Period(period.year, period.month + 1)
