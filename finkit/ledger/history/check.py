"""Whether a ledger is as it was committed: every file of its history, every table beside it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from finkit.errors import DataError, UsageError
from finkit.ledger.history import writer
from finkit.ledger.history.home import ALL
from finkit.ledger.history.reading import current
from finkit.ledger.history.version import chain

_HOW = {"changed": "改过，或坏了", "removed": "删去了", "added": "是台账之外添的"}


class Checked(NamedTuple):
    """What was looked at: the current version, how many versions and files; what is wrong."""

    number: int
    versions: int
    files: int
    faults: list[str]


def check(place: Path) -> Checked:
    """Reads everything and compares. Raises `UsageError` for tables that are no ledger."""
    try:
        now = current(place)
    except DataError as error:
        return Checked(0, 0, 0, [str(error)])
    if now is None:
        raise no_history(place)
    faults, names = [], set[str]()
    versions = 0
    try:
        for _, version in chain(now.store, now.name):
            versions += 1
            names |= {*version.contents()} if versions <= writer.KEPT else set()
    except DataError as error:
        faults.append(str(error))
    for name in sorted(names):
        try:
            now.store.get(name)
        except DataError as error:
            faults.append(str(error))
    if not faults:
        faults = [f"{edit.path.name}：{_HOW[edit.how]}" for edit in now.edits(ALL)]
    return Checked(now.version.number, versions, versions + len(names), faults)


def no_history(place: Path) -> UsageError:
    """The error for tables that nothing was ever imported into."""
    is_there = place.exists()
    what = "是普通的数据表，没有历史" if is_there else "没有这本台账"
    advice = "第一次 finkit import --into 它时开始记" if is_there else ""
    return UsageError(what, where=str(place), advice=advice)
