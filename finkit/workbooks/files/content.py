"""What a file is told by: how it begins, what parts it has, whether it is text."""

from __future__ import annotations

import io
import zipfile
from functools import cached_property

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How the containers begin that .xlsx and .ods are in, and .xls and whatever has a lock."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Content:
    """The bytes of a file, asked for what tells its format; `suffix` is what its name says."""

    def __init__(self, content: bytes, suffix: str = "") -> None:
        self.bytes, self.suffix = content, suffix

    def begins(self, *marks: bytes) -> bool:
        """Whether the file begins with one of these."""
        return self.bytes.startswith(marks)

    def holds(self, *names: str) -> bool:
        """Whether a container holds a part whose name begins so."""
        return any(part.startswith(names) for part in self.parts)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts of a container; none for one that is damaged, or no container."""
        try:
            if self.begins(ZIP):
                with zipfile.ZipFile(io.BytesIO(self.bytes)) as archive:
                    return tuple(archive.namelist())
            return _streams(self.bytes) if self.begins(OLE) else ()
        except Exception:
            # Of all kinds, as all is in damaged files: whoever reads it says what is wrong.
            return ()

    @property
    def is_text(self) -> bool:
        """Whether it is text, in whatever encoding."""
        return self.begins(*UTF_16) or b"\0" not in self.bytes[:4096]

    @cached_property
    def start(self) -> bytes:
        """The first letters, small ones, without a mark or blanks before them."""
        start = self.bytes[:2048]
        if self.begins(*UTF_16):
            start = start.decode("utf-16", "ignore").encode()
        return start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()

    @property
    def is_message(self) -> bool:
        """Whether it begins as a message of several parts does."""
        from email.parser import BytesHeaderParser

        head = BytesHeaderParser().parsebytes(self.bytes[:2048].lstrip())
        return head.get_content_maintype() == "multipart"


def _streams(content: bytes) -> tuple[str, ...]:
    import olefile

    with olefile.OleFileIO(io.BytesIO(content)) as container:
        return tuple(entry[0] for entry in container.listdir())
