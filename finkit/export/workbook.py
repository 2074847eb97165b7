"""A workbook for Excel: a sheet an indicator family, the amounts, what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from finkit.contract import BASES, COLUMN_WORDS, MEASURES
from finkit.export import figure_rows, listed
from finkit.export.chosen import Chosen
from finkit.export.families import OTHERS, families, heading, sheet_of
from finkit.figures.figure import Figure
from finkit.figures.figure_set import FigureSet
from finkit.indicators.supplied import FACT
from finkit.readers.arrow import CODED
from finkit.readers.raw import Columns
from finkit.sheets.book import Book, book_at
from finkit.sheets.cells import Cell, Number, number_format
from finkit.sheets.sheet import Sheet, write_table

_BATCH = 20_000
_OBSERVED = (
    *("county_code", "county", "period", "item", "parent_item", "basis", "measure", "value"),
    *("unit", "scope", "data_status", "province", "source", "note"),
)
_WORDS: Mapping[str, Mapping[str, str]] = {"basis": BASES, "measure": MEASURES}


_PARTS = (
    ("观测", "公布和填报的数，一行一个"),
    ("单位提供", "单位在事实表中提供的情况"),
    ("来源", "来源的标题和网址"),
    ("指标", "指标的算式、定义和出处"),
    (OTHERS, "自定扩展声明的指标"),
)


def write(chosen: Chosen, place: Path) -> list[Path]:
    """Writes the workbook; gives its path. Rows go to the disk as they are made."""
    with book_at(place) as book:
        _fill(chosen, book)
    return [place]


def _fill(chosen: Chosen, book: Book) -> None:
    about = {one.sheet: one.about for one in families().values()}
    sheets = _write_figures(chosen, book)
    columns = chosen.observations()
    cited = chosen.sources(columns)
    declared = listed.indicators(chosen.data.declared())
    heads = [COLUMN_WORDS[name] for name in _OBSERVED]
    tables = (
        write_table(book, "观测", heads, _observations(columns), frozen=4),
        write_table(book, "单位提供", listed.FACT_HEADS, listed.facts(chosen), frozen=3),
        write_table(book, "来源", listed.SOURCE_HEADS, listed.sources(cited)),
        write_table(book, "指标", listed.INDICATOR_HEADS, declared, wrapped=True),
    )
    about |= dict(_PARTS)
    sheets += [sheet for sheet in tables if sheet.rows]
    told = [(t, about.get(s.name, ""), s.rows) for s in sheets for t in s.titles]
    front = write_table(
        book, "说明", listed.FRONT_HEADS, listed.front(chosen, cited, told), wrapped=True
    )
    book.put_in_order([title for sheet in (front, *sheets) for title in sheet.titles])


def _write_figures(chosen: Chosen, book: Book) -> list[Sheet]:
    """The sheets of figures, those that have rows."""
    known = {one.sheet: one.heads for one in families().values()}
    known[OTHERS] = [heading(one) for one in chosen.data.declared() if sheet_of(one) == OTHERS]
    sheets: dict[str, Sheet] = {}
    for county, figures in chosen.figures():
        for name, held in _by_sheet(figures).items():
            heads = known[name]
            if name not in sheets:
                whole = figure_rows.heads(heads)
                sheets[name] = Sheet(book, name, whole, frozen=figure_rows.FROZEN)
            for row in figure_rows.rows(county, held, heads):
                sheets[name].append(row)
    made = [sheets[name] for name in known if name in sheets]
    for sheet in made:
        sheet.close()
    return made


def _by_sheet(figures: FigureSet) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.declared.key != FACT.key:  # these have a sheet of their own
            found.setdefault(sheet_of(figure.declared), []).append(figure)
    return found


def _observations(columns: Columns) -> Iterator[list[Cell]]:
    """The amounts, each with the decimals that it was printed with."""
    rows = len(columns["value"])
    for start in range(0, rows, _BATCH):
        cells = [_cells(columns, name, start) for name in _OBSERVED]
        yield from map(list, zip(*cells, strict=True))


def _cells(columns: Columns, name: str, start: int) -> Iterable[Cell]:
    column = columns[name].slice(start, _BATCH)
    texts = (column.dictionary_decode() if column.type == CODED else column).to_pylist()
    if name == "value":
        return map(_amount, texts)
    words = _WORDS.get(name, {})
    return (words.get(text, text) for text in texts)


def _amount(text: str) -> Number:
    value = Decimal(text)
    return Number(value, number_format(max(0, -int(value.as_tuple().exponent))))
