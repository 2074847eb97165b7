"""What an executed notebook says of itself: whose report it is, its main lines, its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from finkit.charts.spark import spark
from finkit.figures.figure import Figure
from finkit.narrative.item_words import ItemWords

if TYPE_CHECKING:
    from finkit.report.build import CountyReport

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


def seal(report: CountyReport, headline: Sequence[ItemWords]) -> Seal:
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
                    "name": i.name,
                    "level": str(i.level),
                    "compared": str(i.compared),
                    "spark": spark(i.recent),
                }
                for i in headline
            ],
            "markdown": report.narrative.markdown(report.title),
            # As text: a notebook's readers copy every nested object several times over.
            "figures": figures_json(report.figures),
        }
    )
