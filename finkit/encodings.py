"""Text files as they come: UTF-8 with or without its mark, GBK as Excel saves it in China."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from finkit.errors import DataError

UTF8, GBK, UTF16 = "utf-8-sig", "gb18030", "utf-16"
WRITTEN = UTF8
"""What files are written in: Excel takes UTF-8 for what it is by its mark only."""

ADVICE = "请用 Excel 或记事本另存为“CSV UTF-8”（UTF-8 编码）"
_CHINESE = "\u2e80"
_CHUNK = 1 << 20
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(path: Path) -> str:
    """How a text file is encoded. Raises `DataError`, with what to do, where it is neither.

    A file that is mostly UTF-8 and somewhere broken is no GBK: its names would come out as others.
    """
    with path.open("rb") as file:
        start = file.read(_CHUNK)
        for encoding in _candidates(start):
            file.seek(0)
            if _decodes(file, encoding) and not (encoding == GBK and _is_broken_utf8(start)):
                return encoding
    raise DataError("编码认不出，或文件已损坏", where=path.name, advice=ADVICE)


@contextmanager
def as_csv(name: str) -> Iterator[None]:
    """Turns what the reader of CSV cannot take (a cell of 131,072 characters) into one line."""
    try:
        yield
    except csv.Error as error:
        what = "不是 CSV 表格，或有一格太长"
        raise DataError(what, where=name, advice="文件可能已损坏") from error


def _candidates(start: bytes) -> list[str]:
    """What a file that begins so may be encoded in, the likeliest first: a mark says it."""
    if start.startswith(_MARKS):
        return [UTF16]
    return [UTF8] if start.startswith(codecs.BOM_UTF8) else [UTF8, GBK]


def text_of(path: Path) -> str:
    """The text of a file, in whichever encoding. Raises as `encoding_of` does."""
    return path.read_text(encoding=encoding_of(path))


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_broken_utf8(start: bytes) -> bool:
    """Whether most of what is beyond ASCII is UTF-8 all the same: in GBK hardly anything is."""
    said = start.decode("utf-8", "replace")
    lost = said.count("\ufffd")
    return lost < sum(char >= _CHINESE for char in said) - lost
