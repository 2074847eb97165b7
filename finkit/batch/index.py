"""`index.html`: the reports of a batch as a table of numbers, a report a line."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from finkit.batch.index_rows import Row, finding, in_order, shown_columns
from finkit.batch.issue import Reissued, cells, named, summed
from finkit.batch.manifest import STATUSES, Entry
from finkit.render.plain_pages import page_template
from finkit.render.rendering import stylesheet

Summary = Mapping[str, Any]
_AT_ONCE = 150
"""So many lines are drawn at once where there is script; the rest when they are come to."""


def index_page(
    made: Sequence[tuple[Entry, Summary | None]], changes: Sequence[Reissued] = ()
) -> str:
    """The page as HTML; opens from a folder, links are relative. `changes` since it was issued
    before."""
    rows = in_order([Row(entry, (summary or {})) for entry, summary in made])
    script = table_script()
    counted = Counter(STATUSES[entry.status] for entry, _ in made)
    return page_template("finkit.batch", "index.html.j2").render(
        first=rows[:_AT_ONCE],
        rest=rows[_AT_ONCE:],
        columns=shown_columns(rows),
        finding=finding(rows),
        periods=sorted({row.entry.period for row in rows}, reverse=True),
        provinces=sorted({row.province for row in rows if row.province}),
        prefectures=sorted({row.prefecture for row in rows if row.prefecture}),
        counties=len({row.entry.county_code for row in rows}),
        counts=[(name, counted[name]) for name in STATUSES.values() if counted[name]],
        total=len(made),
        statuses=STATUSES,
        changed=summed(changes),
        changed_names=named(changes),
        changed_cells=cells(changes)[:_AT_ONCE],
        changed_more=max(0, len(cells(changes)) - _AT_ONCE),
        style=stylesheet() + table_style(),
        script=script,
        script_hash=hash_of(script),
    )


def table_style() -> str:
    """The look of a table of counties."""
    return _part("index.css")


def table_script() -> str:
    """What sorts, finds, filters and saves a table of counties."""
    return _part("index.js")


def _part(name: str) -> str:
    return files("finkit.batch").joinpath(name).read_text(encoding="utf-8")


def hash_of(script: str) -> str:
    """What a page's policy knows its one script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
