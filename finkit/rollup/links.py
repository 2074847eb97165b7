"""Links from a rollup to the reports of a batch."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from finkit.batch.manifest import parsed
from finkit.batch.run import MANIFEST
from finkit.errors import UsageError
from finkit.rollup.rollup import Rollup


def linked(made: Rollup, reports: Path, out: Path) -> Rollup:
    """The rollup with the address of each county's report of the period, as seen from `out`.

    Raises `UsageError` for a folder that is no batch's. A report that is not there,
    or was not made by the last batch, has no link.
    """
    try:
        text = (reports / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = "不是一批报告的文件夹（没有 manifest.json）"
        raise UsageError(what, where=str(reports), advice="写 finkit batch 的输出文件夹") from error
    found = dict(_addresses(text, made, reports, out))
    lines = (replace(one, address=found.get(one.county.code, "")) for one in made.lines)
    return replace(made, lines=tuple(lines))


def _addresses(text: str, made: Rollup, reports: Path, out: Path) -> Iterator[tuple[str, str]]:
    inside = reports.resolve()
    for entry in parsed(text):
        path = (inside / entry.path).resolve()
        # The manifest may have been written by anybody: nothing outside its folder is linked.
        is_report = entry.path and path.is_file() and path.is_relative_to(inside)
        # Where a report was not made now, a page that says so stands, or one of other data.
        if entry.status == "ok" and entry.period == str(made.period) and is_report:
            yield entry.county_code, address(path, out)


def address(path: Path, out: Path) -> str:
    """Where a file is, seen from a folder, as a link has it."""
    try:
        seen = Path(os.path.relpath(path, out.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.as_uri()
    return quote(seen)
