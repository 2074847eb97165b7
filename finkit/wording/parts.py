"""What text is made of: parts in a row, each still what it is when the page is made.

A number keeps its figure, a gap says what it wants, the bureau's own words are known for its own.
Plain text is `str`, escaped where a part becomes HTML and nowhere else; nothing is read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from html import escape

from finkit.checks import Finding
from finkit.figures.figure import Figure
from finkit.figures.pointing import Spot
from finkit.wording.doubt import mark, marked


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it stands in the text; `doubts` are the errors that it may rest on (待核), `spot`
    is where its page tells of it (None: the text is of no page)."""

    figure: Figure
    text: str
    doubts: tuple[Finding, ...] = ()
    spot: Spot | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def marked(self) -> str:
        """The text with its mark: 10000万元〔待核：621124-2024-02-3f9a2c1b〕."""
        return f"{self.text}{marked(self.doubts)}"

    @property
    def bare(self) -> str:
        """The text as HTML where its row says what it is: no link of its own."""
        return f"{escape(self.text)}{mark(self.doubts)}"

    def __html__(self) -> str:
        if self.spot is None:
            return self.bare
        link = f'<a href="#{self.spot.anchor}" data-k="{self.spot.key}">{escape(self.text)}</a>'
        return f"{link}{mark(self.doubts)}"


@dataclass(frozen=True, slots=True)
class Words:
    """The bureau's own words, on one line, without the full stop that the sentence brings."""

    text: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return f'<span class="fact">{escape(self.text)}</span>'

    @classmethod
    def of(cls, text: str) -> Words:
        """Any text as words: one line, no inner full stop.

        >>> str(Words.of("产销两旺。税收\\n增加；"))
        '产销两旺；税收 增加'
        """
        return cls(" ".join(text.split()).rstrip("。；，,;. ").replace("。", "；"))


@dataclass(frozen=True, slots=True)
class Pending:
    """Something wanted and not there: 【待补：减税降费，万元】. False: templates may ask."""

    what: str
    unit: str = ""

    @property
    def wanted(self) -> str:
        """减税降费，万元."""
        return f"{self.what}{'，' if self.unit else ''}{self.unit}"

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"【待补：{self.wanted}】"

    def __html__(self) -> str:
        return f'<mark class="pending">{escape(str(self))}</mark>'


class _Unseen:
    """What tells the composer something and shows nothing."""

    __slots__ = ()

    def __str__(self) -> str:
        return ""

    def __html__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class NotApplicable(_Unseen):
    """What the county has nothing of. False; the sentence that asks for it is left out."""

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Charts(_Unseen):
    """Where the charts of these names are to stand."""

    names: tuple[str, ...]


class Mark(_Unseen, Enum):
    """Where something begins or ends in the text."""

    NEXT_POINT = "point"
    """Here 一是, 二是, … is to stand once it is known which points remain."""
    TITLE_END = "title"
    """Ends a point's title: a title alone is no point."""
    REST = "rest"
    """Here what no other sentence says is to stand."""
    SEE_TABLE = "table"
    """Here the table is named, where it holds more than the text."""
    EXTENT = "extent"
    """Here is said how much the data hold, where that is little."""


Part = str | Shown | Words | Pending | NotApplicable | Charts | Mark


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts in a row; false when there is nothing to say. Made by `phrase`."""

    parts: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __html__(self) -> str:
        return "".join(
            escape(part) if isinstance(part, str) else part.__html__() for part in self.parts
        )

    @property
    def marked(self) -> str:
        """The text, each figure in doubt with its mark."""
        return "".join(p.marked if isinstance(p, Shown) else str(p) for p in self.parts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that are shown, in their order."""
        return tuple(part.figure for part in self.parts if isinstance(part, Shown))

    @property
    def pending(self) -> tuple[Pending, ...]:
        """What is wanted, in its order."""
        return tuple(part for part in self.parts if isinstance(part, Pending))

    def divided(self, end: str) -> Iterator[Phrase]:
        """The pieces that end so in plain text, each with its end, and what is left after them.

        Other parts stay whole, whatever their text: a 。 in the bureau's words ends no sentence.
        """
        run: list[Part] = []
        for part in self.parts:
            if not isinstance(part, str):
                run.append(part)
                continue
            *ended, rest = part.split(end)
            for piece in ended:
                yield Phrase((*run, piece + end))
                run = []
            if rest:
                run.append(rest)
        if run:
            yield Phrase(tuple(run))

    def split(self, mark: Mark) -> Iterator[Phrase]:
        """The pieces between the marks of one kind."""
        run: list[Part] = []
        for part in self.parts:
            if part is mark:
                yield Phrase(tuple(run))
                run = []
            else:
                run.append(part)
        yield Phrase(tuple(run))

    def stripped(self, chars: str | None = None) -> Phrase:
        """Without the blanks around, or without these characters."""
        parts = list(self.parts)
        if parts and isinstance(parts[0], str):
            parts[0] = parts[0].lstrip(chars)
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip(chars)
        return phrase(*parts)


NOTHING = Phrase()


def phrase(*parts: Part | Phrase) -> Phrase:
    """Parts put together: phrases laid flat, texts side by side made one, empty ones gone.

    >>> phrase("甲", phrase("", "乙"), Words("丙")).parts
    ('甲乙', Words(text='丙'))
    """
    flat: list[Part] = []
    text = ""
    for part in parts:
        for one in part.parts if isinstance(part, Phrase) else (part,):
            if isinstance(one, str):
                text += one
                continue
            if text:
                flat.append(text)
                text = ""
            flat.append(one)
    return Phrase((*flat, text) if text else tuple(flat))


def joined(phrases: Iterable[Phrase], mark: str = "，") -> Phrase:
    """The phrases that say something, with a mark between them."""
    parts: list[str | Phrase] = []
    for said in filter(None, phrases):
        parts += [mark, said] if parts else [said]
    return phrase(*parts)
