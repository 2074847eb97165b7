"""Where the tables of a sheet are: by their header rows, side by side or one under another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from finkit.gate.numbers import looks_given, number
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.header_rows import is_foreign, is_formula_row
from finkit.workbooks.layout.labels import BESIDE, LABELS, VALUES, Label, labels_of, role_of
from finkit.workbooks.words.headings import heading, meaning, squeezed

_MAIN = ("item", "area", "month", "year", "key")
"""Of several labels, whose rows these are: what stands first here."""

_MONEY = "人民币|元|千元|万元|亿元"
_UNIT_LINE = re.compile(
    rf".*单位[:：].*|\(?(金额)?(单位)?({_MONEY})+\)?|\(?[\w ]*(yuan|RMB).*", re.IGNORECASE
)
_TITLE = re.compile(r".*(表|年.*月).*|.{21,}", re.DOTALL)
_LOOK_DOWN, _MOST_HEADER_ROWS = 12, 5


class Block(NamedTuple):
    """A table: rows `top`..`body`-1 are its header, `body`..`end`-1 its rows.

    `label` is the column of the items or areas, `columns` those of the values, `beside` what
    stands left of the label (codes, ordinals). `above` is the first row that may speak of it.
    `within` are the other labels of a row, each with its column: 县区 where there is 县区 | 项目.
    """

    by: str
    above: int
    top: int
    body: int
    end: int
    label: int
    columns: range
    beside: tuple[int, ...]
    within: tuple[Label, ...] = ()


class _Head(NamedTuple):
    """A header: `label` is the last of its `labels`, right before the values."""

    row: int
    by: str
    label: int
    start: int
    stop: int
    labels: tuple[Label, ...]


def blocks(sheet: Sheet) -> list[Block]:
    """The tables of a sheet, from top to bottom, then from left to right."""
    heads = list(_heads(sheet))
    tops = [_top(sheet, head) for head in heads]
    highest: dict[int, int] = {}
    for head, top in zip(heads, tops, strict=True):
        highest[head.row] = min(highest.get(head.row, top), top)
    found: list[Block] = []
    for number_, (head, top) in enumerate(zip(heads, tops, strict=True)):
        below = islice(heads, number_ + 1, None)
        nearest = (h.row for h in below if h.row > head.row and _overlap(h, head))
        body = _body(sheet, head)
        limit = highest.get(next(nearest, -1), sheet.height)
        end = _last_given(sheet, head, body, limit) + 1
        above = max((b.end for b in found if b.end <= top), default=0)
        columns = range(head.label + 1, head.stop)
        main = min(head.labels, key=lambda label: _MAIN.index(label[1]))
        within = tuple(label for label in head.labels if label != main)
        beside = tuple(c for c in range(head.start, head.label) if c not in dict(head.labels))
        found.append(
            Block(main[1], above, top, body, max(end, body), main[0], columns, beside, within)
        )
    return found


def _overlap(one: _Head, other: _Head) -> bool:
    return one.start < other.stop and other.start < one.stop


def _heads(sheet: Sheet) -> Iterator[_Head]:
    row = 0
    before: list[_Head] = []
    while row < sheet.height:
        found = [h for h in _heads_of_row(sheet, row) if not _is_row_below(sheet, h, before)]
        yield from found
        if found or not any(sheet.text(row, c) for c in range(sheet.width)):
            before = found
        row = max([_body(sheet, head) for head in found], default=row + 1)


def _is_row_below(sheet: Sheet, head: _Head, before: list[_Head]) -> bool:
    """Whether what looks like a header of years is a row of the table above, whose amounts look
    like years: 合计 | 2000 | 1900. The header of the table above said again is one."""
    if not sheet.text(head.row, head.label) or role_of(sheet, head.row, head.label) in LABELS:
        return False
    said = _headings(sheet, head)
    if not all(number(text).value is not None for text in said):
        return False
    return any(one.label == head.label and _headings(sheet, one) != said for one in before)


def _headings(sheet: Sheet, head: _Head) -> list[str]:
    return [text for c in range(head.label + 1, head.stop) if (text := sheet.text(head.row, c))]


def _heads_of_row(sheet: Sheet, row: int) -> list[_Head]:
    roles, together = labels_of(sheet, row)
    if not together:
        return []
    starts = [_start(roles, labels[0][0]) for labels in together]
    stops = [*starts[1:], sheet.width]
    heads = [
        _Head(row, labels[-1][1], labels[-1][0], start, stop, tuple(labels))
        for labels, start, stop in zip(together, starts, stops, strict=True)
    ]
    return [head for head in heads if _is_head(sheet, head)]


def _start(roles: dict[int, str], label: int) -> int:
    start = label
    while start and roles.get(start - 1) in BESIDE:
        start -= 1
    return start


def _is_head(sheet: Sheet, head: _Head) -> bool:
    """Whether values stand below: a title that says 项目 is no header, a row of amounts neither."""
    columns = range(head.label + 1, head.stop)
    if any(_is_amount(sheet, head.row, c) for c in columns):
        return False
    if head.by != "key" and not any(sheet.shown(head.row, c) for c in columns):
        return False
    rows = range(head.row + 1, min(head.row + _LOOK_DOWN, sheet.height))
    given = any(looks_given(sheet.text(r, c)) for r in rows for c in columns)
    return given or head.by == "key" or _has_value_headings(sheet, head)


def _has_value_headings(sheet: Sheet, head: _Head) -> bool:
    """A form nobody has filled in is a table too."""
    return any(role_of(sheet, head.row, c) in VALUES for c in range(head.label + 1, head.stop))


def _is_amount(sheet: Sheet, row: int, column: int) -> bool:
    text = sheet.text(row, column)
    if number(text).value is None:
        return False
    return not (heading(text).when.year and not heading(text).text)


def _top(sheet: Sheet, head: _Head) -> int:
    """The first header row: group headings may stand above the label's own row."""
    merge = sheet.merge_at(head.row, head.label)
    row = merge[0] if merge else head.row
    while row and head.row - row < _MOST_HEADER_ROWS and _is_group_row(sheet, head, row - 1):
        row -= 1
    return row


