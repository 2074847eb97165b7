"""The headings above a column, from top to bottom, with the groups that stand over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.header_rows import is_foreign, is_formula_row
from finkit.workbooks.words.headings import heading

_LATIN = re.compile(r"[A-Za-z][A-Za-z\s,.&'()/-]*")
_CJK = re.compile(r"[\u3400-\u9fff]")


class Part(NamedTuple):
    """A heading; `is_of_all` says that it tells no column of the table from another."""

    text: str
    is_wide: bool
    is_of_all: bool = False


def common_rows(sheet: Sheet, block: Block) -> frozenset[int]:
    """The rows of a header with one heading over every column: it tells none from another."""
    rows = range(block.top, block.body)
    said = [c for c in block.columns if any(sheet.shown(row, c) for row in rows)]
    return frozenset(row for row in rows if len({_master(sheet, block, row, c) for c in said}) == 1)


def parts_of(sheet: Sheet, block: Block, index: int, common: frozenset[int]) -> Iterator[Part]:
    """The headings of a column from top to bottom; a group heading stands over several columns.

    English below or above the Chinese says the same once more.
    """
    found = list(_parts_of(sheet, block, index, common))
    own = [part for part in found if not _LATIN.fullmatch(part.text)]
    yield from own if any(_CJK.search(part.text) for part in own) else found


def _parts_of(sheet: Sheet, block: Block, index: int, common: frozenset[int]) -> Iterator[Part]:
    before: tuple[int, int] | None = None
    for row in range(block.top, block.body):
        master = _master(sheet, block, row, index)
        text = sheet.text(*master)
        if master == before or not text or row not in _speaking(sheet, block):
            continue
        before = master
        yield Part(text, _is_wide(sheet, block, row, master[1]), row in common)


def _speaking(sheet: Sheet, block: Block) -> list[int]:
    """The rows of a header but for those that count its columns, or translate them."""
    beside = range(block.label, block.columns.stop)
    return [
        row
        for row in range(block.top, block.body)
        if row == block.top
        or not (is_formula_row(sheet, block.label, row) or is_foreign(sheet, beside, row))
    ]


def _master(sheet: Sheet, block: Block, row: int, index: int) -> tuple[int, int]:
    """The cell whose text heads this one: of its merged range, or to the left of a blank."""
    if (merge := sheet.merge_at(row, index)) and sheet.text(merge[0], merge[1]):
        return merge[0], merge[1]
    if sheet.text(row, index) or not _is_under_group(sheet, block, row, index):
        return row, index
    column = index
    while column > block.columns.start and not sheet.text(row, column):
        column -= 1
    return row, column


def _is_under_group(sheet: Sheet, block: Block, row: int, index: int) -> bool:
    """Whether a blank heading may continue the one to its left: it has a heading of its own below,
    and the one to its left has too."""
    below = [r for r in _speaking(sheet, block) if r > row]
    if not any(sheet.text(r, index) for r in below):
        return False
    column = index - 1
    while column >= block.columns.start and not sheet.text(row, column):
        column -= 1
    if column < block.columns.start or sheet.merge_at(row, column):
        return False
    return any(sheet.text(r, column) for r in below)


def _is_wide(sheet: Sheet, block: Block, row: int, column: int) -> bool:
    merge = sheet.merge_at(row, column)
    if merge and merge[3] > merge[1]:
        return True
    follower = column + 1
    return (
        follower in block.columns
        and not sheet.shown(row, follower)
        and _is_under_group(sheet, block, row, follower)
    )


def joined(parts: Sequence[Part]) -> list[str]:
    """The names that headings give; one broken over several rows of one column is one."""
    return [heading(text).text for text in unbroken(parts)]


def unbroken(parts: Sequence[Part]) -> list[str]:
    """The headings as printed, from top to bottom; one broken over several rows is one."""
    found: list[Part] = []
    for part in parts:
        if found and not part.is_wide and not found[-1].is_wide:
            found[-1] = Part(f"{found[-1].text}\n{part.text}", is_wide=False)
        else:
            found.append(part)
    return [part.text for part in found]
