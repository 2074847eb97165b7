"""Where the tables of a sheet are: by their header rows, side by side or one under another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from finkit.accounts import standard
from finkit.counties.areas import are_areas
from finkit.workbooks.grid import Sheet
from finkit.workbooks.header_rows import is_foreign, is_formula_row
from finkit.workbooks.headings import heading, meaning, squeezed
from finkit.workbooks.numbers import looks_given, number
from finkit.workbooks.times import is_time

_LABELS = ("item", "area", "year", "month", "key")
_MAIN = ("item", "area", "month", "year", "key")
"""Of several labels, whose rows these are: what stands first here."""

_VALUES = ("amount", "delta", "completion", "growth", "either")
_BESIDE = ("code", "ordinal")
_MONEY = "人民币|元|千元|万元|亿元"
_UNIT_LINE = re.compile(
    rf".*单位[:：].*|\(?(金额)?(单位)?({_MONEY})+\)?|\(?[\w ]*(yuan|RMB).*", re.IGNORECASE
)
_SIDE = re.compile(r"(收入|支出)(部分|方|类|情况)?")
_TITLE = re.compile(r".*(表|年.*月).*|.{21,}", re.DOTALL)
_YEAR_DIGITS = 4
_LOOK_DOWN, _MOST_HEADER_ROWS = 12, 5
_CJK = re.compile(r"[\u3400-\u9fff]")
_Label = tuple[int, str]


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
    within: tuple[_Label, ...] = ()


class _Head(NamedTuple):
    """A header: `label` is the last of its `labels`, right before the values."""

    row: int
    by: str
    label: int
    start: int
    stop: int
    labels: tuple[_Label, ...]


def blocks(sheet: Sheet) -> list[Block]:
    """The tables of a sheet, from top to bottom, then from left to right."""
    heads = list(_heads(sheet))
    found: list[Block] = []
    for number_, head in enumerate(heads):
        below = [h.row for h in heads[number_ + 1 :] if h.row > head.row and _overlap(h, head)]
        top = _top(sheet, head)
        body = _body(sheet, head)
        limit = _top_of_next(sheet, heads, min(below)) if below else sheet.height
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


def _top_of_next(sheet: Sheet, heads: list[_Head], row: int) -> int:
    return min(_top(sheet, head) for head in heads if head.row == row)


def _overlap(one: _Head, other: _Head) -> bool:
    return one.start < other.stop and other.start < one.stop


def _heads(sheet: Sheet) -> Iterator[_Head]:
    row = 0
    while row < sheet.height:
        found = _heads_of_row(sheet, row)
        yield from found
        row = max([_body(sheet, head) for head in found], default=row + 1)


def _heads_of_row(sheet: Sheet, row: int) -> list[_Head]:
    roles = {c: _role(sheet, row, c) for c in range(sheet.width) if sheet.text(row, c)}
    roles |= _first_label(sheet, row, roles)
    labels = [(c, role) for c, role in roles.items() if role in _LABELS]
    together = _together(sheet, row, roles, labels or _unnamed_labels(sheet, row, roles))
    if not together:
        return []
    starts = [_start(roles, labels[0][0]) for labels in together]
    stops = [*starts[1:], sheet.width]
    heads = [
        _Head(row, labels[-1][1], labels[-1][0], start, stop, tuple(labels))
        for labels, start, stop in zip(together, starts, stops, strict=True)
    ]
    return [head for head in heads if _is_head(sheet, head)]


def _first_label(sheet: Sheet, row: int, roles: dict[int, str]) -> dict[int, str]:
    """What the first column of a header is where the names below it say so: areas under 单位."""
    first = next((c for c in sorted(roles) if roles[c] not in _BESIDE), None)
    if first is None or roles[first] != "unit":
        return {}
    return {first: "area"} if are_areas(_names_below(sheet, row, first)) else {}


def _names_below(sheet: Sheet, row: int, column: int) -> list[str]:
    below = range(row + 1, min(row + _LOOK_DOWN, sheet.height))
    return [text for r in below if (text := sheet.text(r, column))]


def _together(
    sheet: Sheet, row: int, roles: dict[int, str], labels: list[_Label]
) -> list[list[_Label]]:
    """The labels of each table: one, or several beside one another that name its rows together.

    One right beside another of its kind, or in Latin, names the same rows in another language; of
    two of a kind the one that tells more of them apart counts.
    """
    found: list[list[_Label]] = []
    edge = -1
    for column, role in labels:
        is_near = edge >= 0 and all(roles.get(c) in _BESIDE for c in range(edge + 1, column))
        kinds = {kind for _, kind in found[-1]} if found else set()
        is_same = role in kinds or not _CJK.search(sheet.text(row, column))
        if is_near and not is_same and _names_more(sheet, row, column, role):
            found[-1].append((column, role))
        elif edge + 1 != column or not is_near:
            found.append([(column, role)])
        elif role == found[-1][-1][1] and _is_finer(sheet, row, column, found[-1][-1][0]):
            found[-1][-1] = (column, role)
        edge = column
    return found


def _is_finer(sheet: Sheet, row: int, column: int, before: int) -> bool:
    """Whether a label says more than one of its kind before it: 市州 | 县区, 收入类别 | 项目."""
    if not _CJK.search(sheet.text(row, column)):
        return False
    names, coarse = (
        {name for name in _names_below(sheet, row, c) if _is_name(name)} for c in (column, before)
    )
    return len(names) > len(coarse) > 0


def _names_more(sheet: Sheet, row: int, column: int, role: str) -> bool:
    """Whether a label beside another has names below it: a heading over amounts has none."""
    names = _names_below(sheet, row, column)
    if role in ("year", "month"):
        return _are_times(names, role)
    return any(_is_name(name) for name in names)


def _are_times(names: list[str], role: str) -> bool:
    """Whether there are years, or months, below a heading: 年度 may stand over amounts as well."""
    return any(is_time(role, name) for name in names)


def _role(sheet: Sheet, row: int, column: int) -> str:
    text = sheet.text(row, column)
    if len(text) != _YEAR_DIGITS and number(text).value is not None:
        return ""
    found = heading(text)
    role = meaning(found.text).role or ("amount" if found.when.year and not found.text else "")
    if role == "month" and not _are_times(_names_below(sheet, row, column), role):
        return "amount"
    return role


def _unnamed_labels(sheet: Sheet, row: int, roles: dict[int, str]) -> list[tuple[int, str]]:
    """The column left of the first value, where a header leaves its corner blank or says 收入; so
    does the second of two blocks side by side (收入 | 决算数 | 支出 | 决算数)."""
    values = [c for c, role in roles.items() if role in _VALUES]
    if len(values) < 2 or not _names_rows(sheet, row, values[0] - 1):
        return []
    if not _may_be_years([sheet.text(row, c) for c in values]):
        return []
    sides = [
        c - 1
        for c in values[1:]
        if _SIDE.fullmatch(squeezed(sheet.text(row, c - 1))) and _names_rows(sheet, row, c - 1)
    ]
    return [(label, "item") for label in (values[0] - 1, *sides)]


def _may_be_years(texts: list[str]) -> bool:
    """Whether headings are no amounts that look like years: 2019, 2020 may be, 2000, 1934 not."""
    if not all(number(text).value is not None for text in texts):
        return True
    years = [int(text) for text in texts]
    steps = {later - earlier for earlier, later in pairwise(years)}
    return steps <= {1} or steps <= {-1} or (len(steps) == 1 and len(years) > 2)


def _names_rows(sheet: Sheet, row: int, label: int) -> bool:
    """Whether names stand below a cell that is no number, and amounts to their right."""
    if label < 0 or number(sheet.text(row, label)).value is not None:
        return False
    if standard(sheet.text(row, label)).name:
        return False  # an item, with amounts
    below = range(row + 1, min(row + _LOOK_DOWN, sheet.height))
    return any(
        _is_name(sheet.text(r, label)) and looks_given(sheet.text(r, label + 1)) for r in below
    )


def _is_name(text: str) -> bool:
    return bool(text) and not looks_given(text)


def _start(roles: dict[int, str], label: int) -> int:
    start = label
    while start and roles.get(start - 1) in _BESIDE:
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
    return any(_role(sheet, head.row, c) in _VALUES for c in range(head.label + 1, head.stop))


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
    return meaning(heading(above + sheet.text(row + 1, head.label)).text).role in _LABELS


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
        if sheet.shown(row, head.label) and any(_is_filled(sheet, row, c) for c in columns):
            return row
        if head.by == "key" and sheet.text(row, head.label):
            return row
    return body - 1
