"""Claims of a report: sentences that assert, each with its condition, threshold and source.

To add one, declare it in its family's `CLAIMS` and word it in `narrative/sections/problems.j2`.
"""

from finkit.claims import balance, debt, revenue, standing
from finkit.claims.evidence import Claim, Verdict, judge

CLAIMS: tuple[Claim, ...] = (
    *revenue.CLAIMS,
    *balance.CLAIMS,
    *debt.CLAIMS,
    *standing.CLAIMS,
)

__all__ = ["CLAIMS", "Claim", "Verdict", "judge"]
