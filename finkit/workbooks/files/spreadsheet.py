"""Excel and OpenDocument workbooks, through calamine; locked ones through msoffcrypto.

calamine (Rust) reads .xls, .xlsx and .ods alike, merged ranges included, some thirty times faster
than openpyxl. Excel locks a protected .xls with a password of its own, which every program knows.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import msoffcrypto
import python_calamine as calamine
from msoffcrypto.exceptions import FileFormatError, InvalidKeyError

from finkit.errors import DataError, FinkitError
from finkit.workbooks.files import open_document
from finkit.workbooks.files.content import OLE, ZIP
from finkit.workbooks.files.grid import Merge, Sheet
from finkit.workbooks.files.limits import check_cells, check_extent
from finkit.workbooks.files.old_formats import old_looks
from finkit.workbooks.files.package import Look, Package, package
from finkit.workbooks.files.putting import put_in

_DEFAULT_PASSWORD = "VelvetSweatshop"
_DAMAGED = "用 Excel 打开，另存一份"
_OPEN_LOCK = "用 Excel 打开，去掉打开密码后另存"


def read_zipped(name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .xlsx. Raises `DataError` naming the file, as all here do."""
    return _read(name, content, package(name, content))


def read_open_document(name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .ods."""
    return _read(name, content, open_document.looks(name, content))


def read_old(name: str, content: bytes) -> list[Sheet]:
    """The sheets of an .xls; or of an .xlsx with a lock, which is packed as an .xls is."""
    content = unlocked(name, content)
    if content.startswith(ZIP):
        return read_zipped(name, content)
    return _read(name, content, old_looks(content))


def _read(name: str, content: bytes, within: Package) -> list[Sheet]:
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables = [sheet for sheet in workbook.sheets_metadata if _is_table(sheet)]
        return [_sheet(name, workbook, sheet, within) for sheet in tables]
    except calamine.PasswordError as error:
        raise DataError("有打开密码", where=name, advice=_OPEN_LOCK) from error
    except FinkitError:
        raise
    except BaseException as error:
        # What Rust gives up on (a panic) is no Exception; a keyboard interrupt is not its doing.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise DataError("文件不完整或已损坏", where=name, advice=_DAMAGED) from error


def _is_table(sheet: Any) -> bool:
    return str(sheet.typ).endswith("WorkSheet")


def _sheet(file: str, workbook: Any, metadata: Any, within: Package) -> Sheet:
    name, is_hidden = metadata.name, not str(metadata.visible).endswith(".Visible")
    sheet = workbook.get_sheet_by_name(name)
    check_extent(file, name, sheet.total_height + 1, sheet.total_width + 1)
    merges = _merges(sheet)
    check_cells(file, name, sum(map(_area, merges)))
    rows = [list(map(_text, row)) for row in sheet.to_python(skip_empty_area=False)]
    look = within.get(name, Look())
    apart = put_in(rows, look)
    hidden = (look.hidden_rows, look.hidden_columns)
    found = Sheet(file, name, rows, merges, look.uncomputed, is_hidden, *hidden)
    return replace(found, **apart._asdict())


def _merges(sheet: Any) -> tuple[Merge, ...]:
    """The merged ranges, as far as the sheet goes."""
    last_row, last_column = sheet.total_height, sheet.total_width
    return tuple(
        (top, left, min(bottom, last_row), min(right, last_column))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if top <= last_row and left <= last_column
    )


def _area(merge: Merge) -> int:
    top, left, bottom, right = merge
    return (bottom - top + 1) * (right - left + 1)


def _text(value: Any) -> str:
    """A cell's value as text; a number with the 15 digits that Excel itself keeps."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _digits(f"{value:.15g}")
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value) if isinstance(value, time | timedelta) else ""


def _digits(text: str) -> str:
    if "e" not in text:
        return text
    return f"{float(text):.0f}" if "e+" in text else text


def unlocked(name: str, content: bytes) -> bytes:
    """The workbook without Excel's own lock. Raises `DataError` for one with another password."""
    if not content.startswith(OLE):
        return content
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not office.is_encrypted():
            return content
        plain = io.BytesIO()
        office.load_key(password=_DEFAULT_PASSWORD)
        office.decrypt(plain)
        return plain.getvalue()
    except InvalidKeyError as error:
        raise DataError("有打开密码", where=name, advice=_OPEN_LOCK) from error
    except (FileFormatError, OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise DataError("文件不完整或已损坏", where=name, advice=_DAMAGED) from error
    except Exception as error:  # msoffcrypto lets errors of any kind through
        what = "文件不完整或已损坏，或加密方式少见"
        raise DataError(what, where=name, advice=_DAMAGED) from error
