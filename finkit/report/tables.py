"""The rows of the item table: one item each, its figures in columns."""

from __future__ import annotations

from dataclasses import dataclass

from finkit import indicators
from finkit.contract import ACTUAL, BASES, CUMULATIVE
from finkit.figures.figure import Figure
from finkit.ledger.county_book import ItemSeries
from finkit.report.content import Content
from finkit.wording import NOTHING, Phrase, phrase


def headings() -> list[str]:
    """What the columns of figures are headed, as indicators declare it; the first is the level."""
    columns = (one.column for one in indicators.ITEM_INDICATORS)
    return list(dict.fromkeys(column.heading for column in columns if column))


@dataclass(frozen=True)
class ItemRow:
    """One line of the table. `depth` is how far the item stands below the top."""

    name: str
    parent: str
    basis: str
    depth: int
    cells: tuple[Phrase, ...]


def item_rows(report: Content) -> list[ItemRow]:
    """Every item with a figure at the period, parts below their wholes."""
    rows = [
        (series, figures)
        for series in report.at.book
        if (figures := _figures(report, series)) is not None
    ]
    return [_row(report, series, figures) for series, figures in _nested(rows)]


Figures = tuple[Figure | None, ...]


def _figures(report: Content, series: ItemSeries) -> Figures | None:
    filled: dict[str, tuple[int, Figure]] = {}
    for figure in report.figures.of_series(series):
        column = figure.declared.column
        if column and (column.heading not in filled or column.rank < filled[column.heading][0]):
            filled[column.heading] = column.rank, figure
    cells = tuple(filled[name][1] if name in filled else None for name in headings())
    return cells if cells[0] else None


def _row(report: Content, series: ItemSeries, figures: Figures) -> ItemRow:
    cells = tuple(
        phrase(report.table_speaker.level(figure))
        if figure and figure.value is not None
        else NOTHING
        for figure in figures
    )
    is_planned = figures[0] is not None and figures[0].inputs[0].measure != ACTUAL
    return ItemRow(
        name=series.label,
        parent=series.key.parent_item,
        basis="预算数" if is_planned else BASES[series.key.basis],
        depth=_depth(series),
        cells=cells,
    )


def _depth(series: ItemSeries) -> int:
    depth, name, seen = 0, series.key.parent_item, {series.key.item}
    while name and name not in seen:
        seen.add(name)
        depth += 1
        above = (s for s in series.book if s.key.item == name)
        name = next((s.key.parent_item for s in above), "")
    return depth


def _nested(rows: list[tuple[ItemSeries, Figures]]) -> list[tuple[ItemSeries, Figures]]:
    """The rows with each part after its whole; the order of the data otherwise.

    A part goes below the whole of its own basis: months below months, 累计 below 累计.
    """
    held = {(series.key.item, series.key.basis) for series, _ in rows}
    below: dict[tuple[str, str], list[tuple[ItemSeries, Figures]]] = {}
    top = []
    for row in rows:
        key = row[0].key
        whole = (key.parent_item, key.basis)
        if whole in held and key.parent_item != key.item:
            below.setdefault(whole, []).append(row)
        else:
            top.append(row)
    ordered: list[tuple[ItemSeries, Figures]] = []

    def place(row: tuple[ItemSeries, Figures]) -> None:
        ordered.append(row)
        for part in below.pop((row[0].key.item, row[0].key.basis), ()):
            place(part)

    # Cumulative amounts lead: they are what the report is about.
    for row in sorted(top, key=lambda row: row[0].key.basis != CUMULATIVE):
        place(row)
    for rest in below.values():
        ordered.extend(rest)
    return ordered
