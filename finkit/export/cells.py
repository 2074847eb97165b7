"""What stands in a cell: a number with its format, a text; as XML, and how wide it shows."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from finkit.units import machine

_LONGEST = 32_767
_SIGNS = ("=", "+", "-", "@", "\t", "\n", "'")


class Number(NamedTuple):
    """A number and how it is shown."""

    value: Decimal
    format: str


Cell = str | Number | None


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


def as_xml(cell: str | Number, place: str, style: int) -> str:
    """A cell of a sheet; a text is a text whatever it begins with.

    >>> as_xml("=1<2", "B3", 4)
    '<c r="B3" s="4" t="inlineStr"><is><t xml:space="preserve">=1&lt;2</t></is></c>'
    >>> as_xml(Number(Decimal("-1.50"), "#,##0.00"), "C3", 5)
    '<c r="C3" s="5"><v>-1.5</v></c>'
    """
    if isinstance(cell, Number):
        return f'<c r="{place}" s="{style}"><v>{machine(cell.value)}</v></c>'
    text = f'<is><t xml:space="preserve">{escape(kept(cell))}</t></is>'
    return f'<c r="{place}" s="{style}" t="inlineStr">{text}</c>'


def kept(text: str) -> str:
    """A text as a cell can hold it.

    >>> kept("a\\x00b\\r\\nc"), len(kept("a" * 40_000))
    ('a�b\\nc', 32767)
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return str(ILLEGAL_CHARACTERS_RE.sub("�", lines))[:_LONGEST]


def width(cell: Cell) -> int:
    """How wide a cell shows: a Chinese character is two wide.

    >>> width("县区A"), width(Number(Decimal("1234567.25"), "#,##0.00")), width(None)
    (5, 12, 0)
    """
    if isinstance(cell, Number):
        decimals = cell.format.partition(".")[2]
        return len(f"{cell.value:,.0f}") + (len(decimals) + 1 if decimals else 0)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in cell or "")
