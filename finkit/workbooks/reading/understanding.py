"""A workbook understood: each table's amounts with their cells, what was left aside, and why."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from finkit.counties import County
from finkit.counties.row_names import are_areas
from finkit.errors import UsageError
from finkit.workbooks.files.grid import Sheet, cell_name
from finkit.workbooks.files.opening import sheets_of
from finkit.workbooks.layout.blocks import Block, blocks
from finkit.workbooks.layout.columns import columns
from finkit.workbooks.layout.exported import as_printed
from finkit.workbooks.layout.exported_rows import in_words
from finkit.workbooks.layout.lists import why_a_list
from finkit.workbooks.layout.surroundings import said_of, texts
from finkit.workbooks.layout.two_columns import in_one_column
from finkit.workbooks.reading import by_area, by_debt, by_item, by_year, disputes, fact_sheet
from finkit.workbooks.reading.book import Book
from finkit.workbooks.reading.context import Context, Given, context, named_area
from finkit.workbooks.reading.debt_heads import is_of_debt
from finkit.workbooks.reading.disputes import Names
from finkit.workbooks.reading.found import Table, ask
from finkit.workbooks.reading.heard import with_headings
from finkit.workbooks.reading.unread import (
    hidden,
    leave_cells,
    leave_unread,
    not_wanted,
    outside,
    within_table,
    without_table,
)
from finkit.workbooks.reading.within import contexts, filled_down
from finkit.workbooks.words.answers import Answers
from finkit.workbooks.words.dates import squeeze
from finkit.workbooks.words.titles import Said, Titles, unit_in, unit_only

_VARYING = re.compile(r"\d+|[一二三四五六七八九十]+季度|上半年|全年")
_PAGES = re.compile(r"\d{1,2}([-—]\d{1,2})?")


def understand(
    path: Path, given: Given, answers: Answers, held: Mapping[str, County], label: str = ""
) -> list[Table]:
    """Every table of a file. `held` are the areas of the ledger it goes into, by code; by its
    `label`, the path in the folder that was named, answers tell the file from others of its name.

    Raises `UsageError` or `DataError`, one line naming the file, where it cannot be read at all or
    says other than the user does; what is merely not said becomes a question of its table.
    """
    own = _of_file(label or path.name, given, answers, held)
    sheets = [in_words(as_printed(sheet)) for sheet in sheets_of(path)]
    reading = _Reading(path, own, answers, held, sheets, label or path.name)
    return [table for sheet in sheets for table in reading.tables(sheet)]


def _are_pages(sheets: Sequence[Sheet]) -> bool:
    """Whether the sheets are the pages of a book (1-2, then 3): one goes on where another ends."""
    shown = [sheet.name for sheet in sheets if not sheet.is_hidden]
    return len(shown) > 1 and all(_PAGES.fullmatch(name) for name in shown)


def _of_file(label: str, given: Given, answers: Answers, held: Mapping[str, County]) -> Given:
    """What is given of all files, and answered of this one."""
    own = answers.of_file(label)
    county = named_area(own["county"], held) if "county" in own else given.county
    return Given(county, own.get("period") or given.period, own.get("unit") or given.unit)


class _Reading:
    """One file, sheet by sheet: a table may continue the one before it (续表)."""

    def __init__(
        self,
        path: Path,
        given: Given,
        answers: Answers,
        held: Mapping[str, County],
        sheets: Sequence[Sheet],
        label: str,
    ) -> None:
        self._label = label
        self._path, self._given, self._answers, self._held = path, given, answers, held
        self._before, self._pages = Titles(), sheets if _are_pages(sheets) else []
        self._book = Book(sheets)
        self._is_alone = sum(not sheet.is_hidden for sheet in sheets) == 1

    def tables(self, sheet: Sheet) -> Iterator[Table]:
        if sheet.is_hidden:
            yield hidden(sheet)
            return
        if self._answers.skips(self._label, sheet.name):
            yield not_wanted(sheet)
            return
        sheet = in_one_column(sheet)
        own = [_told_by_rows(sheet, block) for block in blocks(sheet)]
        if not own:
            yield without_table(sheet)
            return
        said = said_of(sheet, own)
        if not said[0].is_continued and (said[0].title or not self._pages):
            # What another sheet says is that sheet's.
            self._before = Titles()
        units = [each.unit for each in said if each.unit] or self._units_of_pages()
        elsewhere = units[0] if len({unit.text for unit in units}) == 1 else None
        found = [
            self._table_or_question(sheet, block, each, elsewhere)
            for block, each in zip(own, said, strict=True)
        ]
        leave_cells(found[-1], sheet, list(outside(sheet, own)), "表外的数")
        leave_unread(found, sheet, own)
        yield from found

    def _units_of_pages(self) -> list[Said]:
        """The units stated on any page: 单位 may stand on the second alone."""
        lines = [line for page in self._pages for line in texts(page, range(page.height))]
        return [Said(unit_in(line.text), line.place) for line in lines if unit_only(line)]

    def _table_or_question(
        self, sheet: Sheet, block: Block, said: Titles, elsewhere: Said | None
    ) -> Table:
        """A table; of a book of many sheets one that says other than the user does is asked."""
        if self._answers.skips(self._label, sheet.name, cell_name(block.top, block.label)):
            return not_wanted(sheet)
        try:
            return self._table(sheet, block, said, elsewhere)
        except UsageError as error:
            if not self._book.has_several:
                raise
            title = squeeze(said.title.text) if said.title else ""
            table = Table(sheet.file, sheet.name, block.by, "", title)
            ask(table, "sheet", "", str(error), sheet.place(block.top, block.label))
            return table

    def _table(self, sheet: Sheet, block: Block, said: Titles, elsewhere: Said | None) -> Table:
        title = self._before.title if said.is_continued or not said.title else said.title
        table = Table(sheet.file, sheet.name, block.by, _fingerprint(sheet, block, title))
        table.cell = cell_name(block.top, block.label)
        known = self._answers.of_layout(table.layout)
        names = Names(sheet.name, self._path.stem, self._is_alone)
        around = context(table, said, self._before, names, self._given, elsewhere, self._held)
        around = self._book.told(table, around)
        lines = [line.text for line in (*said.own_lines, *names.told)]
        spoken = " ".join([table.title, *lines])
        is_debt = not known.columns and is_of_debt(sheet, block, table.title)
        found = [] if is_debt else columns(sheet, block, known, table.title, spoken)
        units = disputes.units_said(said, names)
        around, table.columns = with_headings(around, found, table, units, self._given, known.unit)
        if reason := why_a_list(sheet, block):
            leave_cells(table, sheet, list(within_table(sheet, block)), reason)
        else:
            _fill(table, sheet, block, around, known.areas, self._held, is_debt=is_debt)
        self._before = _followed(said, self._before)
        return table


def _fill(
    table: Table,
    sheet: Sheet,
    block: Block,
    around: Context,
    areas: Mapping[str, str],
    held: Mapping[str, County],
    *,
    is_debt: bool,
) -> None:
    if block.by == "key":
        fact_sheet.fill(table, sheet, block, around)
        return
    sheet = filled_down(sheet, block)

    def around_of(rows: Sequence[int]) -> Mapping[int, Context]:
        return contexts(table, sheet, block, rows, around, areas, held)

    if is_debt:
        by_debt.fill(table, sheet, block, around_of, around, areas, held)
    elif block.by in ("year", "month"):
        by_year.fill(table, sheet, block, around_of, around, areas, held)
    elif block.by == "area":
        by_area.fill(table, sheet, block, around_of, around, areas, held)
    else:
        by_item.fill(table, sheet, block, around_of)


def _told_by_rows(sheet: Sheet, block: Block) -> Block:
    """A table whose rows are areas is one of areas, whatever its names are headed."""
    names = [sheet.text(row, block.label) for row in range(block.body, block.end)]
    return block._replace(by="area") if block.by == "item" and are_areas(names) else block


def _followed(said: Titles, before: Titles) -> Titles:
    """What a table below may continue: the latest title, and what was said with it."""
    if said.title and not said.is_continued:
        return said
    return before._replace(unit=said.unit or before.unit)


def _fingerprint(sheet: Sheet, block: Block, title: Said | None) -> str:
    """The same for every month and area of one layout: headings and title without what varies."""
    headings = [
        _VARYING.sub("", squeeze(sheet.text(row, column)))
        for row in range(block.top, block.body)
        for column in (*block.beside, *_labels(block), *block.columns)
    ]
    name = _VARYING.sub("", squeeze(title.text)) if title else ""
    kind = re.sub(r"^.{0,14}?[县区市旗省州盟](?=年)", "", name)
    return hashlib.sha256("|".join((kind, *headings)).encode()).hexdigest()[:12]


def _labels(block: Block) -> list[int]:
    return sorted([block.label, *(column for column, _ in block.within)])
