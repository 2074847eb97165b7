"""Texts of an .xlsx with runs of their own look: a struck figure beside the new one, a raised note.

calamine joins the runs; only the cells whose runs differ are looked for, by the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import unescape

from finkit.workbooks.files.cell_formats import Styles, cell_at
from finkit.workbooks.files.faces import look_of_font
from finkit.workbooks.files.grid import Cell
from finkit.workbooks.files.runs import UNSEEN, Run, Said, said


def _up_to(name: bytes) -> bytes:
    """What stands in an element, up to its end: not beyond where the next one begins."""
    tag = rb"(?:\w+:)?" + name
    return rb"([^<]*(?:<(?!/?" + tag + rb"[\s/>])[^<]*)*)</" + tag + rb">"


_ITEM = re.compile(rb"<(?:\w+:)?si(?:\s*/>|\b[^<>]*>" + _up_to(b"si") + b")")
_PHONETIC = re.compile(rb"<(?:\w+:)?rPh\b" + _up_to(b"rPh"))
_RUN = re.compile(rb"<(?:\w+:)?r>" + _up_to(b"r"))
_PROPERTIES = re.compile(rb"<(?:\w+:)?rPr\b(?:[^<>]*/>|" + _up_to(b"rPr") + b")")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<")
_MARK = re.compile(rb"<(?:\w+:)?(?:strike|vertAlign)\b|[Ff]{6}\"|theme=\"0\"")
_SHARED = re.compile(
    rb"<(?:\w+:)?c(?=\s)((?=[^<>]*\bt=\"s\")[^<>]*)>\s*<(?:\w+:)?v>(\d+)<", re.DOTALL
)
_INLINE = re.compile(
    rb"<(?:\w+:)?c(?=\s)((?=[^<>]*\bt=\"inlineStr\")[^<>]*)>\s*<(?:\w+:)?is>" + _up_to(b"is"),
)
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_STYLE = re.compile(rb"\bs=\"(\d+)\"")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTES = {"&quot;": '"', "&apos;": "'"}


class _Piece(NamedTuple):
    """A run of a text; `look` is None where it is as its cell is."""

    text: str
    look: str | None


Texts = Mapping[int, list[_Piece]]


def shared_texts(xml: bytes, known: Styles) -> Texts:
    """The texts that sheets share (`sharedStrings.xml`) and that have runs of their own, by number:
    those with a look that matters, or all where a cell's may."""
    if not _MARK.search(xml) and not known.looks:
        return {}
    found = {}
    for number, item in enumerate(_ITEM.finditer(xml)):
        if item[1] and (pieces := _pieces(item[1])):
            found[number] = pieces
    return found


def rich_cells(xml: bytes, shared: Texts, known: Styles) -> dict[Cell, Said]:
    """What the cells of a sheet say whose texts have runs of their own."""
    found: dict[Cell, Said] = {}
    for attributes, pieces in _rich(xml, shared, known):
        place, style = _PLACE.search(attributes), _STYLE.search(attributes)
        if place:
            number = style[1] if style else b"0"
            runs = list(_runs(pieces, known.looks.get(number, ""), number in known.coloured))
            if any(run.look for run in runs) or number in known.looks:
                found[cell_at(place[1], place[2])] = said(runs)
    return found


def _rich(xml: bytes, shared: Texts, known: Styles) -> Iterator[tuple[bytes, list[_Piece]]]:
    if shared:
        for attributes, number in _SHARED.findall(xml):
            if pieces := shared.get(int(number)):
                yield attributes, pieces
    if b"inlineStr" in xml and (_MARK.search(xml) or known.looks):
        for attributes, item in _INLINE.findall(xml):
            if pieces := _pieces(item):
                yield attributes, pieces


def _pieces(item: bytes) -> list[_Piece]:
    """The runs of a text; none for one without."""
    found = []
    for run in _RUN.findall(_PHONETIC.sub(b"", item)):
        properties, text = _PROPERTIES.search(run), _TEXT.search(_PROPERTIES.sub(b"", run))
        look = look_of_font(properties[0]) if properties else None
        found.append(_Piece(_plain(text[1]) if text else "", look))
    return found


def _plain(text: bytes) -> str:
    said_so = unescape(text.decode("utf-8", "replace"), _QUOTES)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), said_so)


def _runs(pieces: list[_Piece], of_cell: str, is_coloured: bool) -> Iterator[Run]:
    for text, own in pieces:
        look = of_cell if own is None else own
        yield Run(text, "" if look == UNSEEN and is_coloured else look)
