"""What the cell formats of an .xlsx say that its values do not: 0.453 is shown as 45.3%, 49000000
元 as 4900.0 (0!.0,), the first of a month as the month; an item's name stands so many levels in.

calamine gives the values alone. Only the looks that say either are searched for, by the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import unescape

from finkit.workbooks.files.faces import Faces
from finkit.workbooks.files.grid import Cell
from finkit.workbooks.files.number_formats import Section, scaling
from finkit.workbooks.files.runs import UNSEEN

_PERCENT_IDS = frozenset((b"9", b"10"))
"""The number formats 0% and 0.00%, which no file spells out."""

_MONTH_IDS = frozenset((b"17", b"27", b"57"))
"""The formats of a year and month that no file spells out: mmm-yy, yyyy年m月."""

_LITERAL = re.compile(r"\"[^\"]*\"?|[\\_*].|\[[^\]]*\]", re.DOTALL)
"""What a format code only prints, or says of colour: a percent sign in there does not multiply."""

_DATED = re.compile(r"[ym]+", re.IGNORECASE)
_OWN_STYLE = b"<tablePart "
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
    """The looks of a workbook that matter here, by their number; as `Shown` has them by cell."""

    percents: frozenset[bytes] = frozenset()
    months: frozenset[bytes] = frozenset()
    scales: Mapping[bytes, tuple[Section, ...]] = {}
    indents: Mapping[bytes, int] = {}
    looks: Mapping[bytes, str] = {}
    coloured: frozenset[bytes] = frozenset()


NO_STYLES = Styles()


class Shown(NamedTuple):
    """The cells of a sheet that show a percentage, a month of a date, an amount scaled or with a
    unit; how far in its texts stand; what keeps a cell out of its table (`runs`)."""

    percents: frozenset[Cell] = frozenset()
    months: frozenset[Cell] = frozenset()
    scales: Mapping[Cell, tuple[Section, ...]] = {}
    indents: Mapping[Cell, int] = {}
    looks: Mapping[Cell, str] = {}


def styles(xml: bytes) -> Styles:
    """The looks of `styles.xml` that show other than the values, or keep a cell out of a table."""
    codes = dict(_codes(xml))
    percents = _PERCENT_IDS | {number for number, code in codes.items() if is_percent(code)}
    months = _MONTH_IDS | {number for number, code in codes.items() if is_month(code)}
    scales = {number: parts for number, code in codes.items() if (parts := scaling(code))}
    unseen = {number for number, code in codes.items() if is_unseen(code)}
    looks = _XF.split(xml.partition(b"cellXfs")[2].partition(b"cellXfs>")[0])[1:]
    numbered = [(b"%d" % number, look) for number, look in enumerate(looks)]
    formats = {n: found[1] for n, look in numbered if (found := _ID.search(look))}
    faces = Faces.of(xml)
    kept_out = {n: kind for n, look in numbered if (kind := faces.look_of(look))}
    return Styles(
        frozenset(n for n, one in formats.items() if one in percents),
        frozenset(n for n, one in formats.items() if one in months),
        {n: scales[one] for n, one in formats.items() if one in scales},
        {n: indent for n, look in numbered if (indent := _indent(look))},
        {**kept_out, **{n: UNSEEN for n, one in formats.items() if one in unseen}},
        frozenset(n for n, look in numbered if faces.is_coloured(look)),
    )


def _codes(xml: bytes) -> Iterator[tuple[bytes, str]]:
    """The number formats that a file spells out."""
    for tag in _FORMAT.findall(xml):
        if (number := _ID.search(tag)) and (code := _CODE.search(tag)):
            yield number[1], unescape(code[1].decode("utf-8", "replace"), _EXCEPT_IN_QUOTES)


def is_percent(code: str) -> bool:
    """Whether a number format shows its number times 100.

    >>> is_percent("0.0%;[Red]-0.0%"), is_percent('0.0"%"'), is_percent("0.0\\\\%")
    (True, False, False)
    """
    return "%" in _LITERAL.sub("", code)


def is_month(code: str) -> bool:
    """Whether a number format shows only the year and month of a date.

    >>> is_month('yyyy"年"m"月"'), is_month("yyyy-mm-dd"), is_month("0.00")
    (True, False, False)
    """
    plain = re.sub(r"[^a-z]", "", _LITERAL.sub("", code.partition(";")[0]).lower())
    return "y" in plain and "m" in plain and bool(_DATED.fullmatch(plain))


def is_unseen(code: str) -> bool:
    """Whether a number format shows nothing at all.

    >>> is_unseen(";;;"), is_unseen("0;-0;;@")
    (True, False)
    """
    return code.count(";") > 1 and not code.replace(";", "").strip()


def _indent(look: bytes) -> int:
    indent = _INDENT.search(look)
    return int(indent[1]) if indent and not _FROM_THE_LEFT.search(look) else 0


def shown(xml: bytes, known: Styles) -> Shown:
    """The cells of a sheet whose look matters."""
    wanted = {*known.percents, *known.months, *known.scales, *known.indents, *known.looks}
    cells = list(_cells(xml, wanted)) if wanted else []
    numbers = [(place, style) for place, style, kind in cells if kind in _NUMBERS]
    texts = [(place, style) for place, style, kind in cells if kind in _TEXTS]
    # In a table with a style of its own, white may stand on what that style colours.
    left = {n: look for n, look in known.looks.items() if look != UNSEEN or _OWN_STYLE not in xml}
    return Shown(
        frozenset(place for place, style in numbers if style in known.percents),
        frozenset(place for place, style in numbers if style in known.months),
        {place: known.scales[style] for place, style in numbers if style in known.scales},
        {place: known.indents[style] for place, style in texts if style in known.indents},
        {place: left[style] for place, style, _ in cells if style in left},
    )


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
