"""A rollup as a workbook: a sheet for the counties, one for the sums, one for what is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from finkit.figures.figure import Figure
from finkit.rollup.cells import FILED, NOT_FILED
from finkit.rollup.columns import AMOUNTS, GROWTH, REVENUE
from finkit.rollup.rollup import Rollup
from finkit.rollup.said import headline, sentences
from finkit.rollup.sums import REASONS, why
from finkit.samples import SYNTHETIC_BANNER
from finkit.sheets.book import book_at
from finkit.sheets.cells import Cell, Number, number_format
from finkit.sheets.sheet import write_table
from finkit.units import convert, unit

_BILLION, _PERCENT = "亿元", "%"


def write(made: Rollup, place: Path) -> None:
    """Writes the workbook; the same rollup gives the same bytes."""
    told = ["".join(headline(made)), *sentences(made)]
    told += [SYNTHETIC_BANNER] if made.is_synthetic else []
    with book_at(place) as book:
        write_table(book, "县区一览", *_counties(made), frozen=2)
        write_table(book, "合计", *_sums(made), frozen=2)
        write_table(book, "说明", [made.title], [[one] for one in told], frozen=0, wrapped=True)


def _counties(made: Rollup) -> tuple[list[str], list[list[Cell]]]:
    has_days = any(one.day for one in made.lines)
    heads = ["代码", "县区", "地市", "状态"] + ["入台账日"] * has_days
    for column in made.columns:
        heads.append(f"{column.heading}（{column.unit}）")
        heads += [f"{column.heading}位次"] if column in (REVENUE, GROWTH) else []
    heads += ["待核", "最近一期"]
    table = []
    for line in made.ordered:
        county, state = line.county, FILED if line.has_filed else NOT_FILED
        row: list[Cell] = [county.code, county.name, county.prefecture, state]
        row += [date.fromisoformat(line.day) if line.day else None] if has_days else []
        for column in made.columns:
            row.append(_number(line.value(column), column.unit))
            row += [_number(made.rank(line, column))] if column in (REVENUE, GROWTH) else []
        doubtful = "、".join(one.heading for one in made.columns if one.key in line.doubtful)
        table.append([*row, doubtful, line.last])
    return heads, table


def _sums(made: Rollup) -> tuple[list[str], list[list[Cell]]]:
    heads = ["地区", "县区数"]
    for column, _ in AMOUNTS:
        what = column.heading
        heads += [f"{what}有数县区", f"{what}合计（亿元）", f"{what}增幅（%）"]
        heads += [f"{what}公布数（亿元）", f"{what}公布数−合计（亿元）"]
    heads.append(REASONS)
    every = [(made.area.name, made.totals), *((p.area.name, p.totals) for p in made.parts)]
    table = []
    for name, totals in every:
        row: list[Cell] = [name, _number(next(iter(totals.values())).of)]
        for total in totals.values():
            row += [_number(total.held), _billion(total.amount)]
            row += [_number(total.growth.value, _PERCENT), _billion(total.own_of_all)]
            row += [_billion(total.beside)]
        table.append([*row, why(totals.values(), most=len(made.lines))])
    return heads, table


def _billion(figure: Figure | None) -> Cell:
    if figure is None or figure.value is None:
        return None
    return _number(convert(figure.value, figure.unit, _BILLION), _BILLION)


def _number(value: Decimal | int | None, unit_name: str = "") -> Cell:
    if value is None:
        return None
    decimals = unit(unit_name).decimals if unit_name else 0
    return Number(Decimal(value), number_format(decimals))
