"""What every sheet to fill in has: title, header, widths, protection, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from finkit.counties import County
from finkit.forms.layout import (
    FIRST_ROW,
    HEADER_ROW,
    TITLE_ROW,
    UNIT_ROW,
    Column,
    code_line,
)
from finkit.forms.styles import Styles, put

AUTHOR = "finkit"
_TITLE_HEIGHT, _HEADER_HEIGHT, _ROW_HEIGHT, _NEXT_LINE = 30, 24, 19, 15
_A4 = 9
_COMMENT_WIDTH, _LINE_HEIGHT, _LETTERS_A_LINE = 230, 19, 16


def open_page(
    sheet: Any, county: County, title: str, columns: Sequence[Column], styles: Styles
) -> None:
    """Title, line of the code, header."""
    put(sheet, TITLE_ROW, 1, title, styles["title"])
    # `merge_cells` would draw a border nobody sees, at a tenth of the whole form's time.
    sheet.merged_cells.add(f"A{TITLE_ROW}:{get_column_letter(len(columns))}{TITLE_ROW}")
    put(sheet, UNIT_ROW, 1, code_line(county), styles["left"])
    for number, column in enumerate(columns, 1):
        cell = put(sheet, HEADER_ROW, number, column.header, styles["header"])
        cell.comment = comment(column.comment)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[TITLE_ROW].height = _TITLE_HEIGHT
    sheet.row_dimensions[HEADER_ROW].height = _HEADER_HEIGHT
    sheet.sheet_format.defaultRowHeight = _ROW_HEIGHT
    sheet.sheet_format.customHeight = True


def height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row whose longest text breaks into lines."""
    rows = (
        max(1, -(-breadth(t) // max(int(w) - 1, 1))) for t, w in zip(texts, widths, strict=True)
    )
    return _ROW_HEIGHT + (max(rows) - 1) * _NEXT_LINE


def breadth(text: str) -> int:
    """How wide a text is, in digits: a Chinese character is two wide.

    >>> breadth("2月")
    3
    """
    return sum(1 if ord(letter) < 0x2E80 else 2 for letter in text)


def comment(text: str, author: str | None = None) -> Comment:
    """A comment in a box large enough for it."""
    made = Comment(text, author or AUTHOR)
    fit_comment(made)
    return made


def fit_comment(made: Comment) -> None:
    """Makes the box of a comment large enough for its text."""
    rows = sum(-(-len(line) // _LETTERS_A_LINE) for line in made.text.splitlines()) + 1
    made.height, made.width = rows * _LINE_HEIGHT, _COMMENT_WIDTH


def close_page(sheet: Any, frozen: str) -> None:
    """Panes, protection without a password, and print."""
    sheet.freeze_panes = frozen
    protect(sheet)
    set_print(sheet, f"{TITLE_ROW}:{FIRST_ROW - 1}")


def set_print(sheet: Any, repeated: str = "") -> None:
    """Prints on A4, as wide as the page, with page numbers; some rows may repeat on every page.

    Landscape throughout: a single column wider than the page is cut off, not scaled.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if repeated:
        sheet.print_title_rows = repeated
    sheet.print_options.horizontalCentered = True
    # The footer stands between its own margin and the bottom's: less than a line would clip it.
    sheet.page_margins = PageMargins(
        left=0.4, right=0.4, top=0.5, bottom=0.9, header=0.3, footer=0.4
    )
    sheet.oddFooter.center.text = "第&P页，共&N页"


def protect(sheet: Any) -> None:
    """What is not to be filled in cannot be overwritten by mistake; columns may be widened."""
    sheet.protection.enable()
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
