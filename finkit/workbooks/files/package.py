"""A look into a zipped workbook before it is unpacked: how large it would be, what it lacks.

calamine holds a sheet as a full rectangle: two cells at opposite corners would fill the memory.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from xml.sax.saxutils import unescape

from finkit.errors import DataError
from finkit.workbooks.files.cell_formats import (
    NO_STYLES,
    Shown,
    Styles,
    cell_at,
    column_number,
    shown,
    styles,
)
from finkit.workbooks.files.grid import Cell
from finkit.workbooks.files.limits import (
    MOST_BYTES_UNPACKED,
    check_bytes,
    check_extent,
    check_sheets,
)
from finkit.workbooks.files.rich_texts import Texts, rich_cells, shared_texts
from finkit.workbooks.files.runs import Said

_AT = rb"\s[Rr]\s*=\s*[\"']\s*([A-Za-z]{1,3})(\d{1,7})\s*[\"']"
# Each stops at the next tag: the end of one that is never closed is not sought to the very end.
_FILLED = re.compile(rb"<(?:\w+:)?c(?=\s)[^<>]*?" + _AT + rb"[^<>]*(?<!/)>(?!</(?:\w+:)?c>)")
_FAR = re.compile(rb"\s[Rr]\s*=\s*[\"']\s*(?:[A-Za-z]{3}|[A-Za-z]{0,2}\d{5})")
"""A cell so far out that the rectangle up to it may be large: nearer ones need no counting."""

_BROKEN = re.compile(rb"<[^<>]*<")
"""A tag in a tag: no program writes it, and calamine reads on."""

_ROW = re.compile(rb"<(?:\w+:)?row(?=\s)[^<>]*?\sr\s*=\s*[\"']\s*(\d{1,7})\s*[\"']")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?:>|\s(?![^<>]*\br=))")
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\s(?![^<>]*\bt=\"str\")[^<>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^<>]*>\s*<(?:\w+:)?f\b[^<>]*?"
    rb"(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*"
    rb"</(?:\w+:)?c>"
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s(?=[^<>]*\bt=\"e\")[^<>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^<>]*>"
    rb"[^<]*(?:<(?!/?(?:\w+:)?[cv][\s>])[^<]*)*<(?:\w+:)?v>([^<]*)<"
)
_HIDDEN = re.compile(
    rb"<(?:\w+:)?(row|col)\s(?=[^<>]*\b(?:hidden=\"(?:1|true)\"|(?:ht|width)=\"0(?:\.0*)?\"))[^<>]*>"
)
_HIDDEN_MARKS = (b" hidden=", b' ht="0', b' width="0')
_MOST = {b"row": 1 << 20, b"col": 1 << 14}
_DIGITS = 9
_SPAN = {b"row": (b"r", b"r"), b"col": (b"min", b"max")}
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_IN_ERROR = b't="e"'
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*?>")
_BOOK = "xl/workbook.xml"
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*?>")
_DAMAGED = "用 Excel 打开，另存一份"
_STYLES = "xl/styles.xml"
_TEXTS = "xl/sharedStrings.xml"


class Look(NamedTuple):
    """What a look at a sheet found: formula cells without a result, those in error, what the
    formats of the others show; the rows and columns that are hidden; texts of several runs."""

    uncomputed: frozenset[Cell] = frozenset()
    errors: Mapping[Cell, str] = {}
    shown: Shown = Shown()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    rich: Mapping[Cell, Said] = {}


Package = Mapping[str, Look]
"""What the look found, by sheet."""


def package(name: str, content: bytes) -> Package:
    """Looks into an .xlsx. Raises `DataError` for one that is damaged or would be too large."""
    with unpacked(name, content) as archive:
        known, parts = _styles(archive), sheet_parts(archive)
        check_sheets(name, len(parts))
        # Sheets may share a part: it is read for each.
        size = sum(archive.getinfo(part).file_size for _, part in parts)
        check_bytes(name, size, MOST_BYTES_UNPACKED, "解开有")
        shared = _texts(archive, known)
        return {
            title: _look(name, title, archive.read(part), known, shared) for title, part in parts
        }


@contextmanager
def unpacked(name: str, content: bytes) -> Iterator[zipfile.ZipFile]:
    """A zipped workbook, open. Raises `DataError` for one that is damaged, has a password or would
    be too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
            check_bytes(name, size, MOST_BYTES_UNPACKED, "解开有")
            yield archive
    except (zipfile.BadZipFile, EOFError, OSError, KeyError, ValueError, NotImplementedError) as e:
        raise DataError("文件不完整或已损坏", where=name, advice=_DAMAGED) from e
    except (RuntimeError, zipfile.LargeZipFile) as error:  # a zip password
        raise DataError("有打开密码", where=name, advice="去掉密码后另存") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise DataError("文件不完整或已损坏", where=name, advice=_DAMAGED) from error


def sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Each sheet's name and the part of the package that holds it, as the relations say."""
    book, named = _book(archive), set(archive.namelist())
    if book not in named:
        return []
    related = {_attribute(tag, b"Id"): part for tag, part in _related(archive, book)}
    found = []
    for tag in _SHEET.findall(archive.read(book)):
        part = related.get(_attribute(tag, rb"\w+:id"), "")
        if part in named:
            found.append((unescape(_attribute(tag, b"name"), {"&quot;": '"'}), part))
    return found


def _book(archive: zipfile.ZipFile) -> str:
    """The part that is the workbook; some programs call it otherwise than Excel does."""
    # By its usual name first, as calamine does: what is looked at must be what is read.
    if _BOOK in archive.namelist():
        return _BOOK
    of_package = _related(archive, "")
    return next((part for tag, part in of_package if b"/officeDocument" in tag), "")


def _related(archive: zipfile.ZipFile, part: str) -> list[tuple[bytes, str]]:
    """The relations of a part, or of the package (""), each with the part it leads to."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.namelist():
        return []
    return [
        (
            tag,
            posixpath.normpath(posixpath.join("/", folder, _attribute(tag, b"Target"))).strip("/"),
        )
        for tag in _RELATION.findall(archive.read(relations))
    ]


def _attribute(tag: bytes, name: bytes) -> str:
    match = re.search(rb"\s" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return (match[1] or match[2] or b"").decode("utf-8", "replace") if match else ""


def _styles(archive: zipfile.ZipFile) -> Styles:
    return styles(archive.read(_STYLES)) if _STYLES in archive.namelist() else NO_STYLES


def _texts(archive: zipfile.ZipFile, known: Styles) -> Texts:
    return shared_texts(archive.read(_TEXTS), known) if _TEXTS in archive.namelist() else {}


def _look(name: str, title: str, xml: bytes, known: Styles, shared: Texts) -> Look:
    if _FAR.search(xml):
        if _BROKEN.search(xml):
            raise DataError("文件不完整或已损坏", where=name, advice=_DAMAGED)
        filled = _FILLED.findall(xml)
        # A cell need not say where it is: then its row does.
        rows = _ROW.findall(xml) if _UNPLACED.search(xml) else []
        height = max((int(row) for row in (*rows, *(row for _, row in filled))), default=0)
        letters = {letters.upper() for letters, _ in filled}
        width = max(map(column_number, letters), default=0)
        check_extent(name, title, height, width)
    uncomputed = _NO_RESULT.findall(xml) if _FORMULA.search(xml) else ()
    errors = _ERROR.findall(xml) if _IN_ERROR in xml else ()
    hidden = _hidden(xml) if any(mark in xml for mark in _HIDDEN_MARKS) else {}
    return Look(
        frozenset(cell_at(letters, row) for letters, row in uncomputed),
        # calamine gives a cell in error as a blank one.
        {cell_at(letters, row): said.decode() for letters, row, said in errors},
        shown(xml, known),
        hidden.get(b"row", frozenset()),
        hidden.get(b"col", frozenset()),
        rich_cells(xml, shared, known),
    )


def _hidden(xml: bytes) -> dict[bytes, frozenset[int]]:
    """The hidden rows and columns of a sheet, counted from 0."""
    spans: dict[bytes, set[tuple[int, int]]] = {b"row": set(), b"col": set()}
    for tag in _HIDDEN.finditer(xml):
        first, last = (_attribute(tag[0], name)[:_DIGITS] for name in _SPAN[tag[1]])
        if first.isdecimal() and last.isdecimal():
            spans[tag[1]].add((int(first) - 1, min(int(last), _MOST[tag[1]])))
    return {kind: _together(held) for kind, held in spans.items()}


def _together(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """All places of the spans, each gone through once however many spans have it."""
    found, done = set[int](), 0
    for first, last in sorted(spans):
        found.update(range(max(first, done), last))
        done = max(done, last)
    return frozenset(found)
