"""On which day a county's amounts of a period came into a ledger, as its history knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from finkit.ledger.history.home import OBSERVATIONS
from finkit.ledger.history.parts import part_of
from finkit.ledger.history.reading import Current, consistently, current
from finkit.ledger.history.store import Store
from finkit.ledger.history.version import Version, version_in
from finkit.periods import Period

_AREA, _PERIOD = "county_code", "period"
_DAY = len("2021-10-01")
Wanted = tuple[tuple[str, str], ...]
"""The parts of one version that are looked into, with the names of their contents."""


def arrivals(place: Path, codes: Collection[str], period: Period) -> dict[str, str]:
    """The day (`YYYY-MM-DD`) on which each county's amounts of a period came: of those held now,
    the first from which they have been there ever since.

    Only days that are known: nothing of what a ledger was begun with, nor of tables that are no
    ledger.
    """
    if current(place) is None:
        return {}
    return consistently(place, lambda now: _arrivals(now, codes, period)) or {}


def _arrivals(now: Current, codes: Collection[str], period: Period) -> dict[str, str]:
    known: dict[Wanted, frozenset[str]] = {}
    parts = {part_of(code) for code in codes}
    found: dict[str, str] = {}
    left = frozenset(codes)
    later: Version | None = None
    for version in _line(now):
        wanted = _wanted(version, parts)
        if wanted not in known:
            if not all(now.store.path(name).is_file() for _, name in wanted):
                # What was before is no longer kept: nobody knows.
                return found
            known[wanted] = _held(now.store, wanted, period)
        come = left - known[wanted]
        found |= dict.fromkeys(come, later.when[:_DAY] if later else "")
        left -= come
        if version.doing == "begin" or not left:
            break
        if not version.before:
            found |= dict.fromkeys(left, version.when[:_DAY])
        later = version
    return {code: day for code, day in found.items() if day}


def _line(now: Current) -> Iterator[Version]:
    """The versions by which this one came to be, the newest first; of what an undo gave back, those
    that had brought it."""
    for _, version in _chain(now.store, now.name):
        if version.doing != "undo":
            yield version
            continue
        given = (v for _, v in _chain(now.store, version.before) if v.tables == version.tables)
        if origin := next((one for one in given if one.doing != "undo"), None):
            yield origin
            yield from _line(replace(now, name=origin.before))
        return


def _chain(store: Store, name: str) -> Iterator[tuple[str, Version]]:
    """A version and all before it, as far as their records are kept."""
    while name and store.path(name).is_file():
        version = version_in(store, name)
        yield name, version
        name = version.before


def _wanted(version: Version, parts: Collection[str]) -> Wanted:
    held = version.tables.get(OBSERVATIONS, {})
    return tuple((part, held[part]) for part in sorted(parts) if part in held)


def _held(store: Store, wanted: Wanted, period: Period) -> frozenset[str]:
    """The areas that have amounts of the period in some parts."""
    found: set[str] = set()
    for _, name in wanted:
        # Two columns of a part that its name has verified: there may be many versions.
        table = pq.read_table(pa.BufferReader(store.get(name)), columns=[_AREA, _PERIOD])
        then = pc.equal(table[_PERIOD].cast("string"), str(period))
        found.update(table[_AREA].cast("string").filter(then).unique().to_pylist())
    return frozenset(found)
