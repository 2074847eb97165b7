"""A province or prefecture at a period, put together of its counties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median

from finkit.counties import County
from finkit.figures.figure import Figure
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.periods import Period
from finkit.report.standing import Column
from finkit.rollup.columns import COLUMNS, REVENUE
from finkit.rollup.line import STYLE, Line
from finkit.rollup.speaker import OnceSpeaker
from finkit.rollup.totals import Total


@dataclass(frozen=True)
class Part:
    """A prefecture of a province: its counties, and its totals by the key of their column."""

    area: County
    lines: tuple[Line, ...]
    totals: Mapping[str, Total]


@dataclass(frozen=True, repr=False)
class Rollup:
    """What the counties of an area say of a period. `others` are areas held that are no county of
    the register then: zones, former counties; they are told and never counted. `own` are the
    figures that the area published itself, by the key of their column."""

    area: County
    period: Period
    lines: tuple[Line, ...]
    totals: Mapping[str, Total]
    parts: tuple[Part, ...]
    others: tuple[Line, ...]
    own: Mapping[str, Figure]

    @cached_property
    def filed(self) -> tuple[Line, ...]:
        """The counties that have filed."""
        return tuple(one for one in self.lines if one.has_filed)

    @cached_property
    def missing(self) -> tuple[Line, ...]:
        """Those that have not."""
        return tuple(one for one in self.lines if not one.has_filed)

    @cached_property
    def ordered(self) -> tuple[Line, ...]:
        """All counties: the largest revenue first, then those that have filed without, then those
        that have not filed; by code where that is equal."""
        return tuple(
            sorted(
                self.lines,
                key=lambda one: (
                    not one.has_filed,
                    -(value if (value := one.value(REVENUE)) is not None else Decimal("-Infinity")),
                    one.county.code,
                ),
            )
        )

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that any county has a figure for."""
        return tuple(one for one in COLUMNS if any(line.figure(one) for line in self.filed))

    @cached_property
    def _compared(self) -> dict[str, tuple[Line, ...]]:
        return {column.key: _of_one_edition(column, self.filed) for column in COLUMNS}

    def compared(self, column: Column) -> tuple[Line, ...]:
        """The counties that stand beside each other in a column, the greatest first: those of the
        scope and status that most have, equal ones by code."""
        return self._compared[column.key]

    def aside(self, column: Column) -> tuple[Line, ...]:
        """Those that have a figure in a column and do not compare: of another scope or status."""
        compared = self.compared(column)
        return tuple(one for one in self.filed if one.figure(column) and one not in compared)

    def rank(self, line: Line, column: Column) -> int | None:
        """The place of a county in a column, equal ones sharing it; None where too few compare."""
        others = self.compared(column)
        own = line.value(column)
        if own is None or line not in others or len(others) < FEWEST_PEERS:
            return None
        return 1 + sum((other.value(column) or 0) > own for other in others)

    def middle(self, column: Column) -> Decimal | None:
        """The median of a column; None of fewer than five counties."""
        values = [
            value for one in self.compared(column) if (value := one.value(column)) is not None
        ]
        return median(values) if len(values) >= FEWEST_PEERS else None

    @cached_property
    def speaker(self) -> OnceSpeaker:
        """Its sums in words; each is asked but once how far rounding reaches in it."""
        return OnceSpeaker(STYLE)

    @property
    def is_synthetic(self) -> bool:
        """Whether any figure is of generated data (演示数据)."""
        return any(one.is_synthetic for one in self.lines)

    @property
    def whole(self) -> str:
        """What is said for all of the area: 全省, 全市, 全州, ….

        A municipality is 全市, an autonomous region 全区.
        """
        return called_whole(self.area.name)

    @property
    def title(self) -> str:
        """湖南省2021年1—10月县区收支汇总."""
        return f"{self.area.name}{self.period.when()}县区收支汇总"

    def __repr__(self) -> str:
        said = f"{len(self.lines)}个县区已报{len(self.filed)}个"
        return f"Rollup({self.area.name} {self.period}：{said})"


def _of_one_edition(column: Column, lines: Sequence[Line]) -> tuple[Line, ...]:
    held = [one for one in lines if one.figure(column) is not None]
    counted = Counter(one.edition(column) for one in held)
    usual = min(counted, key=lambda edition: (-counted[edition], edition), default=("", ""))
    found = [one for one in held if one.edition(column) == usual]
    return tuple(sorted(found, key=lambda one: (-(one.value(column) or 0), one.county.code)))


_ENDS = (("自治区", "全区"), ("自治州", "全州"), ("地区", "全地区"), ("盟", "全盟"), ("省", "全省"))


def called_whole(name: str) -> str:
    """What is said for all of an area.

    >>> called_whole("湖南省"), called_whole("重庆市"), called_whole("凉山彝族自治州")
    ('全省', '全市', '全州')
    """
    return next((whole for end, whole in _ENDS if name.endswith(end)), "全市")
