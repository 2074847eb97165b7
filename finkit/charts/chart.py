"""A chart as it stands in the page: inline SVG, its title, and a sentence that says the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from finkit.charts.listed.folded import folded
from finkit.charts.listed.series import Series
from finkit.charts.listed.terms import Term
from finkit.checks import Doubts, Finding
from finkit.contract import Observation
from finkit.figures.figure import Figure
from finkit.wording import NOTHING, Phrase
from finkit.wording.doubt import link

OWN = "own"
"""The name of a chart that an analyst draws."""


@dataclass(frozen=True, repr=False)
class Chart:
    """One drawn chart. `alt` tells its figures to those who do not see it.

    `finding` is what it shows, a sentence of figures that heads it; `title` its topic, which heads
    it otherwise; `measure` tells unit, period and how to read it. `name` is that of the catalogue;
    `note` stands below and tells what is odd about what is drawn; `cells` are the amounts drawn,
    `doubts` the errors about them (待核). `series` are those drawn, `head` what their points are
    (月份, 项目), `written` the figures whose numbers are written in it, `terms` what is explained
    below it, `sources` the titles of the publications it rests on, `origin` the extension that
    declares it.

    >>> Chart("税收收入", "<svg/>", "税收收入：2.00亿元。").alt
    '税收收入：2.00亿元。'
    """

    title: str
    svg: str
    alt: str
    name: str = OWN
    note: str = ""
    cells: tuple[Observation, ...] = ()
    doubts: tuple[Finding, ...] = ()
    finding: Phrase = NOTHING
    measure: str = ""
    series: tuple[Series, ...] = ()
    head: str = "项目"
    written: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[str, ...] = ()
    origin: str = ""

    @property
    def text(self) -> str:
        """All that is written on it, but for numbers of its axes."""
        names = (name for one in self.series for name in (one.heading, *one.rows))
        return "\n".join((self.title, str(self.finding), self.measure, *names))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it writes, in its heading, drawing or table; each once."""
        points = (figure for one in self.series for figure in one.figures)
        every = (*self.finding.figures, *self.written, *points)
        return tuple({figure.id: figure for figure in every}.values())

    def __repr__(self) -> str:
        return f"Chart({self.title}：{self.alt})"

    def marked(self, doubts: Doubts) -> Chart:
        """The chart that says which of the amounts it draws are in doubt."""
        standing = doubts.standing(self.cells, drawn=True)
        return replace(self, doubts=standing) if standing else self

    def save(self, path: str | Path) -> Path:
        """Writes it as a file, its title, unit and sources with it: .svg, .png or .pdf.

        >>> import finkit, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     finkit.charts.bars({"甲": 1, "乙": 2}).save(f"{folder}/图.svg").name
        '图.svg'

        Raises `UsageError` for another ending, and where nothing can be written.
        """
        # Here: a page has no need of it.
        from finkit.charts.svg.saving import Picture, save  # noqa: PLC0415

        said = str(self.finding)
        measure = "，".join(filter(None, (self.title if said else "", self.measure)))
        source = f"来源：{'、'.join(self.sources)}" if self.sources else ""
        below = tuple(filter(None, (self.note, source)))
        picture = Picture(self.svg, said or self.title, measure, self.alt, below)
        return save(picture, Path(path))

    def _repr_html_(self) -> str:
        said = "、".join(one.what for one in self.doubts)
        links = "、".join(link(one, one.what) for one in self.doubts)
        caption = f"〔图中{links}待核〕" if links else ""
        note = f'<p class="note">{escape(self.note)}</p>' if self.note else ""
        alt = f"{self.finding}。{self.alt}" if self.finding else self.alt
        alt = f"{alt}图中{said}待核。" if said else alt
        head = self.finding.__html__() if self.finding else escape(self.title)
        below = [self.title] * bool(self.finding) + [self.measure] * bool(self.measure)
        below += [f"自定图（{self.origin}）"] * bool(self.origin)
        place = f"chart-{escape(self.name)}"
        # An analyst's own charts may stand several in a page, of one name.
        svg = in_page(self.svg, "" if self.name == OWN else place)
        # A notebook has no style sheet of ours.
        wide, line = (_WIDE, _LINE) if self.name == OWN else ("", "")
        return (
            f'<figure class="chart" id="{place}"{wide}>'
            f"<figcaption><b>{head}{caption}</b><span{line}>{escape('，'.join(below))}</span>"
            "</figcaption>"
            f'<div role="img" aria-label="{escape(alt)}">{svg}</div>{note}'
            f"{folded(self.title, self.head, self.series, self.terms, self.sources)}</figure>"
        )


_WIDE, _LINE = ' style="max-width:560px"', ' style="display:block"'

_STYLE = re.compile(r' style="([^"]*)"')
_PATH = re.compile(r' d="([^"]*)"')
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_FEW = 3
_NAMES = "abcdefghijklmnopqrstuvwxyz"


def in_page(svg: str, scope: str) -> str:
    """The SVG with its most repeated styles as classes; they hold within `scope`, an id ("" where
    there is none: then every style stays).

    Outside its page a drawing keeps its styles: so it may be copied anywhere.

    >>> in_page('<svg><path style="fill:none"/></svg>', "chart-own")
    '<svg><path style="fill:none"/></svg>'
    """
    svg = _PATH.sub(lambda path: f' d="{level(path[1])}"', svg)
    often = Counter(_STYLE.findall(svg)).most_common(len(_NAMES))
    named = dict(zip((style for style, times in often if times >= _FEW), _NAMES, strict=False))
    if not scope or not named:
        return svg
    short = _STYLE.sub(lambda one: _class(one, named), svg)
    rules = "".join(f"#{scope} .{name}{{{style}}}" for style, name in named.items())
    return short.replace(">", f"><style>{rules}</style>", 1)


def _class(style: re.Match[str], named: dict[str, str]) -> str:
    name = named.get(style[1])
    return f' class="{name}"' if name else style[0]


def level(path: str) -> str:
    """A path whose level and upright lines say the one number that changes.

    >>> level("M28 36.4L58 36.4L58 40L28 40z")
    'M28 36.4H58V40H28z'
    """
    steps: list[str] = []
    at: list[str] = []
    for command, numbers in _STEP.findall(path):
        to = numbers.split()
        if command == "L" and len(to) == len(at) == 2 and (to[0] == at[0] or to[1] == at[1]):
            steps.append(f"H{to[0]}" if to[1] == at[1] else f"V{to[1]}")
        else:
            steps.append(f"{command}{numbers}")
        at = to[-2:]
    return "".join(steps)
