"""The ways to look at what was chosen, each as the code of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from finkit.contract import BALANCE
from finkit.counties import province_of
from finkit.errors import NotHeldError
from finkit.figures.declaration import Indicator
from finkit.workbench import asked
from finkit.workbench.bench import Workbench
from finkit.workbench.by_month import is_by_month

_MOST_BARS = 16


class Chosen(NamedTuple):
    """What was chosen: counties, each by a name that means it alone, items, an indicator."""

    counties: Sequence[str]
    items: Sequence[str]
    indicator: Indicator


def over_time(bench: Workbench, chosen: Chosen) -> Iterator[str]:
    """An indicator over time. Amounts that accumulate and single months lie over those of the year
    before, a chart each: a line through all periods would fall back every January.
    """
    months, rest = [], dict[str, list[str]]()
    for item in chosen.items:
        for county in chosen.counties:
            if not chosen.indicator.unit and _has_months(bench, county, item, chosen.indicator):
                months.append((county, item))
            else:
                rest.setdefault(item, []).append(county)
    for county, item in months:
        yield _beside_last_year(bench, county, item, chosen.indicator)
    if not months:
        yield _as_lines(chosen.counties, chosen.items, chosen.indicator)
        return
    for item, counties in rest.items():
        if held := [county for county in counties if _holds(bench, county, item)]:
            yield _as_lines(held, [item], chosen.indicator)


def among(bench: Workbench, chosen: Chosen, period: str) -> Iterator[str]:
    """Each item of the first county beside that of all counties held of its province at a period:
    ranked bars, or dots on a strip where they are many. Raises `NotHeldError` for an area that lies
    in no province.
    """
    own = bench.county(chosen.counties[0])
    group = province_of(own.code)
    if not group:
        raise NotHeldError(f"{own.name}不属于哪个省，没有可比的县区")
    key, label = chosen.indicator.key, chosen.indicator.label
    for item in chosen.items:
        whole = bench.compare(group, item, key, period)
        held = whole.T.dropna()
        name = next((name for name in whole if bench.county(str(name)).code == own.code), "")
        if name not in held.index:
            raise NotHeldError(f"{own.name}{period}没有{item}的{label}，无从比较")
        unit = next(filter(None, whole.units.values()), "")
        title = f"{item}：{label}（{period}，{group}有数的{len(held)}个县区）"
        form = f"bars(table, {title!r}, unit={unit!r}, highlight={name!r})"
        if len(held) > _MOST_BARS:
            form = f"strips(table, {name!r}, {title!r}, units={unit!r})"
        yield (
            f"table = data.compare({group!r}, {item!r}, {key!r}, {period!r}).T.dropna()\n"
            "table = table.sort_values(table.columns[0], ascending=False)\n"
            f"charts.{form}"
        )


def _has_months(bench: Workbench, name: str, item: str, indicator: Indicator) -> bool:
    """Whether a county's item accumulates through the year, or stands for single months."""
    if not _holds(bench, name, item):
        return False
    county = bench.county(name)
    first, *_ = asked.series_of(bench.ledger.county(county.code), item)
    return first.key.basis != BALANCE and is_by_month(county.series(item, indicator.key))


def _holds(bench: Workbench, name: str, item: str) -> bool:
    try:
        asked.series_of(bench.ledger.county(bench.county(name).code), item)
    except NotHeldError:
        return False
    return True


def _beside_last_year(bench: Workbench, name: str, item: str, indicator: Indicator) -> str:
    county = bench.county(name)
    now = county.by_month(item, indicator.key).columns[-1]
    of = "" if indicator.key == "amount" else f", {indicator.key!r}"
    how = indicator.label if of else "各月累计"
    title = f"{county.name}{item}：{how}"
    return (
        f"table = data.county({name!r}).by_month({item!r}{of})\n"
        f"charts.lines(table, {title!r}, highlight={now!r})"
    )


def _as_lines(counties: Sequence[str], items: Sequence[str], indicator: Indicator) -> str:
    one = [*counties] * (len(counties) == 1) + [*items] * (len(items) == 1)
    title = f"{''.join(one)}{'：' if one else ''}{indicator.label}"
    call = f"compare({[*counties]!r}, {[*items]!r}"
    if len(counties) == 1:
        call = f"county({counties[0]!r}).table({[*items]!r}"
    return f"table = data.{call}, {indicator.key!r})\ncharts.lines(table, {title!r})"
