"""Footnote marks (注号): what a printer puts behind a name or a number and is no part of either."""

from __future__ import annotations

import re

RAISED = "¹²³⁰⁴-⁹₀-₉"
"""Digits raised or lowered, as a class of a pattern."""

ENCLOSED = "①-⒛⓪⓫-⓿❶-➓㉈-㉏㉑-㉟㊱-㊿\U0001f100-\U0001f10a"
"""Digits in a circle, in brackets, before a point."""

# What repeats gives nothing back (`++`): of marks in a row each could end anywhere else, and a text
# of thirty of them would be tried in a thousand million ways.
_RAISED = rf"[⁽₍]?[{RAISED}ᵃ-ᶻ]++(?:[⁻⁾₎,，、 ]*+[{RAISED}])*+[⁾₎]?"
_NOTE = r"[\[［【〔(（]\s*(?:[见附]?注[:：]?\s*\d{0,2})\s*[\]］】〕)）]|(?<!备)(?<!附)注\s*\d{1,2}"
_NUMBERED = r"[\[［【〔]\s*\d{1,2}\s*[\]］】〕]"
_SIGNS = "[*＊※†‡⁎﹡]"
_MARK = rf"(?:{_RAISED}|[{ENCLOSED}]|{_NOTE}|{_NUMBERED}|{_SIGNS})"

OF_NAME = re.compile(
    rf"(?<=[\u3400-\u9fff)）”》%])(?:\s*+{_MARK})++\s*$"
    rf"|(?<=[A-Za-z])(?:\s*+(?:[{ENCLOSED}]|{_NOTE}|{_NUMBERED}))++\s*$"
)
"""Behind a name; what is raised behind a letter is a part of it: km²."""

OF_NUMBER = re.compile(rf"(?<!\s)(?:\s*+{_MARK})++\s*$")
"""Behind a number, a unit, a dash."""

POWER_OF_TEN = re.compile(rf"\s*[+-]?10[{RAISED}]+\s*$")
"""10⁴ may be a number of its own, and no 10 with a note."""


def unmarked(text: str) -> str:
    """A name, a title or a heading without the marks of notes behind it.

    >>> unmarked("本年累计¹"), unmarked("收支情况表 [1]"), unmarked("①增值税")
    ('本年累计', '收支情况表', '①增值税')
    """
    return OF_NAME.sub("", text)
