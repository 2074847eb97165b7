"""What the cell formats of an .xlsx say that its values do not: 0.453 is shown as 45.3%, and an
item's name stands so many levels in.

calamine gives the values alone. Only the looks that say either are searched for, by the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import unescape

Cell = tuple[int, int]
"""Row and column, counted from 0."""

_PERCENT_IDS = frozenset((b"9", b"10"))
"""The number formats 0% and 0.00%, which no file spells out."""

_LITERAL = re.compile(r"\"[^\"]*\"?|[\\_*].|\[[^\]]*\]", re.DOTALL)
"""What a format code only prints, or says of colour: a percent sign in there does not multiply."""

_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_XF = re.compile(rb"<(?:\w+:)?xf\b")
_ID = re.compile(rb"\bnumFmtId=\"(\d+)\"")
_CODE = re.compile(rb"\bformatCode=\"([^\"]*)\"")
_INDENT = re.compile(rb"\bindent=\"(\d{1,2})\"")
_FROM_THE_LEFT = re.compile(rb"\bhorizontal=\"(?!general|left|distributed)")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_STYLE = re.compile(rb"\bs=\"(\d+)\"")
_KIND = re.compile(rb"\bt=\"(\w+)\"")
_NUMBERS, _TEXTS = (b"", b"n"), (b"s", b"str", b"inlineStr")
_EXCEPT_IN_QUOTES = {"&quot;": '"'}


class Styles(NamedTuple):
    """The looks of a workbook that matter here, by their number: percentages, and levels in."""

    percents: frozenset[bytes] = frozenset()
    indents: Mapping[bytes, int] = {}


NO_STYLES = Styles()


class Shown(NamedTuple):
    """The cells of a sheet that show a percentage, and how far in its texts stand."""

    percents: frozenset[Cell] = frozenset()
    indents: Mapping[Cell, int] = {}


def styles(xml: bytes) -> Styles:
    """The looks of `styles.xml` that show percentages or stand in."""
    percents = _PERCENT_IDS | set(_percent_formats(xml))
    looks = _XF.split(xml.partition(b"cellXfs")[2].partition(b"cellXfs>")[0])[1:]
    numbered = [(b"%d" % number, look) for number, look in enumerate(looks)]
    return Styles(
        frozenset(n for n, look in numbered if (m := _ID.search(look)) and m[1] in percents),
        {n: indent for n, look in numbered if (indent := _indent(look))},
    )


def _percent_formats(xml: bytes) -> Iterator[bytes]:
    for tag in _FORMAT.findall(xml):
        number, code = _ID.search(tag), _CODE.search(tag)
        if number and code and is_percent(unescape(code[1].decode(), _EXCEPT_IN_QUOTES)):
            yield number[1]


def is_percent(code: str) -> bool:
    """Whether a number format shows its number times 100.

    >>> is_percent("0.0%;[Red]-0.0%"), is_percent('0.0"%"'), is_percent("0.0\\\\%")
    (True, False, False)
    """
    return "%" in _LITERAL.sub("", code)


def _indent(look: bytes) -> int:
    indent = _INDENT.search(look)
    return int(indent[1]) if indent and not _FROM_THE_LEFT.search(look) else 0


def shown(xml: bytes, known: Styles) -> Shown:
    """The cells of a sheet whose look matters."""
    if not known.percents and not known.indents:
        return Shown()
    percents, indents = set(), {}
    for place, style, kind in _cells(xml, {*known.percents, *known.indents}):
        if style in known.percents and kind in _NUMBERS:
            percents.add(place)
        if style in known.indents and kind in _TEXTS:
            indents[place] = known.indents[style]
    return Shown(frozenset(percents), indents)


def _cells(xml: bytes, wanted: Collection[bytes]) -> Iterator[tuple[Cell, bytes, bytes]]:
    """Place, look and kind of each cell that has one of the looks; a cell may not say its place."""
    tag = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bs=\"(?:%s)\"[^>]*(?<!/)>" % b"|".join(sorted(wanted)))
    for cell in tag.findall(xml):
        place, style, kind = _PLACE.search(cell), _STYLE.search(cell), _KIND.search(cell)
        if place and style:
            yield cell_at(place[1], place[2]), style[1], kind[1] if kind else b""


def cell_at(letters: bytes, row: bytes) -> Cell:
    """A cell by its letters and its row as Excel counts it.

    >>> cell_at(b"AB", b"3")
    (2, 27)
    """
    return int(row) - 1, column_number(letters) - 1


def column_number(letters: bytes) -> int:
    """A column's letters as its number, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
