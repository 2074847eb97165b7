"""A file as its sheets, by what is in it: an HTML page named .xls is read as the page it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from finkit.errors import DataError, FinkitError, UsageError
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.files.limits import check_bytes, check_extent

SUFFIXES = (
    *(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    *(".html", ".htm", ".mht", ".mhtml"),
)
"""What a folder is searched for."""

_ZIPPED = (".xlsx", ".xlsm", ".ods")
_WORKBOOKS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    *(b"\x09" + kind for kind in (b"\x00", b"\x02", b"\x04", b"\x08")),
)
"""How .xlsx and .ods, .xls, and .xls of before 1995 begin."""
_REFUSED = {
    ".et": "WPS 表格的专有格式（.et），读不了；用 WPS 打开，另存为 .xlsx",
    ".ett": "WPS 表格的模板（.ett），读不了；用 WPS 打开，另存为 .xlsx",
    ".xlsb": "Excel 二进制工作簿（.xlsb），读不了；用 Excel 打开，另存为 .xlsx",
    ".pdf": "PDF 里没有单元格，扫描件更要认字；请向出表单位要 Excel 原表",
    ".doc": "Word 文档里的表读不了；把表格复制到 Excel，另存为 .xlsx",
    ".docx": "Word 文档里的表读不了；把表格复制到 Excel，另存为 .xlsx",
    ".wps": "WPS 文字文档里的表读不了；把表格复制到 Excel，另存为 .xlsx",
    ".jpg": "图片里的表读不了；请向出表单位要 Excel 原表",
    ".png": "图片里的表读不了；请向出表单位要 Excel 原表",
    ".zip": "压缩包要先解开",
    ".rar": "压缩包要先解开",
}
REFUSED = tuple(_REFUSED)


def name_of(path: Path) -> str:
    """The name of a file as text: one out of a Windows archive may be in GBK among UTF-8."""
    raw = os.fsencode(path.name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets of a file that hold anything, in their order.

    Raises `UsageError` for a file that is not there or of a kind that cannot be read, with advice,
    `DataError` for one that is damaged, locked or too large: one line, naming the file.
    """
    if not path.is_file():
        raise UsageError("没有这个文件", where=name_of(path))
    if path.suffix.lower() in _REFUSED:
        raise _refusal(path, path.suffix.lower())
    content = _content(path)
    try:
        sheets = _reader(path, content)(name_of(path), content)
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


def _reader(path: Path, content: bytes) -> Callable[[str, bytes], list[Sheet]]:
    """The reader for a content; each is loaded when it is needed."""
    if content.startswith(_WORKBOOKS):
        from finkit.workbooks.files import spreadsheet

        return spreadsheet.read
    start = content[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"%pdf"):
        raise _refusal(path, ".pdf")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise UsageError("是 Excel 2003 的 XML 表格", where=name_of(path), advice="另存为 .xlsx")
    if not _is_text(content) or (path.suffix.lower() in _ZIPPED and not start.startswith(b"<")):
        advice = f"用 Excel 打开，另存一份；可读：{'、'.join(SUFFIXES)}"
        raise DataError("不是表格文件，或不完整、已损坏", where=name_of(path), advice=advice)
    if start.startswith(b"<"):
        from finkit.workbooks.files import web_page

        return web_page.read
    from finkit.workbooks.files import text_file, web_archive

    return web_archive.read if web_archive.is_archive(content[:2048]) else text_file.read


def _refusal(path: Path, suffix: str) -> UsageError:
    what, _, advice = _REFUSED[suffix].partition("；")
    return UsageError(what, where=name_of(path), advice=advice)


def _is_text(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in content[:4096]
