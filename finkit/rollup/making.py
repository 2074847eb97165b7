"""A rollup made of a ledger: the counties of the dated register, each with what it has filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from finkit.addresses import is_address
from finkit.counties import County, is_county_level
from finkit.counties.areas import higher, known
from finkit.counties.members import area_named, members
from finkit.counties.registered import digits_of
from finkit.dataset import Dataset, open_dataset
from finkit.errors import NotHeldError
from finkit.figures.figure import Figure
from finkit.ledger.history.arrivals import arrivals
from finkit.periods import Period
from finkit.rollup.columns import AMOUNTS
from finkit.rollup.line import Line, by_prefecture, last_filed, lines, shown_figures
from finkit.rollup.rollup import Part, Rollup
from finkit.rollup.totals import Total, total_of


def rollup(area: str, period: object, data: str | Path | Dataset = "", place: str = "") -> Rollup:
    """What the counties of a province or prefecture (name or code) say of a period.

    `data` as for `--data` ("" the embedded sample); `place` is where a data set that is opened
    already lies, for its history ("" unknown). Raises `UsageError` for what is no such area,
    `NotHeldError` where no county of it has filed.

    >>> made = rollup("重庆市", "2020-12")
    >>> len(made.lines), len(made.filed), made.missing[0].county.name
    (38, 37, '渝中区')
    """
    when = Period.parse(period)
    meant = area_named(area, when.year)
    opened = data if isinstance(data, Dataset) else open_dataset(data)
    counties = members(meant.code, when.year, lambda code: last_filed(opened, code, when))
    lies = place if isinstance(data, Dataset) else str(data)
    known = bool(lies) and not is_address(lies)
    days = arrivals(Path(lies), [one.code for one in counties], when) if known else {}
    return put_together(opened, meant, when, counties, days)


def put_together(
    data: Dataset, area: County, period: Period, counties: list[County], days: Mapping[str, str]
) -> Rollup:
    """The rollup of some counties; `days` on which their amounts came, where that is known."""
    found = lines(data, counties, period, days)
    if not any(one.has_filed for one in found):
        held = sorted({one.last for one in found if one.last})
        advice = f"这之前最近的是{held[-1]}" if held else "可用 finkit list 查看有哪些"
        raise NotHeldError(f"{area.name}没有一个县区有{period}的数", advice=advice)
    own = _own(data, area, period)
    is_province = area.code.endswith("0000")
    parts = tuple(_parts(data, area, period, found)) if is_province else ()
    return Rollup(
        area,
        period,
        tuple(found),
        _totals(area, period, found, own),
        parts if len(parts) > 1 else (),
        tuple(_others(data, area, period, {one.code for one in counties})),
        own,
    )


def _totals(
    area: County, period: Period, of: list[Line], own: Mapping[str, Figure]
) -> dict[str, Total]:
    return {pair[0].key: total_of(area, period, pair, of, own) for pair in AMOUNTS}


def _own(data: Dataset, area: County, period: Period) -> dict[str, Figure]:
    """The figures that an area published itself."""
    if not data.ledger.holds(area.code):
        return {}
    return shown_figures(data, data.ledger.county(area.code, period), period)


def _parts(data: Dataset, area: County, period: Period, of: list[Line]) -> list[Part]:
    """The prefectures of a province; counties below it directly are no part."""
    found = []
    for name, own in by_prefecture(of):
        if name:
            code = f"{own[0].county.code[:4]}00"
            part = replace(higher().get(code) or County(code, name, area.name), name=name)
            totals = _totals(part, period, own, _own(data, part, period))
            found.append(Part(part, tuple(own), totals))
    return found


def _others(data: Dataset, area: County, period: Period, counted: set[str]) -> list[Line]:
    """What the data hold of the area and is no county of the register then: zones, former
    counties."""
    within = digits_of(area.code)
    found = [
        one
        for one in data.ledger.counties
        if one.code not in counted
        and one.code not in higher()
        and (
            one.code.startswith(within)
            if is_county_level(one.code)
            else area.code.endswith("0000") and one.province == area.name
        )
    ]
    named = [replace(one, name=one.name or _name(one.code)) for one in found]
    return [one for one in lines(data, named, period, {}) if one.has_filed]


def _name(code: str) -> str:
    area = known(code)
    return area.name if area else code
