"""Two versions of a ledger row by row: what was added, what was changed, what is gone."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from finkit.imports.rows import KINDS, Key, Kind, Row, said
from finkit.ledger.history.parts import put_together
from finkit.ledger.history.reading import rows_in
from finkit.ledger.history.store import Store

Parts = Mapping[str, str]


class Change(NamedTuple):
    """One row as it was and as it is; None where there was, or is, none."""

    kind: Kind
    old: Row | None
    new: Row | None

    @property
    def is_of_value(self) -> bool:
        """Whether both are there and say different things."""
        both = self.old is not None and self.new is not None
        return both and said(self.kind, self.old or {}) != said(self.kind, self.new or {})


def changes(
    store: Store, before: Mapping[str, Parts], after: Mapping[str, Parts]
) -> Iterator[Change]:
    """Every row that differs between two versions, by their tables' parts.

    Raises as `Store.get` does.
    """
    for kind in KINDS:
        old, new = before.get(kind.name, {}), after.get(kind.name, {})
        for part in sorted({*old, *new}):
            if old.get(part) != new.get(part):
                rows = (_rows(store, kind, one.get(part)) for one in (old, new))
                yield from _differing(kind, *rows)


def _rows(store: Store, kind: Kind, name: str | None) -> list[Row]:
    return rows_in(put_together([store.get(name)], kind.name, kind.name)) if name else []


def _differing(kind: Kind, before: list[Row], after: list[Row]) -> Iterator[Change]:
    names = sorted({*(before[0] if before else ()), *(after[0] if after else ())})
    was, now = (Counter(_cells(names, rows)) for rows in (before, after))
    gone: dict[Key, deque[Row]] = {}
    for cells in (was - now).elements():
        row = dict(zip(names, cells, strict=True))
        gone.setdefault(kind.key_of(row), deque()).append(row)
    for cells in (now - was).elements():
        row = dict(zip(names, cells, strict=True))
        earlier = gone.get(kind.key_of(row))
        yield Change(kind, earlier.popleft() if earlier else None, row)
    for rows in gone.values():
        yield from (Change(kind, row, None) for row in rows)


def _cells(names: list[str], rows: list[Row]) -> Iterator[Key]:
    return (tuple([row.get(name, "") for name in names]) for row in rows)
