"""Periods: a month end, the months it accumulates, and how officials call them."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from finkit.periods.written import month_of

_NAMED_SPANS = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}
MONTHS_A_YEAR = 12


class Period(NamedTuple):
    """A month; amounts of it accumulate from January unless their basis says otherwise."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def parse(cls, value: object) -> Period:
        """The period a text, a number or a date means, `YYYY-MM` or as people write it.

        Raises `UsageError`, with what to write, for what means none, or may mean two.

        >>> Period.parse("2024-02") == Period.parse("2024年1—2月") == Period.parse(202402)
        True
        """
        return cls(*month_of(value))

    def years_before(self, years: int) -> Period:
        """The same month some years earlier (上年同期 is one).

        >>> str(Period(2024, 2).years_before(1))
        '2023-02'
        """
        return Period(self.year - years, self.month)

    def previous_month(self) -> Period:
        """The month before, in the year before for a January."""
        if self.month == 1:
            return Period(self.year - 1, MONTHS_A_YEAR)
        return Period(self.year, self.month - 1)

    def last_december(self) -> Period:
        """The month end that 较年初 compares with."""
        return Period(self.year - 1, MONTHS_A_YEAR)

    def schedule(self, months: int | None = None) -> Decimal:
        """序时进度 in %: the share of the year's months gone by, unrounded.

        >>> Period(2021, 6).schedule()
        Decimal('50')
        """
        return Decimal(100 * (months or self.month)) / MONTHS_A_YEAR

    def span(self) -> str:
        """What January to this month is called.

        >>> [Period(2021, m).span() for m in (1, 2, 6, 10)]
        ['1月', '1—2月', '上半年', '1—10月']
        """
        if self.month == 1:
            return "1月"
        return _NAMED_SPANS.get(self.month, f"1—{self.month}月")

    def when(self) -> str:
        """What the report's sentences begin with; a whole year is its year alone.

        >>> [Period(2021, m).when() for m in (10, 12)]
        ['2021年1—10月', '2021年']
        """
        return f"{self.year}年" if self.month == MONTHS_A_YEAR else f"{self.year}年{self.span()}"

    def __repr__(self) -> str:
        return f"Period(year={self.year}, month={self.month})"
