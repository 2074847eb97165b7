"""The text of a report: wording filled with phrases, composed, with what it leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

from markupsafe import escape

from finkit.claims.judging import Verdict
from finkit.figures.figure import Figure
from finkit.figures.local_revenue import contains_shared
from finkit.narrative.compose import Block, Composer
from finkit.narrative.context import Context, Subject
from finkit.narrative.gaps import Gap, gaps
from finkit.narrative.item_table import ItemRow, table
from finkit.narrative.kinds import Kind
from finkit.narrative.rest.extent import Extent, is_short
from finkit.narrative.rest.remainder import Remainder
from finkit.narrative.templates import render
from finkit.wording import NOTHING, Phrase
from finkit.wording.markdown import plain
from finkit.wording.parts import Mark

NOTHING_MORE: Mapping[str, Sequence[str]] = MappingProxyType({})
_TO_ADD, _LEFT_OUT = "可补充的数据", "因缺数据未写入正文的内容"


@dataclass(frozen=True, repr=False)
class Narrative:
    """A report's text as blocks, its footnotes, and what is still open.

    `left_out` are the sentences dropped for want of a value, `figures_left_out` the figures in
    them, `unjudged` the claims whose evidence is incomplete (待核), `gaps` what could be added,
    `rows` what the table holds beyond the text.
    """

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]
    unjudged: tuple[Verdict, ...]
    gaps: tuple[Gap, ...] = ()
    rows: tuple[ItemRow, ...] = ()
    figures_left_out: tuple[Figure, ...] = ()

    @property
    def html(self) -> str:
        """The text as HTML; figures are `<data class="figure" …>` elements."""
        return self.illustrated(lambda _: "")

    def illustrated(self, drawn: Callable[[tuple[str, ...]], str]) -> str:
        """The text as HTML, with what `drawn` gives for the charts where the text calls them."""
        numbers = count(1)
        return "\n".join(
            drawn(block.charts) if block.charts else _element(block, numbers)
            for block in self.blocks
        )

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The main headings: the id of each in the page, and its title."""
        titles = (block.text for block in self.blocks if block.level == 1)
        return [(_section_id(number), title) for number, title in enumerate(titles, 1)]

    @property
    def charts(self) -> frozenset[str]:
        """The names of the charts that stand in the text."""
        return frozenset(name for block in self.blocks for name in block.charts)

    @property
    def text(self) -> str:
        """The text alone, a paragraph a line."""
        return "\n".join(block.text for block in self.blocks if not block.charts)

    @property
    def pending(self) -> tuple[str, ...]:
        """What the report still wants, in its order: its slots, or what could be added."""
        wanted = [one.wanted for block in self.blocks for one in block.pending]
        return tuple(dict.fromkeys([*wanted, *(gap.wanted for gap in self.gaps)]))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the text shows, in its order."""
        return tuple(figure for block in self.blocks for figure in block.figures)

    def markdown(
        self, title: str, more: Mapping[str, Sequence[str]] = NOTHING_MORE, banner: str = ""
    ) -> str:
        """The text as Markdown; nothing in it is taken for markup.

        `more`: further lists for its appendix, each under its title; an empty one is left out.
        `banner`: what stands under the title before all else.
        """
        told = [_markdown_block(block) for block in self.blocks if not block.charts]
        lines = [f"# {plain(title)}", *([f"> {plain(banner)}"] if banner else []), *told]
        lines += [plain(note) for note in self.notes]
        if self.rows:
            lines += ["## 附表：各项目情况", table(self.rows)]
        lists = {
            f"附：{_TO_ADD}": list(map(str, self.gaps)),
            f"附：{_LEFT_OUT}": self.left_out,
            "附：待核事项": [unjudged(verdict) for verdict in self.unjudged],
            **more,
        }
        for heading, listed in lists.items():
            if listed:
                lines += [f"## {heading}", "\n".join(f"- {plain(said)}" for said in listed)]
        return "\n\n".join(lines) + "\n"

    def __repr__(self) -> str:
        return f"Narrative({len(self.blocks)}段，待补{len(self.pending)}项)"

    def _repr_html_(self) -> str:
        return self.page(lambda _: "")

    def page(self, drawn: Callable[[tuple[str, ...]], str]) -> str:
        """The part of a page: the illustrated text, its notes, what it leaves open."""
        text = self.illustrated(drawn)
        parts = [f'<section class="narrative tex2jax_ignore" id="text">{text}</section>']
        if self.notes:
            notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
            parts.append(
                f'<section class="notes tex2jax_ignore" aria-label="口径说明">{notes}</section>'
            )
        parts += _list(_TO_ADD, list(map(str, self.gaps)), "gaps")
        parts += _list(_LEFT_OUT, self.left_out, "left-out")
        parts += _list("待核事项", [unjudged(v) for v in self.unjudged], "unjudged")
        return "\n".join(parts)


def unjudged(verdict: Verdict) -> str:
    """税收占比偏低（税收占比低于阈值）：缺税收收入本期数."""
    claim = verdict.claim
    return f"{claim.label}（{claim.condition}）：{verdict.reason}"


def _list(title: str, lines: tuple[str, ...] | list[str], name: str) -> list[str]:
    if not lines:
        return []
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return [
        f'<section class="open {name} tex2jax_ignore"><details><summary>附：{title}</summary>'
        f"<ul>{items}</ul></details></section>"
    ]


def _element(block: Block, numbers: Iterator[int]) -> str:
    if not block.level:
        return f"<p>{block.html}</p>"
    place = f' id="{_section_id(next(numbers))}"' if block.level == 1 else ""
    return f"<h{block.level + 1}{place}>{block.html}</h{block.level + 1}>"


def _section_id(number: int) -> str:
    return f"text-{number}"


def _markdown_block(block: Block) -> str:
    # A heading's own 一、 or 1. is text here: an escape keeps it from becoming a list.
    text = plain(block.marked)
    return f"{'#' * (block.level + 1)} {text}" if block.level else text


def write(
    subject: Subject, kind: Kind, template: str = "", *, drop_pending: bool = False
) -> Narrative:
    """The text of one kind of report. `template` is a folder of edited wording ("" our own).

    Raises `UsageError` naming file and line of a mistake in an edited template.
    """
    context = Context(subject, kind.judges)
    words = {**context.words(), "kind": kind.key, "shows_slots": kind.shows_slots}
    composer = Composer(drop_pending)
    says_local, own = contains_shared(subject.county), subject.own
    left = Remainder(subject.county, subject.figures, subject.speaker, subject.thresholds)

    def sections(held: dict[str, object]) -> Phrase:
        return render("rest", {**words, **held}, template, own, says_local=says_local)

    def rest(blocks: Sequence[Block]) -> Phrase:
        return left.told(blocks, sections)

    def extent(blocks: Sequence[Block]) -> Phrase:
        held = Extent(subject.county, subject.figures, subject.speaker)
        return (
            render("extent", {**words, "extent": held}, template, own)
            if is_short(blocks)
            else NOTHING
        )

    later = {Mark.REST: rest, Mark.SEE_TABLE: left.table_named, Mark.EXTENT: extent}
    text = render(kind.key, words, template, own, says_local=says_local)
    blocks = composer.compose(text, later)
    words["calibers"] = context.calibers_said("".join(block.text for block in blocks))
    put_together = {one.item for one in context.sums}
    notes = map(str.strip, str(render("notes", words, template, own)).splitlines())
    return Narrative(
        blocks=blocks,
        notes=tuple(filter(None, notes)),
        left_out=tuple(composer.left_out),
        unjudged=context.judgement.unjudged,
        rows=left.named_rows,
        gaps=()
        if kind.shows_slots
        else gaps(subject.county, subject.figures, subject.facts, put_together),
        figures_left_out=tuple(composer.figures_left_out),
    )
