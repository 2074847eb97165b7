"""The texts around the tables of a sheet, and which of them speak of which table."""

from __future__ import annotations

from collections.abc import Sequence

from finkit.gate.marks import unmarked
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.codes import level_columns
from finkit.workbooks.words.titles import Said, Titles, titles

_LONGEST_LINE = 200


def said_of(sheet: Sheet, own: Sequence[Block]) -> list[Titles]:
    """What is said around each table of a sheet.

    Of two tables side by side each goes by the lines above its own columns, and by those of the
    other where it has none: a title over both may stand in the first cell alone.
    """
    below = texts(sheet, range(max(block.end for block in own), sheet.height))
    return [_said(sheet, block, own, below) for block in own]


def _said(sheet: Sheet, block: Block, own: Sequence[Block], below: Sequence[Said]) -> Titles:
    rows = range(block.above, block.top)
    lines = texts(sheet, rows)
    said = titles(lines, below)
    if not any(_is_beside(other, block) for other in own):
        return said
    above = texts(sheet, rows, range(leftmost(sheet, block), block.columns.stop))
    mine = {name: value for name, value in titles(above, below)._asdict().items() if value}
    return said._replace(**mine | {"lines": (*mine.get("lines", ()), *said.lines)})


def _is_beside(one: Block, other: Block) -> bool:
    return one.label != other.label and one.top < other.end and other.top < one.end


def texts(sheet: Sheet, rows: range, columns: range | None = None) -> list[Said]:
    """The texts of some rows; of some columns those alone that do not reach beyond them."""
    found = []
    for row in rows:
        for column in columns or range(sheet.width):
            text = unmarked(sheet.text(row, column))
            merge = sheet.merge_at(row, column)
            is_within = columns is None or merge is None or merge[3] in columns
            if text and is_within and len(text) <= _LONGEST_LINE:
                found.append(Said(text, sheet.place(row, column)))
    return found


def leftmost(sheet: Sheet, block: Block) -> int:
    """The first column of a table, its codes and ordinals included."""
    labels = (block.label, *(column for column, _ in block.within))
    return min((*block.beside, *level_columns(sheet, block), *labels))
