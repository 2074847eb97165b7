"""The rows of a table of the contract, for the ledger's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa

from finkit.facts import Fact
from finkit.imports.book import code_named
from finkit.imports.contract.tables import ContractTable
from finkit.imports.held import Held
from finkit.imports.rows import FACTS, IMPORTED, KINDS, OBSERVATIONS, PUBLISHED, Key, Row, Rows
from finkit.inert import inert
from finkit.readers.arrow import CODED, as_numpy
from finkit.readers.raw import Columns
from finkit.readers.side_tables import Printed

_NAMES = ("item", "parent_item")
_Keyed = Iterable[tuple[Key, Row]]


def rows_of_table(table: ContractTable, held: Mapping[str, Held], label: str, day: str) -> Rows:
    """The rows, each by the key that a ledger holds it under; `held` is what it holds by now.

    A row that does not say where it comes from comes from the file, by its label.
    """
    names = {code: area.name for code, area in table.areas.items()}
    printed = (_printed(one, names, label, day) for one in table.printed)
    code_of = code_named(table.areas)
    facts = (_fact(fact, label, day) for fact in table.facts)
    amounts = _amounts(table.columns, label, day)
    given: dict[str, _Keyed] = {
        OBSERVATIONS.name: ((OBSERVATIONS.key_of(row), row) for row in amounts),
        PUBLISHED.name: ((PUBLISHED.key_of(row), row) for row in printed),
        FACTS.name: (((code_of(row["county"]), *FACTS.key_of(row)[1:]), row) for row in facts),
    }
    return {kind.name: _by_key(given[kind.name], held[kind.name]) for kind in KINDS}


def _by_key(rows: _Keyed, held: Held) -> dict[Key, Row]:
    """Two rows that are one item to an import are two to whoever keeps the table: both go in.

    A ledger holds the first by their key, the others by it and a number (`Held`); of several, each
    is the one that is called the same.
    """
    groups: dict[Key, list[Row]] = {}
    for key, row in rows:
        groups.setdefault(key, []).append(row)
    found: dict[Key, Row] = {}
    for key, of_key in groups.items():
        if len(of_key) == 1 and held.get(_numbered(key, 2)) is None:
            found[key] = of_key[0]
        else:
            found |= _told_apart(key, of_key, held)
    return found


def _told_apart(key: Key, rows: list[Row], held: Held) -> dict[Key, Row]:
    named: dict[Key, list[Key]] = {}
    number = 1
    while (other := held.get(_numbered(key, number))) is not None:
        named.setdefault(_called(other), []).append(_numbered(key, number))
        number += 1
    found: dict[Key, Row] = {}
    others: list[Row] = []
    for row in rows:
        if own := named.get(_called(row)):
            found[own.pop(0)] = row
        else:
            others.append(row)
    left = iter([_numbered(key, n) for n in range(1, number + len(rows))])
    for row in others:
        found[next(own for own in left if own not in found)] = row
    return found


def _numbered(key: Key, number: int) -> Key:
    return key if number == 1 else (*key, str(number))


def _called(row: Row) -> Key:
    return tuple([row.get(name, "") for name in _NAMES])


def _amounts(columns: Columns, label: str, day: str) -> Iterator[Row]:
    cells = [_cells(name, column) for name, column in columns.items()]
    for row in zip(*cells, strict=True):
        made = dict(zip(columns, row, strict=True))
        made["source"] = made["source"] or label
        made[IMPORTED] = day
        yield made


def _cells(name: str, column: pa.Array) -> list[str]:
    if column.type != CODED:
        texts: list[str] = column.to_pylist()
        return texts if name == "value" else [inert(text) for text in texts]
    distinct = column.dictionary.to_pylist()
    held = [inert(text) if name in _NAMES else text for text in distinct]
    return [held[code] for code in as_numpy(column.indices).tolist()]


def _printed(one: Printed, areas: Mapping[str, str], label: str, day: str) -> Row:
    said = one._asdict()
    value = said.pop("value")
    names = {name: inert(said[name]) for name in ("item", "parent_item", "of_item")}
    names["county"] = areas.get(one.county_code, "")
    source = inert(one.source) or label
    return {**said, **names, "printed": value, "source": source, IMPORTED: day}


def _fact(fact: Fact, label: str, day: str) -> Row:
    return {
        "county": fact.county,
        "period": str(fact.period),
        "key": fact.key,
        "value": "" if fact.value is None else f"{fact.value:f}",
        "unit": fact.unit,
        "text": inert(fact.text),
        "source": inert(fact.source) or label,
        IMPORTED: day,
    }
