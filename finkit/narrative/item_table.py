"""The rows of the item table: one item each, its figures in columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from finkit import indicators
from finkit.contract import ACTUAL, ADJUSTED_BUDGET, BASES, BUDGET, CUMULATIVE, MEASURES
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators import printed
from finkit.ledger.county_book import CountyBook, ItemSeries
from finkit.wording import NOTHING, Phrase, Speaker, joined, phrase
from finkit.wording.markdown import plain

_SHARE = "share_of"
_BUDGETS = tuple(MEASURES[name] for name in (BUDGET, ADJUSTED_BUDGET))
_KINDS = {"增减": "增减", "预算": "完成进度"}
"""What columns so headed say of each item."""

_DEEPEST = 4


def headings(figures: Iterable[Figure] = ()) -> tuple[str, ...]:
    """What the columns of figures are headed, as indicators declare it; the first is the level.

    Those of indicators of one's own, among the figures, come last.
    """
    own = (figure.declared for figure in figures if figure.declared.origin)
    columns = (one.column for one in (*indicators.ITEM_INDICATORS, *own))
    return tuple(dict.fromkeys(column.heading for column in columns if column))


@dataclass(frozen=True)
class ItemRow:
    """One line of the table, a cell a heading. `depth`: how far the item stands below the top."""

    name: str
    parent: str
    basis: str
    depth: int
    headings: tuple[str, ...]
    cells: tuple[Phrase, ...]

    def says_more(self, said: Collection[str]) -> bool:
        """Whether it holds a figure, its share of the whole aside, that a text does not say."""
        return bool(self.columns_unsaid(said))

    def columns_unsaid(self, said: Collection[str]) -> set[str]:
        """The columns in which it holds a figure that a text does not say."""
        return {
            heading
            for heading, cell in zip(self.headings, self.cells, strict=True)
            if any(f.id not in said for f in cell.figures if f.indicator != _SHARE)
        }


def see_table(rows: Sequence[ItemRow], said: Collection[str]) -> Phrase:
    """其余项目和各项的增减、完成进度见附表。: what of these rows no text says; "" of none."""
    columns = {heading for row in rows for heading in row.columns_unsaid(said)}
    rest = "其余项目" if headings()[0] in columns else ""
    kinds = [said_as for part, said_as in _KINDS.items() if any(part in one for one in columns)]
    of_each = f"各项的{'、'.join(kinds)}" if kinds else ""
    told = "和".join(filter(None, (rest, of_each)))
    return phrase(f"{told}见附表。") if told else NOTHING


def item_rows(book: CountyBook, figures: FigureSet, speaker: Speaker) -> list[ItemRow]:
    """Every item with a figure at the period, parts below their wholes."""
    known = {series.key for series in book}
    alone = dict.fromkeys(
        f.subject.key for f in figures if _is_printed(f) and f.subject.key not in known
    )
    printed = (ItemSeries(key, book) for key in alone)
    heads = headings(figures)
    every = ((series, _figures(figures, series, heads)) for series in (*book, *printed))
    rows = [(series, found) for series, found in every if found is not None]
    return [_row(series, found, heads, speaker) for series, found in _nested(rows)]


def _is_printed(figure: Figure) -> bool:
    """Whether it is a rate as its source printed it, maybe of an item without an amount."""
    return figure.declared in printed.INDICATORS


def table(rows: Sequence[ItemRow]) -> str:
    """The rows as a table in Markdown; "" without any."""
    if not rows:
        return ""
    head = ("项目", "口径", *rows[0].headings)
    lines = [head, ("---", "---", *("---:" for _ in rows[0].headings))]
    for row in rows:
        cells = (cell.marked or "—" for cell in row.cells)
        lines.append(("　" * min(row.depth, _DEEPEST) + plain(row.name), row.basis, *cells))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


Figures = tuple[tuple[Figure, ...], ...]
"""What stands in each column; two where an amount has both budgets."""


def _figures(figures: FigureSet, series: ItemSeries, heads: Sequence[str]) -> Figures | None:
    filled: dict[str, list[Figure]] = {}
    for figure in figures.of_series(series):
        if (column := figure.declared.column) is not None and figure.value is not None:
            filled.setdefault(column.heading, []).append(figure)
    cells = tuple(_standing(filled.get(name, [])) for name in heads)
    return cells if any(cells) else None


def _standing(found: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figure that comes first in a column, and beside it the same of the other budget."""
    if not found:
        return ()
    first = min(found, key=_rank)
    if first.of_item not in _BUDGETS:
        return (first,)
    same = {f.of_item: f for f in found if f.declared.key == first.declared.key}
    return tuple(same[budget] for budget in _BUDGETS if budget in same)


def _rank(figure: Figure) -> int:
    assert figure.declared.column is not None
    return figure.declared.column.rank


def _cell(figures: tuple[Figure, ...], speaker: Speaker) -> Phrase:
    """103.7%; 年初预算的102.2%、调整预算的103.7%."""
    if len(figures) < 2:
        return phrase(*map(speaker.level, figures))
    return joined([phrase(f"{one.of_item}的", speaker.level(one)) for one in figures], "、")


def _row(series: ItemSeries, figures: Figures, heads: tuple[str, ...], speaker: Speaker) -> ItemRow:
    cells = tuple(_cell(column, speaker) for column in figures)
    is_planned = bool(figures[0]) and figures[0][0].inputs[0].measure != ACTUAL
    return ItemRow(
        name=series.label,
        parent=series.key.parent_item,
        basis="预算数" if is_planned else BASES[series.key.basis],
        depth=_depth(series),
        headings=heads,
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
