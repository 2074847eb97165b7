"""Issued reports against the data as they are now: which are touched, by which amounts, and which
of their figures and sentences are others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from finkit.changes.change import (
    FOLLOWED,
    REVISED,
    WITHDRAWN,
    Change,
    Changes,
    Value,
    What,
    between,
    differences,
)
from finkit.changes.reports import Report, is_of_reports, reports, values_of
from finkit.changes.rested import Figures, revised
from finkit.changes.words import restated
from finkit.dataset import Dataset, open_dataset
from finkit.errors import DataError, FinkitError, UsageError, quoted
from finkit.extensions import extensions_of
from finkit.figures.figure_set import FigureSet
from finkit.indicators import extent
from finkit.periods import Period
from finkit.render.rendering import REPORT_HTML
from finkit.report import CountyReport, build
from finkit.report.edition import edition
from finkit.verify.claimed import claimed_by

_CODE = ("template", "notebook", "extensions")
"""Options that are given by whoever asks: a report's own word runs no code and no template."""
_EXTENT = frozenset(one.key for one in extent.INDICATORS)
"""数据范围: how much the data hold. It is no figure that somebody must be told a correction of."""


class Own(NamedTuple):
    """What reports were made with and is at hand: a template folder, extensions."""

    template: str = ""
    extensions: tuple[str, ...] = ()


_NONE = Own()


@dataclass(frozen=True)
class Touched:
    """An issued report that the data no longer bear out: `amounts` are its inputs that were
    revised, came or went, `figures` what follows from them, `sentences` the pairs of what was said
    and what is to be said ("" where nothing is). `path` is within its folder; `lacking` says why
    it cannot be made now ("" where it can), `aside` why its sentences were not compared."""

    path: str
    title: str
    amounts: tuple[Change, ...]
    figures: tuple[Change, ...]
    sentences: tuple[tuple[str, str], ...]
    lacking: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Issued:
    """How many reports were looked at, and those that are touched."""

    looked: int
    touched: tuple[Touched, ...]

    @property
    def changes(self) -> Changes:
        """All amounts and figures that are others, as one list; a report that cannot be made now is
        withdrawn."""
        every = (change for one in self.touched for change in (*one.amounts, *one.figures))
        # An amount may touch several reports.
        return Changes(tuple(sorted(dict.fromkeys(every), key=lambda change: change.order)))


def touched(out: str, data: str = "", facts: str = "", own: Own = _NONE) -> Issued:
    """The issued reports of a folder that a data set (`--data`) no longer bears out.

    A report is touched where an amount that it rests on is another now, of the same county, period,
    item and edition; an amount of another period touches none. Raises `UsageError` for a folder
    without reports, and without `data` where they are not of the embedded sample.
    """
    if not is_of_reports(out):
        raise UsageError(f"没有已发的报告：{quoted(out)}", advice="写 finkit batch 的输出文件夹")
    opened, issued = open_dataset(data), reports(out)
    if not data:
        _require_sample(issued.values(), opened)
    found = (_touched(one, Path(out), opened, facts, own) for _, one in sorted(issued.items()))
    return Issued(len(issued), tuple(one for one in found if one))


def _require_sample(issued: Iterable[Report], sample: Dataset) -> None:
    for one in issued:
        code, period = one.place
        held = sample.ledger.digest(code, Period.parse(period)) if sample.ledger.holds(code) else ""
        if claimed_by(one.path.parent / REPORT_HTML).data_digest != held:
            what = "已发的报告不是用随附的示例数据做的"
            raise UsageError(what, advice="用 --data 给出修订后的数据")


def _touched(old: Report, out: Path, data: Dataset, facts: str, own: Own) -> Touched | None:
    code, period = old.place
    page = (old.path.parent / REPORT_HTML).relative_to(out).as_posix()
    try:
        options, aside = _options(out / page, own)
        now = build(code, period, data, facts, options)
    except FinkitError as error:
        return _lacking(old, page, str(error))
    new = _objects(now.figures)
    amounts = revised(old.figures, new, data)
    if not _is_of_this_edition(out / page):
        # Another edition may rest a figure on other amounts: that is no revision.
        amounts = [one for one in amounts if one.kind == REVISED]
    if not amounts:
        return None
    figures = _followed(old.figures, new, amounts)
    sentences = () if aside else _sentences(old, now)
    return Touched(page, now.title, tuple(amounts), tuple(figures), sentences, aside=aside)


def _lacking(old: Report, page: str, why: str) -> Touched:
    """A report that cannot be made now: withdrawn, and why."""
    county = old.figures[0]["county"]
    code, period = old.place
    whole = Value(county, "（整份报告）", "", "", None, "", "", "一份")
    gone = between(WITHDRAWN, What(code, period, ("",)), whole, None, f"现有数据做不出：{why}")
    return Touched(page, f"{county} {period}", (gone,), (), (), why)


def _followed(old: Figures, new: Figures, amounts: Sequence[Change]) -> Iterator[Change]:
    """The figures that are others because amounts are; none that is but one of these once more."""
    before, after = (
        values_of(one for one in side if one["indicator"] not in _EXTENT) for side in (old, new)
    )
    told = {(one.item, one.old, one.new, one.old_unit) for one in amounts}
    for one in differences(before, after):
        is_told = (one.item, one.old, one.new, one.old_unit) in told
        if one.old_period and one.new_period and not is_told:
            yield replace(one, kind=FOLLOWED)


def _options(page: Path, own: Own) -> tuple[dict[str, Any], str]:
    """What the report was asked with; and, where what its words were made with is not at hand, why
    they are not to be compared."""
    if not page.is_file():
        return {}, ""
    claimed = claimed_by(page)
    wanted = claimed.options.get("extensions")
    names = wanted if isinstance(wanted, dict) else {}
    given = [one for one in own.extensions if names.keys() & extensions_of([one]).digests.keys()]
    try:
        return claimed.asked(own.template, "", given), ""
    except DataError as error:
        rest = {name: one for name, one in claimed.options.items() if name not in _CODE}
        return rest, f"{error.what}，文字没有比对"


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
