"""A number from outside: digits, sign, separators and a unit; nothing else is part of one."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from finkit.gate.characters import folded
from finkit.gate.marks import ENCLOSED, OF_NUMBER, POWER_OF_TEN
from finkit.units import UNITS

_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")
_GROUPED = re.compile(
    r"[+-]?[0-9]{1,3}(?:(,)[0-9]{3}(?:,[0-9]{3})*|( )[0-9]{3}(?: [0-9]{3})*)(\.[0-9]+)?"
)
_DASHES = frozenset(("-", "--", "—", "——", "–", "―", "/", "\\", "…", "……", "...", ".", "无", "空"))
_MINUS = "−–‒﹣‐‑－"
_BLANKS = "".join(map(chr, (0x9, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
_SIGNS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(_MINUS, "-"),
    **dict.fromkeys(_BLANKS, " "),
    **{"￥": "¥", "﹪": "%", "﹐": ",", "﹒": "."},
}
_TABLE = str.maketrans(_SIGNS)
_NEGATIVES = (
    re.compile(r"[—―△▲]\s*(?P<body>[0-9.].*)"),
    re.compile(r"\(\s*(?P<body>[0-9.][^()]*?)\s*(?:\)|\)(?P<percent>\s*%))"),
    re.compile(r"(?P<body>[0-9.].*?)\s*-"),
)
"""Negatives as accountants write them: △12, (12), 12-."""

_YUAN = re.compile(r"^([+-]?)\s*¥\s*")
_IN_FRONT = re.compile(rf"[{ENCLOSED}]")
_BETWEEN = re.compile(r"[\s;|/()]+")

NOT_GIVEN = "未填"
"""How the reason begins where a dash says that there is no amount."""

NO_NUMBER = "不是数字"
"""How the reason begins where something stands there that is no number."""

SEVERAL = f"{NO_NUMBER}：一格里有几个数"
_A_POWER = f"{NO_NUMBER}：说不准是乘方还是注号"
_IS_BEFORE = f"{NO_NUMBER}：数前有注号"
_GREATEST = Decimal(10) ** 18
_LONGEST = 400
"""Characters: no number, with all its marks and blanks, has so many."""

_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|\w+[!?])")


class Number(NamedTuple):
    """A cell's value; None where it gives none, with the reason why ("" for a blank cell).

    `unit` is one the cell itself states, `is_percent` whether it ends in a percent sign, `mark` the
    footnote's that stands behind it and was not read.
    """

    value: Decimal | None
    reason: str = ""
    unit: str = ""
    is_percent: bool = False
    mark: str = ""


BLANK = Number(None)


@lru_cache(maxsize=4096)
def number(text: str) -> Number:
    """A cell's text as a number; a blank, a dash and a 0 are three different things.

    >>> number("１，２３４.５").value, number("(12)").value, number("0").value
    (Decimal('1234.5'), Decimal('-12'), Decimal('0'))
    >>> number("-").reason, number("12,34").reason, number("—0.33").value
    ('未填（-）', '不是数字', Decimal('-0.33'))
    >>> number("15348¹").value, number("15348¹").mark, number("△12").value, number("12-").value
    (Decimal('15348'), '¹', Decimal('-12'), Decimal('-12'))
    >>> number("22310\\n22180").reason
    '不是数字：一格里有几个数'
    """
    said = plain(text)
    if not said or len(said) > _LONGEST:
        return BLANK if not text.strip() else Number(None, NO_NUMBER)
    if POWER_OF_TEN.fullmatch(said):
        return Number(None, _A_POWER)
    if said in _DASHES:
        return Number(None, f"{NOT_GIVEN}（{said}）")
    if _ERROR.fullmatch(said):
        return Number(None, f"公式出错（{said}）")
    bare = OF_NUMBER.sub("", said)
    if bare == said:
        return _value(said)
    return _marked(bare, said[len(bare) :].strip())


def _marked(bare: str, mark: str) -> Number:
    """What stands before the mark of a footnote."""
    if bare in _DASHES:
        return Number(None, f"{NOT_GIVEN}（{bare}）")
    found = _value(bare)
    return found._replace(mark=mark) if found.value is not None else found


def _value(said: str) -> Number:
    body, unit = _without_unit(_YUAN.sub(r"\1", said))
    body, is_negative = _unsigned(body)
    is_percent = body.endswith("%")
    body = body.removesuffix("%").strip()
    if _GROUPED.fullmatch(body):
        body = body.replace(",", "").replace(" ", "")
    if not _PLAIN.fullmatch(body) or (is_negative and body[0] in "+-"):
        return Number(None, _why_none(said))
    value = Decimal(body)
    if abs(value) >= _GREATEST:
        return Number(None, "超出可能的大小")
    if value == 0:
        value = abs(value)
    return Number(-value if is_negative and value else value, "", unit, is_percent)


def _unsigned(body: str) -> tuple[str, bool]:
    for written in _NEGATIVES:
        if found := written.fullmatch(body):
            return found["body"] + (found.groupdict().get("percent") or ""), True
    return body, False


def _why_none(said: str) -> str:
    if _IN_FRONT.match(said):
        return _IS_BEFORE
    parts = [part for part in _BETWEEN.split(said) if part]
    return SEVERAL if len(parts) > 1 and all(map(_is_plain, parts)) else NO_NUMBER


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text))


def _without_unit(said: str) -> tuple[str, str]:
    for name in ("万元", "亿元", "千元", "元", "万人"):
        if said.endswith(name) and name in UNITS:
            return said.removesuffix(name).strip(), name
    return said, ""


def plain(text: str) -> str:
    """A number as it may be read on: digits, signs and separators in one width, nothing unseen.

    >>> plain("１２３．５\\u200b"), plain("−12"), plain("12①")
    ('123.5', '-12', '12①')
    """
    return folded(text).translate(_TABLE).strip()


def looks_given(text: str) -> bool:
    """Whether a cell is filled as a number would be: a number, a dash, an error of a formula.

    >>> looks_given("—"), looks_given("增值税")
    (True, False)
    """
    found = number(text)
    return found.value is not None or bool(found.reason and not found.reason.startswith(NO_NUMBER))
