"""What the checks (勾稽关系) find wrong in forms that are in the ledger by now: mended there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from finkit.checks import check_county
from finkit.dataset import Dataset, open_dataset
from finkit.facts import Fact
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.forms.marking import Fault
from finkit.imports.faults import fault
from finkit.imports.processes import FEW, spread
from finkit.periods import Period
from finkit.workbooks.reading.found import Table

Faults = list[Fault]

_UNCHECKED = Fault("", "", "核对时进程意外结束，没有核对成；用 finkit check 再核对")


class Form(NamedTuple):
    """A form that was imported: its name in `source`, the period it is of, by county, and the
    cells of its facts (code, period, key, place): their `source` may be what the bureau says."""

    label: str
    periods: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str, str, str], ...] = ()


def form_of(label: str, tables: Sequence[Table]) -> Form:
    """A form by its tables."""
    # The latest: opening balances stand at another period, and are not this form's to mend.
    latest: dict[str, str] = {}
    for amount in (amount for table in tables for amount in table.amounts):
        latest[amount.area.code] = max(amount.period, latest.get(amount.area.code, ""))
    facts = tuple(
        (fact.area.code, fact.period, fact.key, label + fact.place.removeprefix(table.file))
        for table in tables
        for fact in table.facts
    )
    for code, period, *_ in facts:
        latest[code] = max(period, latest.get(code, ""))
    return Form(label, tuple(sorted(latest.items())), facts)


def contradictions(forms: Sequence[Form], ledger: Path) -> Iterator[Faults]:
    """Of each form, the cells whose amounts the checks find wrong; or that it was not checked."""
    if len(forms) <= FEW:
        data = open_dataset(ledger)
        return (list(_contradicted(form, data)) for form in forms)
    return spread(partial(_checked, str(ledger)), forms, lambda *_: [_UNCHECKED])


def _checked(ledger: str, form: Form) -> Faults:
    return list(_contradicted(form, _opened(ledger)))


@cache
def _opened(ledger: str) -> Dataset:
    """The ledger, once in each process that checks forms of it."""
    return open_dataset(ledger)


def _contradicted(form: Form, data: Dataset) -> Iterator[Fault]:
    for code, period in form.periods:
        if not data.ledger.holds(code):
            continue  # facts alone, of a county that has no amounts yet
        when = Period.parse(period)
        # Figures are asked for by what was printed of them only.
        needed = data.printed_at(code, when)
        figures = FigureSet(data.figures(code, when) if needed else ())
        at = CountyAt(data.ledger.county(code), when, data.calibers)
        for one in check_county(data, at, figures, _placed(form, code, when, data)):
            if one.severity == "error" and one.place.startswith(f"{form.label}!"):
                said = f"{one.rule}：应为{one.expected}，填的是{one.found}；{one.cause}"
                yield fault(one.place, said)


def _placed(form: Form, code: str, when: Period, data: Dataset) -> list[Fact]:
    """The facts of a county at a period; those of the form with its cells as their source."""
    cells = {key: place for area, at, key, place in form.facts if (area, at) == (code, str(when))}
    county = data.ledger.county(code).county
    held = data.facts_of(county, when)
    return [fact._replace(source=cells.get(fact.key, fact.source)) for fact in held]
