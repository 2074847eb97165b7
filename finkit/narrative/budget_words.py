"""A line against its budget: which budget is meant is always named, and lines beside one another
are told of one budget, or of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from finkit.contract import MEASURES
from finkit.figures.figure import Figure
from finkit.wording import NOTHING, Phrase, Speaker, joined, phrase

_ADJUSTED, _YEARLY = MEASURES["adjusted_budget"], MEASURES["budget"]
_WHOLE_YEAR = 12
Ask = Callable[[str, str], Figure | None]
"""A line asked for its figure of an indicator and a budget."""


def against_budget(line: Ask, speaker: Speaker, month: int, *, both: bool) -> Phrase:
    """为年初预算105425万元的16.2%，落后序时进度0.5个百分点: the adjusted budget before the yearly.

    `both`, where the line's sisters are told of the other, the adjusted one last:
    为年初预算169940万元的85.0%、调整预算173300万元的83.3%，与序时进度基本持平.
    """
    names = (_YEARLY, _ADJUSTED)
    said = {name: done for name in names if (done := _done(line, name, speaker))}
    if not said:
        return NOTHING
    last = next(name for name in (_ADJUSTED, _YEARLY) if name in said)
    told = said if both else {last: said[last]}
    if not _is_begun(line, last):
        return joined(told.values(), "、")
    behind = line("progress_gap", last) if month < _WHOLE_YEAR else None
    return joined([phrase("为", joined(told.values(), "、")), speaker.schedule(behind)])


def _is_begun(line: Ask, budget: str) -> bool:
    """Whether anything of a budget is done."""
    rate = line("completion_rate", budget)
    return rate is not None and bool(rate.value)


def mixed(lines: Iterable[Ask], speaker: Speaker) -> bool:
    """Whether some of these lines are told of 调整预算 and others can only be of 年初预算."""
    found = set()
    for line in lines:
        adjusted = bool(_done(line, _ADJUSTED, speaker))
        if adjusted or _done(line, _YEARLY, speaker):
            found.add(adjusted)
    return len(found) > 1


def _done(line: Ask, budget: str, speaker: Speaker) -> Phrase:
    rate, planned = line("completion_rate", budget), line("budget_amount", budget)
    if rate is None or rate.value is None or rate.value < 0:
        return NOTHING
    whole = [speaker.level(planned)] if planned is not None and planned.value is not None else []
    if not rate.value:
        # Nothing done yet: the budget stands for itself, without a rate of 0.0%.
        return phrase(budget, *whole) if whole else NOTHING
    return phrase(budget, *whole, "的", speaker.level(rate))
