"""HTML tables: published pages, and what systems export as .xls that is HTML inside."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup

from finkit.errors import DataError
from finkit.workbooks.files.grid import Cell, Merge, Sheet, Unread
from finkit.workbooks.files.limits import MOST_BYTES_OF_A_PAGE, check_bytes, check_extent
from finkit.workbooks.files.page_cells import Style, said_by, style_of
from finkit.workbooks.files.runs import UNSEEN
from finkit.workbooks.files.text_file import decoded

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MOST_SPAN = 1000
_MOST_TABLES, _MOST_LOOKED = 2000, 500
_SAYS = ("h1", "h2", "h3", "h4", "p", "caption")
_DAMAGED = "用浏览器打开，把表格复制到 Excel，另存为 .xlsx"


def read(name: str, content: bytes) -> list[Sheet]:
    """A sheet for each table of the page that holds no other; merged cells as they span."""
    check_bytes(name, len(content), MOST_BYTES_OF_A_PAGE)
    try:
        page = BeautifulSoup(_closed(_text(name, content)), "html.parser")
    except ParserRejectedMarkup as error:
        raise DataError("网页不完整或已损坏", where=name, advice=_DAMAGED) from error
    tables = _innermost(name, page)
    _check_spans(name, tables)
    style = style_of(page)
    return [
        _sheet(name, f"表{number}", table, _said_before(table, style), style)
        for number, table in enumerate(tables, 1)
    ]


def _closed(text: str) -> str:
    """The page without the comment and the tags that it ends in: Python's parser would look for the
    end of each anew, to the end of the page."""
    end = text.rfind("-->") + 1
    open_comment = text.find("<!--", end)
    text = text if open_comment < 0 else text[:open_comment]
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", " ")


def _innermost(file: str, page: Any) -> list[Any]:
    """The tables that hold no other, found in one pass, however deep.

    Raises `DataError` for a page of more tables than are published.
    """
    nearest: dict[int, int] = {}  # of an element, the table it is in or is
    tables, holding = [], set[int]()
    for element in page.descendants:
        if not isinstance(element, Tag):
            continue
        around = nearest.get(id(element.parent), 0)
        if element.name == "table":
            tables.append(element)
            holding.add(around)
            around = id(element)
        nearest[id(element)] = around
    if len(tables) > _MOST_TABLES:
        raise DataError(f"网页有{len(tables)}张表，太多", where=file, advice="分成几个文件")
    return [table for table in tables if id(table) not in holding]


def _check_spans(file: str, tables: list[Any]) -> None:
    """Raises `DataError` where the cells of a page, all tables together, span more than is read."""
    spanned = 0
    for number, table in enumerate(tables, 1):
        cells = table.find_all(["td", "th"])
        spanned += sum(_span(cell, "rowspan") * _span(cell, "colspan") for cell in cells)
        height = max(len(table.find_all("tr")), 1)
        check_extent(file, f"表{number}", height, spanned // height)


def _text(name: str, content: bytes) -> str:
    if declared := _CHARSET.search(content[:4096]):
        coding = declared[1].decode("ascii").lower()
        try:
            return content.decode("gb18030" if coding in ("gb2312", "gbk") else coding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(name, content)


def _said_before(table: Any, style: Style) -> list[str]:
    """Headings and lines right before a table: its title and unit often stand there."""
    said: list[str] = []
    for element in islice(table.previous_elements, _MOST_LOOKED):
        name = getattr(element, "name", None)
        if name == "table" or len(said) == 3:
            break
        if name in _SAYS and not (line := said_by(element, style)).reason and line.text:
            said.insert(0, line.text.replace("\n", " "))
    return said


def _sheet(file: str, name: str, table: Any, said: list[str], style: Style) -> Sheet:
    rows: list[list[str]] = [[text] for text in said]
    taken: set[Cell] = set()
    merges: list[Merge] = []
    unread: dict[Cell, Unread] = {}
    dropped: dict[Cell, str] = {}
    hidden: set[int] = set()
    for row, line in enumerate(table.find_all("tr"), len(said)):
        cells: list[str] = []
        rows.append(cells)
        look = _look_of_row(line, table, style)
        if look == UNSEEN:
            hidden.add(row)
        for cell in line.find_all(["td", "th"]):
            while (row, len(cells)) in taken:
                cells.append("")
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            left = len(cells)
            found = said_by(cell, style, "" if look == UNSEEN else look)
            if found.reason:
                unread[row, left] = Unread(found.text, found.reason)
            elif found.dropped:
                dropped[row, left] = found.dropped
            cells.extend(["" if found.reason else found.text, *[""] * (across - 1)])
            if down * across > 1:
                merges.append((row, left, row + down - 1, left + across - 1))
                taken.update((row + d, left + a) for d in range(1, down) for a in range(across))
    return Sheet(
        file,
        name,
        rows,
        tuple(merges),
        hidden_rows=frozenset(hidden),
        hidden_columns=_hidden_columns(table, style),
        unread=unread,
        dropped=dropped,
    )


def _look_of_row(line: Any, table: Any, style: Style) -> str:
    """Whether a row, or what it is in within its table, is struck out or hidden."""
    look = style.look_of(line)
    for around in line.parents:
        if look or around is table:
            break
        look = style.look_of(around)
    return look


def _hidden_columns(table: Any, style: Style) -> frozenset[int]:
    found, at = set[int](), 0
    for column in table.find_all("col"):
        across = _span(column, "span")
        if style.look_of(column) == UNSEEN:
            found.update(range(at, at + across))
        at += across
    return frozenset(found)


def _span(cell: Any, name: str) -> int:
    text = str(cell.get(name) or "1")
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() else 1
