"""What a version to be has other than the one before it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from finkit.ledger.history.version import Doing, Taken
from finkit.readers.raw import Columns


@dataclass
class Draft:
    """What a version to be has other than the one before it.

    `areas`: those whose rows changed, of tables of which that is known;
    `as_found`: tables whose copies are already where they belong, as someone wrote them;
    `is_rest`: it ends what the version before it began, an undo goes back over both.
    """

    doing: Doing
    tables: Mapping[str, Columns] = field(default_factory=dict)
    texts: Mapping[str, bytes] = field(default_factory=dict)
    areas: Mapping[str, Collection[str]] = field(default_factory=dict)
    gone: Sequence[str] = ()
    as_found: Sequence[str] = ()
    files: Sequence[Taken] = ()
    note: str = ""
    is_rest: bool = False
