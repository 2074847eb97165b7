"""What one version of a ledger consists of, who made it when and of what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from finkit.errors import DataError
from finkit.ledger.history.store import Store

Doing = Literal["import", "edit", "undo", "begin"]
DOING = {"import": "导入", "edit": "手改", "undo": "退回", "begin": "开始"}
"""What made a version: an import; an edit by hand; an undo; the first, of what was there before."""
_FORMAT = 1


@dataclass(frozen=True)
class Taken:
    """A file that an import took: its name in `source`, its checksum, what came of it."""

    label: str
    sha256: str
    new: int = 0
    same: int = 0
    revised: int = 0


@dataclass(frozen=True)
class Version:
    """One version; contents by their names in the store.

    `tables`: each table's parts by province; `texts`: the other files; `copies`: the checksums of
    the tables beside the history; `before`: the version before it, and `back` the one that an undo
    goes back to ("" of the first).
    """

    number: int
    doing: Doing
    when: str
    who: str
    folder: bool
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    back: str = ""
    files: tuple[Taken, ...] = ()
    note: str = ""

    def as_bytes(self) -> bytes:
        """The record, as it is kept."""
        said = {"format": _FORMAT, **asdict(self)}
        return json.dumps(said, ensure_ascii=False, indent=1).encode()

    def contents(self) -> Iterator[str]:
        """The names of all that it consists of."""
        for parts in self.tables.values():
            yield from parts.values()
        yield from self.texts.values()


def version_in(store: Store, name: str) -> Version:
    """The version of a name. Raises `DataError` for one that is broken, or of a later finkit."""
    said = json.loads(store.get(name))
    if said.pop("format", None) != _FORMAT:
        what = "台账由更新的 finkit 写成，这一版读不了"
        raise DataError(what, where=store.folder.name, advice="升级 finkit")
    said["files"] = tuple(Taken(**one) for one in said["files"])
    return Version(**said)


def chain(store: Store, name: str) -> Iterator[tuple[str, Version]]:
    """A version and all before it, the newest first. Raises as `version_in` does."""
    while name:
        version = version_in(store, name)
        yield name, version
        name = version.before
