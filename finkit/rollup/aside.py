"""Which counties are counted together, and which are left aside for their scope or status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from finkit.report.standing import Column
from finkit.rollup.rollup import Rollup
from finkit.rollup.totals import UNSTATED

MOST_NAMED = 8


def among(made: Rollup, column: Column, what: str) -> str:
    """有增幅的7个中，; "" where all that have filed are counted. Where some are left aside for
    their scope or status: 口径相同的7个中，."""
    counted, aside = len(made.compared(column)), len(made.aside(column))
    kinds = [f"有{what}"] if counted + aside < len(made.filed) else []
    kinds += [f"{alike(made, column)}相同"] if aside else []
    return f"{'且'.join(kinds)}的{counted}个中，" if kinds else ""


def alike(made: Rollup, column: Column) -> str:
    """What those that compare in a column share and others with a figure do not: 口径, 数据状态."""
    editions = {one.edition(column) for one in (*made.compared(column), *made.aside(column))}
    scopes, statuses = ({one[at] for one in editions} for at in (0, 1))
    words = ["口径"] * (len(scopes) > 1) + ["数据状态"] * (len(statuses) > 1)
    return "和".join(words)


def left_aside(made: Rollup) -> Iterator[str]:
    """收入、收入增幅与多数口径不同、不与别的县区比的2个：婺城区、金东区（县本级）."""
    found: dict[str, list[str]] = {}
    for column in made.columns:
        if aside := made.aside(column):
            kinds: dict[str, list[str]] = {}
            for one in aside:
                scope, status = one.edition(column)
                edition = "、".join(filter(None, (scope, status))) or UNSTATED
                kinds.setdefault(edition, []).append(one.county.name)
            told = "、".join(f"{names(of)}（{kind}）" for kind, of in kinds.items())
            what = f"{alike(made, column)}不同、不与别的县区比的{len(aside)}个：{told}"
            found.setdefault(what, []).append(column.heading)
    for what, headings in found.items():
        yield f"{'、'.join(headings)}{what}。"


def names(counties: Sequence[str], most: int = MOST_NAMED) -> str:
    """甲县、乙县; of many the first and how many: 甲县、乙县等20个."""
    if len(counties) <= most:
        return "、".join(counties)
    return f"{'、'.join(counties[:most])}等{len(counties)}个"
