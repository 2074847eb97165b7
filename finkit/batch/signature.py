"""A signature as it stands: the last line of a page, or a file of its own for a whole batch.

It lives in the page, so that a page handed on by mail alone still tells who signed it: a file
beside it would be lost on the way. It is a comment after the page's end, of a fixed form that holds
nothing but two numbers; the seal and the signature are of the page without it, so that nothing else
can be put there, and signing changes nothing that was sealed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

BATCH_SIGNATURE = "batch.sig"
"""In a batch's folder: the signature of its overview and of the seals of its reports."""

_BEGIN = b"<!-- finkit-signature"
_WHOLE = re.compile(_BEGIN + rb" ed25519 ([0-9a-f]{64}) ([0-9a-f]{128}) -->\n\Z")


class Signature(NamedTuple):
    """Whose it is (the public key, 32 bytes), and the signature itself (64 bytes)."""

    key: bytes
    mark: bytes

    def __bytes__(self) -> bytes:
        """The line that `signature_of` reads."""
        return b"%s ed25519 %s %s -->\n" % (
            _BEGIN,
            self.key.hex().encode(),
            self.mark.hex().encode(),
        )


SIZE = len(bytes(Signature(bytes(32), bytes(64))))
"""Bytes a signature adds to a page."""


def signature_of(content: bytes) -> Signature | None:
    """The signature at the end; None where there is none of its form.

    >>> signature_of(b"<html></html>" + bytes(Signature(bytes(32), bytes(64)))).key == bytes(32)
    True
    """
    found = _WHOLE.search(content, max(0, len(content) - SIZE))
    return Signature(*(bytes.fromhex(part.decode()) for part in found.groups())) if found else None


def unsigned(content: bytes) -> bytes:
    """A page without the signature at its end: what was sealed, and what is signed.

    >>> unsigned(b"<html></html>" + bytes(Signature(bytes(32), bytes(64))))
    b'<html></html>'
    """
    return content[:-SIZE] if signature_of(content) else content


def has_trace(content: bytes) -> bool:
    """Whether a signature stands anywhere, whole or in pieces."""
    return _BEGIN in content
