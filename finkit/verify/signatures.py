"""Whose signature a page or a batch has, by the public key alone: no data, no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from finkit.batch.places import report_folder
from finkit.batch.signature import BATCH_SIGNATURE, Signature, has_trace, signature_of
from finkit.errors import UsageError
from finkit.render.rendering import REPORT_HTML
from finkit.verify.batches import entries_of, name_of
from finkit.verify.keys import fingerprint, is_signed
from finkit.verify.reports import broken_seals, bytes_of
from finkit.verify.signing import message_of_batch, message_of_page


@dataclass(frozen=True)
class Judged:
    """Whether what is named has the signature that was asked for, and what is to be said."""

    name: str
    holds: bool
    said: str

    def __str__(self) -> str:
        return f"{self.name}：{self.said}"


def judged_page(page: Path, key: bytes) -> Judged:
    """Whose signature a page has. Raises `UsageError` for no file."""
    if not page.is_file():
        raise UsageError("没有这个文件", where=str(page))
    content = bytes_of(page)
    return _judged(page.name, content, signature_of(content), message_of_page(content), key)


def judged_batch(folder: Path, key: bytes) -> Iterator[Judged]:
    """Of a batch's folder: its one signature, that of each page, and each file that is not as
    it was sealed. Raises `DataError` where the folder is no batch's.
    """
    entries = entries_of(folder)
    said = bytes_of(folder / BATCH_SIGNATURE)
    whole = signature_of(said) if said == bytes(signature_of(said) or b"") else None
    yield _judged(BATCH_SIGNATURE, said, whole, message_of_batch(folder, entries), key)
    for entry in (one for one in entries if one.status == "ok"):
        place, name = report_folder(folder, *entry.key), name_of(entry)
        content = bytes_of(place / REPORT_HTML)
        signature, message = signature_of(content), message_of_page(content)
        yield _judged(f"{name} {REPORT_HTML}", content, signature, message, key)
        yield from (
            Judged(f"{name} {b.where}", False, "与封存记录不符") for b in broken_seals(place)
        )


def _judged(
    name: str, content: bytes, found: Signature | None, message: bytes, key: bytes
) -> Judged:
    if found is None:
        said = "签名改动过，认不出" if has_trace(content) else "没有签名"
        return Judged(name, False, said)
    if not is_signed(*found, message):
        return Judged(name, False, "签名之后改动过，或签名是伪造、挪用的")
    if found.key != key:
        whose = (
            f"由另一把密钥（指纹 {fingerprint(found.key)}）签名，不是所给的（{fingerprint(key)}）"
        )
        return Judged(name, False, whose)
    return Judged(name, True, f"由这把密钥（指纹 {fingerprint(key)}）签名，签名之后没有改动")
