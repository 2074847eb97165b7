"""What the checks (勾稽关系) find wrong in forms that are in the ledger by now: mended there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from finkit.checks import check_county
from finkit.dataset import Dataset, open_dataset
from finkit.figure_set import FigureSet
from finkit.forms.marking import Fault
from finkit.imports.faults import fault
from finkit.imports.processes import FEW, spread
from finkit.periods import Period
from finkit.workbooks.found import Table

Faults = list[Fault]

_UNCHECKED = Fault("", "", "核对时进程意外结束，没有核对成；用 finkit check 再核对")


class Form(NamedTuple):
    """A form that was imported: its name in `source`, and the period it is of, by county."""

    label: str
    periods: tuple[tuple[str, str], ...]


def form_of(label: str, tables: Sequence[Table]) -> Form:
    """A form by its tables."""
    # The latest: opening balances stand at another period, and are not this form's to mend.
    latest: dict[str, str] = {}
    for amount in (amount for table in tables for amount in table.amounts):
        latest[amount.area.code] = max(amount.period, latest.get(amount.area.code, ""))
    return Form(label, tuple(sorted(latest.items())))


def contradictions(forms: Sequence[Form], ledger: Path) -> Iterator[Faults]:
    """Of each form, the cells whose amounts the checks find wrong; or that it was not checked."""
    if len(forms) <= FEW:
        data = open_dataset(ledger)
        return (list(_contradicted(form, data)) for form in forms)
    return spread(partial(_checked, str(ledger)), forms, lambda _: [_UNCHECKED])


def _checked(ledger: str, forms: Sequence[Form]) -> list[Faults]:
    return [list(_contradicted(form, _opened(ledger))) for form in forms]


@cache
def _opened(ledger: str) -> Dataset:
    """The ledger, once in each process that checks forms of it."""
    return open_dataset(ledger)


def _contradicted(form: Form, data: Dataset) -> Iterator[Fault]:
    for code, period in form.periods:
        when = Period.parse(period)
        # Figures are asked for by what was printed of them only.
        needed = data.printed_at(code, when)
        figures = FigureSet(data.figures(code, when) if needed else ())
        for one in check_county(data, code, when, figures):
            if one.severity == "error" and one.place.startswith(f"{form.label}!"):
                said = f"{one.rule}：应为{one.expected}，填的是{one.found}；{one.cause}"
                yield fault(one.place, said)
