"""A filled-in workbook given back with its faults marked: a copy, the original stays as it is.

Contents, formulas, validation and protection survive; what Excel computed is computed anew when
the copy is opened. Drawn shapes, which openpyxl does not know, do not come along.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException
from openpyxl.worksheet.cell_range import CellRange

from finkit.disk import write_whole
from finkit.errors import UsageError, one_line
from finkit.forms.extensions import with_extensions
from finkit.forms.fault_sheet import FAULTS, write_faults
from finkit.forms.package import zipped
from finkit.forms.page import comment, fit_comment
from finkit.workbooks.files.spreadsheet import unlocked

SIGN = "finkit："
_WARNING_COLOUR = "FFC7CE"
_ROWS_ABOVE = 5
_UNREADABLE = (
    OSError,
    BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
)


class Fault(NamedTuple):
    """One thing to mend: the sheet, the cell (`F5`; "" for the whole sheet), what is wrong."""

    sheet: str
    cell: str
    what: str


def mark(workbook: Path, faults: Sequence[Fault], copy: Path) -> Path:
    """Writes a copy of a workbook with the cells at fault coloured and commented; gives its path.

    The copy opens on the first sheet at fault and ends with a list of all faults (待改), each
    linked to its cell. Marks of an earlier copy are taken off first, and Excel's own lock, which
    keeps nobody out. Raises `UsageError` or `DataError` where the workbook cannot be read or the
    copy would overwrite it.
    """
    if copy.exists() and copy.samefile(workbook):
        raise UsageError("标出问题的副本不能盖住原件", where=str(copy))
    with _markable(workbook.name):
        original = unlocked(workbook.name, workbook.read_bytes())
        book = _opened(original)
    _unmark(book)
    cells = [(fault, _cell(book, fault)) for fault in faults]
    for fault, cell in cells:
        if cell is not None:
            _mark(cell, fault.what)
    write_faults(book, [(*fault, cell) for fault, cell in cells])
    _open_at(book, [cell for _, cell in cells if cell is not None])
    with _markable(workbook.name):
        content = with_extensions(zipped(book), original)
    write_whole(copy, content)
    return copy


@contextmanager
def _markable(name: str) -> Iterator[None]:
    """Turns what openpyxl cannot do with a workbook into one line."""
    try:
        yield
    except _UNREADABLE as error:
        advice = "用 Excel 打开，另存为 .xlsx"
        raise UsageError("不是可以标注的 Excel 工作簿", where=name, advice=advice) from error


def _opened(content: bytes) -> Any:
    with warnings.catch_warnings():
        # Of what openpyxl drops; validation among it is put back by `with_extensions`.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def _cell(book: Any, fault: Fault) -> Any:
    """The cell of a fault, of a range or merged range its first; None where there is none."""
    if not fault.cell or fault.sheet not in book.sheetnames:
        return None
    sheet = book[fault.sheet]
    try:
        place = CellRange(fault.cell.replace("$", ""))
    except (ValueError, CellCoordinatesException):
        return None
    row, column = place.min_row, place.min_col
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            row, column = merged.min_row, merged.min_col
    return sheet.cell(row, column)


def _mark(cell: Any, what: str) -> None:
    said = f"{SIGN}{one_line(what)}"
    own = cell.comment
    lines = own.text.splitlines() if own else []
    if said not in lines:
        cell.comment = comment("\n".join([*lines, said]), own.author if own else None)
    cell.fill = PatternFill("solid", start_color=_WARNING_COLOUR, end_color=_WARNING_COLOUR)


def _unmark(book: Any) -> None:
    """Takes off earlier marks: our lines of comments, our colour, the list."""
    if FAULTS in book.sheetnames:
        del book[FAULTS]
    for cell in _commented(book):
        lines = cell.comment.text.splitlines()
        others = [line for line in lines if not line.startswith(SIGN)]
        if others == lines:
            # openpyxl forgets how large the box was.
            fit_comment(cell.comment)
            continue
        cell.comment = comment("\n".join(others), cell.comment.author) if others else None
        if cell.fill.start_color.rgb == f"00{_WARNING_COLOUR}":
            cell.fill = PatternFill()


def _commented(book: Any) -> list[Any]:
    # Not by rows: that would make a cell of every blank.
    cells = (cell for sheet in book.worksheets for cell in sheet._cells.values())
    return [cell for cell in cells if cell.comment is not None]


def _open_at(book: Any, cells: Sequence[Any]) -> None:
    """Opens the workbook on the first sheet at fault, at its first fault."""
    first = min(
        cells,
        key=lambda cell: (book.index(cell.parent), cell.row, cell.column),
        default=book[FAULTS]["A1"],
    )
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is first.parent
    book.active = book.index(first.parent)
    view = first.parent.sheet_view
    selection = view.selection[-1]
    selection.activeCell = selection.sqref = first.coordinate
    top = max(1, first.row - _ROWS_ABOVE)
    if view.pane is None:
        view.topLeftCell = f"A{top}"
    elif view.pane.topLeftCell:
        letters = view.pane.topLeftCell.rstrip("0123456789")
        view.pane.topLeftCell = f"{letters}{max(top, int(view.pane.ySplit or 0) + 1, 1)}"
