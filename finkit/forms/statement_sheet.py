"""One sheet of amounts: a line an item, changes and rates computed by Excel."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from finkit.counties import County
from finkit.forms.amounts import Amounts, amounts
from finkit.forms.layout import (
    AMOUNT_KINDS,
    BALANCE_COLUMNS,
    CARRIED_KINDS,
    FIRST_ROW,
    FLOW_COLUMNS,
    FORMULA_KINDS,
    UNIT_ROW,
    Column,
    title,
    unit_line,
)
from finkit.forms.lines import Line
from finkit.forms.numbers import cell_value
from finkit.forms.page import breadth, close_page, height, open_page
from finkit.forms.sheets import Statement
from finkit.forms.styles import Styles, amount_format, decimals_shown, put, put_formula
from finkit.periods import Period

_GREATEST = "999999999999999"
_FREE_FORMAT_ID = 200
_WIDEST_LABEL = 60


def write_statement(
    sheet: Any, statement: Statement, county: County, period: Period, styles: Styles
) -> None:
    """Fills a sheet with a statement and what the ledger holds of it."""
    part = statement.part
    columns = BALANCE_COLUMNS if part.is_balance else FLOW_COLUMNS
    what = f"{'末' if part.is_balance else ''}{statement.called}情况表"
    open_page(sheet, county, title(county, period, what), columns, styles)
    put(sheet, UNIT_ROW, len(columns), unit_line(part.unit), styles["right"])
    _widen_labels(sheet, columns, statement)
    write = _Writer(sheet, columns, part.unit, styles)
    for row, line in enumerate(statement.lines, FIRST_ROW):
        write.line(row, line, amounts(line, period, part.unit))
    last = FIRST_ROW + len(statement.lines) - 1
    _guard_amounts(sheet, columns, last)
    _show_fractions(sheet, columns, last, amount_format(part.unit))
    close_page(sheet, f"C{FIRST_ROW}")


class _Writer:
    """Writes lines, with the looks and formulas of one sheet."""

    def __init__(
        self, sheet: Any, columns: Sequence[Column], unit_name: str, styles: Styles
    ) -> None:
        self._sheet, self._kinds = sheet, [column.kind for column in columns]
        self._note_width = columns[-1].width
        self._formulas = _formulas(columns)
        self._given, self._carried = styles[f"amount {unit_name}"], styles[f"carried {unit_name}"]
        self._computed = {
            "change": styles[f"computed {unit_name}"],
            "growth": styles["percent"],
            "completion": styles["percent"],
        }
        self._texts = {kind: styles[kind] for kind in ("code", "label", "note")}

    def line(self, row: int, line: Line, known: Amounts) -> None:
        texts = {
            "code": int(line.code) if line.code else None,
            "label": line.label,
            "note": known.note,
        }
        for number, kind in enumerate(self._kinds, 1):
            if kind in FORMULA_KINDS:
                formula = self._formulas[kind].format(row=row)
                put_formula(self._sheet, row, number, formula, self._computed[kind])
            elif kind in AMOUNT_KINDS:
                self._amount(row, number, kind, getattr(known, kind))
            else:
                put(self._sheet, row, number, texts[kind], self._texts[kind])
        if breadth(known.note) > self._note_width:
            self._sheet.row_dimensions[row].height = height([known.note], [self._note_width])

    def _amount(self, row: int, number: int, kind: str, value: Decimal | None) -> None:
        is_carried = kind in CARRIED_KINDS and value is not None
        given = None if value is None else cell_value(value)
        put(self._sheet, row, number, given, self._carried if is_carried else self._given)


def _widen_labels(sheet: Any, columns: Sequence[Column], statement: Statement) -> None:
    """A column of names is as wide as its longest, within what fits a page."""
    (letter,) = _letters_of(columns, ("label",))
    longest = max((breadth(line.label) for line in statement.lines), default=0)
    width = sheet.column_dimensions[letter].width
    sheet.column_dimensions[letter].width = min(max(width, longest + 2), _WIDEST_LABEL)


def _formulas(columns: Sequence[Column]) -> dict[str, str]:
    """The formulas of a line; `{row}` is its row.

    A change needs both amounts; a rate a positive base; completion is of the adjusted budget where
    there is one. A blank or a text gives a blank, not an error.
    """
    letters = {column.kind: get_column_letter(n) for n, column in enumerate(columns, 1)}
    if not set(FORMULA_KINDS) <= set(letters):
        return {}
    now, before = f"{letters['actual']}{{row}}", f"{letters['prior']}{{row}}"
    budget, adjusted = f"{letters['budget']}{{row}}", f"{letters['adjusted_budget']}{{row}}"
    both = f"COUNT({now},{before})=2"
    whole = f"IF(COUNT({adjusted})=1,{adjusted},N({budget}))"
    return {
        "change": f'=IF({both},{now}-{before},"")',
        "growth": f'=IF({both},IF({before}>0,({now}-{before})/{before}*100,""),"")',
        "completion": f'=IF(COUNT({now})=1,IF({whole}>0,{now}/{whole}*100,""),"")',
    }


def _guard_amounts(sheet: Any, columns: Sequence[Column], last: int) -> None:
    """Nothing but numbers goes where an amount is asked for."""
    guard = DataValidation(
        type="decimal",
        operator="between",
        formula1=f"-{_GREATEST}",
        formula2=_GREATEST,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="只能填数字",
        error="请填数字，不带单位和文字。没有发生的填 0，不知道的空着。",
    )
    for letter in _letters_of(columns, AMOUNT_KINDS):
        guard.add(f"{letter}{FIRST_ROW}:{letter}{last}")
    sheet.add_data_validation(guard)


def _show_fractions(sheet: Any, columns: Sequence[Column], last: int, shown: str) -> None:
    """An amount with more decimals than its format shows is shown with all of them."""
    style = DifferentialStyle(
        numFmt=NumberFormat(numFmtId=_FREE_FORMAT_ID, formatCode="#,##0.00####")
    )
    first, *_ = letters = _letters_of(columns, AMOUNT_KINDS)
    cell = f"{first}{FIRST_ROW}"
    formula = f"AND(ISNUMBER({cell}),{cell}<>ROUND({cell},{decimals_shown(shown)}))"
    rule = Rule(type="expression", dxf=style, formula=[formula])
    sheet.conditional_formatting.add(f"{first}{FIRST_ROW}:{letters[-1]}{last}", rule)


def _letters_of(columns: Sequence[Column], kinds: Sequence[str]) -> list[str]:
    return [get_column_letter(n) for n, column in enumerate(columns, 1) if column.kind in kinds]
