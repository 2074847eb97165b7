"""The characters of a text from outside: unseen ones gone, look-alikes as what they look like."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

Span = tuple[int, int]

_UNSEEN: tuple[Span, ...] = (
    # Controls, but for blanks and line breaks.
    *((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F)),
    # Soft hyphen, joiners, what is of no width, directions, byte order marks, variants, tags.
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180F), (0x200B, 0x200F)),
    *((0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFF9, 0xFFFB), (0x1BCA0, 0x1BCA3), (0xE0000, 0xE0FFF)),
)
_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"
"""What is drawn as a blank and is called a letter: Hangul fillers, braille without dots."""

_LOOK_ALIKES: tuple[Span, ...] = ((0x2E80, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
"""Kangxi and other radicals, compatibility ideographs (康熙部首、兼容汉字)."""

_WIDE: tuple[Span, ...] = ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
"""Digits and letters of the width of a Chinese character."""

_NUMBERS: tuple[Span, ...] = ((0xA0, 0xFF), (0x2070, 0x33FF), (0x1F100, 0x1F10C))
"""Where numbers are that are no decimal digits: raised, in circles, with a full stop, fractions."""

_BREAKS = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_BREAK = re.compile(_BREAKS)
_BACKWARDS = re.compile("\u202e([^\u202a-\u202e\n]*)\u202c?")


def _any_of(*spans: Span) -> str:
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in spans)


_STRANGE = re.compile(f"{_BREAKS}|[{_any_of(*_UNSEEN, *_LOOK_ALIKES, *_WIDE)}{_EMPTY}]")


def folded(text: str) -> str:
    """A text as a reader sees it: without characters of no width, radicals as the words they look
    like, letters and digits in one width. Blanks and line breaks stay; ① and ¹ stay what they are.

    >>> folded("税收\\u200b收⼊"), folded("ＧＤＰ１２"), folded("8812①")
    ('税收收入', 'GDP12', '8812①')
    """
    if not _STRANGE.search(text):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    # What runs backwards on the page is read as it is seen there.
    seen = _BACKWARDS.sub(lambda found: found[1][::-1], _BREAK.sub("\n", text))
    return unicodedata.normalize("NFC", seen.translate(_table()))


def is_text(text: str) -> bool:
    """Whether a text can be written down: a NUL, or half a character of UTF-16, cannot.

    >>> is_text("临洮县"), is_text("a\\0b"), is_text("a\\ud800")
    (True, False, False)
    """
    return "\0" not in text and text.encode("utf-8", "ignore").decode() == text


def in_one_width(text: str) -> str:
    """A text in compatibility form (NFKC), but ② and ¹ stay what they are: marks are no digits.

    >>> in_one_width("２０２４年１—２月"), in_one_width("2024-1²"), in_one_width("㈠①")
    ('2024年1—2月', '2024-1²', '(一)①')
    """
    if text.isascii():
        return text
    plain, marks = _made_digits().split(text), _made_digits().findall(text)
    parts = [unicodedata.normalize("NFKC", part) for part in plain]
    return "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True))


@cache
def _made_digits() -> re.Pattern[str]:
    """The characters that are no decimal digits and that NFKC would make some of."""
    numbers = (c for c in map(chr, _codes(*_NUMBERS)) if unicodedata.category(c) == "No")
    made = (c for c in numbers if re.search(r"\d", unicodedata.normalize("NFKC", c)))
    return re.compile(f"[{re.escape(''.join(made))}]")


@cache
def _table() -> dict[int, str]:
    """What each strange character is folded into; "" for one that nobody sees."""
    alike = {c: unicodedata.normalize("NFKC", chr(c)) for c in _codes(*_LOOK_ALIKES, *_WIDE)}
    unseen = dict.fromkeys(_codes(*_UNSEEN), "")
    return {**alike, **unseen, **dict.fromkeys(map(ord, _EMPTY), " "), **_radicals()}


def _codes(*spans: Span) -> Iterator[int]:
    for first, last in spans:
        yield from range(first, last + 1)


def _radicals() -> dict[int, str]:
    """Radicals that Unicode gives no letter for, and PDF files do: ⻓ is 长."""
    text = files(__package__).joinpath("radicals.csv").read_text(encoding="utf-8")
    return {ord(row["radical"]): row["ideograph"] for row in csv.DictReader(text.splitlines())}
