"""A rollup as an analyst holds it: it shows itself, is a table, draws, is saved."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from finkit.charts.chart import Chart
from finkit.html_table import html_table
from finkit.rollup.charts import charts
from finkit.rollup.files import write
from finkit.rollup.line import Line
from finkit.rollup.rollup import Rollup
from finkit.rollup.said import headline, sentences
from finkit.rollup.tables import FIELDS, rows, words

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 20
_TEXTS = ("county_code", "county", "prefecture", "status", "arrived", "last_period", "in_doubt")


class AreaRollup:
    """The counties of a province or prefecture at a period.

    >>> import finkit
    >>> found = finkit.open().rollup("重庆市", "2020-12")
    >>> print(str(found).splitlines()[0])
    重庆市2020年县区收支汇总：全市38个县区已报37个，收入增长的26个、下降的11个
    >>> found.to_frame()[["county", "revenue", "revenue_growth_rank"]].head(2)
      county  revenue  revenue_growth_rank
    0    江北区  67.2409                 31.0
    1    万州区  67.1253                  1.0
    """

    def __init__(self, made: Rollup) -> None:
        self._made = made

    @property
    def findings(self) -> list[str]:
        """What it shows, a sentence each, the headline first.

        >>> import finkit
        >>> finkit.open().rollup("成都市", "2019-12").findings[-2]
        '县区收入合计1,081.78亿元，下降2.0%。'
        """
        return ["".join(headline(self._made)), *sentences(self._made)]

    @property
    def missing(self) -> list[str]:
        """The counties that have not filed."""
        return _names(self._made.missing)

    @property
    def filed(self) -> list[str]:
        """The counties that have filed."""
        return _names(self._made.filed)

    @property
    def charts(self) -> list[Chart]:
        """Its charts, as the page has them."""
        return charts(self._made)

    def to_frame(self) -> pd.DataFrame:
        """A row a county, the largest revenue first: amounts in 亿元, rates in %, `NaN` where there
        is none; `arrived` is the day on which its amounts came into the ledger ("" unknown)."""
        import pandas as pd  # noqa: PLC0415

        frame = pd.DataFrame(rows(self._made), columns=list(FIELDS))
        for name in FIELDS:
            if name not in _TEXTS:
                frame[name] = pd.to_numeric(frame[name])
        return frame

    def save(self, out: str | Path) -> list[Path]:
        """Writes the page and the workbook into a folder, as `finkit rollup --out` does; gives the
        paths. Raises `UsageError` for a folder that cannot be written."""
        return write(self._made, Path(out))

    def __str__(self) -> str:
        return f"{self._made.title}：" + "\n".join(self.findings)

    def __repr__(self) -> str:
        return f"Area{self._made!r}"

    def _repr_html_(self) -> str:
        heads, table = words(self._made)
        more = len(table) - _SHOWN
        after = f"<p>另有{more}个，全部见 to_frame()、save(文件夹)</p>" if more > 0 else ""
        first, *others = map(escape, self.findings)
        told = (
            f"<p><strong>{escape(self._made.title)}：{first}</strong></p><p>{''.join(others)}</p>"
        )
        return f'<div class="tex2jax_ignore">{told}{html_table(heads, table[:_SHOWN])}{after}</div>'


def _names(lines: tuple[Line, ...]) -> list[str]:
    return [one.county.name for one in lines]
