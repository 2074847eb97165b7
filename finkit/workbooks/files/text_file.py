"""A table as text: CSV, or split by tabs; UTF-8, GB 18030 (with GBK) or UTF-16."""

from __future__ import annotations

import csv
import io
from itertools import islice

from finkit.errors import DataError
from finkit.workbooks.files.grid import Sheet
from finkit.workbooks.files.limits import MOST_ROWS
from finkit.workbooks.files.split_numbers import split_numbers

SHEET = "表1"
_START = 20_000
_SEPARATORS = ("\t", ",", ";", "，")


def read(name: str, content: bytes) -> list[Sheet]:
    """The one sheet of a text file. Raises `DataError` if its encoding is none of these."""
    text = decoded(name, content)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
        rows = list(islice(lines, MOST_ROWS + 1))
    except csv.Error as error:
        raise DataError("不是 CSV 表格", where=name) from error
    unread = split_numbers(rows)
    for row, column in unread:
        rows[row][column] = ""
    return [Sheet(name, SHEET, rows, unread=unread)]


def decoded(name: str, content: bytes) -> str:
    """The text of a file: what begins with a mark says itself, else UTF-8 is tried before GBK."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for coding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise DataError("编码认不出", where=name, advice="另存为“CSV UTF-8”")


def _separator(text: str) -> str:
    """The mark that is in the most lines, of several the first: a number may be full of commas."""
    lines = [line for line in text[:_START].splitlines()[:30] if line.strip()]
    return max(_SEPARATORS, key=lambda mark: sum(mark in line for line in lines))
