"""What a claim declares: its condition, and all that is said where it holds.

Texts are template texts as in `narrative/sections`: they may use phrases (`item(NAME).compared`,
`level(KEY)`), and like those they never write a direction word before a figure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from finkit.claims.evidence import Evidence
from finkit.claims.groups import Group

Plan = Literal["sources", "collection", "spending", "risk"]
"""The parts of the plan in which measures stand, as `narrative/sections/plans.j2` asks for them."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What may be asserted: its name, its condition in words, and the condition itself.

    A claim that is no `Problem` has no text of its own: a template asks whether it `holds`.
    `origin`: the extension that declares it, "" of the package.
    """

    key: str
    label: str
    condition: str
    source: str
    holds: Callable[[Evidence], bool]
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What is done about problems: a point of the plan, with its title."""

    key: str
    plan: Plan
    title: str
    text: str

    def __post_init__(self) -> None:
        if not (self.title and self.text):
            raise ValueError(f"the measure {self.key} says nothing")


@dataclass(frozen=True, kw_only=True)
class Problem(Claim):
    """A claim that is told of its own accord: its sentence, and the measure that answers it.

    `severity` orders problems, the gravest first. `reference` is the key of a threshold that is
    cited under the page where the problem stands.
    """

    group: Group
    severity: int
    says: str
    answer: Measure
    reference: str = ""

    def __post_init__(self) -> None:
        if not self.says:
            raise ValueError(f"the problem {self.key} says nothing")
