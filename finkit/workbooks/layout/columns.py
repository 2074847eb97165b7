"""What each column of a table holds, by the headings above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from finkit.accounts.aliases import standard
from finkit.contract import MONTH
from finkit.gate.numbers import number
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.beside_unknown import with_open_months, without_unknown_amounts
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.column import Column, answer_to
from finkit.workbooks.layout.groups import VALUES, budgeted, grouped, groups_of
from finkit.workbooks.layout.heading_parts import Part, common_rows, joined, parts_of
from finkit.workbooks.layout.over_items import with_items_of_changes
from finkit.workbooks.layout.together import told_together
from finkit.workbooks.words.answers import SKIP, Layout
from finkit.workbooks.words.dates import When
from finkit.workbooks.words.headings import (
    Meaning,
    heading,
    meaning,
    names_item,
    squeezed,
    unknown_unit,
)

_MEASURES = ("growth", "completion", "delta", "prior_actual", "adjusted_budget", "budget", "actual")
_OVER_ITEMS = ("area", "year", "month")
"""Tables whose columns are the items."""

_SET_ASIDE = ("aside", "ordinal", "note")
_EDGE = re.compile(r"^(年末|年底|期末|月末|年初|期初)(?=.*余额)")
_EDGE_OF_YEAR = re.compile(r"(?:本年)?(年末|年底|期末|月末|年初|期初)(?:数|金额)?")
_BALANCES = re.compile(r"余额|债务.*表")
_SUM = re.compile(r"合计|总计|小计")
_PARTS = ("其中", "小计", "合计", "总计")
"""What groups columns, or sums them, and names nothing itself."""

_BARE = re.compile(r"(金|数|总)?额|数量?|绝对[额值数]")
"""What says of a change only that it is an amount."""

_GLUED = re.compile(r"(.{3,}?)((?:年初|调整)?预算数|决算数|预计执行数|执行数|完成数)")
"""An item and what of it: 一般性转移支付预算数."""

_LIKE_ITEM = re.compile(r".*[\u4e00-\u9fff].*")


def columns(
    sheet: Sheet, block: Block, known: Layout, title: str = "", said: str = ""
) -> list[Column]:
    """Every column that has a heading or a value; what is `known` of a heading goes first.

    In a table of balances or of debt, as its title says, 年初数 is no budget. `said` is all that is
    said around the table, its title included.
    """
    common = common_rows(sheet, block)
    found = [_column(sheet, block, index, known, common) for index in block.columns]
    is_over_items = block.by in _OVER_ITEMS
    found = with_items_of_changes(found) if is_over_items else grouped(found, title)
    found = budgeted(found, title)
    if _BALANCES.search(title):
        found = [_of_balances(column) for column in found]
    found = [one for one in found if one.printed or _has_values(sheet, block, one.at)]
    found = [_hidden(one) if one.at in sheet.hidden_columns else one for one in found]
    if block.by not in _OVER_ITEMS:
        found = without_unknown_amounts(found, lambda one: _has_numbers(sheet, block, one.at))
    found = with_open_months(found)
    is_by_month = "month" in (block.by, *dict(block.within).values())
    return told_together(found, known.columns, said or title, is_by_month=is_by_month)


def _hidden(column: Column) -> Column:
    """A helper's or last month's column: what nobody sees is not taken."""
    return column._replace(meaning=Meaning("aside", "", "", "隐藏的列，未读；要读先取消隐藏"))


def _of_balances(column: Column) -> Column:
    edge = _EDGE_OF_YEAR.fullmatch(column.printed)
    if not edge:
        return column
    basis = "opening" if edge[1].endswith("初") else "balance"
    return column._replace(meaning=Meaning("amount", "actual", basis))


def _has_values(sheet: Sheet, block: Block, index: int) -> bool:
    return any(sheet.text(row, index) for row in range(block.body, block.end))


def _has_numbers(sheet: Sheet, block: Block, index: int) -> bool:
    texts = (sheet.text(row, index) for row in range(block.body, block.end))
    return any(number(text).value is not None for text in texts if text)


def _column(
    sheet: Sheet, block: Block, index: int, known: Layout, common: frozenset[int]
) -> Column:
    parts = list(parts_of(sheet, block, index, common))
    printed = " ".join(squeezed(part.text) for part in parts)
    headings = [heading(part.text) for part in parts]
    when = When(
        next((h.when.year for h in reversed(headings) if h.when.year), 0),
        next((h.when.month for h in reversed(headings) if h.when.month), 0),
        any(h.when.is_range for h in headings),
    )
    unit = next((h.unit for h in reversed(headings) if h.unit), "")
    answer = answer_to(printed, known.columns)
    if answer:
        # What it was answered to be is no name of an item as well.
        found, left = (
            meaning(answer),
            [part for part in parts if names_item(heading(part.text).text)],
        )
    else:
        found, left = _meaning(parts, block.by)
    item, parent = _item(left) if block.by in _OVER_ITEMS else ("", "")
    if not found.role and (glued := _GLUED.fullmatch(item)) and names_item(glued[1]):
        item, found = glued[1], meaning(glued[2])
    if named := answer_to(printed, known.items):
        item, parent = named, ""
    is_time = bool(when.year) and not any(h.text for h in headings)
    is_item = bool(named) or (names_item(item) and (not parent or names_item(parent)))
    if not found.role and (is_time or is_item):
        found = Meaning("amount", "actual", MONTH if _is_one_month(when) else "")
    strange = next((s for part in parts if (s := unknown_unit(part.text))), "")
    if strange and not answer:
        found = Meaning("aside", "", "", f"不认识的单位「{strange}」")
    if named == SKIP:
        found = Meaning("aside", "", "", "--map 里写明不要")
    if block.by not in _OVER_ITEMS:
        own = Column(index, printed, found, when=when, unit=unit, is_answered=bool(answer))
        return own._replace(groups=groups_of(left))
    return Column(index, printed, found, item, parent, when, unit)


def _is_one_month(when: When) -> bool:
    return bool(when.month) and not when.is_range


def _meaning(parts: Sequence[Part], by: str) -> tuple[Meaning, list[Part]]:
    """What the headings say together, and those left over: the groups it is said of."""
    texts = [heading(part.text).text for part in parts]
    names = joined(parts)
    if by in _OVER_ITEMS and names and (found := _balance(names[-1])):
        return found, [*parts[:-1], Part(_EDGE.sub("", names[-1]), is_wide=False)]
    if by in _OVER_ITEMS and names and standard(names[-1]).name:
        return _over_items(texts, parts)
    if by not in _OVER_ITEMS and len(texts) > 1 and _SUM.fullmatch(texts[-1]):
        # 决算数 over 合计, 县级, 乡级: the sum is what the table is about.
        texts, parts = texts[:-1], parts[:-1]
    for start in range(len(texts)):
        found = meaning("".join(texts[start:]))
        if found.role and not _is_said_below(texts, parts, start):
            is_bare = bool(_BARE.fullmatch("".join(texts[start:])))
            return _within_groups(found, parts[:start], by, is_bare=is_bare)
    return _over_items(texts, parts)


def _balance(name: str) -> Meaning | None:
    """年末债务余额, 年初存款余额 over areas: an item, at an edge of the year."""
    edge = _EDGE.match(name)
    if not edge or not standard(name[edge.end() :]).name:
        return None
    return Meaning("amount", "actual", "opening" if edge[0].endswith("初") else "balance")


def _is_said_below(texts: Sequence[str], parts: Sequence[Part], start: int) -> bool:
    """Whether a group stands over a heading that says by itself what it is."""
    return parts[start].is_wide and bool(meaning("".join(texts[start + 1 :])).role)


def _over_items(texts: list[str], parts: Sequence[Part]) -> tuple[Meaning, list[Part]]:
    """累计, or 增长速度%, may stand over the items: (累计, 税收收入)."""
    if (
        len(texts) > 1
        and parts[0].is_wide
        and (found := meaning(texts[0])).role
        in (
            *VALUES,
            *_SET_ASIDE,
        )
    ):
        return found, list(parts[1:])
    return Meaning(), list(parts)


def _within_groups(
    found: Meaning, groups: Sequence[Part], by: str, *, is_bare: bool
) -> tuple[Meaning, list[Part]]:
    left = []
    for group in groups:
        text = heading(group.text).text
        said = meaning(text)
        if by in _OVER_ITEMS and standard(text).name:
            said = Meaning()
        if said.role in _SET_ASIDE:
            found = said
        elif said.role in VALUES:
            found = _combined(said, found, is_bare=is_bare)
        else:
            left.append(group)
    if found.role == "completion" and found.basis == MONTH:
        found = Meaning("aside", "", "", "当月数占预算的百分比由金额计算")
    return found, left


def _combined(group: Meaning, own: Meaning, *, is_bare: bool) -> Meaning:
    """(上年同期, 累计) is last year's; (本月, 增减额) is the month's; (增减, 额) is a change."""
    basis = own.basis if own.basis == MONTH or not group.basis else group.basis
    basis = MONTH if MONTH in (group.basis, own.basis) else basis
    if own.role != "amount":
        return own._replace(basis=basis)
    if group.role != "amount":
        return _changed(group, own, is_bare=is_bare)
    measures = (group.measure, own.measure)
    measure = next(m for m in _MEASURES if m in measures)
    return Meaning("amount", measure, basis)


def _changed(group: Meaning, own: Meaning, *, is_bare: bool) -> Meaning:
    """(比上年增减, 金额) is an amount, (比上年增减, 累计) may be a rate; (占预算%, 累计) is one."""
    if own.measure != "actual":
        return Meaning("aside", "", "", "不是实际数的增减")
    if is_bare:
        role = "delta" if group.role == "either" else group.role
        return Meaning(role, "delta" if role == "delta" else "", group.basis)
    return group._replace(basis=own.basis)


def _item(parts: Sequence[Part]) -> tuple[str, str]:
    """The item a column of a table of areas is of, and the one above it.

    What groups or sums names only what nothing else names: 合计 below 债务限额 is 债务限额.
    """
    said = [name for name in joined(parts) if _LIKE_ITEM.fullmatch(name)]
    names = [name for name in said if name not in _PARTS]
    if not names:
        return ("合计" if said and said[-1] in _PARTS[2:] else ""), ""
    return names[-1], names[-2] if len(names) > 1 else ""
