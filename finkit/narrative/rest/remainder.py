"""What a text leaves unsaid: the words of the sections for it, and the rows of the table.

The headline sentences come first; what they say is not said again, and what no sentence says stands
in the table that the text refers to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from finkit.accounts.chart import children
from finkit.accounts.names import TAX
from finkit.claims.thresholds import Threshold
from finkit.figures import outline
from finkit.figures.county_at import CountyAt
from finkit.figures.figure_set import FigureSet
from finkit.narrative.compose import Block
from finkit.narrative.item_table import ItemRow, item_rows, see_table
from finkit.narrative.rest.holding import MOST_LISTED, Holding
from finkit.narrative.rest.holdings import Holdings
from finkit.narrative.rest.subjects import PLAIN, sections, subject_key
from finkit.periods import MONTHS_A_YEAR
from finkit.wording import Phrase, Speaker

TWO_PAGES = 2400
"""The characters of a bulletin on two printed pages: what does not fit stands in the table."""

_ROOM_FOR_NUMBERS = 80
"""For the numbers of headings and the sentence that names the table."""

_MOST_SENTENCES = 4
Render = Callable[[dict[str, object]], Phrase]
"""The template of the sections, filled."""

_SINCE, _A_YEAR_AGO = "/ytd_amount/", ("/yoy_amount/", "/yoy_rate/")


class Further(NamedTuple):
    """Parts of an item that is said already, by its own name."""

    whole: str
    parts: list[Holding]


class Remainder:
    """What a text leaves unsaid of a county at a period.

    `named_rows` are those of the table that the text has named.
    """

    def __init__(
        self,
        county: CountyAt,
        figures: FigureSet,
        speaker: Speaker,
        thresholds: Mapping[str, Threshold],
    ) -> None:
        self.county, self.figures, self.speaker = county, figures, speaker
        self.holdings = Holdings(county, figures, speaker, thresholds)
        self.named_rows: tuple[ItemRow, ...] = ()

    def told(self, blocks: Sequence[Block], render: Render) -> Phrase:
        """The sections for what these blocks do not say, as fully as two pages allow."""
        said = figures_in(blocks) | self._said_to_be_nothing()
        further, alone = self._divided(self.holdings.unsaid(said), said)
        held = list(sections(alone))
        room = TWO_PAGES - _ROOM_FOR_NUMBERS - sum(len(block.text) + 1 for block in blocks)
        # A long text has no room for parts: that need not be tried.
        for detail in (2, 1, 0) if room > TWO_PAGES / 2 else (1, 0):
            text = render({"further": further, "sections": held, "detail": detail})
            if len(str(text)) <= room:
                return text
        while held and len(str(text)) > room:
            held.pop()
            text = render({"further": [], "sections": held, "detail": 0})
        return text

    def table_named(self, blocks: Iterable[Block]) -> Phrase:
        """The sentence that names the table, where it says more than these blocks."""
        said = figures_in(blocks) | self._same_at_the_years_end(blocks)
        rows = item_rows(self.county.book, self.figures, self.speaker)
        self.named_rows = tuple(row for row in rows if row.says_more(said))
        return see_table(self.named_rows, said)

    def _said_to_be_nothing(self) -> frozenset[str]:
        """Headline amounts of zero: said in words (暂未实现)."""
        lines = (*outline.REVENUE_LINES, *outline.SPENDING_LINES)
        held = (item.series for item in outline.lines(self.county, lines) if item.series)
        amounts = (self.figures.of(series, "amount") for series in held)
        return frozenset(figure.id for figure in amounts if figure and figure.value == 0)

    def _same_at_the_years_end(self, blocks: Iterable[Block]) -> frozenset[str]:
        """A December's changes since last year, said as those since the year's beginning."""
        if self.county.period.month != MONTHS_A_YEAR:
            return frozenset()
        opened = [one for one in figures_in(blocks) if _SINCE in one]
        return frozenset(one.replace(_SINCE, than) for one in opened for than in _A_YEAR_AGO)

    def _divided(
        self, left: Sequence[Holding], said: Collection[str]
    ) -> tuple[list[Further], list[Holding]]:
        """What is part of something said, by its whole; and what stands by itself.

        A list that the text has cut goes on in the table; so does one of many parts.
        """
        parts: dict[str, list[Holding]] = {}
        alone = []
        for one in left:
            whole = self.holdings.said_whole(one, said)
            if whole is None or subject_key(one.standard, one.name) not in PLAIN:
                alone.append(one)
            elif not whole.is_listed and whole.standard not in children().get(TAX, ()):
                parts.setdefault(whole.name, []).append(one)
        listed = [Further(name, of) for name, of in parts.items() if len(of) <= MOST_LISTED]
        return listed[:_MOST_SENTENCES], alone


def figures_in(blocks: Iterable[Block]) -> frozenset[str]:
    """The ids of the figures that blocks show."""
    return frozenset(figure.id for block in blocks for figure in block.figures)
