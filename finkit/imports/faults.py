"""What is wrong in a form that came back, cell by cell: unreadable, unruly or contradicted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from finkit.checks import check_county
from finkit.checks.supplied import check_facts
from finkit.dataset import Dataset
from finkit.errors import FinkitError
from finkit.facts import of_rows
from finkit.figure_set import FigureSet
from finkit.forms.marking import Fault, mark
from finkit.imports.rows import fact_row
from finkit.periods import Period
from finkit.workbooks.found import Table


def is_form(tables: Iterable[Table]) -> bool:
    """Whether a workbook is the bureau's form, where what is filled in is meant to be read."""
    return any(table.by == "key" for table in tables)


def unreadable(tables: Sequence[Table]) -> list[Fault]:
    """Cells that are filled in with what no rule allows."""
    found = [
        _fault(aside.place, f"{aside.reason}：{aside.text}")
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
            yield _fault(fact.place, f"{error.what}{advice}")
            continue
        for one in check_facts(fact.area.code, stated):
            yield _fault(fact.place, f"应{one.expected}，填的是{one.found}；{one.cause}")


def contradicted(tables: Sequence[Table], label: str, data: Dataset) -> list[Fault]:
    """Cells whose amounts the checks (勾稽关系) find wrong, in a ledger that holds them."""
    # The latest: opening balances stand at another period, and are not this form's to mend.
    latest: dict[str, str] = {}
    for amount in (amount for table in tables for amount in table.amounts):
        latest[amount.area.code] = max(amount.period, latest.get(amount.area.code, ""))
    found = []
    for code, period in sorted(latest.items()):
        when = Period.parse(period)
        # Figures are asked for by what was printed of them only.
        needed = data.printed_at(code, when)
        figures = FigureSet(data.figures(code, when) if needed else ())
        for one in check_county(data, code, when, figures):
            if one.severity == "error" and one.place.startswith(f"{label}!"):
                said = f"{one.rule}：应为{one.expected}，填的是{one.found}；{one.cause}"
                found.append(_fault(one.place, said))
    return found


def _fault(place: str, what: str) -> Fault:
    _, sheet, cell = place.rsplit("!", 2)
    return Fault(sheet, cell, what)


def marked(workbook: Path, label: str, faults: Sequence[Fault], folder: Path) -> Path:
    """Writes a copy of a workbook with its faults marked; an earlier copy stays."""
    wanted = folder / label
    wanted.parent.mkdir(parents=True, exist_ok=True)
    copy, number = wanted, 1
    while copy.exists():
        number += 1
        copy = wanted.with_stem(f"{wanted.stem}-{number}")
    return mark(workbook, faults, copy)
