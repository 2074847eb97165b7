"""A rollup as files: a page, and a workbook beside it."""

from __future__ import annotations

from pathlib import Path

from finkit.disk import writable, write_whole
from finkit.rollup import workbook
from finkit.rollup.page import page as page_of
from finkit.rollup.rollup import Rollup


def write(made: Rollup, out: Path, *, page: bool = True) -> list[Path]:
    """Writes the page and the workbook, or the workbook alone; gives where they are.

    Raises `UsageError` for a folder that cannot be written.
    """
    with writable(out):
        out.mkdir(parents=True, exist_ok=True)
    stem = out / f"rollup-{made.area.code}-{made.period}"
    table, shown = (stem.with_name(f"{stem.name}{suffix}") for suffix in (".xlsx", ".html"))
    content = page_of(made).encode() if page else b""
    workbook.write(made, table)
    if not page:
        return [table]
    write_whole(shown, content)
    return [shown, table]
