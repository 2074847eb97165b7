"""The numbers by which a county stands beside others: the columns of a table of counties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from finkit.accounts.names import GENERAL_REVENUE, GENERAL_SPENDING, WITH_SHARED
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.report.content import Content
from finkit.units import convert, machine, text, unit
from finkit.wording.digits import Digits, Style, digits_of

_HUNDRED_MILLION = "亿元"
_SMALL = Decimal("0.1")


class Column(NamedTuple):
    """A column: its key, heading and unit, the item and indicator it shows.

    `is_change`: whether it may rise and fall, and is drawn to both sides. `internal`: shown only
    where a report is asked for what is kept for the bureau itself.
    """

    key: str
    heading: str
    unit: str
    item: str
    indicator: str
    is_change: bool = False
    internal: bool = False


COLUMNS = (
    Column("revenue", "收入", _HUNDRED_MILLION, GENERAL_REVENUE, "amount"),
    Column("revenue_growth", "收入增幅", "%", GENERAL_REVENUE, "yoy_rate", is_change=True),
    Column("spending", "支出", _HUNDRED_MILLION, GENERAL_SPENDING, "amount"),
    Column("spending_growth", "支出增幅", "%", GENERAL_SPENDING, "yoy_rate", is_change=True),
    Column("tax_share", "税收占比", "%", "", "tax_share"),
    Column("completion", "完成预算", "%", GENERAL_REVENUE, "completion_rate"),
    Column("self_sufficiency", "自给率", "%", "", "self_sufficiency_rate", internal=True),
)
"""Of the general public budget (一般公共预算), revenue as local; the first orders the counties."""


IN_DOUBT = "*"
"""What marks a number that an error touches."""


def standing(report: Content) -> dict[str, list[str]]:
    """What a county shows in each column: the value for machines, and as printed; only what is
    held. `errors` and `notices` count the findings about it."""
    found = {
        column.key: [
            machine(value_in(figure, column)),
            text_in(figure, column, report.options.style)
            + IN_DOUBT * bool(report.doubts.standing(figure.inputs)),
        ]
        for column in COLUMNS
        if (not column.internal or report.options.internal)
        and (figure := figure_in(report.figures, report.at, column)) is not None
    }
    errors = sum(one.severity == "error" for one in report.findings)
    return {**found, "errors": [str(errors)], "notices": [str(len(report.findings) - errors)]}


def figure_in(figures: FigureSet, at: CountyAt, column: Column) -> Figure | None:
    """The figure of a county that stands in a column, the first to be preferred; None where it
    has no value."""
    return next((one for one in _figures(figures, at, column) if one.value is not None), None)


def _figures(figures: FigureSet, at: CountyAt, column: Column) -> Iterator[Figure]:
    if not column.item:
        yield from (f for f in figures.named(column.indicator) if f.of_item != WITH_SHARED)
        return
    if (series := at.item(column.item).series) is None:
        return
    if column.indicator == "completion_rate":
        figure = figures.against_budget(series, column.indicator)
    else:
        figure = figures.of(series, column.indicator)
    if figure is not None:
        yield figure


def value_in(figure: Figure, column: Column) -> Decimal:
    """The value of a figure that has one, in the unit of its column."""
    assert figure.value is not None
    return convert(figure.value, figure.unit, column.unit)


def text_in(figure: Figure, column: Column, style: Style) -> str:
    """The number without its unit, which the column's head has; no digit that was not published."""
    value = value_in(figure, column)
    if column.unit != _HUNDRED_MILLION:
        return digits_of(figure.quantity, style).text(value).removesuffix(figure.unit)
    return in_hundred_millions(value, digits_of(figure.quantity, replace(style, money="")))


def in_hundred_millions(value: Decimal, own: Digits) -> str:
    """An amount in 亿元 without the unit; `own` are the digits it has in its own.

    Amounts below a tenth of a 亿元 keep four decimals: 0.0310.

    >>> in_hundred_millions(Decimal("0.0012"), Digits("万元", 0))
    '0.0012'
    """
    shift = (unit(_HUNDRED_MILLION).factor / unit(own.unit).factor).adjusted()
    most = 4 if 0 < abs(value) < _SMALL else 2
    places = max(0, min(most, own.decimals + shift))
    return text(value, _HUNDRED_MILLION, places).removesuffix(_HUNDRED_MILLION)
