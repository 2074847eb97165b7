"""New rows against those a ledger holds: new, the same, or a revision that keeps both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from finkit.imports.held import Held
from finkit.imports.identity import identity
from finkit.imports.rows import (
    IMPORTED,
    KINDS,
    OBSERVATIONS,
    Key,
    Kind,
    Row,
    Rows,
    agrees,
    each,
    is_finer,
    said,
)
from finkit.inert import inert

REVISION_COLUMNS = (
    *("table", "county_code", "county", "period", "basis", "item", "parent_item", "measure"),
    *("data_status", "scope", "old", "old_source", "old_imported"),
    *("new", "new_source", "new_imported"),
)
_OF_WHAT = ("table", "county_code", "period", "basis", "measure", "data_status", "scope")


@dataclass
class Merged:
    """What a merge did: how many rows were new or the same, and each revision."""

    new: int = 0
    same: int = 0
    revisions: list[Row] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether the ledger is another than before."""
        return bool(self.new or self.revisions)


def merge(held: Mapping[str, Held], given: Rows) -> Merged:
    """Puts the given rows into those held; the newest counts."""
    merged = Merged()
    for kind, key, row in each(given):
        old = held[kind.name].get(key)
        if old is None:
            held[kind.name].put(key, row)
            merged.new += 1
        elif agrees(kind, old, row) and not (kind is OBSERVATIONS and is_finer(row, old)):
            merged.same += 1
        else:
            merged.revisions.append(revision(kind, old, row))
            # What it is called stays: a series goes by the name it began with.
            names = {name: old[name] for name in kind.key if name in old}
            held[kind.name].put(key, {**old, **row, **names})
    return merged


def clashes(first: Rows, second: Rows) -> list[tuple[Kind, Row, Row]]:
    """Rows of two files of one import that say different things of one key."""
    return [
        (kind, other, row)
        for kind, key, row in each(second)
        if (other := first[kind.name].get(key)) is not None and not agrees(kind, other, row)
    ]


def revision(kind: Kind, old: Row, new: Row) -> Row:
    """A row of the revisions: what was said, what is said now, and where each comes from."""
    return {
        **{name: new.get(name, "") for name in REVISION_COLUMNS},
        "table": kind.name,
        "county_code": new.get("county_code") or new.get("county", ""),
        "county": new.get("county", ""),
        "item": new.get("item") or new.get("key", ""),
        "measure": new.get("measure") or new.get("indicator", ""),
        "old": said(kind, old),
        "old_source": old.get("source", ""),
        "old_imported": old.get(IMPORTED, ""),
        "new": said(kind, new),
        "new_source": new.get("source", ""),
        "new_imported": new.get(IMPORTED, ""),
    }


def empty() -> Rows:
    """A ledger without a row."""
    return {kind.name: {} for kind in KINDS}


def with_revisions(known: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """The revisions known, then the new ones; going back and forth, each step is one.

    One that repeats the newest of its amount in every word was written by an import that was killed
    before it wrote the ledger: it is there already.
    """
    found = list(known)
    newest = {_amount_of(row): _written(row) for row in known}
    for row in new:
        amount, written = _amount_of(row), _written(row)
        if newest.get(amount) != written:
            found.append(row)
        newest[amount] = written
    return found


def _amount_of(revision: Row) -> Key:
    """What a revision is of, spelled as it may be."""
    said = [revision.get(name, "") for name in _OF_WHAT]
    return (*said, *identity(revision.get("item", ""), revision.get("parent_item", "")))


def _written(revision: Row) -> Key:
    return tuple(inert(revision.get(name) or "") for name in REVISION_COLUMNS)
