"""Areas that stand side by side as columns, over rows of years or months: 年份 | 贵池区 | 东至县.

They are no items: the item is what stands over or under them, or what the title says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from finkit.counties import County
from finkit.counties.row_names import are_areas
from finkit.workbooks.layout.column import Column
from finkit.workbooks.reading.areas_of_rows import areas_of, take_areas
from finkit.workbooks.reading.by_area import area_of_row
from finkit.workbooks.reading.context import Context
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.headings import Meaning

_NAMES = ("item", "parent")


def with_areas(
    table: Table,
    columns: Sequence[Column],
    around: Context,
    answers: Mapping[str, str],
    held: Mapping[str, County],
) -> list[Column]:
    """The columns, each with the area that its heading names instead of an item; one that is no
    area, as a sum of all, is left aside, and a name that nobody knows is asked."""
    for which in _NAMES:
        names = {column.at: str(getattr(column, which)) for column in columns}
        said = [*dict.fromkeys(filter(None, names.values()))]
        if are_areas(said):
            take_areas(table, areas_of(said, around, answers, held))
            return [
                _of_area(table, column, names[column.at], around, answers) for column in columns
            ]
    return list(columns)


def _of_area(
    table: Table, column: Column, name: str, around: Context, answers: Mapping[str, str]
) -> Column:
    if column.meaning.role not in ("", "amount") or not name:
        return column
    place = f"{table.file}!{table.sheet}!{column.letter}1"
    of, reason = area_of_row(table, name, place, around, answers)
    item = column.parent if name == column.item else column.item
    if of is None:
        reason = reason or f"不认识的县区「{name}」"
        return column._replace(meaning=Meaning("aside", "", "", reason), item=item, parent="")
    meaning = column.meaning if column.meaning.role else Meaning("amount", "actual")
    return column._replace(meaning=meaning, item=item, parent="", area=of.area, scope=of.scope)
