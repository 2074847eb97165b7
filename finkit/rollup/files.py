"""A rollup as files: a page, and a workbook beside it."""

from __future__ import annotations

from pathlib import Path

from finkit.disk import writable, write_whole
from finkit.rollup.page import page as page_of
from finkit.rollup.rollup import Rollup
from finkit.rollup.workbook import workbook


def write(made: Rollup, out: Path, *, page: bool = True) -> list[Path]:
    """Writes the page and the workbook, or the workbook alone; gives where they are.

    Raises `UsageError` for a folder that cannot be written.
    """
    with writable(out):
        out.mkdir(parents=True, exist_ok=True)
    name = f"rollup-{made.area.code}-{made.period}"
    contents = {".html": page_of(made).encode()} if page else {}
    contents[".xlsx"] = workbook(made)
    for suffix, content in contents.items():
        write_whole(out / f"{name}{suffix}", content)
    return [out / f"{name}{suffix}" for suffix in contents]
