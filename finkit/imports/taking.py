"""What someone edited by hand in the tables of a ledger: taken in as a version of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from finkit.errors import one_line
from finkit.imports.book import Book
from finkit.imports.changes import Change, changes
from finkit.imports.merging import revision
from finkit.imports.rows import IMPORTED, KINDS, Row
from finkit.ledger.history.draft import Draft
from finkit.ledger.history.home import ALL, REVISIONS, TEXTS
from finkit.ledger.history.reading import Edit

_DONE = {"changed": "改过", "removed": "删去", "added": "添上"}


@dataclass
class Edited:
    """Tables that were edited by hand: what was done to them, and the version it became."""

    tables: list[str] = field(default_factory=list)
    number: int = 0
    new: int = 0
    gone: int = 0
    other: int = 0
    revisions: list[Row] = field(default_factory=list)

    def lines(self) -> list[str]:
        """What to tell: which tables, how many rows, the version; then each revision."""
        changed = len(self.revisions) - self.gone
        counts = (("改数", changed), ("改其他", self.other), ("添", self.new), ("删", self.gone))
        counted = "，".join(f"{word}{count}行" for word, count in counts if count)
        what = "、".join(self.tables) + (f"（{counted}）" if counted else "")
        said = one_line(f"手工{what}，记为台账第{self.number}版；退回用 finkit ledger undo")
        return [said, *map(said_revision, self.revisions)]


def said_revision(row: Row) -> str:
    """One revision in a line."""
    said = f"{row['county']} {row['period']} {row['item']}：{row['old']} → {row['new'] or '无'}"
    return one_line(f"修订 {said}（{row['new_source']}）")


def take(book: Book, day: str) -> Edited | None:
    """Takes what was edited in as a version, the book being locked; None where nothing was.

    Raises `DataError` naming a table that is none any more.
    """
    now = book.writer.now()
    edits = now.edits(ALL) if now else []
    if not now or not edits:
        return None
    there = [edit.name for edit in edits if edit.how != "removed"]
    tables = {kind.name: book.as_written(kind).columns() for kind in KINDS if kind.name in there}
    parts = {name: book.writer.parts_of(name, columns) for name, columns in tables.items()}
    after = {name: parts.get(name, held) for name, held in now.version.tables.items()} | parts
    gone = [edit.name for edit in edits if edit.how == "removed"]
    after = {name: held for name, held in after.items() if name not in gone}
    edited = Edited([f"{_DONE[edit.how]} {edit.path.name}" for edit in edits])
    for change in changes(book.writer.store, now.version.tables, after):
        _count(change, edited, day, edits)
    texts = {name: book.home.copy(name).read_bytes() for name in there if name in TEXTS}
    said = (
        book.with_revisions(edited.revisions, book.home.copy(REVISIONS))
        if edited.revisions
        else b""
    )
    draft = Draft("edit", tables, texts, gone=gone, as_found=there, note="、".join(edited.tables))
    if not said:
        drafts = [draft]
    elif REVISIONS in (*there, *gone):
        # Edited itself: first as it was found, then with what is to be added to it.
        drafts = [draft, Draft("edit", texts={REVISIONS: said}, is_rest=True)]
    else:
        draft.texts = {**texts, REVISIONS: said}
        drafts = [draft]
    edited.number = book.writer.commit(*drafts).version.number
    return edited


def _count(change: Change, edited: Edited, day: str, edits: Sequence[Edit]) -> None:
    kind, old, new = change
    file = next((edit.path.name for edit in edits if edit.name == kind.name), "")
    if old is None:
        edited.new += 1
    elif new is None:
        edited.gone += 1
        removed = {**old, kind.value: "", "unit": "", "text": ""}
        edited.revisions.append(
            revision(kind, old, {**removed, "source": f"手工删去 {file}", IMPORTED: day})
        )
    elif change.is_of_value:
        changed = {**new, "source": f"手改 {file}", IMPORTED: day}
        edited.revisions.append(revision(kind, old, changed))
    else:
        edited.other += 1
