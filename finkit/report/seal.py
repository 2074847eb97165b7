"""What an executed notebook says of itself: whose report it is, its main lines, its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from finkit.figures.figure import Figure
from finkit.report.cards import Card
from finkit.report.content import Content

MIME = "application/vnd.finkit.report+json"


@dataclass(frozen=True)
class Seal:
    """The machine-readable side of a report, carried in the notebook's last output."""

    content: dict[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {MIME: self.content, "text/plain": f"{self.content['title']}（机读摘要）"}


def figures_json(figures: Iterable[Figure]) -> str:
    """`figures.json`: one object a line."""
    return "[\n" + ",\n".join(figure.as_json() for figure in figures) + "\n]\n"


def seal(report: Content, headline: Iterable[Card]) -> Seal:
    """The seal of a report."""
    return Seal(
        {
            "county_code": report.county.code,
            "county": report.county.name,
            "period": str(report.period),
            "title": report.title,
            "data_digest": report.data_digest,
            "notebook_digest": report.notebook_digest,
            "synthetic": report.is_synthetic,
            "headline": [
                {
                    "name": card.name,
                    "level": str(card.level),
                    "compared": str(card.compared),
                    "spark": card.spark,
                }
                for card in headline
            ],
            "markdown": report.narrative.markdown(report.title),
            # As text: a notebook's readers copy every nested object several times over.
            "figures": figures_json(report.figures),
        }
    )
