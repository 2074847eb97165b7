"""A table whose rows are items: 一、税收收入, its children below it, amounts to the right."""

from __future__ import annotations

import re

from finkit.units import UNITS
from finkit.workbooks.blocks import Block, is_formula_row
from finkit.workbooks.cells import Cell, take
from finkit.workbooks.changes import decide
from finkit.workbooks.context import Context
from finkit.workbooks.found import Aside, Table
from finkit.workbooks.grid import Sheet
from finkit.workbooks.headings import heading, meaning
from finkit.workbooks.hierarchy import Row, placed
from finkit.workbooks.numbers import number

NOTE = re.compile(
    r"\s*(注\s*[:：]|注\d|说明\s*[:：]|备注\s*[:：]|(资料|数据)来源|制表|填表|审核|单位负责人|"
    r"财务负责人|联系人|联系电话|打印|报送|[a-z]\)|\*|※).*",
    re.DOTALL,
)


def fill(table: Table, sheet: Sheet, block: Block, around: Context) -> None:
    """Takes every amount of the rows of items."""
    rows = list(_rows(table, sheet, block))
    items = list(placed(Row(sheet.raw(row, block.label), _code(sheet, block, row)) for row in rows))
    table.items = items
    table.columns = decide(table.columns, sheet, rows)
    notes = [c.at for c in table.columns if c.meaning.role == "note"]
    units = [c.at for c in table.columns if c.meaning.role == "unit"]
    for row, item in zip(rows, items, strict=True):
        note = next((sheet.text(row, c) for c in notes if sheet.text(row, c)), "")
        for column in table.columns:
            if column.meaning.role not in ("note", "unit"):
                unit = next((u for c in units if (u := sheet.text(row, c)) in UNITS), "")
                cell = Cell(row, column, around.area, item.item, item.parent, note, unit)
                take(table, sheet, cell, around)


def _rows(table: Table, sheet: Sheet, block: Block) -> list[int]:
    found = []
    for row in range(block.body, block.end):
        label = sheet.text(row, block.label)
        if NOTE.fullmatch(label):
            leave(table, sheet, block, row, "表下的说明")
        elif is_formula_row(sheet, block.label, row):
            leave(table, sheet, block, row, "公式行")
        elif label and number(label).value is None:
            found.append(row)
        else:
            leave(table, sheet, block, row, "这一行没有项目名")
    return found


def leave(table: Table, sheet: Sheet, block: Block, row: int, reason: str) -> None:
    """Leaves a whole row aside."""
    for column in (block.label, *block.columns):
        if text := sheet.text(row, column):
            table.asides.append(Aside(sheet.place(row, column), text, reason))


def _code(sheet: Sheet, block: Block, row: int) -> str:
    for column in block.beside:
        head = heading(sheet.shown(block.body - 1, column) or sheet.shown(block.top, column))
        code = sheet.text(row, column)
        if meaning(head.text).role == "code" and code.isdigit() and len(code) in (3, 5, 7):
            return code
    return ""
