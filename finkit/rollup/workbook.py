"""A rollup as a workbook: typed numbers, frozen heads, a sheet for the counties, one for the sums,
one for what is said."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from finkit.charts.names import text_width
from finkit.forms.styles import put_text
from finkit.rollup.cells import FILED, NOT_FILED
from finkit.rollup.columns import AMOUNTS, GROWTH, REVENUE
from finkit.rollup.rollup import Rollup
from finkit.rollup.said import headline, sentences
from finkit.rollup.sums import REASONS, why
from finkit.samples import SYNTHETIC_BANNER
from finkit.units import convert

_HEAD = PatternFill("solid", fgColor="D9E5F1")
_WIDEST, _LEAST = 60, 8
_EM = 5.6
_FORMATS = {"亿元": "#,##0.00", "%": "0.0", "": "0"}
Value = str | int | date | Decimal | None
_Cell = tuple[Value, str]
"""A value and the unit that it is shown in."""


def workbook(made: Rollup) -> bytes:
    """The workbook as bytes; the same rollup gives the same cells."""
    book = Workbook()
    book.remove(book.active)
    _sheet(book, "县区一览", *_counties(made))
    _sheet(book, "合计", *_sums(made))
    told = ["".join(headline(made)), *sentences(made)]
    told += [SYNTHETIC_BANNER] if made.is_synthetic else []
    _sheet(book, "说明", [made.title], [[(one, "")] for one in told])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _counties(made: Rollup) -> tuple[list[str], list[list[_Cell]]]:
    has_days = any(one.day for one in made.lines)
    heads = ["代码", "县区", "地市", "状态"] + ["入台账日"] * has_days
    for column in made.columns:
        heads.append(f"{column.heading}（{column.unit}）")
        heads += [f"{column.heading}位次"] if column in (REVENUE, GROWTH) else []
    heads += ["待核", "最近一期"]
    table = []
    for line in made.ordered:
        row: list[_Cell] = [
            (line.county.code, ""),
            (line.county.name, ""),
            (line.county.prefecture, ""),
            (FILED if line.has_filed else NOT_FILED, ""),
        ]
        row += [(date.fromisoformat(line.day) if line.day else None, "")] if has_days else []
        for column in made.columns:
            row.append((line.value(column), column.unit))
            row += [(made.rank(line, column), "")] if column in (REVENUE, GROWTH) else []
        doubtful = "、".join(one.heading for one in made.columns if one.key in line.doubtful)
        table.append([*row, (doubtful, ""), (line.last, "")])
    return heads, table


def _sums(made: Rollup) -> tuple[list[str], list[list[_Cell]]]:
    heads = ["地区", "县区数"]
    for column, _ in AMOUNTS:
        what = column.heading
        heads += [f"{what}有数县区", f"{what}合计（亿元）", f"{what}增幅（%）"]
        heads += [f"{what}公布数（亿元）", f"{what}公布数−合计（亿元）"]
    heads.append(REASONS)
    every = [(made.area.name, made.totals), *((p.area.name, p.totals) for p in made.parts)]
    table = []
    for name, totals in every:
        row: list[_Cell] = [(name, ""), (next(iter(totals.values())).of, "")]
        for total in totals.values():
            row.append((total.held, ""))
            row += [_in_unit(total.amount), (total.growth.value, "%")]
            row += [_in_unit(total.own_of_all), _in_unit(total.beside)]
        table.append([*row, (why(totals.values(), most=len(made.lines)), "")])
    return heads, table


def _in_unit(figure: Any) -> _Cell:
    if figure is None or figure.value is None:
        return None, "亿元"
    return convert(figure.value, figure.unit, "亿元"), "亿元"


def _sheet(
    book: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[_Cell]]
) -> None:
    sheet = book.create_sheet(name)
    widths = [text_width(head, _EM) for head in heads]
    for at, head in enumerate(heads, 1):
        cell = sheet.cell(1, at)
        put_text(cell, head)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for number, row in enumerate(rows, 2):
        for at, (value, unit) in enumerate(row, 1):
            cell = sheet.cell(number, at)
            if isinstance(value, str):
                put_text(cell, value)
                widths[at - 1] = max(widths[at - 1], text_width(value, _EM))
            elif value is not None:
                cell.value = value
                cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else _FORMATS[unit]
    for at, wide in enumerate(widths, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = min(max(wide / _EM * 1.1 + 3, _LEAST), _WIDEST)
    sheet.freeze_panes = "C2" if len(heads) > 2 else "A2"
    if len(heads) > 2:
        sheet.auto_filter.ref = sheet.dimensions
