"""A batch's folder as one: every file against its seal, the overview against the seals.

Some or all of the reports are made anew on request: hashes tell what was changed by whoever left
the seals alone.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from finkit.batch import issue, manifest
from finkit.batch.index import index_page
from finkit.batch.issue import CHANGES
from finkit.batch.manifest import Entry
from finkit.batch.one import Outcome, Settings
from finkit.batch.places import report_folder
from finkit.batch.plan import Request
from finkit.batch.run import INDEX, MANIFEST, Choice, run
from finkit.batch.sealed import SEAL_JSON, Sealed, sealed_in
from finkit.batch.stores.local import LocalStore
from finkit.batch.workers import Limits
from finkit.counties import resolve
from finkit.dataset import Dataset, kept_open
from finkit.disk import temporary
from finkit.errors import DataError
from finkit.facts import read
from finkit.periods import Period
from finkit.render.rendering import REPORT_HTML
from finkit.verify.claimed import claimed_by
from finkit.verify.difference import Difference, page_differences, text_differences
from finkit.verify.reports import Given, broken_seals, compared, text_of

Found = tuple[str, Difference]
"""In which report (its folder, "" the batch's own), and what does not hold."""


@dataclass(frozen=True)
class BatchVerdict:
    """How many reports stand, how many of them were made anew, and what does not hold."""

    reports: int
    anew: int
    differences: tuple[Found, ...]


def verify_batch(folder: Path, given: Given, anew: int | None = 0) -> BatchVerdict:
    """Compares a batch's folder with its seals; makes `anew` of its reports again (None: all).

    Raises `DataError` where the folder is no batch's, or a report is of another edition.
    """
    entries = entries_of(folder)
    made = [entry for entry in entries if entry.status == "ok"]
    sealed = {entry.key: sealed_in(report_folder(folder, *entry.key)) for entry in made}
    found: list[Found] = []
    for entry in made:
        place = report_folder(folder, *entry.key)
        found += [(name_of(entry), one) for one in broken_seals(place)]
    found += [("", one) for one in _overview(folder, entries, sealed)]
    whole = [entry for entry in made if sealed[entry.key] is not None]
    chosen = whole if anew is None else random.SystemRandom().sample(whole, min(anew, len(whole)))
    if chosen:
        found += _made_anew(folder, [s for e in chosen if (s := sealed[e.key])], given)
    return BatchVerdict(len(made), len(chosen), tuple(dict.fromkeys(found)))


def entries_of(folder: Path) -> list[Entry]:
    """The entries of a batch's manifest. Raises `DataError` where the folder is no batch's."""
    text = text_of(folder / MANIFEST)
    entries = manifest.parsed(text)
    if not entries:
        what = f"没有可读的 {MANIFEST}，不是一批报告的文件夹"
        pages = [folder / REPORT_HTML, *sorted(folder.glob(f"*/*/{REPORT_HTML}"))]
        page = next((page for page in pages if page.is_file()), None)
        advice = f"核对一份报告，写 {page}" if page else ""
        raise DataError(what, where=str(folder), advice=advice)
    return entries


def _overview(
    folder: Path, entries: Sequence[Entry], sealed: dict[manifest.Key, Sealed | None]
) -> list[Difference]:
    """The manifest and the index, made again of the seals; of reports not made, of the manifest."""
    outcomes = []
    for entry in entries:
        seal = sealed.get(entry.key)
        outcomes.append(Outcome(seal.entry, seal.summary) if seal else Outcome(entry, {}))
    wanted = manifest.as_json(outcome.entry for outcome in outcomes)
    told = text_of(folder / CHANGES) if (folder / CHANGES).is_file() else ""
    changes = issue.parsed(told)
    index = index_page([(one.entry, one.summary or None) for one in outcomes], changes)
    broken = [Difference(CHANGES, "改动过或读不出的记录", "批次写下的记录")]
    return [
        *(broken if told and not changes else []),
        *text_differences(MANIFEST, text_of(folder / MANIFEST), wanted),
        *page_differences(text_of(folder / INDEX), index),
    ]


def _made_anew(folder: Path, sealed: Sequence[Sealed], given: Given) -> list[Found]:
    facts = read(Path(given.facts)) if given.facts else []
    found: list[Found] = []
    with temporary("finkit-verify-") as place, kept_open(given.data) as data:
        requests = [_request(folder, seal, given, data) for seal in sealed]
        store, settings = LocalStore(place / "out"), Settings(given.data, given.facts)
        for entry in run(requests, settings, data, facts, store, Limits(0, 0, 0), Choice()):
            there = report_folder(place / "out", *entry.key)
            found += [(name_of(entry), one) for one in _against(folder, there, entry)]
    return found


def _request(folder: Path, sealed: Sealed, given: Given, data: Dataset) -> Request:
    """The report asked for again. Raises `DataError` where another edition made it."""
    claimed = claimed_by(report_folder(folder, *sealed.entry.key) / REPORT_HTML)
    claimed.require_edition()
    claimed.require_extensions(given.extensions)
    claimed.require_notebook(given.notebook)
    # Code is run because it is named by whoever verifies, never because a seal names it.
    options = {k: v for k, v in sealed.options.items() if k not in ("extensions", "notebook")}
    own = {"template": given.template, "notebook": given.notebook}
    options |= {name: path for name, path in own.items() if path}
    if given.extensions:
        options["extensions"] = list(given.extensions)
    county, period = resolve(sealed.entry.county_code, data.ledger.counties), sealed.entry.period
    if not given.data:
        claimed.require_data(data.ledger.digest(county.code, Period.parse(period)))
    return Request(county, Period.parse(period), options)


def _against(folder: Path, there: Path, entry: Entry) -> Sequence[Difference]:
    """A report of the batch against the one made anew."""
    if entry.status != "ok":
        return [Difference("整份报告", REPORT_HTML, f"没有重新生成：{entry.reason}")]
    again = Sealed.parsed(text_of(there / SEAL_JSON))
    page = report_folder(folder, *entry.key) / REPORT_HTML
    return compared(page, there, Outcome(again.entry, again.summary)).differences


def name_of(entry: Entry) -> str:
    """Its folder within the batch's, as it is told."""
    return report_folder(Path(), *entry.key).as_posix()
