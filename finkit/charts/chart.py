"""A chart as it stands in the page: inline SVG, its title, and a sentence that says the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from finkit.checks import Doubts, Finding
from finkit.contract import Observation
from finkit.wording.doubt import link

OWN = "own"
"""The name of a chart that an analyst draws."""


@dataclass(frozen=True, repr=False)
class Chart:
    """One drawn chart. `alt` tells its figures to those who do not see it; `name` is that of the
    catalogue; `note` stands below it and tells what is odd about what it draws; `cells` are the
    amounts drawn, `doubts` the errors about them (待核)."""

    title: str
    svg: str
    alt: str
    name: str = OWN
    note: str = ""
    cells: tuple[Observation, ...] = ()
    doubts: tuple[Finding, ...] = ()

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
        alt = f"{self.alt}图中{said}待核。" if said else self.alt
        return (
            f'<figure class="chart" id="chart-{escape(self.name)}">'
            f"<figcaption>{escape(self.title)}{caption}</figcaption>"
            f'<div role="img" aria-label="{escape(alt)}">{self.svg}</div>{note}</figure>'
        )
