"""The account codes of a table's rows: whole in one column, or 类, 款 and 项 in a column each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from finkit.gate.marks import OF_NUMBER
from finkit.gate.numbers import plain
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.words.headings import heading, meaning, squeezed

_LEVELS = ("类", "款", "项")
_WHOLE = (3, 5, 7)
"""How many digits a code has down to 类, 款 and 项."""

_BETWEEN = re.compile(r"[\s.-]")
_PADDING = re.compile(r"(00)+$")


def codes(sheet: Sheet, block: Block, rows: Sequence[int]) -> list[str]:
    """The code of each row, "" for one that has none."""
    levels = level_columns(sheet, block)
    if levels:
        return list(_joined(sheet, levels, rows))
    return [_code(sheet, block, row) for row in rows]


def _code(sheet: Sheet, block: Block, row: int) -> str:
    for column in block.beside:
        head = heading(sheet.shown(block.body - 1, column) or sheet.shown(block.top, column))
        if meaning(head.text).role == "code" and (code := _whole(sheet.text(row, column))):
            return code
    return ""


def _whole(text: str) -> str:
    """A code as it stands in one cell, without blanks and the zeros that fill it up."""
    digits = _digits(text)
    return digits[:3] + _PADDING.sub("", digits[3:]) if len(digits) in _WHOLE else ""


def _digits(text: str) -> str:
    digits = _BETWEEN.sub("", OF_NUMBER.sub("", plain(text)))
    return digits if digits.isascii() and digits.isdecimal() else ""


def level_columns(sheet: Sheet, block: Block) -> list[int]:
    """The columns of 类, 款 and, where there is one, 项, right before the names."""
    for count in (3, 2):
        columns = list(range(block.label - count, block.label))
        names = [_level(sheet, block, column) for column in columns]
        if columns[0] >= 0 and names == list(_LEVELS[:count]):
            return columns
    return []


def _level(sheet: Sheet, block: Block, column: int) -> str:
    # The names may be headed a row higher: then 类, 款 and 项 stand in what is a first row there.
    said = [squeezed(sheet.text(row, column)) for row in range(block.top, block.body + 1)]
    return next((text for text in said if text in _LEVELS), "")


def _joined(sheet: Sheet, levels: Sequence[int], rows: Sequence[int]) -> Iterator[str]:
    """Each row's 类, 款 and 项 as one code; those left of the first that it gives are the same as
    in the row above it."""
    above: list[str] = []
    for row in rows:
        own = [_part(sheet.text(row, column), level) for level, column in enumerate(levels)]
        first = next((level for level, part in enumerate(own) if part), None)
        if first is None:
            yield ""
            continue
        missing = [""] * (first - len(above))
        above = _given([*above[:first], *missing, *own[first:]])
        yield "".join(above)


def _part(text: str, level: int) -> str:
    """What a cell gives of a code: 类 has three digits, 款 and 项 two; 00 only fills up.

    The whole code may stand there as well: 20101 under 款.
    """
    digits = _digits(text)
    if not level or len(digits) == _WHOLE[level]:
        return digits if len(digits) == _WHOLE[level] else ""
    digits = digits and digits.zfill(2)
    return digits if len(digits) == 2 and digits != "00" else ""


def _given(parts: list[str]) -> list[str]:
    """类, 款 and 项 down to the last that is given; none if one in between is not."""
    while parts and not parts[-1]:
        parts.pop()
    if parts and len(whole := parts[-1]) == _WHOLE[len(parts) - 1]:
        return [whole[:3], whole[3:5], whole[5:7]][: len(parts)]
    parts = [part[-2:] if level else part for level, part in enumerate(parts)]
    return parts if all(parts) else []
