"""SVG as matplotlib writes it, made ready for a page: short, and in the page's own colours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from finkit.charts.names import SMALL

_PROLOG = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_EMPTY_DEFS = re.compile(r"\s*<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>")
_IDS = re.compile(r'\sid="[^"]*"')
_ROOT = re.compile(r"<svg [^>]*>")
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_FONT = re.compile(r"font:\s*(?:bold\s+)?(\d+(?:\.\d+)?)px[^;\"]*")
_BLANK = re.compile(r"\s*\n\s*")
_GROUP = re.compile(r"</?g>")
_UNTURNED = re.compile(r' transform="rotate\(0 [^"]*"')
_FAMILY = re.compile(r" font-family: [^;\"]*;")
_STYLE = re.compile(r'(?<!true") style="[^"]*"')
_PLACES = re.compile(r' (?:d|x|y)="[^"]*"')
_LONG = re.compile(r"(\d+\.\d)\d+")
_TIGHT = re.compile(r"\s*([MLz])\s*")
_USUAL = f"font-size:{SMALL:g}px;fill:currentColor"
"""What most texts look like: said once of the whole drawing."""


def page_ready(
    svg: str, size: tuple[float, float], roles: Mapping[str, str], text: tuple[str, str]
) -> str:
    """A drawing without prolog, metadata, ids and colours of its own: what several of a page can
    share. `roles` are the names of colours; `text` stands for the page's text colour and a softer
    one."""
    (width, height), (ink, soft) = size, text
    for pattern in (_PROLOG, _METADATA, _EMPTY_DEFS, _COMMENT, _IDS):
        svg = pattern.sub("", svg)
    look = f'viewBox="0 0 {width:g} {height:g}" aria-hidden="true" style="{_USUAL}"'
    svg = _ROOT.sub(f"<svg {look}>", svg, count=1)
    svg = _FONT.sub(lambda m: f"font-size:{m[1]}px", svg)
    svg = svg.replace(ink, "currentColor")
    svg = svg.replace(f"fill: {soft}", "fill: currentColor; opacity: .72")
    svg = svg.replace(f"stroke: {soft}", "stroke: currentColor; stroke-opacity: .4")
    for colour, role in roles.items():
        svg = svg.replace(colour, f"var(--{role},{colour})")
    for pattern in (_BLANK, _GROUP, _UNTURNED, _FAMILY):
        svg = pattern.sub("", svg)
    svg = _STYLE.sub(_brief, svg)
    return _PLACES.sub(_short, svg).replace(";stroke-linejoin:miter", "")


def _brief(style: re.Match[str]) -> str:
    """Without blanks, and without what the whole drawing has."""
    kept = style[0][8:-1].replace(": ", ":").split("; ")
    own = [one for one in kept if one not in _USUAL.split(";")]
    return f' style="{";".join(own)}"' if own else ""


def _short(place: re.Match[str]) -> str:
    """A tenth of a pixel is enough for a place; the text is not touched."""
    shorter = _LONG.sub(r"\1", place[0])
    return _TIGHT.sub(r"\1", shorter)
