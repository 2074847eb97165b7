"""A chart as it stands in the page: inline SVG, its title, and a sentence that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

OWN = "own"
"""The name of a chart that an analyst draws."""


@dataclass(frozen=True, repr=False)
class Chart:
    """One drawn chart. `alt` tells its figures to those who do not see it; `name` is that of the
    catalogue; `note` stands below it and tells what is odd about what it draws."""

    title: str
    svg: str
    alt: str
    name: str = OWN
    note: str = ""

    def __repr__(self) -> str:
        return f"Chart({self.title}：{self.alt})"

    def _repr_html_(self) -> str:
        note = f'<p class="note">{escape(self.note)}</p>' if self.note else ""
        return (
            f'<figure class="chart" id="chart-{escape(self.name)}">'
            f"<figcaption>{escape(self.title)}</figcaption>"
            f'<div role="img" aria-label="{escape(self.alt)}">{self.svg}</div>{note}</figure>'
        )
