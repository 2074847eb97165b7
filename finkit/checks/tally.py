"""How many relations (勾稽关系) applied, and how many of them did not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from finkit.checks.finding import Finding


class Relation(Enum):
    """What a check yields where a relation applies, before it says whether it holds."""

    EQUATION = "equation"
    """Two things must be equal: a total and its parts, a printed rate and its amounts."""
    BOUND = "bound"
    """One may not exceed the other: a part and its whole."""


EQUATION, BOUND = Relation.EQUATION, Relation.BOUND


Checked = Finding | Relation
"""What a check of relations yields: that one applies, and what is wrong with it, if anything."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many relations applied to the amounts, and how many of them did not hold.

    Silence is no pass: without a relation that applied nothing has been checked.
    """

    equations: int = 0
    bounds: int = 0
    broken: int = 0

    @property
    def applied(self) -> int:
        """How many applied."""
        return self.equations + self.bounds

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.equations + other.equations, self.bounds + other.bounds, self.broken + other.broken
        )

    @property
    def text(self) -> str:
        """How a page says it.

        >>> Tally(12, 3).text, Tally().text
        ('勾稽关系适用15条（等式12条，大小关系3条），不符0条', '无可核对的关系')
        """
        if not self.applied:
            return "无可核对的关系"
        kinds = f"等式{self.equations}条，大小关系{self.bounds}条"
        return f"勾稽关系适用{self.applied}条（{kinds}），不符{self.broken}条"


def tally(checked: Iterable[Checked]) -> Tally:
    """The relations that applied; broken is one that anything graver than a notice follows."""
    equations = bounds = broken = 0
    holds = False
    for one in checked:
        if isinstance(one, Relation):
            equations += one is EQUATION
            bounds += one is BOUND
            holds = True
        elif holds and one.severity != "notice":
            broken, holds = broken + 1, False
    return Tally(equations, bounds, broken)
