"""The sheet of facts of the bureau's form: a key, what is filled in, its unit."""

from __future__ import annotations

from finkit.facts.keys import keys
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.layout.blocks import Block
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Aside, FactCell, Table, ask


def fill(table: Table, sheet: Sheet, block: Block, around: Context) -> None:
    """Takes every fact that is filled in."""
    by_role = {column.meaning.role: column.at for column in table.columns}
    if "answer" not in by_role:
        place = sheet.place(block.top, block.label)
        table.asides.append(Aside(place, sheet.text(block.top, block.label), "没有“填写”一栏"))
        return
    for row in range(block.body, block.end):
        key, given = sheet.text(row, block.label), sheet.text(row, by_role["answer"])
        place = sheet.place(row, by_role["answer"])
        if not given:
            continue
        if key not in keys():
            table.asides.append(Aside(place, given, f"没有叫「{key}」的报告事项", is_fault=True))
            continue
        if not around.period:
            ask(table, "period", "", "没有写明期间；用 --period 写明，如 --period 2024-02", place)
        if around.area is None:
            ask(table, "county", "", "没有写明县区；用 --county 写明代码或名称", place)
        if around.period and around.area:
            unit = sheet.text(row, by_role["unit"]) if "unit" in by_role else ""
            source = sheet.text(row, by_role["source"]) if "source" in by_role else ""
            table.facts.append(
                FactCell(around.area, around.period, key, given, unit, source or place, place)
            )
