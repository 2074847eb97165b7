"""What an executed notebook says of itself: whose report it is, its main lines, its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from finkit.narrative.item_words import ItemWords

if TYPE_CHECKING:
    from finkit.report.build import CountyReport

MIME = "application/vnd.finkit.report+json"


@dataclass(frozen=True)
class Seal:
    """The machine-readable side of a report, carried in the notebook's last output."""

    content: dict[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        text = f"{self.content['title']}：{len(self.content['figures'])}个数"
        return {MIME: self.content, "text/plain": text}


def seal(report: CountyReport, headline: Sequence[ItemWords]) -> Seal:
    """The seal of a report."""
    return Seal(
        {
            "county_code": report.county.code,
            "county": report.county.name,
            "period": str(report.period),
            "title": report.title,
            "synthetic": report.is_synthetic,
            "headline": [
                {"name": i.name, "level": str(i.level), "compared": str(i.compared)}
                for i in headline
            ],
            "markdown": report.narrative.markdown(report.title),
            "figures": [figure.as_dict() for figure in report.figures],
        }
    )
