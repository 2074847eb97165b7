"""A file as its sheets, by what is in it: an HTML page named .xls is read as the page it is."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from finkit.errors import DataError, FinkitError, UsageError
from finkit.gate.characters import folded
from finkit.workbooks.files.content import Content
from finkit.workbooks.files.formats import Format, named, readable, told
from finkit.workbooks.files.grid import Sheet, Unread
from finkit.workbooks.files.limits import MOST_CHARACTERS, check_bytes, check_extent

_TOO_LONG = f"一格里超过{MOST_CHARACTERS}字，当作文章，未读"


def name_of(path: Path) -> str:
    """The name of a file as text: one out of a Windows archive may be in GBK among UTF-8."""
    raw = os.fsencode(path.name)
    try:
        return folded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return folded(raw.decode("gb18030", "replace"))


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets of a file that hold anything, in their order.

    Raises `UsageError` for a file that is not there or of a kind that cannot be read, with advice,
    `DataError` for one that is damaged, locked or too large: one line, naming the file.
    """
    if not path.is_file():
        raise UsageError("没有这个文件", where=name_of(path))
    by_name = named(path.suffix)
    if by_name and not by_name.read:
        raise _refusal(path, by_name)
    content = _content(path)
    try:
        sheets = [_folded(sheet) for sheet in _read(path, content)]
    except FinkitError:
        raise
    except MemoryError as error:
        raise DataError("太大，内存不够", where=name_of(path)) from error
    except RecursionError as error:
        raise DataError(
            "文件已损坏", where=name_of(path), advice="用 Excel 打开，另存一份"
        ) from error
    for sheet in sheets:
        check_extent(name_of(path), sheet.name, sheet.height, sheet.width)
    held = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not held:
        advice = "若用 Excel 打开能看到表，另存一份再试"
        raise DataError("里面没有内容", where=name_of(path), advice=advice)
    if all(sheet.is_hidden for sheet in held):
        # Nobody hides all there is in order that it be left out.
        return [replace(sheet, is_hidden=False) for sheet in held]
    return held


def _content(path: Path) -> bytes:
    try:
        check_bytes(name_of(path), path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise DataError("读不了", where=name_of(path), advice="看权限，或文件是否已损坏") from error
    if not content.strip(b"\0 \r\n\t"):
        raise DataError("文件是空的", where=name_of(path))
    return content


def _read(path: Path, content: bytes) -> list[Sheet]:
    known = told(Content(content, path.suffix))
    if known is None:
        advice = f"用 Excel 打开，另存一份；可读：{readable()}"
        raise DataError("不是表格文件，或不完整、已损坏", where=name_of(path), advice=advice)
    if known.read is None:
        raise _refusal(path, known)
    return known.read(name_of(path), content)


def _folded(sheet: Sheet) -> Sheet:
    """The sheet with every text as a reader sees it; too long a one is not read."""
    rows = [[folded(text) for text in row] for row in sheet.rows]
    unread = dict(sheet.unread)
    for number, row in enumerate(rows):
        if max(map(len, row), default=0) > MOST_CHARACTERS:
            for column, text in enumerate(row):
                if len(text) > MOST_CHARACTERS:
                    unread[number, column] = Unread(text[:MOST_CHARACTERS], _TOO_LONG)
                    row[column] = ""
    return replace(sheet, name=folded(sheet.name), rows=rows, unread=unread)


def _refusal(path: Path, known: Format) -> UsageError:
    return UsageError(known.refused, where=name_of(path), advice=known.advice)
