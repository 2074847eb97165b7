"""Sections rendered: templates filled with phrases, lines turned into headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from finkit.accounts import children, spending_classes
from finkit.figure_set import FigureSet
from finkit.indicators.county_at import CountyAt, Item
from finkit.narrative import outline
from finkit.narrative.item_words import ItemWords
from finkit.wording import Speaker

SECTIONS = ("execution.j2",)
_HEADING = re.compile(r"(#{2,4}) (.*)")
_FIGURE = re.compile(r'data-figure="([^"]*)"')


@dataclass(frozen=True)
class Narrative:
    """The text of a report as blocks of HTML, headings and paragraphs in order."""

    blocks: tuple[tuple[str, str], ...]

    @property
    def html(self) -> str:
        """The text as HTML; figures are `<data class="figure" …>` elements."""
        return "\n".join(f"<{tag}>{inner}</{tag}>" for tag, inner in self.blocks)

    @property
    def text(self) -> str:
        """The text alone, a paragraph a line."""
        return "\n".join(re.sub(r"<[^>]*>", "", inner) for _, inner in self.blocks)

    def _repr_html_(self) -> str:
        return f'<section class="narrative">{self.html}</section>'


def write(county: CountyAt, figures: FigureSet, speaker: Speaker) -> Narrative:
    """The sections of a report for a county at a period."""
    context = _Context(county, figures, speaker)
    blocks: list[tuple[str, str]] = []
    for name in SECTIONS:
        blocks += _blocks(_environment().get_template(name).render(**context.words()))
    return Narrative(tuple(blocks))


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=PackageLoader("finkit.narrative", "sections"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        content = line.strip()
        if not content:
            continue
        heading = _HEADING.fullmatch(content)
        yield (f"h{len(heading[1])}", heading[2]) if heading else ("p", content)


class _Context:
    """What the templates may speak of."""

    def __init__(self, county: CountyAt, figures: FigureSet, speaker: Speaker) -> None:
        self.county, self.figures, self.speaker = county, figures, speaker

    def words(self) -> dict[str, object]:
        """The names of the templates, with what they stand for."""
        revenue = outline.lines(self.county, outline.REVENUE_LINES)
        spending = outline.lines(self.county, outline.SPENDING_LINES)
        period = self.county.period
        return {
            "county": " ".join(self.county.book.county.name.split()),
            "year": period.year,
            "month": period.month,
            "span": period.span(),
            "when": f"{period.year}年" if period.month == 12 else f"{period.year}年{period.span()}",
            "revenue": [self._revenue(item) for item in revenue],
            "spending": [self._spending(item) for item in spending],
            "missing": outline.missing(self.county, revenue + spending),
        }

    def _words(self, item: Item) -> ItemWords:
        return ItemWords(item, self.figures, self.speaker)

    def _all(self, breakdown: outline.Breakdown) -> list[ItemWords]:
        return [self._words(part) for part in breakdown.parts]

    def _revenue(self, item: Item) -> dict[str, object]:
        kinds = outline.tax_and_nontax(self.county, item)
        taxes = frozenset(children().get("税收收入", ()))
        tax = next((part for part in kinds.parts if part.name == "税收收入"), None)
        return {
            "words": self._words(item),
            "kinds": self._all(kinds),
            "collectors": self._all(outline.collectors(self.county, item)),
            "upwards": self._all(outline.upwards(self.county, item)),
            "taxes": self._all(outline.largest(self.county, tax, taxes)) if tax else [],
        }

    def _spending(self, item: Item) -> dict[str, object]:
        classes = frozenset(spending_classes())
        return {
            "words": self._words(item),
            "classes": self._all(outline.largest(self.county, item, classes)),
        }
