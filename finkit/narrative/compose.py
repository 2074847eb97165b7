"""A text's lines into headings and paragraphs: points numbered, sentences left out, marks gone.

A line is a heading (`#`, `##`, `###`) or a paragraph. A paragraph may hold points (一是…二是…); a
sentence that cannot stand is left out, and with it whatever it leaves empty: its point, its
paragraph, its heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from finkit.figures.figure import Figure
from finkit.wording import NOTHING, Phrase, phrase
from finkit.wording.parts import Charts, Mark, NotApplicable, Pending

_LINE_END, _SENTENCE_END = "\n", "。"
_HEADING = re.compile(r"(#{1,3}) ")
_DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading (`level` 1 to 3) or paragraph (`level` 0); or the names of charts."""

    level: int
    said: Phrase
    charts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The block without markup."""
        return str(self.said)

    @property
    def marked(self) -> str:
        """The block without markup, its figures in doubt marked (待核)."""
        return self.said.marked

    @property
    def html(self) -> str:
        """The block as HTML, its figures and gaps marked up."""
        return self.said.__html__()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures it shows."""
        return self.said.figures

    @property
    def pending(self) -> tuple[Pending, ...]:
        """What it still wants."""
        return self.said.pending


Later = Callable[[Sequence[Block]], Phrase]
"""What is to stand at a mark, by what the blocks around say."""

NOTHING_LATER: Mapping[Mark, Later] = MappingProxyType({})
_LATER = (Mark.REST, Mark.SEE_TABLE, Mark.EXTENT)


@dataclass
class Composer:
    """Composes the text; `left_out` are the sentences dropped for want of a value, and then the
    figures in them."""

    drop_pending: bool
    left_out: list[str] = field(default_factory=list)
    figures_left_out: list[Figure] = field(default_factory=list)

    def compose(
        self, text: Phrase, later: Mapping[Mark, Later] = NOTHING_LATER
    ) -> tuple[Block, ...]:
        """The blocks of the text, numbered.

        `later` gives, mark by mark, what stands there, by what the blocks around say.
        """
        blocks = list(self._blocks(text))
        for mark in _LATER:
            places = [place for place, block in enumerate(blocks) if mark in block.said.parts]
            for place in places[::-1]:
                said = later[mark](blocks) if mark in later else NOTHING
                blocks[place : place + 1] = self._blocks(said)
        return tuple(_numbered(_without_empty(blocks)))

    def _blocks(self, text: Phrase) -> Iterator[Block]:
        for line in text.divided(_LINE_END):
            called = [part for part in line.parts if isinstance(part, Charts)]
            said = phrase(*(part for part in line.parts if part not in called)).stripped()
            if block := _heading(said) or self._paragraph(said):
                yield block
            if called:
                yield Block(0, NOTHING, tuple(name for part in called for name in part.names))

    def _paragraph(self, said: Phrase) -> Block | None:
        opening, *points = said.split(Mark.NEXT_POINT)
        kept = [point for one in points if (point := self._point(one))]
        if len(kept) > 1:
            kept = [phrase(f"{chinese(n)}是", point) for n, point in enumerate(kept, 1)]
        text = phrase(self._sentences(opening), *kept)
        return Block(0, text) if text else None

    def _point(self, point: Phrase) -> Phrase:
        title, *rest = point.split(Mark.TITLE_END)
        if not rest:
            return self._sentences(title)
        said = self._sentences(phrase(*rest))
        return phrase(title, said) if said else NOTHING

    def _sentences(self, said: Phrase) -> Phrase:
        return phrase(*filter(self._stands, said.divided(_SENTENCE_END)))

    def _stands(self, sentence: Phrase) -> bool:
        if any(isinstance(part, NotApplicable) for part in sentence.parts):
            return False
        if self.drop_pending and sentence.pending:
            self.left_out.append(str(sentence))
            self.figures_left_out += sentence.figures
            return False
        return True


def _heading(said: Phrase) -> Block | None:
    first, *rest = said.parts or ("",)
    if isinstance(first, str) and (mark := _HEADING.match(first)):
        return Block(len(mark[1]), phrase(first[mark.end() :], *rest))
    return None


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
        yield Block(rank + 1, phrase(mark, block.said))


def chinese(number: int) -> str:
    """一, 二, … 十, 十一, …: numbers up to 99.

    >>> chinese(3), chinese(10), chinese(12), chinese(20)
    ('三', '十', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
