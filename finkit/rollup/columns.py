"""What is told of each county: the columns of the index of a batch, and what they are asked by."""

from finkit.report.standing import COLUMNS as ALL
from finkit.report.standing import Column

COLUMNS = tuple(one for one in ALL if not one.internal)
"""The columns: general public budget, revenue as local."""

REVENUE, SPENDING, GROWTH, SPENDING_GROWTH, COMPLETION = (
    next(one for one in COLUMNS if one.key == key)
    for key in ("revenue", "spending", "revenue_growth", "spending_growth", "completion")
)
AMOUNTS: tuple[tuple[Column, Column], ...] = (
    (REVENUE, GROWTH),
    (SPENDING, SPENDING_GROWTH),
)
"""What is summed, each with its growth."""

ITEMS = tuple(dict.fromkeys(one.item for one in COLUMNS if one.item))
INDICATORS = frozenset(one.indicator for one in COLUMNS)
