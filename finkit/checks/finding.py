"""A finding: what a check found wrong or odd."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Literal

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
)
COLUMN_WORDS = ("等级", "规则", "县区", "期间", "项目", "出处", "应为", "实为", "可能原因")
"""The columns as a table for the eye heads them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: `expected` by the rule, `found` in the data, and the likely cause."""

    severity: Severity
    rule: str
    county_code: str
    period: str
    item: str
    place: str
    expected: str
    found: str
    cause: str

    def row(self) -> tuple[str, ...]:
        """The cells of a CSV row, in the order of `COLUMNS`."""
        return astuple(self)
