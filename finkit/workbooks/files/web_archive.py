"""MHTML: web pages in one file, as Excel saves them (单个文件网页) and systems export as .xls."""

from __future__ import annotations

from dataclasses import replace
from email.parser import BytesParser

from finkit.errors import DataError
from finkit.workbooks.files import web_page
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.files.limits import MOST_BYTES_OF_A_PAGE, check_bytes


def read(name: str, content: bytes) -> list[Sheet]:
    """A sheet for each table of its pages, numbered through.

    Raises `DataError` for one that is too large or holds no page.
    """
    check_bytes(name, len(content), MOST_BYTES_OF_A_PAGE)
    parts = BytesParser().parsebytes(content.lstrip()).walk()
    pages = [
        part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"
    ]
    if not pages:
        raise DataError(
            "网页归档里没有网页，或不完整", where=name, advice="重新导出，或另存为 .xlsx"
        )
    sheets = [sheet for page in pages for sheet in web_page.read(name, bytes(page))]
    return [replace(sheet, name=f"表{number}") for number, sheet in enumerate(sheets, 1)]
