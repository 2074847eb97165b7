"""Codes as spreadsheets and databases leave them: 621124.0, 0621124, 621124000."""

from __future__ import annotations

import re
from functools import lru_cache

from finkit.gate.characters import in_one_width

_WRITTEN = re.compile(r"'?0*(?P<code>[1-9]\d{5})(?P<below>0{3}|0{4}|0{6})?(?:\.0*)?")
"""Six digits; with those of the town (nine) or the village (twelve) where these say none; some
treasuries fill up to ten."""

_EXPONENT = re.compile(r"(?P<first>[1-9])\.(?P<rest>\d{1,5})[eE]\+?0?5")
_LIKE_A_CODE = re.compile(r"'?[\d.,+\s]{4,}|[\d.]+[eE]\+?\d+")

_OF_TOWNS = (9, 12)
"""The digits of the code of a town, of a village."""


@lru_cache(maxsize=65536)
def plain_code(text: str) -> str:
    """The six digits that a code stands for, however it was stored; "" for what is none.

    >>> [plain_code(text) for text in ("621124", " 621124 ", "621124.0", "0621124", "6.21124E+05")]
    ['621124', '621124', '621124', '621124', '621124']
    >>> plain_code("621124000"), plain_code("621124100"), plain_code("62112"), plain_code("DEMO01")
    ('621124', '', '', '')
    """
    plain = in_one_width(text).strip()
    if found := _WRITTEN.fullmatch(plain):
        return found["code"]
    short = _EXPONENT.fullmatch(plain)
    return short["first"] + short["rest"].ljust(5, "0") if short else ""


def is_like_code(text: str) -> bool:
    """Whether a text is made of digits as a code is, without being one: 62112, 6211240, 621124.5.

    >>> is_like_code("62112"), is_like_code("621124.5"), is_like_code("DEMO01"), is_like_code("12")
    (True, True, False, False)
    """
    plain = text.strip()
    is_town = plain.isdecimal() and len(plain) in _OF_TOWNS
    return bool(_LIKE_A_CODE.fullmatch(plain)) and not is_town and not plain_code(plain)
