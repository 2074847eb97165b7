"""What was found in a workbook: amounts, printed rates, facts; what was left aside, or is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from finkit.counties import County
from finkit.workbooks.layout.column import Column
from finkit.workbooks.layout.hierarchy import Placed
from finkit.workbooks.words.titles import Said


class Amount(NamedTuple):
    """One amount, as it will stand in the ledger."""

    area: County
    period: str
    basis: str
    item: str
    parent: str
    measure: str
    value: Decimal
    unit: str
    source: str
    note: str = ""
    status: str = ""
    scope: str = ""


class Rate(NamedTuple):
    """A rate as printed beside its amounts: kept to be checked, never to be shown."""

    area: County
    period: str
    basis: str
    item: str
    parent: str
    indicator: str
    of_item: str
    printed: str
    source: str
    scope: str = ""


class FactCell(NamedTuple):
    """A fact as filled in: its key, what is filled in, the unit beside it, and where."""

    area: County
    period: str
    key: str
    text: str
    unit: str
    source: str
    place: str


class Aside(NamedTuple):
    """A cell that is not taken, and why; a fault if it should hold an amount and cannot be read."""

    place: str
    text: str
    reason: str
    is_fault: bool = False


class Question(NamedTuple):
    """What the workbook does not say and someone must: `kind` is unit, period, county, column,
    area or name; `subject` the heading or name it is about."""

    kind: str
    subject: str
    text: str
    place: str


@dataclass
class Table:
    """One table as understood; `labelled` is what heads the names of its rows, `cell` where the
    names are headed."""

    file: str
    sheet: str
    by: str
    layout: str
    title: str = ""
    labelled: str = ""
    cell: str = ""
    said: dict[str, Said] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)
    items: list[Placed] = field(default_factory=list)
    areas: dict[str, County] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)
    amounts: list[Amount] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    facts: list[FactCell] = field(default_factory=list)
    told: list[Aside] = field(default_factory=list)
    """Cells that are taken, but not all that stands in them."""

    asides: list[Aside] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def ask(table: Table, kind: str, subject: str, text: str, place: str) -> None:
    """Puts a question, unless it has been put already."""
    if not any(q.kind == kind and q.subject == subject for q in table.questions):
        table.questions.append(Question(kind, subject, text, place))
