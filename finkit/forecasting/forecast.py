"""A county's forecast: the outlooks of its main items, as table, text and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from finkit.charts.chart import Chart
from finkit.checks import Doubts, doubts_of
from finkit.counties import County, resolve
from finkit.dataset import Dataset
from finkit.errors import NotHeldError
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import id_part
from finkit.figures.quantity import PERCENT
from finkit.forecasting.choosing import held_lines, main_items, named_item
from finkit.forecasting.columns import COLUMN_WORDS, COLUMNS, NUMBERS
from finkit.forecasting.drawing import charts, shown
from finkit.forecasting.method import METHOD
from finkit.forecasting.outlook import Outlook, outlook
from finkit.forecasting.past import COVERAGE
from finkit.gate.names import folded_name
from finkit.html_table import html_table
from finkit.ledger.county_book import ItemSeries
from finkit.periods import Period
from finkit.units import grouped, machine, text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Forecast:
    """What a county's year is heading for. Every number in it is an estimate (估计).

    >>> import finkit
    >>> finkit.forecast("示例县", "2021-06")
    Forecast(示例县2021年全年估计（据2021年上半年累计数），3个项目)
    """

    county: County
    period: Period
    outlooks: tuple[Outlook, ...]
    doubts: tuple[str, ...]

    @property
    def charts(self) -> list[Chart]:
        """A fan of each item that has an estimate.

        >>> import finkit
        >>> len(finkit.forecast("示例县", "2021-06").charts)
        3
        """
        return charts(self.outlooks)

    @property
    def title(self) -> str:
        """Whose it is, and of when.

        >>> import finkit
        >>> finkit.forecast("示例县", "2021-06").title
        '示例县2021年全年估计（据2021年上半年累计数）'
        """
        return f"{self.county.name}{self.period.year}年全年估计（据{self.period.when()}累计数）"

    def rows(self) -> list[dict[str, str]]:
        """A row an item, in the order of `COLUMNS`: amounts as they print, rates in %.

        >>> import finkit
        >>> finkit.forecast("示例县", "2021-06").rows()[0]["estimate"]
        '184000'
        """
        return [self._row(one, doubt) for one, doubt in self._each()]

    def objects(self) -> list[dict[str, Any]]:
        """The rows as objects: numbers as numbers, `None` where there is none; each back-test.

        >>> import finkit
        >>> finkit.forecast("示例县", "2021-06").objects()[0]["estimate"]
        184000
        """
        return [
            {**{name: _typed(name, cell) for name, cell in row.items()}, "tests": _tests(one)}
            for one, row in zip(self.outlooks, self.rows(), strict=True)
        ]

    def listed(self) -> list[dict[str, Any]]:
        """The objects of `figures.json`: those that have an estimate, each with an id.

        >>> import finkit
        >>> finkit.forecast("示例县", "2021-06").listed()[0]["id"]
        'DEMO01/2021-06/forecast/一般公共预算收入'
        """
        place = f"{self.county.code}/{self.period}/forecast"
        return [
            {"id": f"{place}/{id_part(one['item'])}", **one}
            for one in self.objects()
            if one["status"] == "estimate"
        ]

    def table(self) -> list[tuple[str, ...]]:
        """The cells of `COLUMN_WORDS`, a row an item.

        >>> import finkit
        >>> finkit.forecast("示例县", "2021-06").table()[0][3]
        '184,000'
        """
        return [_cells(one, doubt) for one, doubt in self._each()]

    def to_frame(self) -> pd.DataFrame:
        """The rows as a pandas table: numbers as numbers, `NaN` where there is none.

        >>> import finkit
        >>> finkit.forecast("示例县", "2021-06").to_frame().estimate.head(1).tolist()
        [184000]
        """
        import pandas as pd  # noqa: PLC0415

        frame = pd.DataFrame(self.rows(), columns=list(COLUMNS))
        for name in NUMBERS:
            frame[name] = pd.to_numeric(frame[name])
        return frame

    def _each(self) -> list[tuple[Outlook, str]]:
        return list(zip(self.outlooks, self.doubts, strict=True))

    def _row(self, one: Outlook, doubt: str) -> dict[str, str]:
        cells = [
            self.county.code,
            self.county.name,
            str(self.period),
            one.item,
            one.unit,
            machine(one.now.value) if one.now else "",
            *(one.shown(value) if value is not None else "" for value in _amounts(one)),
            str(len(one.tests)),
            _number(one.mean_error),
            _number(one.schedule_error),
            machine(one.budget.value) if one.budget else "",
            _number(one.budget_share, 0),
            _number(one.months_left),
            "absent" if one.reason else "estimate",
            one.reason or doubt,
        ]
        return dict(zip(COLUMNS, cells, strict=True))

    def __repr__(self) -> str:
        return f"Forecast({self.title}，{len(self.outlooks)}个项目)"

    def __str__(self) -> str:
        lines = [self.title, *(_said(one, doubt) for one, doubt in self._each()), METHOD]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        fans = "".join(one._repr_html_() for one in self.charts)
        return (
            f'<div class="tex2jax_ignore"><p><strong>{escape(self.title)}</strong></p>'
            f"{html_table(COLUMN_WORDS, self.table())}<p>{escape(METHOD)}。</p>{fans}</div>"
        )


def forecast_of(data: Dataset, county: str, period: Any, items: Sequence[str] = ()) -> Forecast:
    """The forecast of a county of a data set at a period, of its main items or of those named.

    Raises `NotHeldError` for a county, item or period not held, and where nothing can be estimated:
    in one line that says what it needs.
    """
    when = Period.parse(period)
    code = resolve(folded_name(county), data.ledger.counties).code
    # As a report has it: what was known then.
    at = CountyAt(data.ledger.county(code, when), when, data.calibers)
    chosen = [named_item(at, name) for name in items] if items else main_items(at)
    found = _put_together(at, chosen, doubts_of(data, code))
    if all(one.reason for one in found.outlooks):
        first = found.outlooks[0]
        raise NotHeldError(f"{at.book.county.name}{when}{first.item}没有估计：{first.reason}")
    return found


def forecast_at(at: CountyAt, doubts: Doubts) -> Forecast:
    """The forecast of a county's main items at a period, whether or not there is any estimate."""
    return _put_together(at, held_lines(at), doubts)


