"""What changed since a batch's folder was last issued: `changes.json`, and its part of the index.

Nothing of an earlier issue is kept but this: the reports that are new, made again or no longer
listed, and which of the numbers of the index are others. It is made from the seals that stood when
the batch began; a batch that changes nothing leaves it as it is. Another period's report is new,
never a change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from finkit.batch.manifest import Entry, Key
from finkit.batch.one import Outcome
from finkit.gate.characters import is_text
from finkit.report.standing import COLUMNS
from finkit.units import grouped

CHANGES = "changes.json"
NEW, REVISED, REMADE, GONE, AGAIN = "new", "revised", "remade", "gone", "again"
KINDS = {
    NEW: "新增",
    REVISED: "数有变动",
    REMADE: "重新生成而所列的数未变",
    GONE: "不再列入",
    AGAIN: "重新列入",
}
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Reissued:
    """One report that is not as it was; of one whose numbers are others, one column of the index:
    what it showed and what it shows now ("" where nothing)."""

    county_code: str
    county: str
    period: str
    kind: str
    column: str = ""
    old: str = ""
    new: str = ""

    @property
    def key(self) -> Key:
        """Which report it is of."""
        return self.county_code, self.period


def since(
    before: Mapping[Key, Outcome], listed: Sequence[Entry], now: Sequence[Outcome]
) -> list[Reissued]:
    """What differs between the reports that stood (`before`) or were `listed`, and those of now.

    Nothing where none stood: a first issue has no earlier one.
    """
    known = {entry.key for entry in listed if entry.status == "ok"}
    if not before and not known:
        return []
    found = [one for outcome in now for one in _of(outcome, before, known)]
    # A report that stood and was not listed: the last plan had left it out.
    shown = {entry.key for entry in listed}
    stood = [o.entry for o in now if o.entry.status == "ok" and o.entry.key in before]
    found += [_told(entry, AGAIN) for entry in stood if listed and entry.key not in shown]
    planned = {outcome.entry.key for outcome in now}
    gone = (entry for entry in listed if entry.status == "ok" and entry.key not in planned)
    return [*found, *(_told(entry, GONE) for entry in gone)]


def _of(outcome: Outcome, before: Mapping[Key, Outcome], known: set[Key]) -> Iterator[Reissued]:
    entry = outcome.entry
    if entry.status != "ok":
        return
    old = before.get(entry.key)
    if old is None:
        yield _told(entry, REMADE if entry.key in known else NEW)
        return
    if revised := list(_revised(old, outcome)):
        yield from revised
    elif old.entry.fingerprint != entry.fingerprint:
        yield _told(entry, REMADE)


def _revised(old: Outcome, new: Outcome) -> Iterator[Reissued]:
    """The columns that print another number than they did."""
    was, now = (one.summary.get("standing", {}) for one in (old, new))
    for column in COLUMNS:
        then, here = (str(one[column.key][1]) if column.key in one else "" for one in (was, now))
        if then != here:
            yield _told(new.entry, REVISED, f"{column.heading} {column.unit}", then, here)


def _told(entry: Entry, kind: str, column: str = "", old: str = "", new: str = "") -> Reissued:
    return Reissued(entry.county_code, entry.county, entry.period, kind, column, old, new)


def as_json(changes: Sequence[Reissued]) -> str:
    """The record, an object a line."""
    rows = (dict(zip(_FIELDS, astuple(one), strict=True)) for one in changes)
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


_FIELDS = tuple(one.name for one in fields(Reissued))


def parsed(text: str) -> list[Reissued]:
    """What `as_json` wrote; nothing of anything else."""
    try:
        found = [Reissued(**one) for one in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        return []
    return found if all(map(_is_one, found)) and as_json(found) == text else []


def _is_one(one: Reissued) -> bool:
    cells = astuple(one)
    return one.kind in KINDS and all(isinstance(cell, str) and is_text(cell) for cell in cells)


def summed(changes: Sequence[Reissued]) -> str:
    """新增2份、数有变动1份（3处）."""
    reports = Counter(kind for _, kind in {(one.key, one.kind) for one in changes})
    cells = sum(one.kind == REVISED for one in changes)
    told = [
        f"{name}{reports[kind]}份" + (f"（{cells}处）" if kind == REVISED else "")
        for kind, name in KINDS.items()
        if reports[kind]
    ]
    return "、".join(told)


def named(changes: Sequence[Reissued]) -> list[str]:
    """新增：甲县2024-06、乙县2024-06; of many how many more: a line a kind without numbers."""
    lines = []
    for kind in (NEW, REMADE, GONE, AGAIN):
        of = [f"{one.county}{one.period}" for one in changes if one.kind == kind]
        more = f"等{len(of)}份" if len(of) > _MOST_NAMED else ""
        if of:
            lines.append(f"{KINDS[kind]}：{'、'.join(of[:_MOST_NAMED])}{more}")
    return lines


def cells(changes: Sequence[Reissued]) -> list[tuple[str, ...]]:
    """The numbers that are others: county, period, column, what it showed, what it shows."""
    return [
        (one.county, one.period, one.column, grouped(one.old) or "—", grouped(one.new) or "—")
        for one in changes
        if one.kind == REVISED
    ]
