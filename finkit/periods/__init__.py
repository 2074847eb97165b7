"""Periods: what one is, how people and databases write it, and how officials call it.

period     a month, what it accumulates, how a report speaks of it
words      a text with its years, months and spans in one spelling: 24年前7个月 is 2024年1-7月
written    one value as the period it means, or a refusal: 202402, 2024年2月, a date
"""

from finkit.periods.period import MONTHS_A_YEAR, Period

__all__ = ["MONTHS_A_YEAR", "Period"]
