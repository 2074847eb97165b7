"""The rows of the item table: one item each, its figures in columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from finkit import indicators
from finkit.contract import ACTUAL, BASES, CUMULATIVE
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators import printed
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.wording import NOTHING, Phrase, Speaker, phrase
from finkit.wording.markdown import plain

_SHARE = "share_of"
_DEEPEST = 4


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

    def says_more(self, said: Collection[str]) -> bool:
        """Whether it holds a figure, its share of the whole aside, that a text does not say."""
        figures = (figure for cell in self.cells for figure in cell.figures)
        return any(f.id not in said for f in figures if f.indicator != _SHARE)


def item_rows(book: CountyBook, figures: FigureSet, speaker: Speaker) -> list[ItemRow]:
    """Every item with a figure at the period, parts below their wholes."""
    known = {series.key for series in book}
    alone = dict.fromkeys(
        f.subject.key for f in figures if _is_printed(f) and f.subject.key not in known
    )
    printed = (ItemSeries(key, book) for key in alone)
    rows = [(s, found) for s in (*book, *printed) if (found := _figures(figures, s)) is not None]
    return [_row(series, found, speaker) for series, found in _nested(rows)]


def _is_printed(figure: Figure) -> bool:
    """Whether it is a rate as its source printed it, maybe of an item without an amount."""
    return figure.declared in printed.INDICATORS


def table(rows: Sequence[ItemRow]) -> str:
    """The rows as a table in Markdown; "" without any."""
    if not rows:
        return ""
    head = ("项目", "口径", *headings())
    lines = [head, ("---", "---", *("---:" for _ in headings()))]
    for row in rows:
        cells = (cell.marked or "—" for cell in row.cells)
        lines.append(("　" * min(row.depth, _DEEPEST) + plain(row.name), row.basis, *cells))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


Figures = tuple[Figure | None, ...]


def _figures(figures: FigureSet, series: ItemSeries) -> Figures | None:
    filled: dict[str, tuple[int, Figure]] = {}
    for figure in figures.of_series(series):
        column = figure.declared.column
        if column is None or figure.value is None:
            continue
        if column.heading not in filled or column.rank < filled[column.heading][0]:
            filled[column.heading] = column.rank, figure
    cells = tuple(filled[name][1] if name in filled else None for name in headings())
    return cells if any(cells) else None


def _row(series: ItemSeries, figures: Figures, speaker: Speaker) -> ItemRow:
    cells = tuple(
        phrase(speaker.level(figure)) if figure and figure.value is not None else NOTHING
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
