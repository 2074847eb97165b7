"""What the text marks for later: 【待补】 where a value is missing, and what does not apply.

The marks are single characters that no data can hold (validated text has none of the private
range), so that composing can find them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

NEXT_POINT = "\ue000"
"""Stands where 一是, 二是, … is to stand once it is known which points remain."""
TITLE_END = "\ue001"
"""Ends a point's title: a title alone is no point."""
NOT_APPLICABLE_MARK = "\ue002"
"""Stands for what the bureau says its county does not have: its sentence goes."""
CHARTS_MARK = "\ue003"
"""Begins a line that is no text but the names of charts."""
PENDING_CLASS = "pending"
MARKS = NEXT_POINT + TITLE_END + NOT_APPLICABLE_MARK + CHARTS_MARK


@dataclass(frozen=True, slots=True)
class Pending:
    """Something wanted and not there: 【待补：减税降费，万元】. False: templates may ask."""

    what: str
    unit: str = ""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"【待补：{self.what}{'，' if self.unit else ''}{self.unit}】"

    def __html__(self) -> str:
        return f'<mark class="{PENDING_CLASS}">{escape(str(self))}</mark>'


class NotApplicable:
    """What the county has nothing of. False; the sentence that asks for it is left out."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return NOT_APPLICABLE_MARK

    __html__ = __str__


@dataclass(frozen=True, slots=True)
class Words:
    """The bureau's own words, on one line, without the full stop that the sentence brings."""

    text: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return f'<span class="fact">{escape(self.text)}</span>'

    @classmethod
    def of(cls, text: str) -> Words:
        """Any text as words: one line, no private characters, no inner full stop."""
        plain = "".join(" " if c.isspace() else c for c in text if c not in MARKS)
        return cls(" ".join(plain.split()).rstrip("。；，,;. ").replace("。", "；"))
