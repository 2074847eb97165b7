"""Breaks in a series, said where it is drawn: a jump the years beside it do not share.

Of a cause (another caliber, another boundary, an earthquake) the numbers say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from finkit.charts.lines import Line
from finkit.contract import BALANCE
from finkit.ledger.county_book import CountyBook
from finkit.periods import MONTHS_A_YEAR, Period
from finkit.units import text

# Of 3,600 steps from year to year of 57 counties, 45 go so far.
_UP, _DOWN = 2.0, 0.5
# Loans of a county are mostly less than its deposits; a few districts come to three times as much.
_TOO_MANY_LOANS = 5
_TO_BE_VERIFIED = "前后可能不可比，请核实。"

Steps = list[float | None]
"""Of each year, how many times that of the year before it is; None where that is not known."""


class Drawn(NamedTuple):
    """A series as drawn: its name, and its steps."""

    label: str
    steps: Steps


def of_levels(line: Line) -> Drawn:
    """The steps between amounts."""
    steps: Steps = [None]
    for before, now in pairwise(line.values):
        steps.append(now / before if now and before and before > 0 else None)
    return Drawn(line.label, steps)


def of_rates(line: Line) -> Drawn:
    """The steps that growth rates, in %, tell of."""
    return Drawn(line.label, [None if rate is None else 1 + rate / 100 for rate in line.values])


def remark(series: Iterable[Drawn], periods: Sequence[Period], basis: str) -> str:
    """What is to be said below the drawing: each break, and that it be verified; "" for none.

    >>> years = [Period(year, 12) for year in (2010, 2011, 2012, 2013)]
    >>> remark([of_levels(Line("收入", [37.38, 113.49, 112.33, 42.37]))], years, "cumulative")
    '收入2011年为上年的3.0倍、2013年为上年的37.7%，前后可能不可比，请核实。'
    """
    said = []
    for label, steps in series:
        breaks = [f"{_when(periods[n], basis)}{_times(steps[n] or 0.0)}" for n in _breaks(steps)]
        if breaks:
            said.append(f"{label}{'、'.join(breaks)}")
    return f"{'；'.join(said)}，{_TO_BE_VERIFIED}" if said else ""


def jumps(series: Iterable[Drawn], periods: Sequence[Period]) -> list[Period]:
    """The periods at which a series breaks off from the one before.

    >>> years = [Period(year, 12) for year in (2010, 2011, 2012, 2013)]
    >>> [p.year for p in jumps([of_levels(Line("收入", [37.38, 113.49, 112.33, 42.37]))], years)]
    [2011, 2013]
    """
    return sorted({periods[n] for one in series for n in _breaks(one.steps)})


def moved(book: CountyBook, periods: Sequence[Period]) -> dict[Period, str]:
    """The periods between which and the one before the county took in or gave to others; of each
    what happened, in words."""
    if book.territory is None:
        return {}
    pairs = ((now, book.territory.broken(then, now)) for then, now in pairwise(periods))
    return {now: found.said for now, found in pairs if found}


def not_comparable(moved: Mapping[Period, str]) -> str:
    """That what was before such a change does not compare; "" where there was none."""
    return f"{'；'.join(dict.fromkeys(moved.values()))}，前后不可比。" if moved else ""


def _breaks(steps: Steps) -> list[int]:
    return [
        n
        for n, step in enumerate(steps)
        if step is not None and _jumps(step) and not _shared(steps, n)
    ]


def too_many_loans(deposits: Line, loans: Line, when: Sequence[str]) -> str:
    """Where loans are several times the deposits: one of the two may be of another caliber.

    >>> too_many_loans(Line("存款", [10.0, 2.0]), Line("贷款", [9.0, 21.94]), ["2019年", "2020年"])
    '2020年贷款为存款的11.0倍，口径可能不同，请核实。'
    """
    found = [
        (loan / deposit, at)
        for at, deposit, loan in zip(when, deposits.values, loans.values, strict=True)
        if deposit and loan and loan > _TOO_MANY_LOANS * deposit
    ]
    if not found:
        return ""
    most, at = max(found)
    named, size = f"{loans.label}为{deposits.label}的", f"{_number(most)}倍"
    if len(found) == 1:
        return f"{at}{named}{size}，口径可能不同，请核实。"
    years = f"{found[0][1]}至{found[-1][1]}有{len(found)}年"
    least = f"{_TOO_MANY_LOANS}倍以上"
    return f"{years}{named}{least}，最高{size}（{at}），口径可能不同，请核实。"


def _times(step: float) -> str:
    """为上年的3.0倍; 为上年的37.7%."""
    return f"{_number(step)}倍" if step >= 1 else text(Decimal(repr(step * 100)), "%", 1)


def _number(ratio: float) -> str:
    return text(Decimal(repr(ratio)), "倍", 1).removesuffix("倍")


def _jumps(step: float) -> bool:
    return step >= _UP or step <= _DOWN


def _shared(steps: Steps, n: int) -> bool:
    """Whether a year beside goes as far the same way."""
    step = steps[n] or 0.0
    beside = [other for other in (*steps[max(n - 1, 0) : n], *steps[n + 1 : n + 2]) if other]
    return any(_jumps(other) and (other > 1) == (step > 1) for other in beside)


def _when(period: Period, basis: str) -> str:
    ago = "上年" if period.month == MONTHS_A_YEAR else "上年同期"
    if basis != BALANCE:
        return f"{period.when()}为{ago}的"
    return f"{month_end(period)}为{ago}{'末' if ago == '上年' else ''}的"


def month_end(period: Period) -> str:
    """2020年末; 2020年5月末."""
    month = "" if period.month == MONTHS_A_YEAR else f"{period.month}月"
    return f"{period.year}年{month}末"
