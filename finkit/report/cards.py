"""The key figures: what the page leads with, a card each, four to six of them."""

from __future__ import annotations

from typing import NamedTuple

from finkit.accounts.names import (
    DEBT,
    DEPOSITS,
    FUND_REVENUE,
    FUND_SPENDING,
    GENERAL_REVENUE,
    GENERAL_SPENDING,
    LOANS,
    LOCAL_REVENUE,
    LOCAL_SPENDING,
    NONTAX,
    SANBAO,
    TAX,
    WIDEST_REVENUE,
    WITH_SHARED,
)
from finkit.accounts.spelling import plain_name
from finkit.charts import marks
from finkit.contract import BALANCE, Observation
from finkit.figures import outline
from finkit.figures.county_at import Item
from finkit.figures.figure import Figure
from finkit.narrative.item_words import ItemWords
from finkit.periods import MONTHS_A_YEAR
from finkit.report.content import Content
from finkit.report.standing_marks import peers_strip
from finkit.report.trend import Trend, trend
from finkit.wording import NOTHING, Phrase, joined, phrase
from finkit.wording.doubt import mark

_PREFERRED = (
    (GENERAL_REVENUE, WITH_SHARED),
    (TAX,),
    (FUND_REVENUE,),
    (GENERAL_SPENDING,),
    (SANBAO,),
    (DEBT,),
)
_BESIDES = (
    WIDEST_REVENUE,
    (LOCAL_REVENUE,),
    LOCAL_SPENDING,
    (FUND_SPENDING,),
    (DEPOSITS,),
    (LOANS,),
    (NONTAX,),
)
_MOST = 6


class Card(NamedTuple):
    """One key figure: level, change, progress with its bullet, place among peers, trend.

    `cells` are the amounts that the marks draw, `doubt` their mark where an earlier one is in
    doubt; `against_budget` is what the bullet shows, in words.
    """

    name: str
    level: Phrase
    compared: Phrase
    against_budget: Phrase = NOTHING
    bullet: str = ""
    place: Phrase = NOTHING
    strip: str = ""
    trend: Trend = Trend()
    doubt: str = ""

    @property
    def cells(self) -> tuple[Observation, ...]:
        """The amounts drawn beside the figure."""
        return self.trend.cells


def cards(report: Content) -> tuple[Card, ...]:
    """The figures that the report leads with."""
    found = [item for names in _PREFERRED if (item := _held(report, names))]
    room = _MOST - len(found)
    found += [item for names in _BESIDES if (item := _held(report, names))][:room]
    made = tuple(card for item in found if (card := _card(item, report)))
    return _marked(report, made)


def _marked(report: Content, made: tuple[Card, ...]) -> tuple[Card, ...]:
    """The cards, those marked that draw an earlier amount in doubt."""
    # This period's own amount is marked where it is read.
    earlier = [[c for c in card.cells if c.period != report.period] for card in made]
    # Asked of all together a month is checked once; mostly that is all there is to do.
    if not report.doubts.standing([cell for cells in earlier for cell in cells], drawn=True):
        return made
    return tuple(
        card._replace(doubt=mark(report.doubts.standing(cells, drawn=True)))
        for card, cells in zip(made, earlier, strict=True)
    )


def _held(report: Content, names: tuple[str, ...]) -> Item | None:
    """The first of these items that is held, on any basis; 税收收入 with its whole."""
    for name in names:
        item = _kind(report, name) if name in outline.KINDS else report.at.item(name)
        for found in (item, report.at.item(name, basis=BALANCE)):
            if found.series:
                return found
    return None


def _kind(report: Content, name: str) -> Item:
    """税收收入 or 非税收入 of general revenue, else of the widest that is held."""
    for whole in reversed(outline.lines(report.at, outline.GENERAL_LINES)):
        for part in outline.tax_and_nontax(report.at, whole).parts:
            if part.name == name:
                return part
    return report.at.item(name)


def _card(item: Item, report: Content) -> Card | None:
    words = ItemWords(item, report.figures, report.head_speaker, report.options.lines)
    if item.name == TAX and (share := _share(report, words)):
        return share
    if not words.level:
        return None
    seen = trend(words.series, report.period)
    progress, bullet = _limit(report, words) or _progress(report, words)
    place, strip = peers_strip(report, words)
    compared = words.since_opening if item.name == DEBT else NOTHING
    compared = compared or _compared(words)
    return Card(words.name, words.level, compared, progress, bullet, place, strip, seen)


def _compared(words: ItemWords) -> Phrase:
    """增长9.4%，增收1.24亿元: the rate first where there is one."""
    rate, change = words.figure("yoy_rate"), words.figure("yoy_amount")
    grown = words.speaker.rate(rate) if rate else NOTHING
    moved = words.speaker.change(change, words.nature) if change else NOTHING
    amount = words.figure("amount")
    if not grown or not moved or amount is None or not amount.value:
        return words.compared
    return joined([grown, moved])


def _share(report: Content, words: ItemWords) -> Card | None:
    """税收占比: the share as a bar, its change in points."""
    whole = words.series.key.parent_item
    share = words.figure("share_of", whole)
    if share is None or share.value is None or not 0 <= share.value <= 100:
        return None
    moved = words.speaker.points(words.figure("share_change", whole))
    bullet = marks.bullet(float(share.value), None, "now")
    level = phrase(words.speaker.level(share))
    change = phrase("比上年同期", moved) if moved else NOTHING
    name = "税收占比" if plain_name(whole) == GENERAL_REVENUE else f"税收占{plain_name(whole)}"
    return Card(name, level, change, phrase(words.name, words.level), bullet)


def _limit(report: Content, words: ItemWords) -> tuple[Phrase, str] | None:
    """占债务限额的97.3%, of the debt."""
    rate = words.figure("debt_balance_to_limit")
    if words.standard != DEBT or rate is None or rate.value is None:
        return None
    said = phrase("占债务限额的", words.speaker.level(rate))
    return said, marks.bullet(float(rate.value), 100.0, "now")


def _progress(report: Content, words: ItemWords) -> tuple[Phrase, str]:
    """完成调整预算83.3%，与序时进度基本持平; with its bullet."""
    rate = report.figures.against_budget(words.series, "completion_rate")
    if rate is None or rate.value is None or rate.value < 0:
        return NOTHING, ""
    is_whole = report.period.month == MONTHS_A_YEAR
    gap = None if is_whole else words.figure("progress_gap", rate.of_item)
    done = phrase(f"完成{rate.of_item}", words.speaker.level(rate))
    due = None if is_whole else float(report.period.schedule())
    bullet = marks.bullet(float(rate.value), due, _role(report, gap))
    return joined([done, words.speaker.schedule(gap)]), bullet


def _role(report: Content, gap: Figure | None) -> str:
    """now, or how far behind time: prior, from the threshold on down."""
    if gap is None or gap.value is None or report.head_speaker.is_flat(gap) or gap.value > 0:
        return "now"
    far = gap.value <= -report.options.lines["progress_behind"].value
    return "down" if far else "prior"
