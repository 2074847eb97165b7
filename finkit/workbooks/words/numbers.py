"""What a cell says as a number: a value, nothing, or something that is no number."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from finkit.units import UNITS

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(,)\d{3}(?:,\d{3})*|( )\d{3}(?: \d{3})*)(\.\d+)?")
_DASHES = frozenset(("-", "--", "—", "——", "–", "―", "/", "\\", "…", "……", "...", "．", "无", "空"))
_MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "‐": "-", "，": ",", "¥": ""})
_LONG_MINUS = re.compile(r"^[—―](?=[\d.])")
NOT_GIVEN = "未填"
"""How the reason begins where a dash says that there is no amount."""

_GREATEST = Decimal(10) ** 18
_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|\w+[!?])")


class Number(NamedTuple):
    """A cell's value; None where it gives none, with the reason why ("" for a blank cell).

    `unit` is one the cell itself states, `is_percent` whether it ends in a percent sign.
    """

    value: Decimal | None
    reason: str = ""
    unit: str = ""
    is_percent: bool = False


BLANK = Number(None)


@lru_cache(maxsize=4096)
def number(text: str) -> Number:
    """A cell's text as a number; a blank, a dash and a 0 are three different things.

    >>> number("１，２３４.５").value, number("(12)").value, number("0").value
    (Decimal('1234.5'), Decimal('-12'), Decimal('0'))
    >>> number("-").reason, number("12,34").reason, number("—0.33").value
    ('未填（-）', '不是数字', Decimal('-0.33'))
    """
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    plain = _LONG_MINUS.sub("-", plain)
    if not plain:
        return BLANK if not text.strip() else Number(None, "不是数字")
    if plain in _DASHES or text.strip() in _DASHES:
        return Number(None, f"{NOT_GIVEN}（{plain}）")
    if _ERROR.fullmatch(plain):
        return Number(None, f"公式出错（{plain}）")
    return _value(plain)


def _value(plain: str) -> Number:
    body, unit = _without_unit(plain)
    is_percent = body.endswith("%")
    body = body.removesuffix("%").strip()
    negative = body.startswith("(") and body.endswith(")")
    if negative:
        body = body[1:-1].strip()
    if _GROUPED.fullmatch(body):
        body = body.replace(",", "").replace(" ", "")
    if not _PLAIN.fullmatch(body) or (negative and body[0] in "+-"):
        return Number(None, "不是数字")
    value = Decimal(body)
    if abs(value) >= _GREATEST:
        return Number(None, "超出可能的大小")
    if value == 0:
        value = abs(value)
    return Number(-value if negative and value else value, "", unit, is_percent)


def _without_unit(plain: str) -> tuple[str, str]:
    for name in ("万元", "亿元", "千元", "元", "万人"):
        if plain.endswith(name) and name in UNITS:
            return plain.removesuffix(name).strip(), name
    return plain, ""


def looks_given(text: str) -> bool:
    """Whether a cell is filled as a number would be: a number, a dash, an error of a formula."""
    found = number(text)
    return found.value is not None or bool(found.reason and found.reason != "不是数字")
