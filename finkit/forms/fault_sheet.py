"""The list of faults at the end of a marked workbook (待改), each linked to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from finkit.errors import one_line
from finkit.forms.page import height, set_print
from finkit.forms.styles import Styles, put

FAULTS = "待改"
_COLUMNS = (("序号", 7), ("工作表", 28), ("单元格", 12), ("要改的", 80))
_FIRST_ROW = 3


def write_faults(book: Any, faults: Sequence[tuple[str, str, str, Any]]) -> None:
    """Adds the list of faults: sheet, cell, what is wrong, and the cell itself where there is one.

    A click on the cell's name goes there.
    """
    sheet = book.create_sheet(FAULTS)
    styles = Styles(book)
    put(sheet, 1, 1, f"共{len(faults)}处要改。点单元格可以跳到那里。", styles["left"])
    for column, (header, width) in enumerate(_COLUMNS, 1):
        put(sheet, _FIRST_ROW - 1, column, header, styles["header"])
        sheet.column_dimensions["ABCD"[column - 1]].width = width
    for number, (name, place, what, cell) in enumerate(faults, 1):
        row = _FIRST_ROW + number - 1
        for column, text in enumerate((number, name, place, one_line(what)), 1):
            put(sheet, row, column, text, styles["cell"])
        if cell is not None:
            target = sheet.cell(row, 3)
            target.hyperlink = Hyperlink(ref=target.coordinate, location=_place(cell))
            put(sheet, row, 3, place, styles["link"])
        sheet.row_dimensions[row].height = height([what], [_COLUMNS[-1][1]])
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    set_print(sheet, f"1:{_FIRST_ROW - 1}")


def _place(cell: Any) -> str:
    name = cell.parent.title.replace("'", "''")
    return f"'{name}'!{cell.coordinate}"
