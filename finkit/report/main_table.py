"""The main table, beside the text: totals with their parts, their amounts and changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from finkit.accounts.names import DEBT, DEPOSITS, LOANS, SANBAO, TAX
from finkit.contract import ADJUSTED_BUDGET, BALANCE, MEASURES
from finkit.figures import outline
from finkit.figures.county_at import Item
from finkit.narrative.item_words import ItemWords
from finkit.report.content import Content
from finkit.report.one_unit import Head, one_unit
from finkit.wording import NOTHING, Phrase, phrase

_YEARLY = "*"
_MOST_PARTS = 5
_COLUMNS = (
    ("累计", "amount"),
    ("同比增减", "yoy_amount"),
    ("同比", "yoy_rate"),
    ("完成预算", "completion_rate"),
    ("当月", "month_amount"),
    ("当月同比", "month_yoy_rate"),
)


class Cell(NamedTuple):
    """A figure of the table; whether it is a fall, and what is told below the table."""

    said: Phrase = NOTHING
    is_fall: bool = False
    mark: str = ""


class Row(NamedTuple):
    """One item. `depth` is how far it stands below its total."""

    name: str
    depth: int
    cells: list[Cell]


class MainTable(NamedTuple):
    """Heads and rows; `has_yearly`: whether a budget is the year's own beside adjusted ones."""

    heads: list[Head]
    rows: list[Row]
    has_yearly: bool


def main_table(report: Content) -> MainTable:
    """The table; columns that no item fills are left out."""
    rows = [(item, depth, _cells(report, item)) for item, depth in _items(report)]
    rows = [row for row in rows if row[2][0].said]
    held = [n for n in range(len(_COLUMNS)) if any(row[2][n].said for row in rows)]
    names = [_COLUMNS[n][0] for n in held]
    heads, bare = one_unit(names, [[row[2][n].said for n in held] for row in rows])
    adjusted = any(cell.mark == "" and cell.said for _, _, cells in rows for cell in cells[3:4])
    told = [
        Row(
            item.series.label if item.series else item.name,
            depth,
            [
                cells[n]._replace(said=said, mark=cells[n].mark if adjusted else "")
                for n, said in zip(held, line, strict=True)
            ],
        )
        for (item, depth, cells), line in zip(rows, bare, strict=True)
    ]
    has_yearly = any(cell.mark for row in told for cell in row.cells)
    return MainTable(heads, told, has_yearly)


def _items(report: Content) -> Iterator[tuple[Item, int]]:
    """Revenue with its kinds and largest taxes, spending with its largest classes, balances."""
    at = report.at
    for whole in outline.lines(at, outline.REVENUE_LINES):
        yield whole, 0
        for part in outline.tax_and_nontax(at, whole).parts:
            yield part, 1
            if part.name == TAX:
                yield from ((tax, 2) for tax in outline.taxes(at, whole).told[:_MOST_PARTS])
    for whole in outline.lines(at, outline.SPENDING_LINES):
        yield whole, 0
        yield from ((part, 1) for part in outline.classes(at, whole).told[:_MOST_PARTS])
    yield at.item(SANBAO), 0
    for name in (DEBT, DEPOSITS, LOANS):
        yield at.item(name, basis=BALANCE), 0


def _cells(report: Content, item: Item) -> list[Cell]:
    if item.series is None:
        return [Cell()] * len(_COLUMNS)
    words = ItemWords(item, report.figures, report.table_speaker)
    return [_cell(report, words, indicator) for _, indicator in _COLUMNS]


def _cell(report: Content, words: ItemWords, indicator: str) -> Cell:
    mark = ""
    if indicator == "completion_rate":
        figure = report.figures.against_budget(words.series, indicator)
        mark = "" if figure and figure.of_item == MEASURES[ADJUSTED_BUDGET] else _YEARLY
    else:
        figure = words.figure(indicator)
    if figure is None or figure.value is None:
        return Cell()
    is_change = indicator.endswith(("yoy_amount", "yoy_rate"))
    return Cell(phrase(report.table_speaker.level(figure)), is_change and figure.value < 0, mark)
