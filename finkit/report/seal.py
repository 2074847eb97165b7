"""What an executed notebook says of itself: whose report it is, where it stands, its figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from finkit.checks import Doubts, Finding
from finkit.checks.finding import COLUMNS
from finkit.figures.figure import Figure
from finkit.report.content import Content
from finkit.report.edition import edition, folder_digest
from finkit.report.figures_schema import head
from finkit.report.options import Options
from finkit.report.standing import standing

MIME = "application/vnd.finkit.report+json"


@dataclass(frozen=True)
class Seal:
    """The machine-readable side of a report, carried in the notebook's last output."""

    content: dict[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {MIME: self.content, "text/plain": f"{self.content['title']}（机读摘要）"}


def figures_json(
    first: Mapping[str, Any],
    figures: Iterable[Figure],
    doubts: Doubts,
    series: Iterable[Mapping[str, Any]] = (),
) -> str:
    """`figures.json`, by the schema of `figures_schema`: one object a line, the first its head.

    Then the figures; `findings` are the ids of the errors that touch one. After the figures the
    series drawn in charts (`"status": "series"`): `points` are the ids of the figures they go
    through, else `periods` (or `counties`) and `values`; then the estimates that were asked for
    (`"status": "estimate"`).
    """
    lines = [_compact(first)]
    lines += (figure.as_json([one.id for one in doubts.of(figure)]) for figure in figures)
    lines += map(_compact, series)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _compact(one: Mapping[str, Any]) -> str:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def seal(report: Content, told: Iterable[Finding], touching: Iterable[Finding]) -> Seal:
    """The seal of a report.

    `told` are the findings that its page tells, `touching` the errors that touch what it shows.
    """
    reasons = report.options.accept
    accepted = [(one, reasons[one.id]) for one in told if one.id in reasons]
    open_ones = [one for one in touching if one.id not in reasons]
    return Seal(
        {
            "county_code": report.county.code,
            "county": report.county.name,
            "period": str(report.period),
            "title": report.title,
            "data_digest": report.data_digest,
            "notebook_digest": report.notebook_digest,
            "edition": edition(),
            "options": _options(report.options),
            "synthetic": report.is_synthetic,
            "standing": standing(report),
            "accepted": [_accepted(one, reason) for one, reason in accepted],
            "markdown": report.narrative.markdown(
                report.title,
                {
                    "附：待核的数": [_line(one) for one in open_ones],
                    "附：经认可照用的数": [
                        f"{_line(one)}。认可理由：{reason}" for one, reason in accepted
                    ],
                },
                report.banner,
            ),
            # As text: a notebook's readers copy every nested object several times over.
            "figures": figures_json(
                head(report.county, report.period),
                report.figures,
                report.doubts,
                [
                    *report.charts.listed(f"{report.county.code}/{report.period}"),
                    *(report.forecast.listed() if report.forecast else []),
                ],
            ),
        }
    )


_BY_HASH = ("notebook", "extensions")


def _options(given: Options) -> str:
    """What was asked differently from the usual, as JSON; edited wording and extensions by hash.

    The notebook has a digest of its own. No path is told: a page goes out to others.
    """
    usual = Options()
    asked = {
        one.name: getattr(given, one.name)
        for one in fields(given)
        if one.name not in ("notebook", "extensions")
        and getattr(given, one.name) != getattr(usual, one.name)
    }
    if given.own:
        asked["extensions"] = given.own.digests
    if given.template:
        asked["template"] = folder_digest(given.template)
    return json.dumps(asked, ensure_ascii=False, sort_keys=True) if asked else ""


def _accepted(finding: Finding, reason: str) -> dict[str, str]:
    return {**dict(zip(COLUMNS, finding.row(), strict=True)), "reason": reason}


def _line(finding: Finding) -> str:
    return f"{finding.named}（{finding.place}）：{finding.cause}"
