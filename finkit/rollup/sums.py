"""The table of sums: the area's own row, then one a prefecture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from finkit.figures.figure import Figure
from finkit.report.standing import in_hundred_millions
from finkit.rollup.aside import MOST_NAMED, names
from finkit.rollup.columns import AMOUNTS
from finkit.rollup.rollup import Rollup
from finkit.rollup.totals import Total
from finkit.units import convert, grouped

NONE = "—"
REASONS = "未合计或未比的原因"
_UNIT = "亿元"


def heads(made: Rollup) -> list[str]:
    """地区, 有数县区, and of each amount the sum, its growth, what the area published, the gap."""
    found = ["地区", "有数县区"]
    for column, _ in AMOUNTS:
        found += [f"{column.heading}合计", "增幅 %"]
        if _is_published(made):
            found += ["公布数", "公布数−合计"]
    return [*found, REASONS]


def rows(made: Rollup) -> Iterator[list[str]]:
    """The area first, its prefectures in the order of codes."""
    published = _is_published(made)
    yield _row(made, made.area.name, made.totals, published=published)
    for part in made.parts:
        yield _row(made, part.area.name, part.totals, published=published)


def _is_published(made: Rollup) -> bool:
    every = (made.totals, *(part.totals for part in made.parts))
    return any(total.own_of_all is not None for totals in every for total in totals.values())


def _row(made: Rollup, name: str, totals: Mapping[str, Total], *, published: bool) -> list[str]:
    every = [totals[column.key] for column, _ in AMOUNTS]
    held = "、".join(dict.fromkeys(f"{one.held}/{one.of}" for one in every))
    cells = [name, held]
    for total in every:
        cells += [_amount(made, total.amount), _rate(made, total.growth)]
        if published:
            cells += [_amount(made, total.own_of_all), _amount(made, total.beside)]
    return [*cells, why(every)]


def why(every: Iterable[Total], most: int = MOST_NAMED) -> str:
    """收入：缺甲县、乙县；支出：…: what keeps each from a sum and from a gap; "" for nothing.

    Of more counties than `most` the first are named. What is the same of all is said once.
    """
    told: dict[str, list[str]] = {}
    for total in every:
        for reason in _reasons(total, most):
            told.setdefault(reason, []).append(total.column.heading)
    return "；".join(f"{'、'.join(headings)}：{reason}" for reason, headings in told.items())


def _reasons(total: Total, most: int) -> Iterator[str]:
    if total.lacking:
        yield f"缺{names(total.lacking, most)}"
    elif total.amount.value is None:
        yield total.amount.reason
    if total.own_scope:
        yield f"公布数只是{total.own_scope}的，不列"
    if total.apart:
        yield total.apart


def _amount(made: Rollup, figure: Figure | None) -> str:
    """An amount in 亿元, without a digit that was not published; — where there is none."""
    if figure is None or figure.value is None:
        return NONE
    value = convert(figure.value, figure.unit, _UNIT)
    return grouped(in_hundred_millions(value, made.speaker.digits(figure)))


def _rate(made: Rollup, figure: Figure) -> str:
    if figure.value is None:
        return NONE
    return grouped(made.speaker.digits(figure).text(figure.value).removesuffix("%"))
