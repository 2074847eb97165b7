"""The claims of a report judged: which problems it tells, with what measures, what stays open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from jinja2 import UndefinedError

from finkit.claims import table
from finkit.claims.declaration import Plan, Problem
from finkit.claims.groups import Group
from finkit.claims.judging import Verdict, judge
from finkit.claims.thresholds import Threshold
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.narrative.own_words import NO_WORDS, OwnWords

_BEFORE: Mapping[str, tuple[str, ...]] = {"revenue": ("sources", "collection")}
"""Parts of the plan as edited wording of before asks for them."""


@dataclass(frozen=True)
class Judgement:
    """The verdict on every claim; `judged` are the groups of problems that the report goes into."""

    verdicts: Sequence[Verdict]
    thresholds: Mapping[str, Threshold]
    judged: Collection[Group]

    @classmethod
    def of(
        cls,
        county: CountyAt,
        figures: FigureSet,
        thresholds: Mapping[str, Threshold],
        judged: Collection[Group],
        own: OwnWords = NO_WORDS,
    ) -> Judgement:
        """The judgement of a county's figures; `own`: claims beside the package's."""
        every, labels = (*table.CLAIMS, *own.claims), dict(own.labels)
        verdicts = [judge(claim, county, figures, thresholds, labels) for claim in every]
        return cls(verdicts, thresholds, judged)

    def words(self) -> dict[str, object]:
        """What templates may ask of it."""
        return {
            "holds": {v.claim.key: v.state == "holds" for v in self.verdicts},
            "problems": self._grouped(),
            "told": {v.claim.key: v.claim in self._tells for v in self.verdicts},
            "measures": list(dict.fromkeys(one.answer.key for one in self._holding)),
            "measures_for": self._measures_for,
            "references": self._references(),
        }

    def tells(self, key: str) -> bool:
        """Whether the kind's own text tells that problem."""
        return any(claim.key == key for claim in self._tells)

    @property
    def unjudged(self) -> tuple[Verdict, ...]:
        """What the report goes into and the evidence leaves open (待核)."""
        return tuple(
            verdict
            for verdict in self.verdicts
            if verdict.state == "unknown"
            and isinstance(verdict.claim, Problem)
            and verdict.claim.group in self.judged
        )

    @cached_property
    def _told(self) -> list[Problem]:
        """The problems that hold, of the groups judged, in the order of the table.

        Of all groups where the kind judges none: edited wording may ask for them all the same, and
        must not read that there are none.
        """
        held = [v.claim for v in self.verdicts if v.state == "holds"]
        problems = [claim for claim in held if isinstance(claim, Problem)]
        return [one for one in problems if not self.judged or one.group in self.judged]

    @property
    def _tells(self) -> list[Problem]:
        """The problems that the kind's own text tells: what they argue stands there alone."""
        return self._told if self.judged else []

    @cached_property
    def _holding(self) -> list[Problem]:
        """The same, the gravest first."""
        return sorted(self._told, key=lambda problem: -problem.severity)

    def _grouped(self) -> list[dict[str, object]]:
        """The groups of problems that hold, the gravest first; in each the claims likewise."""
        groups: dict[str, list[str]] = {}
        for problem in self._holding:
            groups.setdefault(problem.group.key, []).append(problem.key)
        return [{"group": group, "claims": claims} for group, claims in groups.items()]

    def _measures_for(self, plan: str) -> list[str]:
        """The measures that stand in one part of the plan, the gravest problem's first."""
        wanted = _BEFORE.get(plan, (plan,))
        if not set(wanted) <= set(get_args(Plan)):
            raise UndefinedError(f"没有计划部分“{plan}”")
        found = (one.answer for one in self._holding)
        return list(dict.fromkeys(measure.key for measure in found if measure.plan in wanted))

    def _references(self) -> list[Threshold]:
        """The thresholds to cite under the page, for the problems that it goes into."""
        cited = (one.reference for one in self._told if one.group in self.judged)
        return [self.thresholds[key] for key in dict.fromkeys(filter(None, cited))]
