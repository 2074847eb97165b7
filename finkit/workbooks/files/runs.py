"""What makes up a cell: runs of text, some of them struck out, raised as a note's mark, unseen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

STRUCK, RAISED, UNSEEN = "划掉的", "上标或下标", "看不见的"
"""Looks of a run that is no part of its cell: 删除线, 上标 and 下标, 隐藏 or white on white."""

REASONS = {
    STRUCK: "划掉的（删除线），未读",
    RAISED: "只有上标或下标，是注号，未读",
    UNSEEN: "看不见的（隐藏，或白底白字），未读",
}
_OF_NUMBERS = frozenset("0123456789０１２３４５６７８９.,，．")


class Run(NamedTuple):
    """A piece of a cell's text; its look, "" for one like any other."""

    text: str
    look: str = ""


class Said(NamedTuple):
    """What a cell says: its text; what of it was dropped, in words; or why nothing of it is read,
    the text then being what stands there."""

    text: str
    dropped: str = ""
    reason: str = ""


def said(runs: Iterable[Run]) -> Said:
    """What the runs of a cell say together. Where something is dropped between digits, a line break
    stays: what stands around it are two numbers.

    >>> said([Run("16200", STRUCK), Run("16850")])
    Said(text='16850', dropped='划掉的「16200」未读', reason='')
    >>> said([Run("km"), Run("2", RAISED)]).text, said([Run("12"), Run("3", RAISED), Run("4")]).text
    ('km2', '12\\n4')
    >>> said([Run("房产税", STRUCK)]).reason
    '划掉的（删除线），未读'
    """
    kept, left = "", dict[str, str]()
    is_gap = False
    for text, look in runs:
        if not look or (look == RAISED and _is_of_letter(kept)):
            broken = is_gap and kept[-1:] in _OF_NUMBERS and text[:1] in _OF_NUMBERS
            kept += f"\n{text}" if broken and text else text
            is_gap = is_gap and not text
        elif text.strip():
            left[look] = left.get(look, "") + text
            is_gap = True
    if left and not kept.strip():
        return Said("".join(left.values()), "", REASONS[next(iter(left))])
    return Said(kept, "，".join(f"{look}「{text.strip()}」未读" for look, text in left.items()))


def _is_of_letter(before: str) -> bool:
    """Whether what is raised belongs to a letter: km²."""
    last = before[-1:]
    return last.isascii() and last.isalpha()
