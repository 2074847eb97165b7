"""What stands in a cell: a number with its format, a day, a text; and how wide it shows."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

DATE = "yyyy-mm-dd"
"""The format of a day."""
_LONGEST = 32_767
_SIGNS = ("=", "+", "-", "@", "\t", "\n", "'")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Number(NamedTuple):
    """A number and how it is shown."""

    value: Decimal
    format: str


Cell = str | Number | date | None


@cache
def number_format(decimals: int, suffix: str = "") -> str:
    """The format of a number with so many decimals; `suffix` stands behind it as it is.

    >>> number_format(1), number_format(0), number_format(1, "%")
    ('#,##0.0', '#,##0', '#,##0.0"%"')
    """
    shown = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return f'{shown}"{suffix}"' if suffix else shown


def is_quoted(text: str) -> bool:
    """Whether editing a cell with that text would make a formula of it, were it not marked.

    >>> is_quoted("-1+2"), is_quoted("税收收入")
    (True, False)
    """
    return text.startswith(_SIGNS)


def kept(text: str) -> str:
    """A text as a cell can hold it; Excel counts as UTF-16 does.

    >>> kept("a\\x00b\\r\\nc"), len(kept("a" * 40_000)), len(kept("𠮷" * 40_000))
    ('a�b\\nc', 32767, 16383)
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    shown = _NO_XML.sub("�", lines)
    if len(shown) * 2 <= _LONGEST:
        return shown
    return shown.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")


def width(cell: Cell) -> int:
    """How wide a cell shows: a Chinese character is two wide.

    >>> width("县区A"), width(Number(Decimal("1234567.25"), "#,##0.00")), width(None)
    (5, 12, 0)
    """
    if isinstance(cell, Number):
        decimals = cell.format.partition(".")[2]
        return len(f"{cell.value:,.0f}") + (len(decimals) + 1 if decimals else 0)
    if isinstance(cell, date):
        return len(DATE)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in cell or "")
