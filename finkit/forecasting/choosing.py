"""Of which items a forecast is."""

from __future__ import annotations

from finkit.accounts.aliases import same_item
from finkit.accounts.names import (
    FUND_REVENUE,
    GENERAL_REVENUE,
    GENERAL_SPENDING,
    LOCAL_REVENUE,
    LOCAL_SPENDING,
    WIDEST_REVENUE,
    WITH_SHARED,
)
from finkit.contract import ACTUAL, BASES, CUMULATIVE
from finkit.errors import NotHeldError, did_you_mean, quoted
from finkit.figures import outline
from finkit.figures.county_at import CountyAt
from finkit.gate.names import folded_name
from finkit.ledger.county_book import ItemSeries

LINES = (
    (GENERAL_REVENUE, LOCAL_REVENUE, WITH_SHARED, *WIDEST_REVENUE),
    (GENERAL_SPENDING, *LOCAL_SPENDING),
    (FUND_REVENUE,),
)


def held_lines(at: CountyAt) -> list[ItemSeries]:
    """The main items held, a line each: revenue and spending, fund revenue."""
    return [item.series for item in outline.lines(at, LINES) if item.series]


def main_items(at: CountyAt) -> list[ItemSeries]:
    """The main items. Raises `NotHeldError` where none is held at the period."""
    held = held_lines(at)
    if not held:
        raise NotHeldError(
            f"{at.book.county.name}没有{at.period}的收支累计数",
            advice="用 finkit list 看有哪些期间，或写明是哪些项目",
        )
    return held


def named_item(at: CountyAt, name: str) -> ItemSeries:
    """The item of a name, any of its names. Raises `NotHeldError` naming the nearest."""
    wanted = folded_name(name)
    held = [s for s in at.book if s.key.basis == CUMULATIVE and s.own(at.period, ACTUAL)]
    alike = [s for s in held if wanted == s.key.item or same_item(wanted, s.name)]
    if len({s.parent_name for s in alike}) > 1 and (own := at.item(alike[0].name).series):
        return own
    if alike:
        return min(alike, key=lambda s: s.key.item != wanted)
    known = dict.fromkeys(n for s in held for n in (s.label, s.name))
    raise NotHeldError(
        f"{at.book.county.name}没有{quoted(name)}{at.period}的{BASES[CUMULATIVE]}数",
        advice=did_you_mean(wanted, known),
    )
