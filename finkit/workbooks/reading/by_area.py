"""A table whose rows are areas: 范 县, 台前县 …, the items and their amounts to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from finkit.accounts.aliases import standard
from finkit.counties import County
from finkit.counties.areas import areas_named
from finkit.counties.beside import RowArea, is_beside
from finkit.counties.row_names import is_total, is_unallocated
from finkit.counties.shortening import squeezed
from finkit.gate.numbers import looks_given, number
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.layout.budgets import joined, scope_of
from finkit.workbooks.layout.changes import decide
from finkit.workbooks.layout.column import Column
from finkit.workbooks.layout.header_rows import is_formula_row
from finkit.workbooks.layout.over_items import WHOLE
from finkit.workbooks.reading.areas_of_rows import areas_of, question, take_areas
from finkit.workbooks.reading.by_item import HIDDEN, SHARED, AroundOf, is_note, is_shared, leave
from finkit.workbooks.reading.cells import RATES, Cell, take
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Aside, Table, ask
from finkit.workbooks.words.answers import SKIP
from finkit.workbooks.words.headings import is_like_rate
from finkit.workbooks.words.title_items import item_of_title
from finkit.workbooks.words.titles import scope_in_brackets

_BUDGETS = (
    "一般公共预算",
    "公共财政预算",
    "公共财政",
    "一般预算",
    "政府性基金预算",
    "政府性基金",
    "国有资本经营预算",
    "社会保险基金预算",
)
_SIDES = ("收入", "支出")


def fill(
    table: Table,
    sheet: Sheet,
    block: Block,
    around_of: AroundOf,
    around: Context,
    answers: Mapping[str, str],
    held: Mapping[str, County],
) -> None:
    """Takes every amount of the rows of areas that are known or answered."""
    rows = [row for row in range(block.body, block.end) if is_row(table, sheet, block, row)]
    table.columns = named(decide(table.columns, sheet, rows), table.title)
    names = {row: squeezed(sheet.text(row, block.label)) for row in rows}
    take_areas(table, areas_of(list(names.values()), around, answers, held))
    for row, said in around_of(rows).items():
        of, reason = area_of_row(table, names[row], sheet.place(row, block.label), around, answers)
        if reason:
            _leave_numbers(table, sheet, block, row, reason)
        # 全市 in the title says whose the areas are, not of what scope each one's amounts.
        own = said._replace(scope=of.scope if of and of.scope else scope_in_brackets(table.title))
        for column in table.columns if of else ():
            take_item(table, sheet, row, column, of.area if of else None, own)


def area_of_row(
    table: Table, name: str, place: str, around: Context, answers: Mapping[str, str]
) -> tuple[RowArea | None, str]:
    """The area of a row, or why there is none; neither where it has to be asked."""
    area = table.areas.get(name)
    reason = "" if area else _reason(name, answers)
    if area is None and not reason:
        ask(table, "area", name, question(name, around, table.areas.values()), place)
    return RowArea(area, table.scopes.get(name, "")) if area else None, reason


def take_item(
    table: Table, sheet: Sheet, row: int, column: Column, area: County | None, around: Context
) -> None:
    """Takes the cell of one row under one item; asks what a column of amounts is of."""
    if column.meaning.role in ("note", "area", "code", "ordinal"):
        return
    if _is_open(sheet, row, column):
        text = (
            f"栏目「{column.printed}」不知是什么；在 --map 的 columns 里用标准栏目名写明，或 不要"
        )
        ask(table, "column", column.asked_as, text, sheet.place(row, column.at))
    elif column.meaning.role in RATES and not column.item:
        _leave_cell(table, sheet, row, column, "没有写明是什么收支的比率")
    elif column.meaning.measure and not column.item:
        text = f"栏目「{column.printed}」没有写明是什么收支；在 --map 的 items 里写项目名"
        ask(table, "item", column.asked_as, text, sheet.place(row, column.at))
    else:
        own = scope_of(table.title or table.sheet, "", column.item, column.parent)
        scope = joined(around.scope, own)
        cell = Cell(row, column, area, column.item, column.parent, scope=scope)
        take(table, sheet, cell, around)


def _is_open(sheet: Sheet, row: int, column: Column) -> bool:
    """Whether an amount stands below a heading that nobody knows, and that sounds like none."""
    if column.meaning.role or not column.item or is_like_rate(column.printed):
        return False
    return number(sheet.text(row, column.at)).value is not None


def is_row(table: Table, sheet: Sheet, block: Block, row: int) -> bool:
    """Whether a row may be an area's; what is none is left aside."""
    label = sheet.text(row, block.label)
    if not any(sheet.text(row, c) or (row, c) in sheet.uncomputed for c in block.columns):
        return False
    reason = ""
    if row in sheet.hidden_rows:
        reason = HIDDEN
    elif unread := sheet.why_unread(row, block.label):
        reason = unread
    elif is_note(sheet, block, row) or is_formula_row(sheet, block.label, row):
        reason = "表下的说明"
    elif is_shared(sheet, block, row):
        reason = SHARED
    elif not label:
        reason = "这一行没有县区名"
    elif not areas_named(label) and not _has_numbers(sheet, block, row):
        reason = "这一行没有数"
    if reason:
        leave(table, sheet, block, row, reason)
    return not reason


def _has_numbers(sheet: Sheet, block: Block, row: int) -> bool:
    return any(
        looks_given(sheet.text(row, c)) or (row, c) in sheet.uncomputed for c in block.columns
    )


def _reason(name: str, answers: Mapping[str, str]) -> str:
    if answers.get(name) == SKIP:
        return "--map 里写明不要"
    if is_total(name):
        return "其中的一部分，不是一个县区" if name.startswith("其中") else "合计行，不是一个县区"
    if is_unallocated(name):
        return "还没有分到县区的数"
    if is_beside(name) and not areas_named(name):
        return f"「{name}」不是县区（本级、开发区等），又没有写明属哪个市州"
    return ""


def _leave_cell(table: Table, sheet: Sheet, row: int, column: Column, reason: str) -> None:
    if text := sheet.text(row, column.at):
        table.asides.append(Aside(sheet.place(row, column.at), text, reason))


def _leave_numbers(table: Table, sheet: Sheet, block: Block, row: int, reason: str) -> None:
    for column in block.columns:
        if looks_given(text := sheet.text(row, column)):
            table.asides.append(Aside(sheet.place(row, column), text, reason))


def named(columns: Sequence[Column], title: str) -> list[Column]:
    """The columns with their items; where the headings leave one open the title says it."""
    return [_named(column, title) for column in columns]


def _named(column: Column, title: str) -> Column:
    if column.meaning.role not in ("amount", "delta", "growth", "completion", "of_prior"):
        return column
    budget = next((name for name in _BUDGETS if name in title), "")
    if column.item in _SIDES and budget:
        return column._replace(item=_standard(f"{budget}{column.item}"))
    if column.item not in WHOLE:
        return column
    sides = [side for side in _SIDES if f"{budget}{side}" in title]
    if budget and len(sides) == 1:
        return column._replace(item=_standard(f"{budget}{sides[0]}"))
    named = [name for name in ("税收收入", "非税收入", "财政总收入") if name in title]
    item = named[0] if len(named) == 1 else item_of_title(title)
    return column._replace(item=item) if item else column


def _standard(name: str) -> str:
    return standard(name).name or name
