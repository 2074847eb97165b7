"""All claims, in the order in which those that cannot be judged are listed."""

from __future__ import annotations

from collections.abc import Iterable

from finkit.claims import balance, debt, quality, revenue, standing
from finkit.claims.declaration import Claim, Measure, Problem

CLAIMS: tuple[Claim, ...] = (
    *revenue.CLAIMS,
    *quality.CLAIMS,
    *balance.CLAIMS,
    *debt.CLAIMS,
    *standing.CLAIMS,
)


def problems(own: Iterable[Claim] = ()) -> list[Problem]:
    """The claims that are told of their own accord; `own` are beside the package's."""
    return [claim for claim in (*CLAIMS, *own) if isinstance(claim, Problem)]


def measures(own: Iterable[Claim] = ()) -> list[Measure]:
    """The measures that answer them, each once."""
    return list(dict.fromkeys(problem.answer for problem in problems(own)))
