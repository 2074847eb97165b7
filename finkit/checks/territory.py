"""Counties through time: former codes in one series, mergers, years in which a code was not."""

from __future__ import annotations

from collections.abc import Iterator

from finkit.checks.cells import cells_of
from finkit.checks.finding import Finding
from finkit.contract import ACTUAL, DELTA, PRIOR_ACTUAL
from finkit.counties.history import STANDS_FOR, became, former, predecessors, years_of
from finkit.figures.county_at import CountyAt
from finkit.figures.levels import before_change


def one_series(county: CountyAt) -> Iterator[Finding]:
    """A county that changed its name or code: told which of its former codes the series goes on."""
    territory = county.book.territory
    for one in territory.line if territory else ():
        was = f"{one.county.name}（{one.county.code}）"
        now = f"{county.book.county.name}（{county.book.county.code}）"
        cause = f"{became(one)}；{was}与{now}是同一县区，两个代码的数按一个序列计算"
        yield _finding("县区代码前后相续", county, now, was, cause)


def changed_territory(county: CountyAt) -> Iterator[Finding]:
    """A merger or a division since a year ago: what stands for last year, or that nothing does."""
    territory, last = county.book.territory, county.period.years_before(1)
    broken = territory.broken(last, county.period) if territory else None
    if broken is None:
        return
    asked = [
        series
        for series, _ in cells_of(county, ACTUAL)
        if not any(series.find(county.period, given) for given in (PRIOR_ACTUAL, DELTA))
    ]
    if not asked:
        return
    bases = [before_change(series, last, county.period) for series in asked]
    summed = all(one is not None and one.value is not None for one in bases)
    said = "上年同期数为原各县区之和" if summed else "上年同期数不可比，不计算同比"
    yield _finding(
        "两年的行政区域一致",
        county,
        f"{county.period.year}年与上年区域相同",
        broken.said,
        f"{said}；随表填报上年同期数的按所填",
    )


def in_force(county: CountyAt) -> Iterator[Finding]:
    """A code in a year in which it was not in force: before it came to be, or after it ended."""
    area, year = county.book.county, county.period.year
    first, last = years_of(area.code)
    if not (first and year < first) and not (last and year > last):
        return
    when = f"{first}年起" if first and year < first else f"到{last}年为止"
    ended = former().get(area.code, ())
    what = became(ended[-1]) if last and year > last and ended else _was(area.code, year)
    yield _finding(
        "县区代码在该年有效",
        county,
        f"{area.code}{when}有效",
        "更早年份的数" if first and year < first else "更晚年份的数",
        f"{what}（名录截至{STANDS_FOR}）；代码写错，或按后来的区划回溯整理",
    )


def _was(code: str, year: int) -> str:
    """What a county was in a year before its code came to be."""
    was = next((one.county for one in predecessors(code) if one.held_in(year)), None)
    return f"当时是{was.name}（{was.code}）" if was else "当时没有这个县区"


def _finding(rule: str, county: CountyAt, expected: str, found: str, cause: str) -> Finding:
    code, period = county.book.county.code, str(county.period)
    return Finding("notice", rule, code, period, "", "county_code", expected, found, cause)
