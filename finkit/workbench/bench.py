"""A data set opened for exploring: its counties, compared and as panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from finkit.checks import Findings, check_all
from finkit.counties import ALL
from finkit.dataset import Dataset
from finkit.export import export
from finkit.export.chosen import Chosen
from finkit.extensions import extensions_of
from finkit.gate.names import folded_name
from finkit.html_table import titled_table
from finkit.ledger.ledger import Ledger
from finkit.rollup import AreaRollup, rollup
from finkit.workbench import asked
from finkit.workbench import panel as panels
from finkit.workbench.cells import NOT_THEN, require_denominator
from finkit.workbench.county_bench import CountyBench
from finkit.workbench.opened import Data, named, opened
from finkit.workbench.periods import periods as periods_of
from finkit.workbench.periods import require_some
from finkit.workbench.table import Table, put_together

_SHOWN = 10


class Workbench:
    """A data set opened for exploring: see `finkit.open`.

    >>> import finkit
    >>> finkit.open()
    Workbench(101个县区，12072条观测)
    """

    def __init__(
        self,
        data: Data = "",
        columns: Mapping[str, Any] | None = None,
        unit: str = "",
        basis: str = "",
        extensions: Sequence[str | Path] = (),
    ) -> None:
        self._extensions = named(extensions)
        own = extensions_of(self._extensions).indicators
        self._data = opened(data, columns, unit, basis).with_indicators(own)
        self._place = str(data) if isinstance(data, str | Path) else ""

    @property
    def place(self) -> str:
        """Where it was opened, as given; "" for the embedded sample and for a frame.

        >>> import finkit
        >>> finkit.open().place
        ''
        """
        return self._place

    @property
    def extensions(self) -> list[str]:
        """The extensions it was opened with: paths as they hold in any folder, names of modules.

        >>> import finkit
        >>> finkit.open().extensions
        []
        """
        return list(self._extensions)

    @property
    def data(self) -> Dataset:
        """The data set itself, as reports are built of it.

        >>> import finkit
        >>> finkit.open().data.source("lintao-2024-02").title
        '二〇二四年二月大口径财政收入执行情况'
        """
        return self._data

    @property
    def ledger(self) -> Ledger:
        """Its observations, checked against the contract; `to_frame()` is all of them.

        >>> import finkit
        >>> finkit.open().ledger
        Ledger(101个县区，12072条观测)
        """
        return self.data.ledger

    def __repr__(self) -> str:
        return f"Workbench({len(self.ledger.counties)}个县区，{self.ledger.rows}条观测)"

    def _repr_html_(self) -> str:
        held = self.counties
        rows = [tuple(map(str, row)) for row in held.head(_SHOWN).itertuples(index=False)]
        after = "全部见 .counties；.county、.compare、.panel、.check"
        return titled_table(repr(self), list(held.columns), rows, len(held), after)

    @property
    def counties(self) -> pd.DataFrame:
        """The counties held: code, name, province, first and last period.

        >>> import finkit
        >>> finkit.open().counties.query("县区 == '临洮县'").values.tolist()
        [['621124', '临洮县', '甘肃省', '2024-02', '2024-02']]
        """
        held = ((c, self.ledger.periods(c.code)) for c in self.ledger.counties)
        rows = [(c.code, c.name, c.province, str(p[0]), str(p[-1])) for c, p in held]
        return pd.DataFrame(rows, columns=["代码", "县区", "省份", "最早", "最近"])

    def county(self, name: str | int) -> CountyBench:
        """A county by code or name. Raises as `finkit report` does for what is not one.

        >>> import finkit
        >>> finkit.open().county("临洮县").code
        '621124'
        """
        return CountyBench(self.data, asked.county(name, self.ledger).code, self._extensions)

    def export(
        self, place: str | Path, county: str = "", period: str = "", *, force: bool = False
    ) -> list[Path]:
        """Writes the data, or a county's, a province's, a period's, as `finkit export` does: to
        `.xlsx`, `.parquet`, `.csv` or a folder; gives the paths. Raises as it does.

        >>> import finkit, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     print([path.name for path in finkit.open().export(folder, county="临洮县")])
        ['data.csv', 'sources.csv', 'datapackage.json']
        """
        chosen = Chosen(self.data, county, period)
        return export(chosen, place, data=self._place, force=force)

    def rollup(self, area: str, period: Any) -> AreaRollup:
        """The counties of a province or prefecture at a period, as `finkit rollup` tells them.

        >>> import finkit
        >>> finkit.open().rollup("重庆市", "2020-12").missing
        ['渝中区']
        """
        name = folded_name(asked.word("area", area, "湖南省"))
        return AreaRollup(rollup(name, period, self.data, self._place))

    def compare(
        self,
        counties: str | Sequence[str],
        items: str | Sequence[str] = (),
        indicators: str | Sequence[str] = "amount",
        periods: Any = "",
        of_item: str = "",
    ) -> Table:
        """Counties beside each other, a period a row: of one item and indicator a county a column,
        of several a column each. Amounts stand in one unit; `.units` and `.reasons` beside.

        `counties` are names, codes, the name of a province, or "all"; `periods` as for
        `CountyBench.table`. A county without the item has an empty column and its reason. Raises
        `NotHeldError` where none has it, `UsageError` for a county named twice.

        >>> import finkit
        >>> data = finkit.open()
        >>> data.compare(["万州区", "涪陵区"], "一般公共预算收入", periods="2018..2020") / 10000
        县区       万州区    涪陵区
        期间
        2018-12  55.5200  55.310
        2019-12  53.3600  54.440
        2020-12  67.1253  55.141
        """
        found = self._columns(counties, items, indicators, periods, of_item)
        names = {one.code: name for name, one in asked.counties(counties, self.ledger).items()}
        levels = {
            "县区": [names[one.county.code] for one in found],
            "项目": [one.item for one in found],
            "指标": [one.wanted.key for one in found],
        }
        kept = [name for name, held in levels.items() if name == "县区" or len(set(held)) > 1]
        keys = list(zip(*(levels[name] for name in kept), strict=True))
        every: dict[Any, Any] = {
            key if len(kept) > 1 else key[0]: one.cells
            for key, one in zip(keys, found, strict=True)
        }
        return put_together(every, kept, NOT_THEN)

    def panel(
        self,
        counties: str | Sequence[str] = ALL,
        items: str | Sequence[str] = (),
        indicators: str | Sequence[str] = "amount",
        periods: Any = "",
        of_item: str = "",
        *,
        wide: bool = False,
        chinese: bool = False,
    ) -> Table:
        """County × period × indicator for plain pandas: a value a row with unit, denominator and,
        where it is missing (NaN), the reason; `wide`: a county and period a row.

        `counties` and `periods` as for `compare`; without periods each county's own. A county's own
        indicator (税收占比) needs no items. Amounts of an item stand in one unit. `chinese` names
        columns and indicators so. Raises as `compare` does.

        >>> import finkit
        >>> panel = finkit.open().panel("重庆市", "一般公共预算收入", "yoy_rate", "2018..2020")
        >>> panel.groupby(panel.period.dt.year).value.median().round(1)
        period
        2018   -2.8
        2019   -0.5
        2020    1.4
        Name: value, dtype: float64
        """
        found = self._columns(counties, items, indicators, periods, of_item)
        return (panels.wide if wide else panels.tidy)(found, chinese=chinese)

    def _columns(
        self, counties: Any, items: Any, indicators: Any, periods: Any, of_item: str
    ) -> list[panels.Column]:
        when = periods_of(periods)
        keys = asked.several("indicators", indicators, "yoy_rate")
        wanted = [asked.wanted(self.data, key, of_item, when) for key in keys]
        chosen = list(asked.counties(counties, self.ledger).values())
        names = asked.items(items, wanted)
        found = panels.columns(self.data, chosen, names, wanted)
        any_of = [one.of_any() for one in wanted]
        require_denominator(
            of_item,
            (one.cells for one in found),
            lambda: (one.cells for one in panels.columns(self.data, chosen, names, any_of)),
        )
        require_some([at for one in found for at in one.cells], periods)
        return found

    def check(self) -> Findings:
        """What the checks (勾稽关系) say of the whole data set, the gravest first.

        >>> import finkit
        >>> finkit.open().check().to_frame().severity.unique().tolist()
        ['error', 'warning', 'notice']
        """
        return Findings(check_all(self.data))
