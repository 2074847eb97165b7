"""`index.html`: the reports of a batch with their main lines and status."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from finkit.batch.manifest import STATUSES, Entry
from finkit.counties import province_of
from finkit.render import stylesheet


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("finkit.batch", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def index_page(rows: Sequence[tuple[Entry, dict[str, Any] | None]]) -> str:
    """The page as HTML; opens from a folder, links are relative."""
    return (
        _environment()
        .get_template("index.html.j2")
        .render(rows=rows, statuses=STATUSES, style=stylesheet(), province_of=province_of)
    )
