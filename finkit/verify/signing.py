"""Signing what is sealed: reports, each in its page; a batch by its pages and once by its seals.

The seals hold the hash of every file, so that the one signature of a batch is of all its figures,
texts and notebooks too. What does not agree with its seal is not signed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from finkit.batch.issue import CHANGES
from finkit.batch.manifest import Entry
from finkit.batch.places import locked, report_folder
from finkit.batch.run import INDEX, MANIFEST
from finkit.batch.sealed import SEAL_JSON
from finkit.batch.signature import BATCH_SIGNATURE, Signature, has_trace, signature_of, unsigned
from finkit.disk import write_whole
from finkit.errors import DataError
from finkit.render.rendering import REPORT_HTML
from finkit.verify.batches import entries_of, verify_batch
from finkit.verify.claimed import claimed_by
from finkit.verify.keys import Signer, fingerprint, is_signed
from finkit.verify.reports import Given, broken_seals, bytes_of

_REPORT, _BATCH = b"finkit report\n", b"finkit batch\n"
"""What a signature is of: that of a page is none of a batch, nor of anything else."""

_LOOK = "用 finkit verify 看改了哪里"


def message_of_page(page: bytes) -> bytes:
    """What is signed of a page: all of it but a signature."""
    return _REPORT + unsigned(page)


def message_of_batch(folder: Path, entries: Iterable[Entry]) -> bytes:
    """What is signed of a batch: the hashes of its overview, of what it says has changed, and of
    the seals of its reports."""
    seals = [report_folder(Path(), *one.key) / SEAL_JSON for one in entries if one.status == "ok"]
    names = [INDEX, MANIFEST, CHANGES, *sorted(path.as_posix() for path in seals)]
    lines = (f"{hashlib.sha256(bytes_of(folder / name)).hexdigest()} {name}\n" for name in names)
    return _BATCH + "".join(lines).encode()


def sign_reports(pages: Sequence[Path], signer: Signer) -> None:
    """Signs reports in their folders: all, or none where one cannot be.

    Raises `DataError` where a page is no report as it was sealed, or another has signed it.
    """
    for page in pages:
        claimed_by(page)
        if page.name != REPORT_HTML or not (page.parent / SEAL_JSON).is_file():
            advice = f"签名要在报告生成的文件夹里，{REPORT_HTML} 旁边有 {SEAL_JSON}"
            raise DataError("旁边没有封存记录，没有签名", where=str(page), advice=advice)
        if broken := broken_seals(page.parent):
            names = "、".join(one.where for one in broken)
            raise DataError(f"与封存记录不符（{names}），没有签名", where=str(page), advice=_LOOK)
    signed = [(page, _signed(page, signer)) for page in pages]
    for page, content in signed:
        if content != bytes_of(page):
            write_whole(page, content)


def sign_batch(folder: Path, signer: Signer) -> int:
    """Signs a batch: each page that was made, then its seals together; gives how many pages.

    Raises as `sign_reports`, and `UsageError` where a batch is being written there.
    """
    entries = entries_of(folder)
    with locked(folder):
        if found := verify_batch(folder, Given()).differences:
            place, first = found[0]
            named = f"{place} {first.where}".strip()
            said = f"与封存记录不符（{named}等{len(found)}处），没有签名"
            raise DataError(said, where=str(folder), advice=_LOOK)
        made = [report_folder(folder, *one.key) for one in entries if one.status == "ok"]
        sign_reports([place / REPORT_HTML for place in made], signer)
        mark = signer.sign(message_of_batch(folder, entries))
        write_whole(folder / BATCH_SIGNATURE, bytes(Signature(signer.key, mark)))
    return len(made)


def _signed(page: Path, signer: Signer) -> bytes:
    content = bytes_of(page)
    before, message = signature_of(content), message_of_page(content)
    if before and before.key != signer.key and is_signed(*before, message):
        advice = "要换签名，先重新生成这份报告"
        whose = f"已由另一把密钥（指纹 {fingerprint(before.key)}）签名"
        raise DataError(whose, where=str(page), advice=advice)
    if has_trace(bare := unsigned(content)):
        raise DataError("网页中间有签名的残片，没有签名", where=str(page))
    return bare + bytes(Signature(signer.key, signer.sign(message)))
