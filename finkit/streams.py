"""Standard output that cannot say a character says it as near as it can, and never breaks off."""

from __future__ import annotations

import codecs
import io
import re
import sys
from typing import TextIO

_NAME = "finkit.nearest"
_NEAREST = {
    "−": "-",
    "–": "-",
    "‑": "-",
    "—": "-",
    "－": "-",
    "\u00a0": " ",
    "·": ".",
    "〔": "[",
    "〕": "]",
    "（": "(",
    "）": ")",
    "，": ",",
    "；": ";",
    "：": ":",
    "¥": "CNY",
    "￥": "CNY",
}
"""What a character is shown as where it cannot be: a minus must not be lost."""

_BEYOND = re.compile(r"[^\x00-\x7f]")
_BREAKS_OFF = ("strict", "surrogateescape")


def made_lenient() -> None:
    """Lets standard output replace what its encoding lacks, unless it was told otherwise.

    The encoding stays: the console's, or what PYTHONIOENCODING or PYTHONUTF8 asks for.
    """
    codecs.register_error(_NAME, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors in _BREAKS_OFF:
            stream.reconfigure(errors=_NAME)


def can_say(text: str, stream: TextIO) -> bool:
    """Whether a stream's encoding has every character of a text."""
    try:
        text.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def escaped(json: str) -> str:
    r"""JSON with all beyond ASCII escaped: the same to whoever reads it.

    >>> print(escaped('{"甲": "−1"}'))
    {"\u7532": "\u22121"}
    """
    return _BEYOND.sub(lambda found: _escape(found[0]), json)


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    shown = "".join(_NEAREST.get(char, "?") for char in text)
    return shown, error.end
