"""Where two texts differ: each place with what stands there and what should."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TAG_OR_TEXT = re.compile(r"<[^>]*>|[^<]+|<")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HEADING = re.compile(r"<(?:h[1-6]|summary|title|caption)\b")
_PLACES = {
    "<head": "网页头部",
    "<meta": "网页头部",
    "<style": "样式",
    "<script": "脚本",
    "<body": "网页正文",
    "<svg": "图",
}
_MOST_SHOWN = 80


@dataclass(frozen=True)
class Difference:
    """One place that does not hold: what stands there, what should ("" for nothing)."""

    where: str
    said: str
    found: str

    def __str__(self) -> str:
        said, found = (_shown(text) for text in (self.said, self.found))
        return f"{self.where}：现为{said}，应为{found}"


def page_differences(said: str, found: str) -> list[Difference]:
    """Where a page differs from the one made anew, tag by tag and text by text.

    >>> print(*page_differences("<h2>收入</h2><p>增长3%</p>", "<h2>收入</h2><p>下降3%</p>"))
    “收入”：现为「增长3%」，应为「下降3%」
    """
    return _differences(_TAG_OR_TEXT.findall(said), _TAG_OR_TEXT.findall(found), _place_in_page)


def text_differences(name: str, said: str, found: str) -> list[Difference]:
    """Where a text file differs from the one made anew, line by line.

    >>> print(*text_differences("a.md", "一\\n二\\n", "一\\n"))
    a.md 第2行：现为「二」，应为空
    """

    def place(_: Sequence[str], at: int, line: int) -> str:
        return f"{name} 第{line + 1}行"

    return _differences(_LINE.findall(said), _LINE.findall(found), place)


Place = Callable[[Sequence[str], int, int], str]
"""Names a place: the pieces as they should be, where among them, where among those that stand."""


def _differences(said: list[str], found: list[str], place: Place) -> list[Difference]:
    start = 0
    shortest = min(len(said), len(found))
    while start < shortest and said[start] == found[start]:
        start += 1
    end = 0
    while end < shortest - start and said[-1 - end] == found[-1 - end]:
        end += 1
    mine, theirs = said[start : len(said) - end], found[start : len(found) - end]
    blocks = SequenceMatcher(None, mine, theirs).get_opcodes()
    return [
        Difference(
            place(found, start + j1, start + i1), "".join(mine[i1:i2]), "".join(theirs[j1:j2])
        )
        for tag, i1, i2, j1, j2 in blocks
        if tag != "equal"
    ]


def _place_in_page(pieces: Sequence[str], at: int, _: int) -> str:
    """The heading above, or the part of the page."""
    for number in range(min(at, len(pieces) - 1), -1, -1):
        piece = pieces[number]
        if _HEADING.match(piece) and number < at:
            return f"“{_text_after(pieces, number)}”"
        if part := next((said for tag, said in _PLACES.items() if piece.startswith(tag)), ""):
            return part
    return "网页开头"


def _text_after(pieces: Sequence[str], number: int) -> str:
    level = pieces[number].split()[0].strip("<>")
    texts = []
    for piece in pieces[number + 1 :]:
        if piece.startswith(f"</{level}"):
            break
        if not piece.startswith("<"):
            texts.append(piece)
    return "".join(texts).strip()[:_MOST_SHOWN]


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    if not flat:
        return "空" if not text else "空白"
    return f"「{flat[:_MOST_SHOWN]}…」" if len(flat) > _MOST_SHOWN else f"「{flat}」"
