"""A chart as it stands in the page: inline SVG, its title, and a sentence that says the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

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
    below it, `sources` the titles of the publications it rests on.
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

    def _repr_html_(self) -> str:
        said = "、".join(one.what for one in self.doubts)
        links = "、".join(link(one, one.what) for one in self.doubts)
        caption = f"〔图中{links}待核〕" if links else ""
        note = f'<p class="note">{escape(self.note)}</p>' if self.note else ""
        alt = f"{self.finding}。{self.alt}" if self.finding else self.alt
        alt = f"{alt}图中{said}待核。" if said else alt
        head = self.finding.__html__() if self.finding else escape(self.title)
        below = [self.title] * bool(self.finding) + [self.measure] * bool(self.measure)
        return (
            f'<figure class="chart" id="chart-{escape(self.name)}">'
            f"<figcaption><b>{head}{caption}</b><span>{escape('，'.join(below))}</span></figcaption>"
            f'<div role="img" aria-label="{escape(alt)}">{self.svg}</div>{note}'
            f"{folded(self.title, self.head, self.series, self.terms, self.sources)}</figure>"
        )
