"""How large the sheets of an OpenDocument workbook would be: a few bytes may repeat a cell, and the
row that holds it, a million times. calamine reads on without end where the XML is cut off.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from finkit.errors import DataError, quoted
from finkit.workbooks.files.limits import (
    MOST_BYTES_UNPACKED,
    check_bytes,
    check_cells,
    check_sheets,
)
from finkit.workbooks.files.open_looks import open_looks
from finkit.workbooks.files.package import Package, unpacked

_CONTENT = "content.xml"
_TABLE = re.compile(rb"<table:table\s[^>]*>")
_ROW = re.compile(rb"<table:table-row\b[^>]*>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_ROWS = re.compile(rb"\bnumber-rows-repeated=\"(\d{1,9})\"")
_COLUMNS = re.compile(rb"\bnumber-columns-repeated=\"(\d{1,9})\"")
_BLANKS = re.compile(rb"<text:s\s[^<>]*?\btext:c\s*=\s*[\"']([^\"'<>]*)")
_FEW = re.compile(rb"\s*\d{1,3}\s*")
"""calamine makes as many blanks as a run of them says, were it two billion."""

_NAME = re.compile(rb"\btable:name=\"([^\"]*)\"")


def looks(name: str, content: bytes) -> Package:
    """What the cells show beside their values. Raises `DataError` for a workbook that is damaged,
    and for a sheet that is too large when all that repeats is written out."""
    with unpacked(name, content) as archive:
        xml = archive.read(_CONTENT)
        _check(name, xml)
        return open_looks(archive)


def _check(name: str, xml: bytes) -> None:
    _check_whole(name, xml)
    starts = [found.start() for found in _TABLE.finditer(xml)]
    check_sheets(name, len(starts))
    for start, end in zip(starts, [*starts[1:], len(xml)], strict=True):
        sheet = xml[start:end]
        title = _NAME.search(sheet)
        said = title[1].decode("utf-8", "replace") if title else ""
        rows = zip(_ROW.split(sheet)[1:], _times(_ROWS, _ROW.findall(sheet)), strict=True)
        cells = size = 0
        for row, times in rows:
            of_row, bytes_of_row = _cells(row)
            cells, size = cells + times * of_row, size + times * bytes_of_row
        check_cells(name, said, cells)
        check_bytes(name, size, MOST_BYTES_UNPACKED, f"工作表{quoted(said)}展开有")


def _check_whole(name: str, xml: bytes) -> None:
    parser = expat.ParserCreate()
    # Entities that grow are not for us to follow: what is declared is in no workbook.
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(name)
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):  # an encoding that is none
        _refuse(name)
    if not all(map(_FEW.fullmatch, _BLANKS.findall(xml))):
        advice = "删去连着的空格，另存一份"
        raise DataError("一格里有上千个连着的空格，太大", where=name, advice=advice)


def _refuse(name: str) -> NoReturn:
    raise DataError("文件不完整或已损坏", where=name, advice="用 Excel 打开，另存一份")


def _cells(row: bytes) -> tuple[int, int]:
    """How many cells a row has that hold something, and bytes in them, as often as repeated."""
    tags = _CELL.findall(row)
    held = zip(tags, _CELL.split(row)[1:], _times(_COLUMNS, tags), strict=True)
    filled = [(times, len(after)) for tag, after, times in held if _holds(tag, after)]
    return sum(times for times, _ in filled), sum(times * size for times, size in filled)


def _holds(tag: bytes, after: bytes) -> bool:
    return b"value-type=" in tag or (not tag.endswith(b"/>") and not after.startswith(b"</"))


def _times(repeated: re.Pattern[bytes], tags: list[bytes]) -> list[int]:
    return [int(found[1]) if (found := repeated.search(tag)) else 1 for tag in tags]
