"""Amounts, printed rates and facts as rows of the ledger's tables, each under its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from finkit import indicators
from finkit.contract import ACTUAL, BUDGET, COLUMNS, KEY_COLUMNS
from finkit.errors import ConflictError, quoted
from finkit.facts import COLUMNS as FACT_COLUMNS
from finkit.facts import of_rows
from finkit.facts.keys import keys
from finkit.gate.numbers import NO_NUMBER, number
from finkit.imports.identity import identity
from finkit.imports.local_part import of_whole_and_part, placed_amount, placed_rate, places
from finkit.inert import inert, original
from finkit.units import half_last_digit, unit
from finkit.workbooks.reading.found import Amount, FactCell, Rate, Table

Row = dict[str, str]
Key = tuple[str, ...]

IMPORTED = "imported"
"""The day a row came into the ledger; a column that reports do not read."""

OBSERVATION_COLUMNS = (*COLUMNS, IMPORTED)
PRINTED_COLUMNS = (
    *("county_code", "county", "period", "basis", "item", "parent_item"),
    *("indicator", "of_item", "printed", "unit", "source", IMPORTED, "scope", "data_status"),
)
FACTS_COLUMNS = (*FACT_COLUMNS, IMPORTED)


_NAMES = ("item", "parent_item")
_EDITION = ("scope", "data_status")


class Kind(NamedTuple):
    """One table of the ledger: its name, columns, key, and where its value stands."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    value: str

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns a table on disk must have: one written earlier may state no edition."""
        return tuple(name for name in self.key if name not in _EDITION)

    def key_of(self, row: Mapping[str, str]) -> Key:
        """The key of a row: spellings of one item are one."""
        key = tuple([row.get(name, "").strip() for name in self.key if name not in _NAMES])
        return (*key, *identity(row["item"], row.get("parent_item", ""))) if "item" in row else key


OBSERVATIONS = Kind("observations", OBSERVATION_COLUMNS, KEY_COLUMNS, "value")
PUBLISHED = Kind(
    "published",
    PRINTED_COLUMNS,
    (
        *("county_code", "period", "basis", "item", "parent_item"),
        *("indicator", "of_item", "scope", "data_status"),
    ),
    "printed",
)
FACTS = Kind("facts", FACTS_COLUMNS, ("county", "period", "key"), "value")
KINDS = (OBSERVATIONS, PUBLISHED, FACTS)

Rows = dict[str, dict[Key, Row]]
"""The rows of each kind, by its name and their key."""


def rows_of(tables: Iterable[Table], file: str, label: str, day: str) -> Rows:
    """The rows of a file's tables; `label` takes the place of the file's name in `source`.

    One key twice with values that agree is one row, the more exact one. Raises `ConflictError`
    naming both cells where they do not, `DataError` for a fact that breaks its rules.
    """
    found: Rows = {kind.name: {} for kind in KINDS}

    def named(source: str) -> str:
        return label + source.removeprefix(file) if source.startswith(f"{file}!") else source

    for table in tables:
        where = places(table)
        amounts = [placed_amount(amount, where) for amount in table.amounts]
        for amount in amounts:
            _put(found, OBSERVATIONS, _observation(amount, named(amount.source), day))
        statuses = _statuses(amounts)
        for rate in (placed_rate(rate, where) for rate in table.rates):
            status = statuses.get(_rated(rate), "")
            _put(found, PUBLISHED, _printed(rate, named(rate.source), day, status))
        for fact in table.facts:
            row = fact_row(fact, named(fact.source), day)
            of_rows([row], named(fact.place))
            _put(found, FACTS, row)
    return found


def _put(found: Rows, kind: Kind, row: Row) -> None:
    key = kind.key_of(row)
    held = found[kind.name].setdefault(key, row)
    if held is not row and not agrees(kind, held, row) and of_whole_and_part(held, row):
        # As the ledger numbers them: `Held`.
        key = (*key, "2")
        held = found[kind.name].setdefault(key, row)
    if held is row:
        return
    if not agrees(kind, held, row):
        name = held.get("item") or held.get("key", "")
        raise ConflictError(
            f"{quoted(name)}同一期间、口径有两个不同的数（{said(kind, held)}、{said(kind, row)}）",
            where=f"{held['source']} 与 {row['source']}",
            advice="改正一处；上下级同名的项目要有编号或缩进才分得开",
        )
    if kind is OBSERVATIONS and _coarseness(row) < _coarseness(held):
        found[kind.name][key] = row


def said(kind: Kind, row: Mapping[str, str]) -> str:
    """What a row says: its value with its unit, or its text."""
    return f"{row.get(kind.value, '')}{row.get('unit', '')}" or original(row.get("text", ""))


def agrees(kind: Kind, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two rows of one key say the same, each to the digits it was printed with."""
    if kind is not OBSERVATIONS:
        return said(kind, one) == said(kind, other) or _same_number(kind, one, other)
    if unit(one["unit"]).kind != unit(other["unit"]).kind:
        return False
    difference = abs(_in_base(one) - _in_base(other))
    return not difference or difference <= max(_coarseness(one), _coarseness(other))


