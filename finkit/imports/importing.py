"""An import: every file understood, merged into the ledger, and told what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from finkit.errors import ConflictError, DataError, FinkitError, quoted
from finkit.imports.acting import left_of
from finkit.imports.book import Book, counties_of
from finkit.imports.books import is_book, left_out
from finkit.imports.checking import contradictions, form_of
from finkit.imports.contract.beside import Texts, without_sides
from finkit.imports.contract.rows import rows_of_table
from finkit.imports.faults import is_form, unreadable
from finkit.imports.gathering import Found, gather
from finkit.imports.gone import gone
from finkit.imports.held import Held
from finkit.imports.merging import clashes, empty, merge
from finkit.imports.outcome import Outcome
from finkit.imports.reading import Asked, Read, read_all
from finkit.imports.rows import OBSERVATIONS, Rows, each, rows_of, said
from finkit.imports.statistics import kinds_of_asides, kinds_of_questions
from finkit.imports.taking import Edited, take
from finkit.imports.unknown import lost_amounts, unknown
from finkit.ledger.history.store import digest_of
from finkit.ledger.history.version import Taken
from finkit.workbooks.files.opening import name_of
from finkit.workbooks.reading.context import Given
from finkit.workbooks.reading.found import Table
from finkit.workbooks.words.answers import Answers


@dataclass
class Import:
    """One import into one ledger; `tell` hears of each file as it is done."""

    book: Book
    given: Given
    answers: Answers
    day: str
    tell: Callable[[Outcome], None] = lambda _: None
    edited: Edited | None = None
    """What someone had edited by hand: taken in before anything else."""

    def run(self, paths: Sequence[Path]) -> list[Outcome]:
        """Reads the files, merges what is understood, writes the ledger if it changed.

        A file with a question or a fault is left out whole; the others are imported. Raises
        `UsageError` where nothing can be read or written at all.
        """
        files = self._files(paths)
        with self.book.locked():
            self.edited = take(self.book, self.day)
            held, outcomes = self._merged(files, self.book.read(), Outcome.forget)
            revisions = [row for one in outcomes for row in one.merged.revisions]
            texts = self._texts(outcomes)
            if texts or any(one.merged.changes for one in outcomes):
                answers = self._remembered(outcomes)
                self.book.write(held, revisions, answers, _taken(outcomes), texts)
        if held[OBSERVATIONS.name]:
            self._check_forms(outcomes)
        return outcomes

    def _check_forms(self, outcomes: Sequence[Outcome]) -> None:
        """What the checks find wrong in forms that are in the ledger: a bureau mends it there.

        Those that were in it before are as wrong as they were then, or by now.
        """
        held = [(one, one.form) for one in outcomes if one.form]
        if held:
            found = contradictions([form for _, form in held], self.book.place)
            for (outcome, _), faults in zip(held, found, strict=True):
                outcome.faults = faults

    def look(self, paths: Sequence[Path]) -> list[Outcome]:
        """The same, without writing anything: what would come of each file."""
        _, outcomes = self._merged(self._files(paths), self.book.read(), lambda _: None)
        self._texts(outcomes)
        return outcomes

    def _texts(self, outcomes: Sequence[Outcome]) -> dict[str, bytes]:
        """The ledger's sources and calibers where these files bring others."""
        bring = [one for one in outcomes if any(one.beside)]
        if not bring:
            return {}
        texts = Texts(self.book.texts())
        for one in bring:
            one.brought, one.told = texts.take(one.beside)
            one.status = "imported" if one.brought else one.status
        return texts.changed()

    def _files(self, paths: Sequence[Path]) -> list[Found]:
        """The files to read; a ledger in the same folder is not read into itself."""
        return without_sides([file for file in gather(paths) if not self.book.owns(file.path)])

    def _merged(
        self, files: Sequence[Found], held: Mapping[str, Held], done: Callable[[Outcome], None]
    ) -> tuple[Mapping[str, Held], list[Outcome]]:
        areas = counties_of(held[OBSERVATIONS.name])
        asked = Asked(self.given, self.answers.over(self.book.answers()), areas)
        this_time, outcomes = empty(), []
        for read in read_all(files, asked):
            outcome = self._one(read, held, this_time)
            outcomes.append(outcome)
            self.tell(outcome)
            done(outcome)
        return held, outcomes

    def _one(self, read: Read, held: Mapping[str, Held], this_time: Rows) -> Outcome:
        outcome = Outcome(read.found, "refused", read.refusal, read.tables, own=read.own)
        outcome.asides = sum(len(table.asides) for table in read.tables)
        outcome.aside_kinds = kinds_of_asides(read.tables)
        outcome.question_kinds = kinds_of_questions(read.tables)
        outcome.unknown, outcome.lost = unknown(read.tables), lost_amounts(read.tables)
        outcome.left = left_of(read.tables)
        outcome.layouts = frozenset(table.layout for table in read.tables)
        if read.refusal:
            return outcome
        going = self._going(outcome)
        if (questions := outcome.questions) and not going:
            more = f"（共{len(questions)}处）" if len(questions) > 1 else ""
            outcome.status = "asked"
            outcome.reason = f"{questions[0].place}：{questions[0].text}{more}"
            return outcome
        try:
            rows = self._rows(outcome, going, held, this_time)
        except FinkitError as error:
            outcome.reason = str(error)
            return outcome
        if not any(rows.values()):
            outcome.status = "empty"
            outcome.reason = "没有认得出的金额；用 --preview 看每张表是怎样理解的"
            return outcome
        for kind, key, row in each(rows):
            this_time[kind.name][key] = row
        if is_form(going):
            outcome.form = form_of(read.found.label, going)
        outcome.taken = sum(map(len, rows.values()))
        outcome.merged = merge(held, rows)
        if read.own is None:
            outcome.gone = gone(held, rows, read.found.label)
        else:
            outcome.beside = read.own.beside
        outcome.status = "imported" if outcome.merged.changes else "unchanged"
        return outcome

    def _going(self, outcome: Outcome) -> list[Table]:
        """The tables of a file that go in: of a book those understood, else all or none."""
        tables, found = outcome.tables, outcome.found
        if not is_book(tables) or is_form(tables):
            return [] if outcome.questions else tables
        left = left_out(tables, name_of(found.path), found.label, self.day)
        not_in = {id(one.table) for one in left}
        going = [table for table in tables if id(table) not in not_in]
        if not any(table.amounts or table.rates for table in going):
            return [] if outcome.questions else tables
        outcome.left_tables = left
        return going

    def _rows(
        self, outcome: Outcome, tables: Sequence[Table], held: Mapping[str, Held], this_time: Rows
    ) -> Rows:
        """The rows of a file, if it may be imported. Raises `FinkitError` if not."""
        if is_form(tables) and (faults := unreadable(tables)):
            outcome.faults = faults
            where = f"{outcome.found.label}!{faults[0].sheet}!{faults[0].cell}"
            raise DataError(f"{faults[0].what}（共{len(faults)}格填得不对）", where=where)
        found = outcome.found
        if outcome.own:
            rows = rows_of_table(outcome.own, held, found.label, self.day)
            _check_clash(this_time, rows)
            return rows
        rows = rows_of(tables, name_of(found.path), found.label, self.day)
        _check_clash(this_time, rows)
        return rows

    def _remembered(self, outcomes: Sequence[Outcome]) -> Answers:
        """Answers that were used, with those of before."""
        used = {name for one in outcomes if one.status == "imported" for name in one.layouts}
        new = {name: one for name, one in self.answers.layouts.items() if name in used}
        return Answers(new).over(Answers(self.book.answers().layouts)) if new else Answers()


def _taken(outcomes: Sequence[Outcome]) -> list[Taken]:
    """The files that changed the ledger, for its history."""
    return [
        Taken(
            one.found.label,
            digest_of(one.found.path),
            one.merged.new,
            one.merged.same,
            len(one.merged.revisions),
        )
        for one in outcomes
        if one.merged.changes or one.brought
    ]


def _check_clash(this_time: Rows, rows: Rows) -> None:
    """Raises `ConflictError` where a file says other than another of the same import."""
    found = clashes(this_time, rows)
    if not found:
        return
    kind, other, row = found[0]
    more = f"，共{len(found)}处" if len(found) > 1 else ""
    values = f"{said(kind, other)}，这里是{said(kind, row)}"
    raise ConflictError(
        f"{quoted(row.get('item') or row.get('key', ''))}在{other['source']}是{values}{more}",
        where=row["source"],
        advice="改正一处；或分两次导入，后导入的为准",
    )
