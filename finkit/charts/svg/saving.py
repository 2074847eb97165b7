"""A chart as a file of its own: what stands around it in a page stands within it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.colors import to_hex
from matplotlib.text import Text

from finkit.charts.names import SMALL, TEXT, text_width
from finkit.charts.style import INK, SOFT, WIDTH, Canvas, Svg, font_family
from finkit.disk import writable, write_whole
from finkit.errors import UsageError, quoted

_MARGIN, _BELOW = 12.0, 6.0
_DOTS_AN_INCH = 216
_DARK, _GREY, _RULE, _PAPER = "#1f2328", "#59636e", "#c8ced5", "#ffffff"
_ROLE = re.compile(r"var\(--[a-z]+,\s*(#[0-9a-f]{6})\)")
_OPEN = re.compile(r"<svg [^>]*>")
_FAMILIES = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"


class Picture(NamedTuple):
    """A drawing and what stands around it: its heading, unit and measure, alternative text, and
    lines below."""

    svg: str
    head: str
    measure: str
    alt: str
    below: tuple[str, ...] = ()


class _Head(NamedTuple):
    """A line above a drawing."""

    text: str
    size: float
    bold: bool

    @property
    def height(self) -> float:
        return self.size * 1.45


def save(picture: Picture, path: Path) -> Path:
    """Writes a picture as the ending of the path says; gives the path."""
    make = _FORMS.get(path.suffix.lower())
    if make is None:
        what = f"图不能存为{quoted(path.suffix or path.name)}"
        raise UsageError(what, where=path.name, advice=f"写 {'、'.join(_FORMS)}，如 图.png")
    with writable(path.parent):
        write_whole(path, make(picture))
    return path


def _heads(picture: Picture) -> list[_Head]:
    """Heading and measure, each broken where it is too long for a line."""
    head = [_Head(line, TEXT + 1, True) for line in _broken(picture.head, TEXT + 1)]
    return head + [_Head(line, SMALL, False) for line in _broken(picture.measure, SMALL)]


def _feet(picture: Picture) -> list[_Head]:
    size = SMALL - 1
    return [_Head(line, size, False) for text in picture.below for line in _broken(text, size)]


def _broken(text: str, size: float) -> list[str]:
    lines, line = [], ""
    for character in text:
        if line and text_width(line + character, size) > WIDTH:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines


def _as_svg(picture: Picture) -> bytes:
    """The drawing in its own colours, with nothing that only a page gives it."""
    height = _canvas(picture).height
    heads, feet = _heads(picture), _feet(picture)
    above, below = _room(heads), _room(feet)
    box = (-_MARGIN, -above - _MARGIN, WIDTH + 2 * _MARGIN, height + above + below + 2 * _MARGIN)
    lines = [*_lines(heads, -above), *_lines(feet, height + _BELOW)]
    x0, y0, wide, tall = (f"{number:g}" for number in box)
    opened = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x0} {y0} {wide} {tall}" '
        f'width="{wide}" height="{tall}" role="img" font-family="{_FAMILIES}" '
        f'style="font-size:{SMALL:g}px;fill:{_DARK}"><title>{escape(picture.alt)}</title>'
        f'<rect x="{x0}" y="{y0}" width="{wide}" height="{tall}" fill="{_PAPER}"/>'
        f"{''.join(lines)}"
    )
    svg = _OPEN.sub(lambda _: opened, str(picture.svg), count=1)
    return _ROLE.sub(r"\1", svg).replace("currentColor", _DARK).encode()


def _lines(lines: list[_Head], top: float) -> Iterator[str]:
    for one in lines:
        top += one.height
        place = f'x="0" y="{top - one.height * 0.3:g}"'
        look = f"font-size:{one.size:g}px;{'font-weight:bold' if one.bold else f'fill:{_GREY}'}"
        yield f'<text {place} style="{look}">{escape(one.text)}</text>'


def _room(lines: list[_Head]) -> float:
    return sum(one.height for one in lines) + _BELOW if lines else 0.0


def _canvas(picture: Picture) -> Canvas:
    if not isinstance(picture.svg, Svg):
        raise UsageError("这张图不是 finkit 画的，存不了", where=picture.head)
    return picture.svg.canvas


def _by_matplotlib(kind: str) -> Callable[[Picture], bytes]:
    def make(picture: Picture) -> bytes:
        heads, feet = _heads(picture), _feet(picture)
        canvas = _canvas(picture).copy()
        above, below = _room(heads), _room(feet)
        _put(canvas, heads, -above)
        _put(canvas, feet, canvas.height + _BELOW)
        font_family()
        figure = canvas.figure(Text, above + _MARGIN, below + _MARGIN, _MARGIN)
        figure.set_frameon(True)  # paper, not what lies behind
        for artist in figure.get_children()[1:]:
            _recolour(artist)
        content = BytesIO()
        # Text stays text, and the settings of whoever draws beside are not touched.
        with mpl.rc_context({"pdf.fonttype": 42}):
            figure.savefig(
                content,
                format=kind,
                dpi=_DOTS_AN_INCH,
                facecolor=_PAPER,
                metadata={"Title": picture.head, **_TIMELESS[kind]},
            )
        return content.getvalue()

    return make


def _put(canvas: Canvas, lines: list[_Head], top: float) -> None:
    for one in lines:
        top += one.height
        middle = top - one.height * 0.3 - one.size * 0.36
        canvas.text(0, middle, one.text, size=one.size, bold=one.bold, soft=not one.bold)


_TIMELESS: dict[str, dict[str, Any]] = {"pdf": {"CreationDate": None}, "png": {"Software": None}}


def _recolour(artist: Any) -> None:
    """The page's text colour and its softer one, on paper."""
    if isinstance(artist, Text):
        # The bundled font has one weight.
        artist.set_fontweight("normal")
        colour = str(artist.get_color())
        artist.set_color({INK: _DARK, SOFT: _GREY}.get(colour, colour))
        return
    edge = {INK: _DARK, SOFT: _RULE}.get(to_hex(artist.get_edgecolor()))
    if edge:
        artist.set_edgecolor(edge)
    if artist.get_fill() and to_hex(artist.get_facecolor()) == INK:
        artist.set_facecolor(_DARK)


_FORMS: dict[str, Callable[[Picture], bytes]] = {
    ".svg": _as_svg,
    ".png": _by_matplotlib("png"),
    ".pdf": _by_matplotlib("pdf"),
}
