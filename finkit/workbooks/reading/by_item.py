"""A table whose rows are items: 一、税收收入, its children below it, amounts to the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from finkit.accounts.spelling import clean
from finkit.counties.areas import is_whole_name
from finkit.gate.numbers import looks_given, number
from finkit.units import UNITS
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.changes import decide
from finkit.workbooks.layout.codes import codes
from finkit.workbooks.layout.exported_rows import NAMELESS
from finkit.workbooks.layout.header_rows import is_formula_row
from finkit.workbooks.layout.hierarchy import Placed, Row, placed
from finkit.workbooks.layout.labels import role_of
from finkit.workbooks.layout.row_units import RATE, unit_of, why_no_amount
from finkit.workbooks.layout.wholes import Line, Sums, sums
from finkit.workbooks.reading.below import level_of, named_below
from finkit.workbooks.reading.cells import Cell, take
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Aside, Table
from finkit.workbooks.words.dates import squeeze

AroundOf = Callable[[Sequence[int]], Mapping[int, Context]]
"""What holds for each of some rows; those that are left aside, or asked about, are missing."""

_NOTE = re.compile(
    r"\s*(注\s*[:：]|注\d|说明\s*[:：]|备注\s*[:：]|(资料|数据)来源|制表|填表|单位负责人|财务负责人|"
    r"联系人|联系电话|[a-z]\)).*",
    re.DOTALL,
)
HIDDEN = "隐藏的行，未读；要读先取消隐藏"
SHARED = "一个名称跨几行，没有写明各行是什么"
_SIDE = re.compile("收入|支出")
_PERHAPS_NOTE = re.compile(r"\s*(审核|打印|报送|\*|※).*", re.DOTALL)
"""A note, or an item (*增值税, 审核收费收入)."""


def fill(table: Table, sheet: Sheet, block: Block, around_of: AroundOf) -> None:
    """Takes every amount of the rows of items; those of each area and period on their own."""
    rows = rows_of(table, sheet, block)
    table.labelled = squeeze(sheet.shown(block.body - 1, block.label))
    table.columns = decide(table.columns, sheet, rows)
    alike: dict[Context, list[int]] = {}
    for row, around in around_of(rows).items():
        alike.setdefault(around, []).append(row)
    for around, own in alike.items():
        _fill(table, sheet, block, own, around)


def _fill(table: Table, sheet: Sheet, block: Block, rows: Sequence[int], around: Context) -> None:
    side = _side(sheet, block)
    names = [sheet.raw(row, block.label) for row in rows]
    items = list(placed(map(Row, names, codes(sheet, block, rows))))
    table.items.extend(items)
    notes = [c.at for c in table.columns if c.meaning.role == "note"]
    units = [c.at for c in table.columns if c.meaning.role == "unit"]
    units += [c for c in block.beside if role_of(sheet, block.top, c) == "unit"]
    whole = _sums(table, sheet, side, rows, items)
    shares = _shares_below(sheet, block, rows, items)
    for place, (row, item) in enumerate(zip(rows, items, strict=True)):
        note = next((sheet.text(row, c) for c in notes if sheet.text(row, c)), "")
        unit = next((text for c in units if (text := squeeze(sheet.text(row, c)))), "")
        reason = f"不认识的单位「{unit}」" if unit and unit not in UNITS else ""
        if not unit:
            unit, reason = unit_of(item.item), why_no_amount(item.item)
            reason = reason or _within_rates(items, place) or shares.get(place, "")
        if reason:
            leave(table, sheet, block, row, reason)
            continue
        for column in table.columns:
            if column.meaning.role not in ("note", "unit"):
                name, parent, scope = named_below(table, column, around, side, item)
                if place in whole.names and not column.under:
                    name, scope = whole.names[place], level_of(column, around)
                if not column.under:
                    parent = whole.parents.get(place, parent)
                area = column.area or around.area
                cell = Cell(row, column, area, name, parent, note, unit, scope)
                take(table, sheet, cell, around)


def _shares_below(
    sheet: Sheet, block: Block, rows: Sequence[int], items: Sequence[Placed]
) -> dict[int, str]:
    """The rows that are shares though they stand no further in than 构成（%） above them: names
    that stood above it too, down to the next row without an amount."""
    found: dict[int, str] = {}
    before: set[str] = set()
    section = ""
    for place, (row, item) in enumerate(zip(rows, items, strict=True)):
        name = clean(item.item)
        if not _has_amount(sheet, block, row):
            section = item.item if why_no_amount(item.item) == RATE else ""
        elif section and name in before:
            found[place] = f"「{section}」下的各行是比重，不是金额"
        elif not section:
            before.add(name)
    return found


def _within_rates(items: Sequence[Placed], place: int) -> str:
    """Why a row under 收入构成（%） holds no amounts, "" if it may: it is a share."""
    depth, n = items[place].depth, place
    while depth and n:
        n -= 1
        if items[n].depth < depth:
            depth = items[n].depth
            if why_no_amount(items[n].item) == RATE:
                return f"「{items[n].item}」下的各行是比重，不是金额"
    return ""


def _side(sheet: Sheet, block: Block) -> str:
    """收入 or 支出, where the heading of the names says which side of a table this is."""
    found = _SIDE.match(squeeze(sheet.shown(block.body - 1, block.label)))
    return found[0] if found else ""


def _sums(
    table: Table, sheet: Sheet, side: str, rows: Sequence[int], items: Sequence[Placed]
) -> Sums:
    columns = [column.at for column in table.columns if column.meaning.role == "amount"]
    lines = [
        Line(item.item, item.parent, tuple(number(sheet.text(row, c)).value for c in columns))
        for row, item in zip(rows, items, strict=True)
    ]
    return sums(table.title or table.sheet, side, lines)


def rows_of(table: Table, sheet: Sheet, block: Block) -> list[int]:
    """The rows that name an item; what stands in the others is left aside."""
    found = []
    for row in range(block.body, block.end):
        label = sheet.text(row, block.label)
        if row in sheet.hidden_rows:
            leave(table, sheet, block, row, HIDDEN)
        elif unread := sheet.why_unread(row, block.label):
            leave(table, sheet, block, row, unread)
        elif is_note(sheet, block, row):
            leave(table, sheet, block, row, "表下的说明")
        elif is_formula_row(sheet, block.label, row):
            leave(table, sheet, block, row, "公式行")
        elif is_shared(sheet, block, row):
            leave(table, sheet, block, row, SHARED)
        elif label.startswith(NAMELESS):
            leave(table, sheet, block, row, "只有科目编码：科目表里没有，或几本预算都有")
        elif is_whole_name(label):
            leave(table, sheet, block, row, f"「{squeeze(label)}」是县区，不是项目")
        elif label and number(label).value is None:
            found.append(row)
        else:
            leave(table, sheet, block, row, "这一行没有项目名")
    return found


def is_shared(sheet: Sheet, block: Block, row: int) -> bool:
    """Whether a row's name stands for those below it as well, told apart by what nobody knows:
    增值税 | 中央级, then | 县级. By its name alone it would be the whole."""
    if not sheet.text(row, block.label):
        return False
    merge, below = sheet.merge_at(row, block.label), row + 1
    last = merge[2] if merge else row
    beside = block.columns.start
    while below < sheet.height and sheet.is_blank(below, block.label):
        is_told = _is_word(sheet.text(below, beside)) and _is_word(sheet.text(row, beside))
        if (below <= last or is_told) and _has_amount(sheet, block, below):
            return True
        below += 1
        if below > last and not sheet.text(below, beside):
            break
    return False


def _is_word(text: str) -> bool:
    return bool(text) and not looks_given(text)


def _has_amount(sheet: Sheet, block: Block, row: int) -> bool:
    return any(number(sheet.text(row, c)).value is not None for c in block.columns)


def is_note(sheet: Sheet, block: Block, row: int) -> bool:
    """Whether a row says something of the table; with an amount 审核收费收入 is an item."""
    label = sheet.text(row, block.label)
    if not _PERHAPS_NOTE.fullmatch(label):
        return bool(_NOTE.fullmatch(label))
    return not _has_amount(sheet, block, row)


def leave(table: Table, sheet: Sheet, block: Block, row: int, reason: str) -> None:
    """Leaves a whole row aside."""
    for column in (block.label, *block.columns):
        if text := sheet.text(row, column):
            table.asides.append(Aside(sheet.place(row, column), text, reason))
