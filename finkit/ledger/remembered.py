"""Formulas over a series whose results it keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period

T = TypeVar("T")


def remembered(formula: Callable[[ItemSeries, Period], T]) -> Callable[[ItemSeries, Period], T]:
    """A formula whose results a series keeps: growth, shares and ranks ask for the same bases."""

    @wraps(formula)
    def recalled(series: ItemSeries, period: Period) -> T:
        key = (formula, period)
        if key in series.memo:
            known: T = series.memo[key]
            return known
        found = series.memo[key] = formula(series, period)
        return found

    return recalled
