"""Issued reports against the data as they are now: which are touched, by which amounts, and which
of their figures and sentences are others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from finkit.batch.sealed import SEAL_JSON, Sealed
from finkit.changes.change import REVISED, Change, Changes, differences
from finkit.changes.reports import Report, is_of_reports, reports, values_of
from finkit.changes.rested import revised
from finkit.changes.words import restated
from finkit.dataset import Dataset, open_dataset
from finkit.errors import FinkitError, UsageError, quoted
from finkit.figures.figure_set import FigureSet
from finkit.render.rendering import REPORT_HTML
from finkit.report import CountyReport, build
from finkit.report.edition import edition
from finkit.verify.claimed import claimed_by

_OF_THE_TEXT = ("notebook", "extensions")
"""Options that no text or figure of ours is made of; a report's own word runs no code."""


@dataclass(frozen=True)
class Touched:
    """An issued report that the data no longer bear out: `amounts` are its inputs that were
    revised, came or went, `figures` what follows from them, `sentences` the pairs of what was said
    and what is to be said ("" where nothing is). `path` is within its folder; `lacking` says why
    it cannot be made now ("" where it can)."""

    path: str
    title: str
    amounts: tuple[Change, ...]
    figures: tuple[Change, ...]
    sentences: tuple[tuple[str, str], ...]
    lacking: str = ""


@dataclass(frozen=True)
class Issued:
    """How many reports were looked at, and those that are touched."""

    looked: int
    touched: tuple[Touched, ...]

    @property
    def changes(self) -> Changes:
        """All amounts and figures that are others, as one list."""
        every = (change for one in self.touched for change in (*one.amounts, *one.figures))
        return Changes(tuple(sorted(every, key=lambda change: change.order)))


def touched(out: str, data: str = "", facts: str = "") -> Issued:
    """The issued reports of a folder that a data set (`--data`) no longer bears out.

    A report is touched where an amount that it rests on is another now, of the same county, period
    and item; an amount of another period touches none. Raises `UsageError` for a folder without
    reports.
    """
    if not is_of_reports(out):
        raise UsageError(f"没有已发的报告：{quoted(out)}", advice="写 finkit batch 的输出文件夹")
    opened, issued = open_dataset(data), reports(out)
    found = (_touched(one, Path(out), opened, facts) for _, one in sorted(issued.items()))
    return Issued(len(issued), tuple(one for one in found if one))


def _touched(old: Report, out: Path, data: Dataset, facts: str) -> Touched | None:
    code, period = old.place
    page = (old.path.parent / REPORT_HTML).relative_to(out).as_posix()
    try:
        now = build(code, period, data, facts, _options(old))
    except FinkitError as error:
        title = f"{old.figures[0]['county']} {period}"
        return Touched(page, title, (), (), (), str(error))
    new = _objects(now.figures)
    amounts = revised(old.figures, new, data)
    if not _is_of_this_edition(out / page):
        # Another edition may rest a figure on other amounts: that is no revision.
        amounts = [one for one in amounts if one.kind == REVISED]
    if not amounts:
        return None
    values = differences(old.values(), values_of(new))
    figures = tuple(one for one in values if one.old_period and one.new_period)
    return Touched(page, now.title, tuple(amounts), figures, _sentences(old, now))


def _options(old: Report) -> dict[str, Any]:
    """What the report was asked with."""
    try:
        sealed = Sealed.parsed((old.path.parent / SEAL_JSON).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: one for name, one in sealed.options.items() if name not in _OF_THE_TEXT}


def _objects(figures: FigureSet) -> list[dict[str, Any]]:
    """Figures as `figures.json` has them."""
    return [json.loads(one.as_json([]), parse_float=Decimal) for one in figures]


def _is_of_this_edition(page: Path) -> bool:
    try:
        return claimed_by(page).edition == edition()
    except FinkitError:
        return False


def _sentences(old: Report, now: CountyReport) -> tuple[tuple[str, str], ...]:
    if not old.text:
        return ()
    return tuple(restated(old.text, str(now.seal.content["markdown"])))
