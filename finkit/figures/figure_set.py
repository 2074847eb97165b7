"""The figures of one county and period, asked by item and indicator.

Items and denominators are asked for by standard name; how a table printed them is a matter of
display.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from finkit.accounts.aliases import same_item
from finkit.contract import BASES, LATER_BUDGET_FIRST
from finkit.figures.figure import COLUMNS, Figure
from finkit.html_table import titled_table
from finkit.ledger.county_book import ItemSeries, SeriesKey
from finkit.units import machine

if TYPE_CHECKING:
    import pandas as pd


_FRAME_COLUMNS = COLUMNS[:-1]
COLUMN_WORDS = (
    *("编号", "代码", "县区", "期间", "时段", "项目", "上级项目", "标准名称", "指标", "分母"),
    *("数值", "单位", "状态", "原因", "算式"),
)
"""What the columns of a frame of figures are called in Chinese."""

_SHOWN_HEADS = ("期间", "项目", "指标", "数值", "没有数的原因")
_SHOWN = 10


class FigureSet:
    """All figures of a report, in order; every one reachable by its id.

    >>> import finkit
    >>> figures = finkit.open().county("临洮县").figures("2024-02")
    >>> figures
    FigureSet(临洮县 2024-02，457个数)
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_id = {figure.id: figure for figure in figures}
        self._by_item: dict[tuple[SeriesKey, str], list[Figure]] = {}
        self._by_indicator: dict[str, list[Figure]] = {}
        self._by_series: dict[SeriesKey, list[Figure]] = {}
        for figure in self._by_id.values():
            key = figure.declared.key
            self._by_item.setdefault((figure.subject.key, key), []).append(figure)
            self._by_indicator.setdefault(key, []).append(figure)
            self._by_series.setdefault(figure.subject.key, []).append(figure)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_id.values())

    def __repr__(self) -> str:
        whose = dict.fromkeys(f"{one.county} {one.period}" for one in self)
        named = next(iter(whose)) if len(whose) == 1 else f"{len(whose)}个县区和期间"
        return f"FigureSet({named}，{len(self)}个数)"

    def _repr_html_(self) -> str:
        rows = [_shown(one) for one, _ in zip(self, range(_SHOWN), strict=False)]
        return titled_table(repr(self), _SHOWN_HEADS, rows, len(self), "全部见 .to_frame()")

    def to_frame(self, *, chinese: bool = False) -> pd.DataFrame:
        """A figure a row, as `finkit indicators` has them: `value` unrounded in its `unit`, NaN
        where there is none and `reason` says why. `chinese` names columns and indicators so.

        >>> import finkit
        >>> frame = finkit.open().county("临洮县").figures("2024-02").to_frame()
        >>> frame.loc[frame.indicator.eq("yoy_rate"), ["item", "value", "unit"]].round(1).head(2)
               item  value unit
        3   大口径财政收入  -24.2    %
        11  大口径财政收入   14.1    %
        """
        import pandas as pd  # noqa: PLC0415

        rows = [one.row()[:-1] for one in self]
        frame = pd.DataFrame(rows, columns=list(_FRAME_COLUMNS))
        frame["value"] = [None if one.value is None else float(one.value) for one in self]
        frame["value"] = frame["value"].astype(float)
        if not chinese:
            return frame
        frame["indicator"] = [one.declared.label for one in self]
        frame["basis"] = [BASES[one.basis] for one in self]
        frame["status"] = ["有" if one.value is not None else "无" for one in self]
        return frame.set_axis(list(COLUMN_WORDS), axis="columns")

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, figure: str) -> bool:
        return figure in self._by_id

    def __getitem__(self, figure: str) -> Figure:
        return self._by_id[figure]

    def of(self, series: ItemSeries, indicator: str, of_item: str = "") -> Figure | None:
        """The figure of an indicator over a series; None where the indicator does not apply.

        `of_item` is the denominator by any of its names; it may be left out where there is but
        one.
        """
        found = self._by_item.get((series.key, indicator), [])
        if not of_item and len(found) == 1:
            return found[0]
        return next((figure for figure in found if same_item(figure.of_item, of_item)), None)

    def against_budget(self, series: ItemSeries, indicator: str) -> Figure | None:
        """The figure of an indicator against the adjusted budget (调整预算), where that gives none
        against the yearly one (年初预算); `of_item` says which. None where neither has a value."""
        found = (self.of(series, indicator, budget) for budget in LATER_BUDGET_FIRST)
        return next((figure for figure in found if figure and figure.value is not None), None)

    def of_series(self, series: ItemSeries) -> list[Figure]:
        """All figures over a series."""
        return self._by_series.get(series.key, [])

    def named(self, indicator: str, of_item: str | None = None) -> list[Figure]:
        """The figures of an indicator, whatever they are of."""
        found = self._by_indicator.get(indicator, [])
        return [figure for figure in found if of_item is None or same_item(figure.of_item, of_item)]


def _shown(figure: Figure) -> tuple[str, ...]:
    number = "" if figure.value is None else f"{machine(figure.value)}{figure.unit}"
    of = f"（{figure.of_item}）" if figure.of_item else ""
    return figure.period, figure.item, f"{figure.declared.label}{of}", number, figure.reason
