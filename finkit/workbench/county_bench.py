"""One county of a data set, asked by words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from finkit.checks import Findings, examine
from finkit.dataset import Dataset
from finkit.errors import NotHeldError, quoted
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.html_table import titled_table
from finkit.periods import Period
from finkit.report import CountyReport, build
from finkit.report.build import require_period
from finkit.workbench import asked
from finkit.workbench.by_month import by_month
from finkit.workbench.cells import NOT_THEN, Columns, columns_of, ordered, require_denominator
from finkit.workbench.derivation import Derivation
from finkit.workbench.periods import periods as periods_of
from finkit.workbench.periods import require_some
from finkit.workbench.table import Table, in_one_unit, put_together

_SHOWN = 10


class CountyBench:
    """One county of a data set: what is held of it, as tables; its reports.

    >>> import finkit
    >>> finkit.open().county("临洮县")
    CountyBench(临洮县（621124），1期，34个项目)
    """

    def __init__(self, data: Dataset, code: str, extensions: Sequence[str] = ()) -> None:
        self._data, self._book = data, data.ledger.county(code)
        self._code, self._name = code, self._book.county.name
        self._extensions = tuple(extensions)

    @property
    def code(self) -> str:
        """Its code.

        >>> import finkit
        >>> finkit.open().county("临洮县").code
        '621124'
        """
        return self._code

    @property
    def name(self) -> str:
        """Its name.

        >>> import finkit
        >>> finkit.open().county("621124").name
        '临洮县'
        """
        return self._name

    def __repr__(self) -> str:
        held = f"{len(self.periods)}期，{len(self.items)}个项目"
        return f"CountyBench({self.name}（{self.code}），{held})"

    def _repr_html_(self) -> str:
        names = self.items
        return titled_table(
            f"{self.name}（{self.code}），{self.periods[0]}至{self.periods[-1]}共{len(self.periods)}期",
            ("项目", "上级项目", "期数", "最早", "最近"),
            [self._line(name) for name in names[:_SHOWN]],
            len(names),
            "全部项目见 .items；.table、.series、.figures、.derive、.check、.report",
        )

    def _line(self, item: str) -> tuple[str, ...]:
        held = [one for one in self._book if one.key.item == item]
        when = sorted({str(period) for one in held for period, _ in one.cells})
        above = dict.fromkeys(one.key.parent_item for one in held if one.key.parent_item)
        return item, "、".join(above), str(len(when)), when[0], when[-1]

    @property
    def periods(self) -> list[str]:
        """The periods held, in order.

        >>> import finkit
        >>> finkit.open().county("武义县").periods[-1]
        '2021-12'
        """
        return [str(period) for period in self._book.periods]

    @property
    def items(self) -> list[str]:
        """The names of the items held, in table order.

        >>> import finkit
        >>> finkit.open().county("临洮县").items[:2]
        ['大口径财政收入', '税收收入']
        """
        return list(dict.fromkeys(series.key.item for series in self._book))

    def report(self, period: str, facts: str | Path = "", **options: Any) -> CountyReport:
        """The report of a period; options as in a parameters file: `kind="bulletin"` (the usual) or
        `"work_report"`, `mode="final"`, …; with the extensions of the data set, unless
        `extensions` names others.

        >>> import finkit
        >>> finkit.open().county("临洮县").report("2024-02").title
        '临洮县2024年1—2月财政收支执行情况'
        """
        own = {"extensions": self._extensions} if self._extensions else {}
        return build(self.code, period, self._data, facts, own | options)

    def figures(self, period: str) -> FigureSet:
        """Every figure of a period. Raises `NotHeldError` naming the nearest for one not held.

        >>> import finkit
        >>> figures = finkit.open().county("临洮县").figures("2024-02")
        >>> figures.to_frame().query("indicator == 'yoy_amount'").value.head(2).tolist()
        [-1816.0, 2113.0]
        """
        when = Period.parse(period)
        require_period(self._data, self._book.county, when)
        return self._data.told_figures(self.code, when)

    def check(self, period: str) -> Findings:
        """What the checks (勾稽关系) say of a period, the gravest first; later months judge too.

        >>> import finkit
        >>> finkit.open().county("临洮县").check("2024-02").to_frame().columns[0]
        'severity'
        """
        figures, when = self.figures(period), Period.parse(period)
        at = CountyAt(self._book, when, self._data.calibers)
        facts = self._data.facts_of(self._book.county, when)
        return Findings(examine(self._data, at, figures, facts).findings)

    def table(
        self,
        items: str | Sequence[str] = (),
        indicator: str = "amount",
        of_item: str = "",
        periods: Any = "",
    ) -> Table:
        """An indicator of some items, a period a row; `.units` and `.reasons` stand beside.

        Items go by any of their names; a county's own indicator (税收占比) needs none. `of_item` is
        the denominator where there are several: the first found otherwise, for the whole column.
        `periods`: "2024-02", "2021-01..2021-10", "2021", or a list; all without. Amounts of one
        column stand in one unit. Raises `UsageError` for an indicator that is none, `NotHeldError`
        naming the nearest item for one that is not held, and for a denominator that nothing is of.

        >>> import finkit
        >>> county = finkit.open().county("示例县")
        >>> county.table(["税收收入"], "yoy_rate", periods="2021-09..2021-10").round(1)
        项目       税收收入
        期间
        2021-09  11.0
        2021-10   8.7
        """
        wanted = asked.wanted(self._data, indicator, of_item, periods_of(periods))
        names = asked.items(items, [wanted])
        columns = self._columns(wanted, names)
        require_denominator(
            wanted.of_item,
            columns.values(),
            lambda: self._columns(wanted.of_any(), names).values(),
        )
        require_some([at for cells in columns.values() for at in cells], periods)
        held = {name: in_one_unit({name: cells})[name] for name, cells in columns.items()}
        return put_together(held, ["项目"], NOT_THEN)

    def _columns(self, wanted: asked.Wanted, items: Sequence[str]) -> Columns:
        found: Columns = {}
        for item in items:
            found |= columns_of(self._data, self._book, wanted, item)
        return found

    def series(
        self, item: str = "", indicator: str = "amount", of_item: str = "", periods: Any = ""
    ) -> pd.Series:
        """An indicator of one item by month, in order; missing is NaN, told by `reasons_of`.

        `attrs["units"]` has its unit, which `finkit.charts` draws with. Raises as `table` does.

        >>> import finkit
        >>> growth = finkit.open().county("示例县").series("税收收入", "yoy_rate")
        >>> float(growth["2021-10"].round(1)), growth["2021"].idxmin().strftime("%Y-%m")
        (8.7, '2021-12')
        """
        table = self.table([item] if item else (), indicator, of_item, periods)
        found = table.iloc[:, 0]
        found.attrs = dict(table.attrs)
        return found

    def by_month(self, item: str = "", indicator: str = "amount", years: int = 2) -> Table:
        """An indicator of one item with a month a row and a year a column, the last `years` held:
        amounts that accumulate lie over those of the year before. Raises as `table` does.

        >>> import finkit
        >>> finkit.open().county("示例县").by_month("税收收入").loc[["9月", "10月"]]
              2020年   2021年
        9月   76069.0  84414.0
        10月  88928.0  96674.0
        """
        return by_month(self.series(item, indicator), years)

    def derive(self, item: str, indicator: str, period: str, of_item: str = "") -> Derivation:
        """How a figure came about. Raises `NotHeldError` if there is none of the kind.

        >>> import finkit
        >>> finkit.open().county("临洮县").derive("税收收入", "yoy_amount", "2024-02")
        Derivation(2024-02 税收收入同比增减额：1316万元)
        """
        wanted = asked.wanted(self._data, indicator, of_item, periods_of())
        series = asked.series_of(self._book, asked.word("item", item, "税收收入"))
        figures = self.figures(period)
        every = ordered(figures.named(wanted.key), series)
        if found := [one for one in every if asked.same_denominator(one.of_item, of_item)]:
            return Derivation(found[0])
        advice = ""
        if every:
            advice = f"有：{'、'.join(dict.fromkeys(f.of_item for f in every if f.of_item))}"
        elif kinds := dict.fromkeys(
            f.declared.key for one in series for f in figures.of_series(one)
        ):
            advice = f"这一项本期有：{'、'.join(kinds)}"
        of = f"（{of_item}）" if of_item else ""
        raise NotHeldError(
            f"{self.name} {period} 没有{quoted(item)}的 {indicator}{of}", advice=advice
        )
