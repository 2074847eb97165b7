"""The monitor's line that a finding is listed by, and that a sentence is said by, are one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from finkit.checks.tables import rows
from finkit.claims.thresholds import defaults


@pytest.mark.parametrize(
    ("figure", "items", "threshold"),
    [("share", "税收收入:一般公共预算收入", "tax_share")],
)
def test_a_finding_and_a_sentence_draw_the_same_line(
    figure: str, items: str, threshold: str
) -> None:
    [row] = [
        one for one in rows("anomalies.csv") if (one["figure"], one["items"]) == (figure, items)
    ]
    assert Decimal(row["threshold"]) == defaults()[threshold].value