def _put_together(at: CountyAt, chosen: Sequence[ItemSeries], doubts: Doubts) -> Forecast:
    outlooks = tuple(outlook(one, at.period) for one in dict.fromkeys(chosen))
    said = ("、".join(o.what for o in doubts.standing(one.cells)) for one in outlooks)
    told = tuple(f"所用的数待核：{one}" if one else "" for one in said)
    return Forecast(at.book.county, at.period, outlooks, told)


def _amounts(one: Outlook) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if one.reason or one.band is None:
        return None, None, None
    return one.estimated.value, one.band.low, one.band.high


def _cells(one: Outlook, doubt: str) -> tuple[str, ...]:
    guess, *limits = [shown(one, v) if v is not None else "" for v in _amounts(one)]
    return (
        one.item,
        one.unit,
        grouped(machine(one.now.value)) if one.now else "",
        guess,
        "至".join(filter(None, limits)),
        str(len(one.tests)),
        _percent(one.mean_error),
        _percent(one.schedule_error),
        f"{one.budget_name}的{share}" if (share := _percent(one.budget_share, 0)) else "",
        _number(one.months_left),
        one.reason or doubt,
    )


def _typed(name: str, cell: str) -> str | int | float | None:
    if name not in NUMBERS:
        return cell
    return (float(cell) if "." in cell else int(cell)) if cell else None


def _tests(one: Outlook) -> list[dict[str, Any]]:
    """The back-tests of an outlook, amounts in its unit and errors in %."""
    return [
        {
            "year": test.year,
            "estimate": float(machine(test.estimated)),
            "actual": float(machine(test.ended)),
            "error": float(_number(test.error)),
        }
        for test in one.tests
    ]


def _percent(value: Decimal | None, decimals: int = 1) -> str:
    return "" if value is None else text(value, PERCENT, decimals)


def _number(value: Decimal | None, decimals: int = 1) -> str:
    return _percent(value, decimals).removesuffix(PERCENT)


def _said(one: Outlook, doubt: str) -> str:
    cells = dict(zip(COLUMN_WORDS, _cells(one, doubt), strict=True))
    if one.reason:
        return f"{one.item}：没有估计，{one.reason}"
    parts = [
        f"{one.item}估计全年{cells['全年估计']}{one.unit}",
        f"{COVERAGE}%区间{cells[f'{COVERAGE}%区间']}{one.unit}",
        f"回测{cells['回测次数']}次平均误差{cells['平均误差']}",
        f"为{cells['估计完成预算']}" if cells["估计完成预算"] else "",
        doubt,
    ]
    return "，".join(filter(None, parts))
