"""A finding: what a check found wrong or odd."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from finkit.accounts.spelling import plain_name
from finkit.contract import Observation

Severity = Literal["error", "warning", "notice"]
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "提示", "notice": "说明"}
COLUMNS = (
    "severity",
    "rule",
    "county_code",
    "period",
    "item",
    "place",
    "expected",
    "found",
    "cause",
    "id",
)
COLUMN_WORDS = (
    "等级",
    "规则",
    "县区",
    "期间",
    "项目",
    "出处",
    "应为",
    "实为",
    "可能原因",
    "编号",
)
"""The columns as a table for the eye heads them."""

Accepted = Mapping[str, str]
"""The findings let stand: the reason by the id."""
NONE_ACCEPTED: Accepted = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: `expected` by the rule, `found` in the data, and the likely cause.

    `cells` are the amounts it calls wrong: the one that is, or all among which one is, where the
    rule cannot tell. A figure that rests on one of them is touched by it. A printed figure that
    sound amounts contradict has none. `key` tells apart what these do not.
    """

    severity: Severity
    rule: str
    county_code: str
    period: str
    item: str
    place: str
    expected: str
    found: str
    cause: str
    cells: tuple[Observation, ...] = ()
    key: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What it is known by: 621124-2024-02-3f9a2c1b, county, period and a hash.

        The same from run to run, in `finkit check` and in a report: of the rule, of what the
        amounts are of and of what is found; not of where the files lie, nor of what is expected,
        since later months may better it. Another amount found is another finding: what was let
        stand was this one. A fault of a name is one, however many periods it stands in.
        """
        when = f"{self.period}-" if self.item else ""
        return f"{self.county_code}-{when}{self._hash}"

    @property
    def anchor(self) -> str:
        """Where a page tells of it."""
        return f"finding-{self._hash}"

    @property
    def _hash(self) -> str:
        what = (self.rule, self.county_code, self.period if self.item else "", self.item)
        parts = [*what, self.found, *self.key, *(part for cell in self.cells for part in _of(cell))]
        # Lengths keep apart what would otherwise run together.
        joined = "".join(f"{len(part)}:{part}" for part in parts)
        return hashlib.sha256(joined.encode()).hexdigest()[:8]

    @property
    def what(self) -> str:
        """2024-02 增值税."""
        return f"{self.period} {plain_name(self.item)}"

    @property
    def named(self) -> str:
        """621124-2024-02-3f9a2c1b 2024-02 增值税应为约1000万元，实为10000万元."""
        be = "" if self.expected.startswith("不") else "为"
        return f"{self.id} {self.what}应{be}{self.expected}，实为{self.found}"

    def row(self) -> tuple[str, ...]:
        """The cells of a CSV row, in the order of `COLUMNS`."""
        return (
            self.severity,
            self.rule,
            self.county_code,
            self.period,
            self.item,
            self.place,
            self.expected,
            self.found,
            self.cause,
            self.id,
        )


def _of(cell: Observation) -> tuple[str, ...]:
    """What an amount is of: all that makes its key, not the amount nor its place."""
    return (
        cell.county_code,
        str(cell.period),
        cell.basis,
        cell.item,
        cell.parent_item,
        cell.measure,
        cell.data_status,
        cell.scope,
    )


def period_in(finding: str, code: str) -> str | None:
    """The period in the id of a finding about this county, "" where it has none; else None.

    >>> period_in("621124-2024-02-3f9a2c1b", "621124"), period_in("621124-3f9a2c1b", "621124")
    ('2024-02', '')
    >>> period_in("532326-2024-02-3f9a2c1b", "621124") is None
    True
    """
    place, _, _ = finding.rpartition("-")
    if place == code:
        return ""
    return place.removeprefix(f"{code}-") if place.startswith(f"{code}-") else None