def is_finer(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the first of two amounts that agree was given with smaller digits."""
    return _coarseness(one) < _coarseness(other)


def _same_number(kind: Kind, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    first, second = (number(row.get(kind.value, "")).value for row in (one, other))
    return first is not None and first == second and one.get("unit") == other.get("unit")


def _in_base(row: Mapping[str, str]) -> Decimal:
    return Decimal(row["value"]) * unit(row["unit"]).factor


def _coarseness(row: Mapping[str, str]) -> Decimal:
    """Half the last digit an amount was given with, in base units."""
    return half_last_digit(Decimal(row["value"])) * unit(row["unit"]).factor


def _observation(amount: Amount, source: str, day: str) -> Row:
    area = amount.area
    return {
        "county_code": area.code,
        "county": area.name,
        "province": area.province,
        "period": amount.period,
        "basis": amount.basis,
        "item": inert(amount.item),
        "parent_item": inert(amount.parent),
        "measure": amount.measure,
        "value": f"{amount.value:f}",
        "unit": amount.unit,
        "source": source,
        "note": inert(amount.note),
        "data_status": amount.status,
        "scope": amount.scope,
        IMPORTED: day,
    }


def _statuses(amounts: Iterable[Amount]) -> dict[Key, str]:
    """The status of each amount a rate may stand beside; "" where a table has several."""
    found: dict[Key, str] = {}
    for a in amounts:
        key = (a.area.code, a.period, a.basis, a.item, a.parent, a.scope, a.measure)
        found[key] = a.status if found.get(key, a.status) == a.status else ""
    return found


def _rated(rate: Rate) -> Key:
    """The key among `_statuses` of the amount that a rate is the growth or completion of."""
    of_budget = rate.indicator in indicators.of_budget_tables().values()
    measure = BUDGET if of_budget else ACTUAL
    return (rate.area.code, rate.period, rate.basis, rate.item, rate.parent, rate.scope, measure)


def _printed(rate: Rate, source: str, day: str, status: str = "") -> Row:
    return {
        "county_code": rate.area.code,
        "county": rate.area.name,
        "period": rate.period,
        "basis": rate.basis,
        "item": inert(rate.item),
        "parent_item": inert(rate.parent),
        "indicator": rate.indicator,
        "of_item": rate.of_item,
        "printed": rate.printed,
        "unit": "%",
        "source": source,
        IMPORTED: day,
        "scope": rate.scope,
        "data_status": status,
    }


def fact_row(fact: FactCell, source: str, day: str) -> Row:
    """A fact as a row of the facts table: a number with its unit, or a text.

    45% is a number in %, whatever unit stands beside it.
    """
    key = keys()[fact.key]
    found = number(fact.text)
    is_number = key.is_number and (found.value is not None or found.reason.startswith(NO_NUMBER))
    is_number = is_number and fact.text != "不适用"
    # A form is filled in by one who can be asked: the mark of a note is mended there.
    is_plain = found.value is not None and not found.mark
    value = (f"{found.value:f}" if is_plain else fact.text) if is_number else ""
    stated = "%" if found.is_percent else found.unit
    return {
        "county": fact.area.code,
        "period": fact.period,
        "key": fact.key,
        "value": value,
        "unit": (stated or fact.unit or key.unit) if is_number else "",
        "text": "" if is_number else inert(fact.text),
        "source": source,
        IMPORTED: day,
    }


def each(rows: Rows) -> Iterator[tuple[Kind, Key, Row]]:
    """Every row with its kind and key."""
    for kind in KINDS:
        for key, row in rows[kind.name].items():
            yield kind, key, row
