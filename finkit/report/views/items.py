"""Every indicator and item of the county, each item with the data that its figures rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from finkit.figures.declaration import CountyIndicator
from finkit.figures.figure import Figure
from finkit.figures.pointing import Spots
from finkit.narrative.item_table import ItemRow, headings, item_rows
from finkit.report.content import Content
from finkit.report.one_unit import Head, one_unit
from finkit.report.telling import Row, Telling
from finkit.report.views.view import View, render
from finkit.wording import Phrase, Shown, phrase


@dataclass(frozen=True, slots=True)
class InRow(Phrase):
    """Figures that their row points to: they need no links of their own."""

    def __html__(self) -> str:
        return "".join(
            part.bare if isinstance(part, Shown) else Phrase((part,)).__html__()
            for part in self.parts
        )


class Line(NamedTuple):
    """An item's line of the table: the item, its cells, what its figures rest on."""

    item: ItemRow
    cells: list[Phrase]
    row: Row


class Items(NamedTuple):
    """The table of all items, and what figures of items without a line in it rest on."""

    county_rows: list[tuple[str, Figure, Phrase]]
    heads: list[Head]
    lines: list[Line]
    others: list[Row]
    telling: Telling
    figures: tuple[Figure, ...]


def items(report: Content, shown: Iterable[Figure]) -> Items:
    """The items; `shown` are the figures that the page shows elsewhere."""
    rows = item_rows(report.at.book, report.figures, report.table_speaker)
    heads, cells = _columns(rows)
    county = [(label, one, phrase(report.table_speaker.level(one))) for label, one in _own(report)]
    here = [figure for line in cells for cell in line for figure in cell.figures]
    figures = (*(one for _, one, _ in county), *here)
    # First those of the cells: a row tells of its figures in the order of its cells.
    every = (*here, *shown, *figures)
    telling = Telling(every, report.sources, report.spots, report.data.declared())
    told = telling.rows()
    lines = [
        Line(row, *_placed(line, told, report.spots)) for row, line in zip(rows, cells, strict=True)
    ]
    placed = {line.row.anchor for line in lines}
    others = [row for place, row in told.items() if place not in placed]
    return Items(county, heads, lines, others, telling, figures)


def of_county(report: Content) -> Iterator[tuple[CountyIndicator, Figure]]:
    """The county's own figures, with their declarations."""
    for figure in report.figures:
        if isinstance(figure.declared, CountyIndicator):
            yield figure.declared, figure


def _own(report: Content) -> Iterator[tuple[str, Figure]]:
    for declared, figure in of_county(report):
        if declared.in_table and figure.value is not None:
            yield declared.label, figure


def _columns(rows: Sequence[ItemRow]) -> tuple[list[Head], list[list[Phrase]]]:
    """Heads and cells; columns that no item fills are left out."""
    names = rows[0].headings if rows else headings()
    held = [n for n in range(len(names)) if any(row.cells[n] for row in rows)]
    return one_unit([names[n] for n in held], [[row.cells[n] for n in held] for row in rows])


def _placed(cells: list[Phrase], told: Mapping[str, Row], spots: Spots) -> tuple[list[Phrase], Row]:
    """The cells of a line, those of its own item without links, and what the item rests on."""
    places = [[spots[figure].anchor for figure in cell.figures] for cell in cells]
    own = next(found[0] for found in places if found)
    bare = [
        InRow(cell.parts) if found == [own] else cell
        for cell, found in zip(cells, places, strict=True)
    ]
    return bare, told[own]


def item_table(made: Items) -> View:
    """The county's own indicators, then the items."""
    view = render("indicators.html.j2", items=made)
    return View(view.html, made.figures)
