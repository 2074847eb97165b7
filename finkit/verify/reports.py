"""One report, made anew from the data and compared whole: its page and the files beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from finkit.batch.one import Outcome, Settings, make
from finkit.batch.places import report_folder
from finkit.batch.plan import Request
from finkit.batch.sealed import SEAL_JSON, Sealed, marks_of, sealed_in
from finkit.batch.signature import unsigned
from finkit.counties import resolve
from finkit.dataset import kept_open
from finkit.disk import temporary
from finkit.errors import DataError
from finkit.periods import Period
from finkit.render.rendering import (
    FIGURES_JSON,
    REPORT_HTML,
    REPORT_MARKDOWN,
    REPORT_NOTEBOOK,
)
from finkit.report.build import require_period
from finkit.verify.claimed import Claimed, claimed_by
from finkit.verify.difference import Difference, page_differences, text_differences
from finkit.verify.notebooks import notebook_differences

_MOST = 256 << 20


@dataclass(frozen=True)
class Given:
    """What a report is made anew from: paths and addresses, "" where there is none.

    Extensions are those named here: a report's own word runs no code.
    """

    data: str = ""
    facts: str = ""
    template: str = ""
    notebook: str = ""
    extensions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """Which files were compared, and what does not hold."""

    title: str
    files: tuple[str, ...]
    differences: tuple[Difference, ...]


def verify_report(page: Path, given: Given) -> Verdict:
    """Makes a report anew and compares: its page, and what stands beside it in its folder.

    Raises `DataError` where it cannot be judged (made by another edition, with wording or a
    notebook that is not at hand), `NotHeldError` where the data lack its county or period, or are
    the sample and it was made of others.
    """
    claimed = claimed_by(page)
    request = _request(claimed, given)
    with temporary("finkit-verify-") as place:
        work = place / "work"
        work.mkdir()
        outcome = make(request, Settings(given.data, given.facts), place / "out", work)
        if outcome.entry.status == "refused":
            refused = Difference("整份报告", claimed.name, f"不出定稿：{outcome.entry.reason}")
            return Verdict(request.county.name, (page.name,), (refused,))
        if outcome.entry.status != "ok":
            raise DataError(f"没有重新生成：{outcome.entry.reason}", where=page.name)
        return compared(page, report_folder(place / "out", *request.key), outcome)


def compared(page: Path, anew: Path, outcome: Outcome) -> Verdict:
    """A report's page, and its folder where it still lies in it, against one made anew."""
    said = _decoded(unsigned(bytes_of(page)))
    differences = page_differences(said, text_of(anew / REPORT_HTML))
    files = [page.name]
    folder = page.parent
    beside = (FIGURES_JSON, REPORT_MARKDOWN, REPORT_NOTEBOOK, SEAL_JSON)
    if page.name == REPORT_HTML and any((folder / name).is_file() for name in beside):
        files += beside
        for name in (FIGURES_JSON, REPORT_MARKDOWN):
            differences += text_differences(name, text_of(folder / name), text_of(anew / name))
        differences += notebook_differences(*(text_of(f / REPORT_NOTEBOOK) for f in (folder, anew)))
        differences += [*broken_seals(folder), *_seal_differences(folder, outcome)]
    return Verdict(str(outcome.summary["title"]), tuple(files), tuple(differences))


def broken_seals(folder: Path) -> list[Difference]:
    """The files of a report's folder that are not those it was sealed with."""
    sealed = sealed_in(folder)
    if sealed is None:
        return [Difference(SEAL_JSON, "读不出或改动过的封存记录", "生成时的封存记录")]
    found = marks_of(folder)
    return [
        Difference(
            name,
            f"sha256 {found[name].sha256[:16]}…" if name in found else "",
            f"sha256 {sealed.files[name].sha256[:16]}…（封存）" if name in sealed.files else "",
        )
        for name in sorted({*found, *sealed.files})
        if found.get(name) != sealed.files.get(name)
    ]


def _seal_differences(folder: Path, outcome: Outcome) -> list[Difference]:
    """What the seal tells the index, against the report made anew."""
    sealed = sealed_in(folder)
    if sealed is None:
        return []  # said already
    # How long it took, and what it was recognised by, are of that run.
    entry = replace(outcome.entry, seconds=sealed.entry.seconds)
    entry = replace(entry, fingerprint=sealed.entry.fingerprint)
    return text_differences(
        SEAL_JSON,
        Sealed(sealed.entry, sealed.summary, {}, {}).as_json(),
        Sealed(entry, outcome.summary, {}, {}).as_json(),
    )


def _request(claimed: Claimed, given: Given) -> Request:
    claimed.require_edition()
    claimed.require_notebook(given.notebook)
    options = claimed.asked(given.template, given.notebook, given.extensions)
    with kept_open(given.data) as data:
        county = resolve(claimed.county_code, data.ledger.counties)
        period = Period.parse(claimed.period)
        require_period(data, county, period)
        if not given.data:
            claimed.require_data(data.ledger.digest(county.code, period))
    return Request(county, period, options)


def text_of(path: Path) -> str:
    """A file's text, byte by byte where it is none; "" for no file."""
    return _decoded(bytes_of(path))


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def bytes_of(path: Path) -> bytes:
    """A file's content; nothing for no file, or one too large to be ours."""
    return path.read_bytes() if path.is_file() and path.stat().st_size <= _MOST else b""
