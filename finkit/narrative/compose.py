"""Rendered lines into headings and paragraphs: points numbered, sentences left out, marks gone.

A line is a heading (`#`, `##`, `###`) or a paragraph. A paragraph may hold points (一是…二是…); a
sentence that cannot stand is left out, and with it whatever it leaves empty: its point, its
paragraph, its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from finkit.narrative.pending import (
    CHARTS_MARK,
    MARKS,
    NEXT_POINT,
    NOT_APPLICABLE_MARK,
    PENDING_CLASS,
    TITLE_END,
)

_HEADING = re.compile(r"(#{1,3}) (.*)")
_SENTENCE = re.compile(r"(?:<[^>]*>|[^。<])*。?")
_TAG = re.compile(r"<[^>]*>")
_PENDING = f'class="{PENDING_CLASS}"'
_DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading (`level` 1 to 3) or paragraph (`level` 0) as HTML; or the names of charts."""

    level: int
    html: str
    charts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The block without markup."""
        return plain(self.html)


@dataclass
class Composer:
    """Composes rendered text; `left_out` are the sentences dropped for want of a value."""

    drop_pending: bool
    left_out: list[str] = field(default_factory=list)

    def compose(self, text: str) -> tuple[Block, ...]:
        """The blocks of the text, numbered."""
        return tuple(_numbered(_without_empty(list(self._blocks(text)))))

    def _blocks(self, text: str) -> Iterator[Block]:
        for line in text.splitlines():
            content = line.strip()
            heading = _HEADING.fullmatch(content)
            if heading:
                yield Block(len(heading[1]), heading[2])
            elif content.startswith(CHARTS_MARK):
                yield Block(0, "", tuple(content[1:].split()))
            elif html := self._paragraph(content):
                yield Block(0, html)

    def _paragraph(self, content: str) -> str:
        opening, *points = content.split(NEXT_POINT)
        kept = [said for point in points if (said := self._point(point))]
        if len(kept) > 1:
            kept = [f"{chinese(n)}是{said}" for n, said in enumerate(kept, 1)]
        return self._sentences(opening) + "".join(kept)

    def _point(self, point: str) -> str:
        title, mark, rest = point.partition(TITLE_END)
        if not mark:
            return self._sentences(point)
        said = self._sentences(rest)
        return f"{title}{said}" if said else ""

    def _sentences(self, html: str) -> str:
        return "".join(filter(self._stands, _SENTENCE.findall(html)))

    def _stands(self, sentence: str) -> bool:
        if NOT_APPLICABLE_MARK in sentence:
            return False
        if self.drop_pending and _PENDING in sentence:
            self.left_out.append(plain(sentence))
            return False
        return True


def plain(html: str) -> str:
    """The text of a piece of HTML, without the marks."""
    text = unescape(_TAG.sub("", html))
    return "".join(c for c in text if c not in MARKS)


def _without_empty(blocks: list[Block]) -> Iterable[Block]:
    """The blocks without headings that no text follows; charts alone are no text."""
    kept: list[Block] = []
    charts: list[Block] = []
    for block in reversed(blocks):
        if block.charts:
            charts.append(block)
            continue
        follows = next((one for one in reversed(kept) if not one.charts), None)
        if block.level == 0 or (follows and not 0 < follows.level <= block.level):
            kept += [*charts, block]
        charts = []
    return reversed(kept)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings numbered 一、（一）1. by rank: the highest level present is 一、."""
    found = list(blocks)
    top = min((block.level for block in found if block.level), default=1)
    counts = [0, 0, 0, 0]
    for block in found:
        if not block.level:
            yield block
            continue
        counts[block.level] += 1
        counts[block.level + 1 :] = [0] * (3 - block.level)
        number = counts[block.level]
        rank = block.level - top
        mark = (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}.")[rank]
        yield Block(rank + 1, f"{mark}{block.html}")


def chinese(number: int) -> str:
    """一, 二, … 十, 十一, …: numbers up to 99.

    >>> chinese(3), chinese(10), chinese(12), chinese(20)
    ('三', '十', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
