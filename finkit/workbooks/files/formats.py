"""The formats of workbooks and other files with tables: one row a format, and all that is known of
it in the row.

To add one, write `read(name, content) -> list[Sheet]` in a file of its own and give it a row here,
before the formats that are told by less. What folders are searched for, what is said to be readable
and how a file is opened follow: they ask here each time, and keep no list of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from finkit.workbooks.files.content import OLE, ZIP, Content

if TYPE_CHECKING:
    from finkit.workbooks.files.grid import Sheet

_BIFF = tuple(b"\x09" + version for version in (b"\x00", b"\x02", b"\x04", b"\x08"))
"""How an .xls of before 1995 begins."""

_XML_OF_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_ASK_FOR_IT = "请向出表单位要 Excel 原表"
_SAVE_IN_WPS = "用 WPS 打开，另存为 .xlsx"
_COPY_IT = "把表格复制到 Excel，另存为 .xlsx"


class Format(NamedTuple):
    """How a format is known and read; or, for one without `read`, why not and what to do.

    `suffixes`: what folders are searched for; a format without any is known by its content alone.
    `is_it`: whether a content is of it, whatever the name says; None for one that only the name
    tells. `is_never_text`: plain text by its name is a damaged file, not a table.
    `can_be_marked`: a copy with marked cells can be written.
    """

    suffixes: tuple[str, ...]
    is_it: Callable[[Content], bool] | None
    read: Callable[[str, bytes], list[Sheet]] | None = None
    refused: str = ""
    advice: str = ""
    is_never_text: bool = False
    can_be_marked: bool = False


def _excel(name: str, content: bytes) -> list[Sheet]:
    from finkit.workbooks.files import spreadsheet

    return spreadsheet.read_zipped(name, content)


def _old_excel(name: str, content: bytes) -> list[Sheet]:
    from finkit.workbooks.files import spreadsheet

    return spreadsheet.read_old(name, content)


def _open_document(name: str, content: bytes) -> list[Sheet]:
    from finkit.workbooks.files import spreadsheet

    return spreadsheet.read_open_document(name, content)


def _page(name: str, content: bytes) -> list[Sheet]:
    from finkit.workbooks.files import web_page

    return web_page.read(name, content)


def _pages(name: str, content: bytes) -> list[Sheet]:
    from finkit.workbooks.files import web_archive

    return web_archive.read(name, content)


def _text(name: str, content: bytes) -> list[Sheet]:
    from finkit.workbooks.files import text_file

    return text_file.read(name, content)


def _is_zipped_excel(content: Content) -> bool:
    # One that cannot be looked into is a damaged one: its reader says so.
    return content.begins(ZIP) and (content.holds("xl/") or not content.parts)


def _is_plain_text(content: Content) -> bool:
    by_name = named(content.suffix)
    return content.is_text and not (by_name and by_name.is_never_text)


FORMATS: tuple[Format, ...] = (
    Format(
        (".doc", ".docx"),
        lambda content: content.holds("word/", "WordDocument"),
        refused="是 Word 文档，里面的表读不了",
        advice=_COPY_IT,
    ),
    Format((".xlsx", ".xlsm"), _is_zipped_excel, _excel, is_never_text=True, can_be_marked=True),
    Format((".xls",), lambda content: content.begins(OLE, *_BIFF), _old_excel),
    Format(
        (".ods",), lambda content: content.holds("content.xml"), _open_document, is_never_text=True
    ),
    Format((".zip", ".rar"), lambda content: content.begins(ZIP), refused="压缩包要先解开"),
    Format(
        (".pdf",),
        lambda content: content.start.startswith(b"%pdf"),
        refused="PDF 里没有单元格，扫描件更要认字",
        advice=_ASK_FOR_IT,
    ),
    Format(
        (),
        lambda content: _XML_OF_2003 in content.start,
        refused="是 Excel 2003 的 XML 表格",
        advice="另存为 .xlsx",
    ),
    Format(
        (".html", ".htm"),
        lambda content: content.is_text and content.start.startswith(b"<"),
        _page,
    ),
    Format((".mht", ".mhtml"), lambda content: content.is_text and content.is_message, _pages),
    Format((".csv", ".tsv", ".txt"), _is_plain_text, _text),
    Format((".et",), None, refused="WPS 表格的专有格式（.et），读不了", advice=_SAVE_IN_WPS),
    Format((".ett",), None, refused="WPS 表格的模板（.ett），读不了", advice=_SAVE_IN_WPS),
    Format((".wps",), None, refused="WPS 文字文档里的表读不了", advice=_COPY_IT),
    Format(
        (".xlsb",),
        None,
        refused="Excel 二进制工作簿（.xlsb），读不了",
        advice="用 Excel 打开，另存为 .xlsx",
    ),
    Format((".jpg", ".png"), None, refused="图片里的表读不了", advice=_ASK_FOR_IT),
)
"""A content is of the first that it fits: those told by more stand before those told by less."""


def named(suffix: str) -> Format | None:
    """The format that files of a suffix should be of.

    >>> named(".PDF").advice
    '请向出表单位要 Excel 原表'
    """
    suffix = suffix.lower()
    return next((known for known in FORMATS if suffix in known.suffixes), None)


def told(content: Content) -> Format | None:
    """The format that a content is of."""
    return next((known for known in FORMATS if known.is_it and known.is_it(content)), None)


def readable() -> str:
    """The suffixes of what can be read, as they are said to the user."""
    return "、".join(suffix for known in FORMATS if known.read for suffix in known.suffixes)
