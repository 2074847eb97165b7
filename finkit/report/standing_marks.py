"""A key figure among the counties that it may be compared with: its place in words, and a strip."""

from __future__ import annotations

from finkit.charts import marks
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.indicators.peers import RATE
from finkit.narrative.item_words import ItemWords
from finkit.report.content import Content
from finkit.wording import NOTHING, Phrase, phrase


def peers_strip(report: Content, words: ItemWords) -> tuple[Phrase, str]:
    """增幅中位数1.8%，与有数据的其他36个县区相比居第33位, and the strip; nothing where the
    comparable are too few or the rate is not said."""
    rank, middle = words.figure("rank", RATE), words.figure("peer_median", RATE)
    own = words.figure("yoy_rate")
    known = [one for one in (rank, middle, own) if one and one.value is not None]
    if len(known) < 3 or not words.rank:
        return NOTHING, ""
    _, median, rate = (float(one.value or 0) for one in known)
    group = report.data.calculator.group(report.county.province)
    others = group.others(words.series, report.period)
    rates = [float(peer.rate) for peer in others if peer.rate is not None]
    if len(rates) < FEWEST_PEERS:
        return NOTHING, ""
    return phrase(words.rank), marks.strip(rates, rate, median)
