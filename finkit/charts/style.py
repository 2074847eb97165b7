"""The one look of all charts, and the canvas they are drawn on.

A canvas is a matplotlib figure counted in pixels: each chart places its few marks and labels
itself, so that there is no axis machinery to slow it down or to look default.
Text stays text in the SVG; it is measured with the bundled font and shown with a system one, in
the page's own colour. Nothing in the output depends on time, process or order.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from noto_cjk_sans_otc import FONT_PATH

from finkit.charts.names import SMALL, TEXT, fits, text_width

WIDTH, HEIGHT = 372.0, 208.0
# By role, blue and orange: told apart by colour-blind eyes; the page gives each its own shade for
# light, dark and paper. A rise or fall is always also a side, a sign or a word.
NOW, DOWN, PRIOR, FAINT, LINE = "#1b5e9b", "#b0481a", "#7d8996", "#7b94b0", "#dfe4ea"
BLUE, ORANGE, GREY = NOW, DOWN, PRIOR
INSIDE = "#ffffff"
_ROLES = {NOW: "now", DOWN: "down", PRIOR: "prior", FAINT: "faint", LINE: "line"}
# Stand-ins that the page replaces by its own text colour and a softer one.
INK, SOFT = "#010203", "#040506"
_INK, _SOFT = INK, SOFT
# Lines beside each other: each also bears its name.
SERIES = (NOW, DOWN, INK, PRIOR)
Anchor = Literal["left", "center", "right"]

_SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "finkit"}
_STROKE = (Path.MOVETO, Path.LINETO)
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
_USUAL = f"font-size:{SMALL:g}px;fill:currentColor"
"""What most texts look like: said once of the whole drawing."""
_STYLE = re.compile(r'(?<!true") style="[^"]*"')
_PLACES = re.compile(r' (?:d|x|y)="[^"]*"')
_LONG = re.compile(r"(\d+\.\d)\d+")
_TIGHT = re.compile(r"\s*([MLz])\s*")


@cache
def font_family() -> str:
    """The family name of the bundled font, registered with matplotlib once."""
    fontManager.addfont(str(FONT_PATH))
    # The collection holds a face for each region; the simplified Chinese one is asked for.
    return "Noto Sans CJK SC"


@cache
def _properties(bold: bool, size: float) -> FontProperties:
    return FontProperties(family=font_family(), weight="bold" if bold else "normal", size=size)


def label_width(text: str, width: float, size: float = SMALL) -> float:
    """How wide a name stands where it may be broken in two."""
    return max(text_width(line, size) for line in fits(text, width, size))


class _Label(Text):
    """One line of text at an anchor: written as it is, without laying out its glyphs."""

    def draw(self, renderer: RendererBase) -> None:
        """Writes the text where its anchor stands."""
        x, y = self.get_transform().transform(self.get_unitless_position())
        _, height = renderer.get_canvas_width_height()
        context = renderer.new_gc()
        context.set_foreground(self.get_color())
        properties = self.get_fontproperties()
        renderer.draw_text(context, x, height - y, self.get_text(), properties, 0, mtext=self)
        context.restore()


class Canvas:
    """A drawing surface of `WIDTH` by `height` pixels, the origin at the top left."""

    def __init__(self, height: float = HEIGHT) -> None:
        self.height = height
        self._figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72, frameon=False)
        # At 72 dpi a point is a pixel; the figure itself counts from the bottom.
        self._pixels = Affine2D().scale(1, -1).translate(0, height)

    def _put(self, artist: Artist) -> None:
        artist.set_transform(self._pixels)
        # What is put later lies above, whatever it is.
        artist.set_zorder(len(self._figure.get_children()))
        self._figure.add_artist(artist)

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle; a negative width or height grows to the other side."""
        patch = Rectangle((x, y), width, height, facecolor=colour, linewidth=0, clip_on=False)
        self._put(patch)

    def line(
        self,
        xs: list[float],
        ys: list[float],
        colour: str,
        width: float = 2.0,
        *,
        dashed: bool = False,
    ) -> None:
        """A line through points."""
        # A patch: a matplotlib line has markers, and asks about them each time it is drawn.
        path = Path(list(zip(xs, ys, strict=True)))
        look = {"edgecolor": colour, "linewidth": width, "joinstyle": "round"}
        if dashed:
            look["linestyle"] = (0, (3, 3))
        self._put(PathPatch(path, fill=False, clip_on=False, **look))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line in the page's soft colour: baselines, gridlines, markers."""
        self.line([x0, x1], [y0, y1], _SOFT, 0.8)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        self.dots([x], y, radius, colour)

    def dots(self, xs: Sequence[float], y: float, radius: float, colour: str) -> None:
        """Filled circles at one height: lines of no length with round ends, one artist for all."""
        if not xs:
            return
        path = Path([(x, y) for x in xs for _ in _STROKE], [*_STROKE] * len(xs))
        path.should_simplify = False  # it would take them for nothing
        look = {"edgecolor": colour, "linewidth": 2 * radius, "capstyle": "round"}
        self._put(PathPatch(path, fill=False, clip_on=False, **look))

    def area(self, xs: list[float], ys: list[float], colour: str) -> None:
        """A filled shape."""
        path = Path(list(zip(xs, ys, strict=True)))
        self._put(PathPatch(path, facecolor=colour, linewidth=0, clip_on=False))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        anchor: Anchor = "left",
        *,
        size: float = TEXT,
        soft: bool = False,
        bold: bool = False,
        colour: str = "",
    ) -> None:
        """A label whose middle stands at the height `y`; never read as mathematics."""
        label = _Label(
            x,
            # Chinese characters fill the em: their middle is a third of it above the baseline.
            y + size * 0.36,
            " ".join(text.split()),
            horizontalalignment=anchor,
            verticalalignment="baseline",
            color=colour or (_SOFT if soft else _INK),
            fontproperties=_properties(bold, size),
            parse_math=False,
            clip_on=False,
        )
        self._put(label)

    def label(
        self, right: float, y: float, text: str, width: float, *, room: float, bold: bool = False
    ) -> None:
        """A name that ends at `right`, on two lines where `width` is too little for one; the two
        keep within `room`."""
        lines = fits(text, width, SMALL)
        apart = min(SMALL + 1.5, room / 2)
        size = SMALL if len(lines) == 1 else min(SMALL, apart - 0.5)
        for at, line in enumerate(lines):
            offset = (at - (len(lines) - 1) / 2) * apart
            self.text(right, y + offset, line, "right", size=size, bold=bold)

    def svg(self) -> str:
        """The drawing as an SVG element that scales with the page."""
        buffer = io.StringIO()
        with _settings():
            renderer = RendererSVG(WIDTH, self.height, buffer, metadata={"Date": None})  # type: ignore[no-untyped-call]
            for artist in self._figure.get_children()[1:]:
                artist.draw(renderer)
            renderer.finalize()  # type: ignore[no-untyped-call]
        return _page_ready(buffer.getvalue(), self.height)


@contextmanager
def _settings() -> Iterator[None]:
    """matplotlib's own settings for a moment, without the copy of all others that it would make."""
    kept = {name: mpl.rcParams[name] for name in _SETTINGS}
    mpl.rcParams.update(_SETTINGS)
    try:
        yield
    finally:
        mpl.rcParams.update(kept)


def _page_ready(svg: str, height: float) -> str:
    """Without prolog, metadata, ids and colours of its own: what several of a page can share."""
    for pattern in (_PROLOG, _METADATA, _EMPTY_DEFS, _COMMENT, _IDS):
        svg = pattern.sub("", svg)
    look = f'viewBox="0 0 {WIDTH:g} {height:g}" aria-hidden="true" style="{_USUAL}"'
    svg = _ROOT.sub(f"<svg {look}>", svg, count=1)
    svg = _FONT.sub(lambda m: f"font-size:{m[1]}px", svg)
    svg = svg.replace(_INK, "currentColor")
    svg = svg.replace(f"fill: {_SOFT}", "fill: currentColor; opacity: .72")
    svg = svg.replace(f"stroke: {_SOFT}", "stroke: currentColor; stroke-opacity: .4")
    for colour, role in _ROLES.items():
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
