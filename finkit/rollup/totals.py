"""Sums over counties, held against what the area itself published. Never a sum over fewer counties
than there are: then it is absent, and says of how many, and which are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from finkit.contract import CUMULATIVE
from finkit.counties import County
from finkit.figures.declaration import Indicator, Speech
from finkit.figures.figure import Figure, Subject
from finkit.figures.quantity import PERCENT, Quantity, absent, difference, growth, total
from finkit.ledger.county_book import SeriesKey
from finkit.periods import Period
from finkit.report.said import unless_coarse
from finkit.report.standing import Column
from finkit.rollup.line import Line

NO_TOTAL = "不合计"
UNSTATED = "未注明"
"""How figures without a status of their data (快报, 决算) are told: a kind of their own."""


def _declared(key: str, label: str, unit: str, speech: Speech, formula: str) -> Indicator:
    return Indicator(
        key=key,
        label=label,
        unit=unit,
        basis="item",
        speech=speech,
        formula=formula,
        definition="名录内的县区全有数、口径和数据状态相同才算",
        source="通用定义",
    )


SUM = _declared("counties_total", "县区合计", "", Speech.LEVEL, "各县区之和")
SUM_GROWTH = _declared(
    "counties_total_growth",
    "县区合计同比增长率",
    PERCENT,
    Speech.RATE,
    "(各县区之和−各县区上年同期数之和)÷各县区上年同期数之和×100%",
)
BESIDE = _declared("own_less_total", "与县区合计之差", "", Speech.LEVEL, "本地公布数−县区合计")


@dataclass(frozen=True)
class Total:
    """What an amount comes to over the counties of an area. `held` of `of` counties have it;
    `lacking` have none. `amount` and `growth` are absent with their reason; `own` is what the
    area published itself, `beside` how much more that is, `apart` why that is not said of what
    both are there for."""

    column: Column
    held: int
    of: int
    lacking: tuple[str, ...]
    amount: Figure
    growth: Figure
    own: Figure | None
    own_growth: Figure | None
    beside: Figure | None
    apart: str = ""

    @property
    def own_scope(self) -> str:
        """What the area's own figure is of, where that is not all of it: 市本级; else ""."""
        return "" if self.own is None else part_meant(self.own)

    @property
    def own_of_all(self) -> Figure | None:
        """The area's own figure where it is of all of it."""
        return None if self.own_scope else self.own


def total_of(
    area: County,
    period: Period,
    columns: tuple[Column, Column],
    lines: Sequence[Line],
    own: Mapping[str, Figure],
) -> Total:
    """The total of an amount and its growth over some counties, beside the area's own figures."""
    column, rate = columns
    lacking = tuple(one.county.name for one in lines if one.figure(column) is None)
    amount = _sum(column, lines, lacking)
    is_summed = amount.value is not None
    grown = growth(amount, _bases(column, lines)) if is_summed else absent(PERCENT, amount.reason)

    def figure(declared: Indicator, quantity: Quantity) -> Figure:
        key = SeriesKey(column.item, "", CUMULATIVE, "", "")
        name = f"{area.code}/{period}/{column.key}/{declared.key}"
        return Figure(name, Subject(area, str(period), key, column.item), declared, quantity)

    published = own.get(column.key)
    beside, apart = None, ""
    if published is not None and is_summed and not part_meant(published):
        apart = _apart(published, lines[0].edition(column)[1])
        beside = None if apart else figure(BESIDE, difference(published.quantity, amount))
    return Total(
        column,
        len(lines) - len(lacking),
        len(lines),
        lacking,
        figure(SUM, amount),
        unless_coarse(figure(SUM_GROWTH, grown)),
        published,
        own.get(rate.key),
        beside,
        apart,
    )


def _sum(column: Column, lines: Sequence[Line], lacking: Sequence[str]) -> Quantity:
    if lacking or not lines:
        held = len(lines) - len(lacking)
        return absent(column.unit, f"{len(lines)}个县区中{held}个有数，{NO_TOTAL}")
    if reason := _mixed(column, lines):
        return absent(column.unit, f"{reason}，{NO_TOTAL}")
    return total(*(figure.quantity for one in lines if (figure := one.figure(column))))


def _mixed(column: Column, lines: Sequence[Line]) -> str:
    """Why the counties' amounts do not add up: of different scopes, or of different statuses."""
    editions = [one.edition(column) for one in lines]
    for what, names, unstated in (
        ("口径", [scope for scope, _ in editions], "全域"),
        ("数据状态", [status for _, status in editions], UNSTATED),
    ):
        counted = Counter(name or unstated for name in names)
        if len(counted) > 1:
            told = "、".join(f"{name}{counted[name]}个" for name in sorted(counted))
            return f"各县区{what}不一（{told}）"
    return ""


def _bases(column: Column, lines: Sequence[Line]) -> Quantity:
    found = [one.bases[column.key] for one in lines]
    if without := sum(one.value is None for one in found):
        return absent(column.unit, f"{without}个县区没有上年同期数")
    return total(*found)


def part_meant(published: Figure) -> str:
    """What an area's own figure is of where it is not of all of the area: 市本级; else ""."""
    scope = published.subject.key.scope
    return "" if scope.startswith("全") else scope


def _apart(published: Figure, status: str) -> str:
    """Why an area's own figure is not held against the sum: they are of different editions."""
    own = published.subject.key.data_status
    if own == status:
        return ""
    return f"公布数为{own or UNSTATED}、县区的为{status or UNSTATED}，不相比"
