"""Findings together: a tuple of them that shows itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from finkit.checks.finding import COLUMN_WORDS, COLUMNS, SEVERITIES, Finding
from finkit.html_table import titled_table

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 20


class Findings(tuple[Finding, ...]):
    """What the checks found, the gravest first.

    >>> import finkit
    >>> finkit.open().county("临洮县").check("2024-02")
    Findings(说明2)
    """

    __slots__ = ()

    @property
    def said(self) -> str:
        """How many of each severity, in words.

        >>> Findings().said
        '没有发现'
        """
        counted = Counter(one.severity for one in self)
        parts = [f"{name}{counted[key]}" for key, name in SEVERITIES.items() if counted[key]]
        return "，".join(parts) or "没有发现"

    def to_frame(self, *, chinese: bool = False) -> pd.DataFrame:
        """A finding a row, in the columns of `finkit check`, as texts.

        >>> Findings().to_frame(chinese=True).columns[:3].tolist()
        ['等级', '规则', '县区']
        """
        import pandas as pd  # noqa: PLC0415

        if chinese:
            rows = [(SEVERITIES[one.severity], *one.row()[1:]) for one in self]
            return pd.DataFrame(rows, columns=list(COLUMN_WORDS))
        return pd.DataFrame([one.row() for one in self], columns=list(COLUMNS))

    def __repr__(self) -> str:
        return f"Findings({self.said})"

    def __str__(self) -> str:
        lines = (f"{SEVERITIES[one.severity]} {one.rule}：{one.named}" for one in self)
        return "\n".join((self.said, *lines))

    def _repr_html_(self) -> str:
        rows = [(SEVERITIES[one.severity], *one.row()[1:]) for one in self[:_SHOWN]]
        return titled_table(self.said, COLUMN_WORDS, rows, len(self))
