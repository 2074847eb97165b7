"""Columns of figures that name their unit once: in the head, where most cells share it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from finkit.wording import Phrase, Shown

_UNIT = re.compile(r"[^\d.,]+$")


class Head(NamedTuple):
    """What a column is headed, and the unit that most of its cells have."""

    name: str
    unit: str = ""


def one_unit(
    names: Sequence[str], rows: Sequence[Sequence[Phrase]]
) -> tuple[list[Head], list[list[Phrase]]]:
    """The heads with their units, the rows without those.

    >>> from finkit.wording import phrase
    >>> one_unit(["本期数"], [[phrase()]])
    ([Head(name='本期数', unit='')], [[Phrase(parts=())]])
    """
    units = [_unit([row[number] for row in rows]) for number in range(len(names))]
    heads = [Head(name, unit) for name, unit in zip(names, units, strict=True)]
    bare = [[_bare(cell, unit) for cell, unit in zip(row, units, strict=True)] for row in rows]
    return heads, bare


def _unit(cells: Sequence[Phrase]) -> str:
    """What most figures of a column end in; the others keep their own. "" where there is none."""
    found = Counter(
        match[0] if (match := _UNIT.search(part.text)) else ""
        for cell in cells
        for part in cell.parts
        if isinstance(part, Shown)
    )
    name, times = found.most_common(1)[0] if found else ("", 0)
    return name if times > found.total() / 2 else ""


def _bare(cell: Phrase, unit: str) -> Phrase:
    if not unit:
        return cell
    parts = (
        replace(part, text=part.text.removesuffix(unit)) if isinstance(part, Shown) else part
        for part in cell.parts
    )
    return Phrase(tuple(parts))
