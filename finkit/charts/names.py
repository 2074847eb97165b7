"""How wide a text is, and where a long name is broken: by its meaning, not amid a word."""

from __future__ import annotations

import re
import unicodedata

TEXT, SMALL = 12.0, 11.0
_AFTER = re.compile(r"(?<=[、，；）])|(?<=等)(?!级)")
_BEFORE = re.compile(
    r"(?=（)|(?=和(?!$).{2})|(?=与.{2})|(?=及.{2})"
    r"|(?=(?:有偿使用|出让|配套费|安排的|征收|预算|专项|基金|资金|管理|发展|建设|补偿|处理|服务)"
    r"[^（）]{0,4}(?:收入|支出)$)"
    r"|(?=(?:余额|限额|收入|支出)$)"
)
"""What a part of a name begins with. The last of a name, 收入 or 支出, goes with what it is of."""

_NEVER_FIRST = "）、，；。"
_ODD = 0.35
"""A line so short beside the other is no better than a break amid a word."""


def text_width(text: str, size: float = TEXT) -> float:
    """About how wide a text is: a Chinese character one em, a Latin letter or digit 0.56."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return size * (wide + 0.56 * (len(text) - wide))


def fits(text: str, width: float, size: float = TEXT) -> list[str]:
    """A name on one line, or broken in two where it is too wide: where its meaning parts, else
    near its middle; what two lines cannot hold ends in …

    >>> fits("国有土地使用权出让收入", 80, 11.0)
    ['国有土地使用权', '出让收入']
    """
    if text_width(text, size) <= width or len(text) < 2:
        return [text]
    whole = text_width(text, size)
    halves = [
        (text[:at], text[at:])
        for at in range(1, len(text))
        if max(text_width(text[:at], size), text_width(text[at:], size)) <= width
        and text[at] not in _NEVER_FIRST
    ]
    if halves:
        parting = {found.start() for one in (_AFTER, _BEFORE) for found in one.finditer(text)}
        apart = [
            pair
            for pair in halves
            if len(pair[0]) in parting
            and min(text_width(pair[0], size), text_width(pair[1], size)) >= _ODD * whole
        ]
        first, second = min(apart or halves, key=lambda pair: abs(2 * len(pair[0]) - 1 - len(text)))
        return [first, second]
    most = _most_that_fits(text, width, size)
    more = _most_that_fits(text[most:], width - text_width("…", size), size)
    return [text[:most], f"{text[most : most + more]}…"]


def one_line(text: str, width: float, size: float = TEXT) -> str:
    """A name on one line, ending in … where it is too wide.

    >>> one_line("文化旅游体育与传媒", 80, 11.0)
    '文化旅游体育…'
    """
    if text_width(text, size) <= width:
        return text
    return f"{text[: _most_that_fits(text, width - text_width('…', size), size)]}…"


def _most_that_fits(text: str, width: float, size: float) -> int:
    return max((n for n in range(1, len(text)) if text_width(text[:n], size) <= width), default=1)
