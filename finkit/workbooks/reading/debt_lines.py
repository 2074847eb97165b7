"""The rows of a table of debt: what each says, what it stands under, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from finkit.counties import County
from finkit.counties.beside import RowArea
from finkit.counties.shortening import squeezed
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.hierarchy import Row, placed
from finkit.workbooks.reading import by_area, by_item
from finkit.workbooks.reading.areas_of_rows import areas_of, take_areas
from finkit.workbooks.reading.by_item import leave
from finkit.workbooks.reading.coded_areas import by_codes
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.debt_words import (
    DebtWords,
    debt_words,
)
from finkit.workbooks.words.row_times import year_and_month

_WHOLE = re.compile(r"(自治区|本地区|全自治区|全[国省市县区州旗盟])(?:\([^()]*\))?")


class Line(NamedTuple):
    """A row: its words, those of what it stands under, the rows right below that are its kinds."""

    row: int
    words: DebtWords
    above: tuple[DebtWords, ...] = ()
    kinds: tuple[int, ...] = ()
    area: County | None = None
    scope: str = ""
    name: str = ""


def of_areas(
    table: Table,
    sheet: Sheet,
    block: Block,
    around: Context,
    answers: Mapping[str, str],
    held: Mapping[str, County],
) -> list[Line]:
    """The rows of areas that are known or answered; the others are asked, or left aside."""
    rows = [r for r in range(block.body, block.end) if by_area.is_row(table, sheet, block, r)]
    names = {row: squeezed(sheet.text(row, block.label)) for row in rows}
    known = areas_of(list(names.values()), around, answers, held)
    if around.area is None and (top := _top(known.values())):
        # 省本级 below 甘肃省 is that of the province all rows lie in.
        around = around._replace(area=top)
        known = areas_of(list(names.values()), around, answers, held)
    known |= _wholes(names.values(), known, around) | by_codes(names, known, sheet.row_codes)
    take_areas(table, known)
    found = []
    for row, name in names.items():
        place = sheet.place(row, block.label)
        of, reason = by_area.area_of_row(table, name, place, around, answers)
        if reason:
            leave(table, sheet, block, row, reason)
        elif of:
            found.append(Line(row, DebtWords(), area=of.area, scope=of.scope))
    return found


def _top(known: Iterable[RowArea]) -> County | None:
    """The area of a first row that holds those of all others, where there are several."""
    codes = [of.area.code for of in known]
    first = next((of.area for of in known), None)
    within = first.code.rstrip("0") if first else ""
    is_above = first is not None and first.code.endswith("00") and len(set(codes)) > 1
    return first if is_above and all(code.startswith(within) for code in codes) else None


def of_years(sheet: Sheet, block: Block) -> list[Line]:
    """Rows that are years: each says of which its amounts are."""
    rows = [r for r in range(block.body, block.end) if r not in sheet.hidden_rows]
    years = {row: year_and_month("year", sheet.text(row, block.label))[0] for row in rows}
    return [Line(row, DebtWords(year=year)) for row, year in years.items() if year]


def _wholes(
    names: Iterable[str], known: Mapping[str, RowArea], around: Context
) -> dict[str, RowArea]:
    """Rows that call the table's own area what it is: 自治区（不含兵团）, 全市."""
    area = around.area
    return {
        name: RowArea(area)
        for name in names
        if area and name not in known and _WHOLE.fullmatch(name)
    }


def of_items(table: Table, sheet: Sheet, block: Block) -> list[Line]:
    """The rows of items that words explain, with what they stand under."""
    rows = by_item.rows_of(table, sheet, block)
    items = list(placed(Row(sheet.raw(row, block.label)) for row in rows))
    table.items.extend(items)
    words = [debt_words(item.item) for item in items]
    depths = [item.depth for item in items]
    lines = []
    for n, (row, item) in enumerate(zip(rows, items, strict=True)):
        above = _above(n, depths)
        if n and not above and _stands_with(words[n], words[n - 1]):
            above = _above(n - 1, depths)
        # 专项债务, set a blank further in than 其中：一般债务, does not stand below it.
        chain = tuple(w for m in above if not _differ((w := words[m]).kind, words[n].kind))
        if rest := "".join(one.rest for one in (words[n], *chain)):
            leave(table, sheet, block, row, f"不认识的债务项目「{item.item}」（{rest}）")
            continue
        below = [
            m for m in range(n + 1, len(items)) if _above(m, [i.depth for i in items])[:1] == [n]
        ]
        kinds = tuple(rows[m] for m in below if words[m].kind and not words[m].what)
        lines.append(Line(row, words[n], chain, kinds, name=item.item))
    return lines


def _stands_with(own: DebtWords, before: DebtWords) -> bool:
    """Whether a row set as far out as the whole stands where the row before it does: 财政预算安排
    below 再融资, 专项债务 below 其中：一般债务."""
    if own.what:
        return False
    if own.kind:
        return bool(before.kind) and not before.what and own.kind != before.kind
    return bool(own.sub)


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _above(place: int, depths: Sequence[int]) -> list[int]:
    """The rows that a row stands under, the nearest first."""
    found, depth = [], depths[place]
    for n in range(place - 1, -1, -1):
        if depths[n] < depth:
            found.append(n)
            depth = depths[n]
    return found


def _below(place: int, depths: Sequence[int]) -> list[int]:
    """The rows that stand right under a row."""
    return [n for n in range(place + 1, len(depths)) if _above(n, depths)[:1] == [place]]
