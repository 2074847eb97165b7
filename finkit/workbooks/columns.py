"""What each column of a table holds, by the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from finkit import accounts
from finkit.contract import MONTH
from finkit.workbooks.blocks import Block
from finkit.workbooks.column import Column, answer_to
from finkit.workbooks.dates import When
from finkit.workbooks.grid import Sheet
from finkit.workbooks.header_rows import is_foreign, is_formula_row
from finkit.workbooks.headings import Meaning, heading, meaning, squeezed
from finkit.workbooks.together import told_together

_MEASURES = ("growth", "completion", "delta", "prior_actual", "adjusted_budget", "budget", "actual")
_OVER_ITEMS = ("area", "year", "month")
"""Tables whose columns are the items."""

_VALUES = ("amount", "delta", "growth", "completion")
_EDGE = re.compile(r"^(年末|年底|期末|月末|年初|期初)(?=.*余额)")
_EDGE_OF_YEAR = re.compile(r"(?:本年)?(年末|年底|期末|月末|年初|期初)(?:数|金额)?")
_SUM = re.compile(r"合计|总计|小计")
_NO_ITEM = re.compile(r".*([%比率幅±]|增长|增减|增加|升降|变动).*")
_LIKE_ITEM = re.compile(r".*[\u4e00-\u9fff].*")


class _Part(NamedTuple):
    text: str
    is_wide: bool


def columns(
    sheet: Sheet, block: Block, answers: Mapping[str, str], title: str = ""
) -> list[Column]:
    """Every column that has a heading or a value; `answers` say what a heading means.

    In a table of balances, as its title says, 年初数 is no budget.
    """
    found = [_column(sheet, block, index, answers) for index in block.columns]
    if "余额" in title:
        found = [_of_balances(column) for column in found]
    found = [one for one in found if one.printed or _has_values(sheet, block, one.at)]
    is_by_month = "month" in (block.by, *dict(block.within).values())
    return told_together(found, answers, is_by_month=is_by_month)


def _of_balances(column: Column) -> Column:
    edge = _EDGE_OF_YEAR.fullmatch(column.printed)
    if not edge:
        return column
    basis = "opening" if edge[1].endswith("初") else "balance"
    return column._replace(meaning=Meaning("amount", "actual", basis))


def _has_values(sheet: Sheet, block: Block, index: int) -> bool:
    return any(sheet.text(row, index) for row in range(block.body, block.end))


def _column(sheet: Sheet, block: Block, index: int, answers: Mapping[str, str]) -> Column:
    parts = list(_parts(sheet, block, index))
    printed = " ".join(squeezed(part.text) for part in parts)
    headings = [heading(part.text) for part in parts]
    when = When(
        next((h.when.year for h in reversed(headings) if h.when.year), 0),
        next((h.when.month for h in reversed(headings) if h.when.month), 0),
        any(h.when.is_range for h in headings),
    )
    unit = next((h.unit for h in reversed(headings) if h.unit), "")
    answer = answer_to(printed, answers)
    if answer:
        found, left = meaning(answer), parts
    else:
        found, left = _meaning(parts, block.by)
    item, parent = _item(left) if block.by in _OVER_ITEMS else ("", "")
    is_time = bool(when.year) and not any(h.text for h in headings)
    if not found.role and (is_time or _is_item(item, parent)):
        found = Meaning("amount", "actual", MONTH if _is_one_month(when) else "")
    return Column(index, printed, found, item, parent, when, unit)


def _is_item(name: str, parent: str) -> bool:
    """Whether a heading nobody knows may be an item of a table of areas: not what is a rate."""
    return bool(name) and not any(_NO_ITEM.fullmatch(said) for said in (name, parent))


def _is_one_month(when: When) -> bool:
    return bool(when.month) and not when.is_range


def _parts(sheet: Sheet, block: Block, index: int) -> Iterator[_Part]:
    """The headings of a column from top to bottom; a group heading stands over several columns."""
    before: tuple[int, int] | None = None
    for row in range(block.top, block.body):
        master = _master(sheet, block, row, index)
        text = sheet.text(*master)
        if master == before or not text or row not in _speaking(sheet, block):
            continue
        before = master
        yield _Part(text, _is_wide(sheet, block, row, master[1]))


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


def _joined(parts: Sequence[_Part]) -> list[str]:
    """The names that headings give; one broken over several rows of one column is one."""
    found: list[_Part] = []
    for part in parts:
        if found and not part.is_wide and not found[-1].is_wide:
            found[-1] = _Part(found[-1].text + "\n" + part.text, False)
        else:
            found.append(part)
    return [heading(part.text).text for part in found]


def _meaning(parts: Sequence[_Part], by: str) -> tuple[Meaning, list[_Part]]:
    """What the headings say together, and those left over: the groups it is said of."""
    texts = [heading(part.text).text for part in parts]
    names = _joined(parts)
    if by in _OVER_ITEMS and names and (found := _balance(names[-1])):
        return found, [*parts[:-1], _Part(_EDGE.sub("", names[-1]), False)]
    if by in _OVER_ITEMS and names and accounts.standard(names[-1]).name:
        return _over_items(texts, parts)
    if by not in _OVER_ITEMS and len(texts) > 1 and _SUM.fullmatch(texts[-1]):
        # 决算数 over 合计, 县级, 乡级: the sum is what the table is about.
        texts, parts = texts[:-1], parts[:-1]
    for start in range(len(texts)):
        found = meaning("".join(texts[start:]))
        if found.role and not _is_said_below(texts, parts, start):
            return _within_groups(found, parts[:start], by)
    return _over_items(texts, parts)


def _balance(name: str) -> Meaning | None:
    """年末债务余额, 年初存款余额 over areas: an item, at an edge of the year."""
    edge = _EDGE.match(name)
    if not edge or not accounts.standard(name[edge.end() :]).name:
        return None
    return Meaning("amount", "actual", "opening" if edge[0].endswith("初") else "balance")


def _is_said_below(texts: Sequence[str], parts: Sequence[_Part], start: int) -> bool:
    """Whether a group stands over a heading that says by itself what it is."""
    return parts[start].is_wide and bool(meaning("".join(texts[start + 1 :])).role)


def _over_items(texts: list[str], parts: Sequence[_Part]) -> tuple[Meaning, list[_Part]]:
    """累计, or 增长速度%, may stand over the items: (累计, 税收收入)."""
    if len(texts) > 1 and parts[0].is_wide and (found := meaning(texts[0])).role in _VALUES:
        return found, list(parts[1:])
    return Meaning(), list(parts)


def _within_groups(found: Meaning, groups: Sequence[_Part], by: str) -> tuple[Meaning, list[_Part]]:
    left = []
    for group in groups:
        text = heading(group.text).text
        said = meaning(text)
        if by in _OVER_ITEMS and accounts.standard(text).name:
            said = Meaning()
        if said.role in ("amount", "delta", "either", "growth"):
            found = _combined(said, found)
        else:
            left.append(group)
    return found, left


def _combined(group: Meaning, own: Meaning) -> Meaning:
    """(上年同期, 累计) is last year's; (本月, 增减额) is the month's; (增减, 额) is a change."""
    basis = own.basis if own.basis == MONTH or not group.basis else group.basis
    basis = MONTH if MONTH in (group.basis, own.basis) else basis
    if own.role == "amount" and group.role == "amount":
        measures = (group.measure, own.measure)
        measure = next(m for m in _MEASURES if m in measures)
        return Meaning("amount", measure, basis)
    return own._replace(basis=basis)


def _item(parts: Sequence[_Part]) -> tuple[str, str]:
    """The item a column of a table of areas is of, and the one above it."""
    names = [name for name in _joined(parts) if _LIKE_ITEM.fullmatch(name)]
    return (names[-1], names[-2] if len(names) > 1 else "") if names else ("", "")