def _is_group_row(sheet: Sheet, head: _Head, row: int) -> bool:
    texts = [sheet.shown(row, c) for c in range(head.label + 1, head.stop)]
    said = [text for text in texts if text]
    if not said or not _is_above_label(sheet, head, row):
        return False
    return not any(
        _UNIT_LINE.fullmatch(squeezed(t)) or _TITLE.fullmatch(squeezed(t)) or _is_number(t)
        for t in said
    )


def _is_above_label(sheet: Sheet, head: _Head, row: int) -> bool:
    """Whether nothing stands above the label, or what it is broken off from: 预算 above 科目."""
    above = sheet.shown(row, head.label)
    if not above or sheet.merge_at(row, head.label):
        return not above
    return meaning(heading(above + sheet.text(row + 1, head.label)).text).role in LABELS


def _is_number(text: str) -> bool:
    return looks_given(text) and not heading(text).when.year


def _body(sheet: Sheet, head: _Head) -> int:
    """The first row below the header; rows of formula letters belong to the header."""
    merge = sheet.merge_at(head.row, head.label)
    row = (merge[2] if merge else head.row) + 1
    while row < sheet.height and row - head.row < _MOST_HEADER_ROWS:
        if not (
            _continues_header(sheet, head, row)
            or is_formula_row(sheet, head.label, row)
            or is_foreign(sheet, range(head.label, head.stop), row)
        ):
            break
        row += 1
    return row


def _continues_header(sheet: Sheet, head: _Head, row: int) -> bool:
    texts = [sheet.text(row, c) for c in range(head.label + 1, head.stop)]
    if sheet.text(row, head.label) or not any(texts):
        return False
    return not any(_is_amount(sheet, row, c) for c in range(head.label + 1, head.stop))


def _is_filled(sheet: Sheet, row: int, column: int) -> bool:
    """Whether something stands where a value should: also a text, and a formula without result."""
    text = sheet.text(row, column)
    is_said = bool(text) and not _UNIT_LINE.fullmatch(squeezed(text))
    return is_said or (row, column) in sheet.uncomputed


def _last_given(sheet: Sheet, head: _Head, body: int, limit: int) -> int:
    """The last row that is filled in; what is said below speaks of the table, or of the next."""
    columns = range(head.label + 1, head.stop)
    for row in range(limit - 1, body - 1, -1):
        is_named = sheet.shown(row, head.label) or not sheet.is_blank(row, head.label)
        if is_named and any(_is_filled(sheet, row, c) for c in columns):
            return row
        if head.by == "key" and sheet.text(row, head.label):
            return row
    return body - 1
