"""What is wrong in a form, cell by cell: unreadable or unruly; and the copy with marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from finkit.checks.supplied import check_facts
from finkit.disk import writable
from finkit.errors import FinkitError
from finkit.facts import of_rows
from finkit.forms.marking import Fault, mark
from finkit.imports.rows import fact_row
from finkit.workbooks.reading.found import Table


def is_form(tables: Iterable[Table]) -> bool:
    """Whether a workbook is the bureau's form, where what is filled in is meant to be read."""
    return any(table.by == "key" for table in tables)


def unreadable(tables: Sequence[Table]) -> list[Fault]:
    """Cells that are filled in with what no rule allows."""
    found = [
        fault(aside.place, f"{aside.reason}：{aside.text}")
        for table in tables
        for aside in table.asides
        if aside.is_fault
    ]
    return [*found, *_wrong_facts(tables)]


def _wrong_facts(tables: Sequence[Table]) -> Iterator[Fault]:
    for fact in (fact for table in tables for fact in table.facts):
        try:
            stated = of_rows([fact_row(fact, fact.source, "")], fact.place)
        except FinkitError as error:
            advice = f"；{error.advice}" if error.advice else ""
            yield fault(fact.place, f"{error.what}{advice}")
            continue
        for one in check_facts(fact.area.code, stated):
            yield fault(fact.place, f"应{one.expected}，填的是{one.found}；{one.cause}")


def fault(place: str, what: str) -> Fault:
    """A fault at a place `FILE!SHEET!CELL`."""
    _, sheet, cell = place.rsplit("!", 2)
    return Fault(sheet, cell, what)


def marked(workbook: Path, label: str, faults: Sequence[Fault], folder: Path) -> Path:
    """Writes a copy of a workbook with its faults marked; an earlier copy stays, and is given where
    it is the same.

    Raises `FinkitError` where it cannot be marked, or nothing can be written there.
    """
    wanted = folder / label
    with writable(wanted.parent):
        wanted.parent.mkdir(parents=True, exist_ok=True)
    copies = [wanted]
    while copies[-1].exists():
        copies.append(wanted.with_stem(f"{wanted.stem}-{len(copies) + 1}"))
    mark(workbook, faults, copies[-1])
    if len(copies) > 1 and copies[-1].read_bytes() == copies[-2].read_bytes():
        copies.pop().unlink()
    return copies[-1]
