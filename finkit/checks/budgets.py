"""Budgets: positive, and not exceeded several-fold (疑单位有误)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from finkit.checks.cells import about, alike, cells_of, shown
from finkit.checks.finding import Finding
from finkit.contract import ACTUAL, ADJUSTED_BUDGET, BUDGET, CUMULATIVE, MEASURES
from finkit.figures.county_at import CountyAt
from finkit.units import text

_SEVERAL = 3
# A budget of a few units is exceeded several-fold by the first receipt.
_LEAST_DIGITS = 100


def completion_plausible(county: CountyAt) -> Iterator[Finding]:
    """Completion under 300% of a budget of some size; the later budget counts."""
    for series, now in cells_of(county, ACTUAL):
        if series.key.basis != CUMULATIVE:
            continue
        period = county.period
        budget = series.adjusted_budget(period) or series.budget(period)
        if budget is None or not alike(now, budget) or not _has_size(budget.value):
            continue
        rate = 100 * now.in_unit(budget.unit) / budget.value
        if rate > 100 * _SEVERAL:
            yield about(
                "warning",
                f"完成{MEASURES[budget.measure]}不超过{100 * _SEVERAL}%",
                now,
                f"预算{shown(budget)}",
                f"{shown(now)}（{text(rate, '%')}）",
                "完成数为预算的数倍，疑单位有误，或年中有大额调整",
            )


def _has_size(value: Decimal) -> bool:
    return value >= _LEAST_DIGITS * Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))


def budget_positive(county: CountyAt) -> Iterator[Finding]:
    """A budget below nothing, of an item whose amounts are not."""
    for measure in (BUDGET, ADJUSTED_BUDGET):
        for series, budget in cells_of(county, measure):
            now = series.actual(county.period)
            if budget.value < 0 and now is not None and now.value > 0:
                yield about(
                    "warning",
                    f"{MEASURES[measure]}不为负",
                    budget,
                    "不小于0",
                    shown(budget),
                    "核对正负号",
                )
