"""How large the sheets of an OpenDocument workbook would be: a few bytes may repeat a cell, and the
row that holds it, a million times. calamine reads on without end where the XML is cut off.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from finkit.errors import DataError
from finkit.workbooks.files.limits import check_cells
from finkit.workbooks.files.open_looks import open_looks
from finkit.workbooks.files.package import Package, unpacked

_CONTENT = "content.xml"
_TABLE = re.compile(rb"<table:table\s[^>]*>")
_ROW = re.compile(rb"<table:table-row\b[^>]*>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_ROWS = re.compile(rb"\bnumber-rows-repeated=\"(\d{1,9})\"")
_COLUMNS = re.compile(rb"\bnumber-columns-repeated=\"(\d{1,9})\"")
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
    for start, end in zip(starts, [*starts[1:], len(xml)], strict=True):
        sheet = xml[start:end]
        title = _NAME.search(sheet)
        said = title[1].decode("utf-8", "replace") if title else ""
        cells = sum(map(_cells, _ROW.split(sheet)[1:], _times(_ROWS, _ROW.findall(sheet))))
        check_cells(name, said, cells)


def _check_whole(name: str, xml: bytes) -> None:
    parser = expat.ParserCreate()
    # Entities that grow are not for us to follow: what is declared is in no workbook.
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(name)
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        _refuse(name)


def _refuse(name: str) -> NoReturn:
    raise DataError("文件不完整或已损坏", where=name, advice="用 Excel 打开，另存一份")


def _cells(row: bytes, times: int) -> int:
    """How many cells a row has that hold something, as often as it and they are repeated."""
    tags = _CELL.findall(row)
    filled = [
        tag for tag, after in zip(tags, _CELL.split(row)[1:], strict=True) if _holds(tag, after)
    ]
    return times * sum(_times(_COLUMNS, filled))


def _holds(tag: bytes, after: bytes) -> bool:
    return b"value-type=" in tag or (not tag.endswith(b"/>") and not after.startswith(b"</"))


def _times(repeated: re.Pattern[bytes], tags: list[bytes]) -> list[int]:
    return [int(found[1]) if (found := repeated.search(tag)) else 1 for tag in tags]
