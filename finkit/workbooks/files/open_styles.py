"""The styles of an .ods that matter here: struck out, raised, white on white; what scales."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any, NamedTuple
from xml.parsers import expat

from finkit.workbooks.files.number_formats import Section, section
from finkit.workbooks.files.runs import RAISED, STRUCK, UNSEEN

_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_STATED = ("style:text-line-through-style", "style:text-line-through-type", "style:text-position")
_WHITE = "#ffffff"
_NUMBERS = ("number:number-style", "number:currency-style")


class OpenStyle(NamedTuple):
    """A style of cells or of runs; `is_stated`: whether it says of its text how it looks."""

    look: str = ""
    is_coloured: bool = False
    is_stated: bool = False
    scale: tuple[Section, ...] = ()


class _Styles:
    """The styles of a part, as its elements go by."""

    def __init__(self) -> None:
        self.said: dict[str, dict[str, str]] = {}
        self.numbers: dict[str, Section] = {}
        self.maps: dict[str, list[tuple[str, str]]] = {}
        self._own: dict[str, str] = {}
        self._number, self._places, self._text = "", 0, ""
        self._is_text = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "style:style":
            self._own = self.said.setdefault(given.get("style:name", ""), {})
            self._own.update(given)
        elif name in ("style:text-properties", "style:table-cell-properties"):
            self._own.update(given)
        elif name in _NUMBERS:
            self._number, self._places, self._text = given.get("style:name", ""), 0, ""
        elif name == "number:number" and self._number:
            factor = given.get("number:display-factor", "1").split(".")[0]
            self._places = len(factor) - 1 if re.fullmatch("10*", factor) else 0
        elif name == "style:map" and self._number:
            applied = (given.get("style:condition", ""), given.get("style:apply-style-name", ""))
            self.maps.setdefault(self._number, []).append(applied)
        self._is_text = name == "number:text"

    def text(self, text: str) -> None:
        if self._is_text and self._number:
            self._text += text

    def end(self, name: str) -> None:
        self._is_text = False
        if name in _NUMBERS:
            self.numbers[self._number] = section(self._places, self._text)
            self._number = ""


def resolved(*parts: bytes) -> dict[str, OpenStyle]:
    """The styles of an .ods by their names, out of its parts, the common ones first."""
    styles = _Styles()
    for part in parts:
        with suppress(expat.ExpatError, LookupError, ValueError):
            # The values are what matters: whether they can be read is said elsewhere.
            _walk(part, styles)
    return {name: _style(name, styles) for name in styles.said}


def _walk(part: bytes, styles: _Styles) -> None:
    if b"<!DOCTYPE" in part:
        return  # Entities that grow are not for us to follow.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = styles.start
    parser.EndElementHandler = styles.end
    parser.CharacterDataHandler = styles.text
    end = part.find(b"<office:body")
    parser.Parse(part if end < 0 else part[:end], end < 0)


def _style(name: str, styles: _Styles) -> OpenStyle:
    said: dict[str, str] = {}
    seen: set[str] = set()
    while name in styles.said and name not in seen:
        seen.add(name)
        said = {**styles.said[name], **said}
        name = styles.said[name].get("style:parent-style-name", "")
    colour = said.get("fo:background-color", "transparent").lower()
    is_coloured = colour not in ("transparent", _WHITE)
    look = _look(said)
    return OpenStyle(
        "" if look == UNSEEN and is_coloured and "text:display" not in said else look,
        is_coloured,
        any(key in said for key in (*_STATED, "fo:color")),
        _scale(said.get("style:data-style-name", ""), styles),
    )


def _look(said: Mapping[str, str]) -> str:
    lines = [said.get(key, "none") for key in _STATED[:2]]
    if any(line != "none" for line in lines):
        return STRUCK
    if said.get("style:text-position", "").startswith(("super", "sub")):
        return RAISED
    is_unseen = said.get("text:display") == "none" or said.get("fo:color", "").lower() == _WHITE
    return UNSEEN if is_unseen else ""


def _scale(name: str, styles: _Styles) -> tuple[Section, ...]:
    own = styles.numbers.get(name)
    if own is None:
        return ()
    found: list[Section] = []
    for condition, applied in styles.maps.get(name, ()):
        test, other = _CONDITION.fullmatch(condition.strip()), styles.numbers.get(applied)
        if test and other:
            sign: Any = "<>" if test[1] == "!=" else test[1]
            found.append(other._replace(when=(sign, Decimal(test[2]))))
    sections = (*found, own)
    if not any(one.shift or one.unit or one.has_digits for one in sections):
        return ()
    is_by_sign = all(one.when and not one.when[1] for one in found)
    if is_by_sign and len({(one.shift, one.unit) for one in sections}) == 1:
        return (own,)
    return sections
