"""The key figures of a rollup, a card each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from finkit.charts import marks
from finkit.rollup.columns import AMOUNTS, COMPLETION
from finkit.rollup.rollup import Rollup
from finkit.rollup.said import moved_in, percent, published, rate
from finkit.units import round_half_up
from finkit.wording.rates import speed


class Card(NamedTuple):
    """One card: name, level and unit, a line of words, a mark (SVG) and what stands under it."""

    name: str
    level: str
    unit: str
    told: str
    mark: str = ""
    under: str = ""


def cards(made: Rollup) -> list[Card]:
    """Those that the counties' figures allow."""
    return [*_filing(made), *_growths(made), *_progress(made), *_sums(made)]


def _filing(made: Rollup) -> Iterator[Card]:
    filed, of = len(made.filed), len(made.lines)
    told = f"未报{len(made.missing)}个" if made.missing else "已报齐"
    yield Card("已报县区", f"{filed}/{of}", "个", told, marks.bullet(100 * filed / of, None, "now"))


def _growths(made: Rollup) -> Iterator[Card]:
    for amount_, column in AMOUNTS:
        middle = made.middle(column)
        if middle is None:
            continue
        values = [float(v) for one in made.compared(column) if (v := one.value(column)) is not None]
        own = made.own.get(column.key)
        name = f"{amount_.heading}{speed(middle)}中位数"
        of_own = f"{published(made, own, amount_.heading)}{rate(made, own)}" if own else ""
        shown = percent(middle).removesuffix("%")
        yield Card(
            name, shown, "%", moved_in(made, column), marks.row(values, float(middle)), of_own
        )


def _progress(made: Rollup) -> Iterator[Card]:
    middle = made.middle(COMPLETION)
    if middle is None:
        return
    due = made.period.schedule()
    role = "now" if middle >= due else "prior"
    told = f"序时进度{percent(round_half_up(due, 1))}"
    mark = marks.bullet(float(middle), float(due), role)
    yield Card("收入完成预算中位数", percent(middle).removesuffix("%"), "%", told, mark)


def _sums(made: Rollup) -> Iterator[Card]:
    for column, _ in AMOUNTS:
        total = made.totals[column.key]
        if total.amount.value is None:
            continue
        told = rate(made, total.growth) if total.growth.value is not None else ""
        level, unit = _parted(str(made.speaker.level(total.amount)))
        yield Card(f"县区{column.heading}合计", level, unit, told)


def _parted(shown: str) -> tuple[str, str]:
    number = shown.rstrip("万亿元")
    return number, shown[len(number) :]
