"""Judging a claim at a county and period: it holds, it does not, or it cannot be judged (待核)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from finkit.claims.declaration import Claim
from finkit.claims.evidence import NO_LABELS, Evidence, MissingError
from finkit.claims.thresholds import Threshold
from finkit.figures.county_at import CountyAt
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet

State = Literal["holds", "fails", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """What the evidence says of a claim. `figures` are all that were looked at."""

    claim: Claim
    state: State
    figures: tuple[Figure, ...]
    reason: str = ""


def judge(
    claim: Claim,
    county: CountyAt,
    figures: FigureSet,
    at: Mapping[str, Threshold],
    labels: Mapping[str, str] = NO_LABELS,
) -> Verdict:
    """Whether a claim holds at a county and period; `labels` name indicators of one's own."""
    evidence = Evidence(county, figures, at, labels)
    try:
        state: State = "holds" if claim.holds(evidence) else "fails"
    except MissingError as missing:
        return Verdict(claim, "unknown", tuple(evidence.seen), str(missing))
    return Verdict(claim, state, tuple(evidence.seen))
