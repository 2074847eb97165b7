"""Fonts and fills of an .xlsx that keep a cell, or a run of its text, out of its table: struck out,
raised, white on white."""

from __future__ import annotations

import re
from typing import NamedTuple

from finkit.workbooks.files.runs import RAISED, STRUCK, UNSEEN

_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font(?:\s*/>|\b[^>]*>.*?</(?:\w+:)?font>)", re.DOTALL)
_FILLS = re.compile(rb"<(?:\w+:)?fills\b.*?</(?:\w+:)?fills>", re.DOTALL)
_FILL = re.compile(rb"<(?:\w+:)?fill(?:\s*/>|\b[^>]*>.*?</(?:\w+:)?fill>)", re.DOTALL)
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b(?![^>]*\bval=\"(?:0|false|off)\")")
_RAISED = re.compile(rb"<(?:\w+:)?vertAlign\b[^>]*\bval=\"su(?:per|b)script\"")
_IS_WHITE = (
    rb"(?:rgb=\"(?:[0-9A-Fa-f]{2})?[Ff]{6}\"|theme=\"0\"(?![^>]*\btint=\"-)|indexed=\"(?:1|9)\")"
)
_WHITE = re.compile(rb"<(?:\w+:)?color\b[^>]*\b" + _IS_WHITE)
_PATTERN = re.compile(rb"patternType=\"(?!none\")|<(?:\w+:)?gradientFill")
_SOLID = rb"patternType=\"solid\"[^>]*>\s*<(?:\w+:)?fgColor\b[^>]*\b"
_WHITE_FILL = re.compile(_SOLID + rb"(?:" + _IS_WHITE + rb"|indexed=\"65\")")
_FONT_ID = re.compile(rb"\bfontId=\"(\d+)\"")
_FILL_ID = re.compile(rb"\bfillId=\"(\d+)\"")


def look_of_font(font: bytes) -> str:
    """The look that a font gives, on white; "" for one like any other.

    >>> look_of_font(b'<font><strike/></font>'), look_of_font(b'<font><strike val="0"/></font>')
    ('划掉的', '')
    """
    if _STRIKE.search(font):
        return STRUCK
    if _RAISED.search(font):
        return RAISED
    return UNSEEN if _WHITE.search(font) else ""


class Faces(NamedTuple):
    """The fonts of a workbook by their look, and its coloured fills, each by its number."""

    fonts: dict[bytes, str]
    fills: frozenset[bytes]

    @classmethod
    def of(cls, xml: bytes) -> Faces:
        """Those of `styles.xml`."""
        fonts, fills = _FONTS.search(xml), _FILLS.search(xml)
        looks = map(look_of_font, _FONT.findall(fonts[0]) if fonts else ())
        coloured = map(_is_coloured, _FILL.findall(fills[0]) if fills else ())
        return cls(
            {b"%d" % number: look for number, look in enumerate(looks) if look},
            frozenset(b"%d" % number for number, is_one in enumerate(coloured) if is_one),
        )

    def look_of(self, style: bytes) -> str:
        """The look of a cell's style that keeps the cell out of its table, "" if none."""
        font = _FONT_ID.search(style)
        look = self.fonts.get(font[1], "") if font else ""
        return "" if look == UNSEEN and self.is_coloured(style) else look

    def is_coloured(self, style: bytes) -> bool:
        """Whether a cell's style fills it with a colour: white is seen there."""
        fill = _FILL_ID.search(style)
        return bool(fill) and fill[1] in self.fills if fill else False


def _is_coloured(fill: bytes) -> bool:
    return bool(_PATTERN.search(fill)) and not _WHITE_FILL.search(fill)
