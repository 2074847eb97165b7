"""The one look of all charts, and the canvas they are drawn on.

A canvas is a matplotlib figure counted in pixels: each chart places its few marks and labels
itself, so that there is no axis machinery to slow it down or to look default.
Text stays text in the SVG; it is measured with the bundled font and shown with a system one, in
the page's own colour. Nothing in the output depends on time, process or order.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
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
from finkit.charts.svg.page_ready import page_ready

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


Mark = Callable[[type[Text]], Artist]
"""One mark of a drawing: makes its artist anew, texts of the given class."""


class Svg(str):
    """A drawing as SVG for a page, with the canvas it was drawn on: to be drawn otherwise too."""

    __slots__ = ("canvas",)
    canvas: Canvas


class Canvas:
    """A drawing surface of `WIDTH` by `height` pixels, the origin at the top left."""

    def __init__(self, height: float = HEIGHT) -> None:
        self.height = height
        self._marks: list[Mark] = []

    def figure(
        self, kind: type[Text] = Text, above: float = 0.0, below: float = 0.0, beside: float = 0.0
    ) -> Figure:
        """The drawing as a matplotlib figure, with so many pixels free around it."""
        size = ((WIDTH + 2 * beside) / 72, (self.height + above + below) / 72)
        figure = Figure(figsize=size, dpi=72, frameon=False)
        # At 72 dpi a point is a pixel; the figure itself counts from the bottom.
        flipped = Affine2D().scale(1, -1).translate(beside, self.height + below)
        inches = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
        pixels = flipped if kind is _Label else flipped + inches
        for number, mark in enumerate(self._marks, 1):
            artist = mark(kind)
            artist.set_transform(pixels)
            # What is put later lies above, whatever it is.
            artist.set_zorder(number)
            figure.add_artist(artist)
        return figure

    def copy(self) -> Canvas:
        """Another with the same marks, to put more on."""
        made = Canvas(self.height)
        made._marks = [*self._marks]
        return made

    def _put(self, mark: Mark) -> None:
        self._marks.append(mark)

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle; a negative width or height grows to the other side."""
        look: dict[str, Any] = {"facecolor": colour, "linewidth": 0, "clip_on": False}
        self._put(lambda _: Rectangle((x, y), width, height, **look))

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
        self._put(lambda _: PathPatch(path, fill=False, clip_on=False, **look))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line in the page's soft colour: baselines, gridlines, markers."""
        self.line([x0, x1], [y0, y1], _SOFT, 0.8)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        self.dots([x], y, radius, colour)

    def dots(self, xs: Sequence[float], y: float, radius: float, colour: str) -> None:
        """Filled circles at one height, one artist for all: in SVG lines of no length with round
        ends."""
        if not xs:
            return
        path = Path([(x, y) for x in xs for _ in _STROKE], [*_STROKE] * len(xs))
        path.should_simplify = False  # it would take them for nothing
        look = {"edgecolor": colour, "linewidth": 2 * radius, "capstyle": "round"}

        def mark(kind: type[Text]) -> Artist:
            if kind is _Label:
                return PathPatch(path, fill=False, clip_on=False, **look)
            circles = Path.make_compound_path(*(Path.circle((x, y), radius) for x in xs))
            return PathPatch(circles, facecolor=colour, linewidth=0, clip_on=False)

        self._put(mark)

    def area(self, xs: list[float], ys: list[float], colour: str) -> None:
        """A filled shape."""
        path = Path(list(zip(xs, ys, strict=True)))
        self._put(lambda _: PathPatch(path, facecolor=colour, linewidth=0, clip_on=False))

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
        # Chinese characters fill the em: their middle is a third of it above the baseline.
        place = (x, y + size * 0.36, " ".join(text.split()))
        look: dict[str, Any] = {
            "horizontalalignment": anchor,
            "verticalalignment": "baseline",
            "color": colour or (_SOFT if soft else _INK),
            "fontproperties": _properties(bold, size),
            "parse_math": False,
            "clip_on": False,
        }
        self._put(lambda kind: kind(*place, **look))

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

    def svg(self) -> Svg:
        """The drawing as an SVG element that scales with the page."""
        buffer = io.StringIO()
        with _settings():
            renderer = RendererSVG(WIDTH, self.height, buffer, metadata={"Date": None})  # type: ignore[no-untyped-call]
            for artist in self.figure(_Label).get_children()[1:]:
                artist.draw(renderer)
            renderer.finalize()  # type: ignore[no-untyped-call]
        made = Svg(page_ready(buffer.getvalue(), (WIDTH, self.height), _ROLES, (_INK, _SOFT)))
        made.canvas = self
        return made


@contextmanager
def _settings() -> Iterator[None]:
    """matplotlib's own settings for a moment, without the copy of all others that it would make."""
    kept = {name: mpl.rcParams[name] for name in _SETTINGS}
    mpl.rcParams.update(_SETTINGS)
    try:
        yield
    finally:
        mpl.rcParams.update(kept)
